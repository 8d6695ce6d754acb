/** What paper asks for beside the reader's own rules. */
export const PRINT_SHEET = `
@page { margin: 20mm 18mm; }
html, body { background: #fff; color: #000; font-size: 11pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.page { max-width: none; padding: 0; }
.body p, .body li, .notes li { orphans: 3; widows: 3; }
.body :is(h1, h2, h3, h4, h5, h6) { break-after: avoid; }
.body :is(figure, pre, tr, blockquote) { break-inside: avoid; }
.body pre { white-space: pre-wrap; overflow-wrap: anywhere; overflow: visible; }
.body table { display: table; overflow: visible; width: 100%; }
.body a, .head a { color: inherit; }
mark { background: #eee; color: inherit; border-bottom: 1.2pt solid #777; font-style: inherit; }
.body mark { font-style: inherit; }
mark[data-color=yellow] { background: #fff0b0; border-color: #b88a00; } mark[data-color=green] { background: #d6f0c8; border-color: #3f8f26; }
mark[data-color=blue] { background: #d3e9fb; border-color: #1f78bd; } mark[data-color=magenta] { background: #fbdcec; border-color: #bb3f86; }
mark[data-color=purple] { background: #e6ddfb; border-color: #7250c8; } mark[data-color=red] { background: #fbdad6; border-color: #c23b2e; }
mark[data-color=orange] { background: #fde3c4; border-color: #b8640c; } mark[data-color=gray] { background: #e6e3dd; border-color: #6d685f; }
.number { font: 7.5pt "Inter Variable", sans-serif; margin-inline-start: 1pt; }
.notes { margin-top: 14mm; border-top: .6pt solid #999; padding-top: 4mm; font-size: .88em; line-height: 1.45; }
.notes h2 { font-size: 1.2em; margin: 0 0 .6em; } .notes li { margin-bottom: .8em; } .notes q { font-style: italic; } .notes p { margin: .25em 0; }
.notes .tags { color: #555; font-size: .85em; }
`;
