/** How the reader looks: the themes' colours, the type, and what the painted names look like in each theme. */

import { SYNTAX_NAMES } from "./names";
import { COLORS, type Color, type ReaderStyle } from "./types";

interface Palette {
  paper: string;
  ink: string;
  soft: string;
  faint: string;
  line: string;
  wash: string;
  accent: string;
  selection: string;
  find: string;
  current: string;
  onCurrent: string;
  depth: string;
  scheme: "light" | "dark";
  /** Words of code: keyword, string, comment, number, name, tag. */
  syntax: [string, string, string, string, string, string];
  /** Background and underline of each colour. */
  marks: Record<Color, [string, string]>;
}

const LIGHT_MARKS: Palette["marks"] = {
  yellow: ["rgb(255 214 64 / 0.55)", "#b88a00"],
  green: ["rgb(129 217 98 / 0.46)", "#3f8f26"],
  blue: ["rgb(108 188 250 / 0.44)", "#1f78bd"],
  magenta: ["rgb(247 139 198 / 0.44)", "#bb3f86"],
  purple: ["rgb(174 146 252 / 0.42)", "#7250c8"],
  red: ["rgb(252 128 116 / 0.42)", "#c23b2e"],
  orange: ["rgb(255 172 84 / 0.48)", "#b8640c"],
  gray: ["rgb(150 146 138 / 0.34)", "#6d685f"],
};

const DARK_MARKS: Palette["marks"] = {
  yellow: ["rgb(214 165 24 / 0.36)", "#e5bd45"],
  green: ["rgb(74 160 44 / 0.4)", "#86cf6b"],
  blue: ["rgb(30 120 190 / 0.42)", "#71b9ee"],
  magenta: ["rgb(196 56 128 / 0.4)", "#ee8cc0"],
  purple: ["rgb(112 78 214 / 0.46)", "#b59df5"],
  red: ["rgb(196 58 46 / 0.42)", "#f0897d"],
  orange: ["rgb(200 108 22 / 0.42)", "#f0a75c"],
  gray: ["rgb(150 144 132 / 0.32)", "#b5aea1"],
};

const PALETTES: Record<ReaderStyle["theme"], Palette> = {
  light: {
    paper: "#fdfcf9",
    ink: "#1f1d1a",
    soft: "#5f5a52",
    faint: "#716b62",
    line: "#e7e3da",
    wash: "#f4f1ea",
    accent: "#9a4a1f",
    selection: "rgb(154 74 31 / 0.24)",
    find: "rgb(255 150 50 / 0.42)",
    current: "#9a4a1f",
    onCurrent: "#ffffff",
    depth: "rgb(60 40 0 / 0.09)",
    syntax: ["#7b2f8a", "#386318", "#67615a", "#8a4700", "#1a5590", "#983415"],
    scheme: "light",
    marks: LIGHT_MARKS,
  },
  sepia: {
    paper: "#f6eedd",
    ink: "#33291b",
    soft: "#5e5140",
    faint: "#685a47",
    line: "#e0d4bc",
    wash: "#eee4cf",
    accent: "#87401a",
    selection: "rgb(135 64 26 / 0.26)",
    find: "rgb(240 130 40 / 0.42)",
    current: "#87401a",
    onCurrent: "#ffffff",
    depth: "rgb(60 40 0 / 0.1)",
    syntax: ["#722a80", "#345a17", "#5f5646", "#7c4000", "#184d80", "#8a2f12"],
    scheme: "light",
    marks: LIGHT_MARKS,
  },
  dark: {
    paper: "#191816",
    ink: "#e9e5dc",
    soft: "#aca599",
    faint: "#9a9386",
    line: "#2b2925",
    wash: "#22201d",
    accent: "#e0905f",
    selection: "rgb(224 144 95 / 0.34)",
    find: "rgb(224 120 50 / 0.5)",
    current: "#e0905f",
    onCurrent: "#1b0f07",
    depth: "rgb(255 240 210 / 0.12)",
    syntax: ["#d3a1ea", "#a9cf8a", "#a39c90", "#e6b26d", "#8cc0f0", "#f0a080"],
    scheme: "dark",
    marks: DARK_MARKS,
  },
  contrast: {
    paper: "#000000",
    ink: "#ffffff",
    soft: "#ffffff",
    faint: "#ffffff",
    line: "#ffffff",
    wash: "#1a1a1a",
    accent: "#ffd24a",
    selection: "rgb(70 130 255 / 0.75)",
    find: "rgb(190 90 0 / 0.8)",
    current: "#ffd24a",
    onCurrent: "#000000",
    depth: "rgb(255 255 255 / 0.16)",
    syntax: ["#e6b8ff", "#b8f59b", "#d0d0d0", "#ffcf7a", "#9fd3ff", "#ffb199"],
    scheme: "dark",
    marks: {
      yellow: ["rgb(120 92 0 / 0.9)", "#ffe14d"],
      green: ["rgb(20 96 20 / 0.9)", "#7dff6b"],
      blue: ["rgb(10 72 140 / 0.9)", "#7cc8ff"],
      magenta: ["rgb(130 20 84 / 0.9)", "#ff9fd6"],
      purple: ["rgb(76 44 160 / 0.9)", "#cdbbff"],
      red: ["rgb(136 24 16 / 0.9)", "#ff9a8f"],
      orange: ["rgb(136 68 0 / 0.9)", "#ffb45e"],
      gray: ["rgb(84 84 84 / 0.9)", "#e0e0e0"],
    },
  },
};

const SERIF = '"Source Serif 4 Variable", "Noto Serif", "Noto Serif CJK SC", serif';
const SANS = '"Inter Variable", "Noto Sans", "Noto Sans CJK SC", sans-serif';
const MONO = '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, monospace';

/** The rules that depend on what the person chose: variables, and the painted names with plain colours. */
export function themeSheet(style: ReaderStyle): string {
  const p = PALETTES[style.theme];
  const size = clamp(style.size, 10, 48);
  const variables: Record<string, string> = {
    paper: p.paper,
    ink: p.ink,
    soft: p.soft,
    faint: p.faint,
    line: p.line,
    wash: p.wash,
    accent: p.accent,
    size: `${size}px`,
    measure: `${clamp(style.width, 30, 140)}ch`,
    leading: `${clamp(style.lineHeight, 1, 3)}`,
    text: style.font === "serif" ? SERIF : SANS,
    align: style.justify ? "justify" : "start",
  };
  const root = Object.entries(variables).map(([name, value]) => `--${name}:${value}`);
  const marks = COLORS.map((color) => {
    const [background, underline] = p.marks[color];
    return mark(color, background, underline, "1.5px", "solid");
  });
  return [
    `:root{color-scheme:${p.scheme};${root.join(";")}}`,
    `::selection{background-color:${p.selection}}`,
    ...marks,
    `::highlight(depth){background-color:${p.depth};text-decoration-line:underline;` +
      `text-decoration-style:double;text-decoration-color:${p.soft};text-decoration-thickness:1px}`,
    `::highlight(find){background-color:${p.find}}`,
    `::highlight(find-current){background-color:${p.current};color:${p.onCurrent}}`,
    `::highlight(pending){background-color:${p.selection}}`,
    `::highlight(spoken){background-color:color-mix(in srgb,${p.accent} 20%,transparent)}`,
    ...SYNTAX_NAMES.map((kind, i) => `::highlight(syntax-${kind}){color:${p.syntax[i]}}`),
    ...COLORS.map((color) => {
      const [background, underline] = p.marks[color];
      return `.formula[data-mark=${color}]{background-color:${background};border-bottom:1.5px solid ${underline}}`;
    }),
    `::highlight(flash){background-color:${p.current};color:${p.onCurrent}}`,
  ].join("\n");
}

function mark(name: string, background: string, line: string, width: string, kind: string): string {
  return (
    `::highlight(${name}){background-color:${background};text-decoration-line:underline;` +
    `text-decoration-style:${kind};text-decoration-color:${line};text-decoration-thickness:${width}}`
  );
}

function clamp(value: number, low: number, high: number): number {
  return Number.isFinite(value) ? Math.max(low, Math.min(high, value)) : low;
}

/** The rules that never change. */
export const BASE_SHEET = `
*, *::before, *::after { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; scrollbar-color: var(--line) transparent; }
body { margin: 0; font: var(--size)/var(--leading) var(--text); text-underline-offset: .22em; overflow-wrap: break-word; -webkit-font-smoothing: antialiased; text-rendering: optimizeLegibility; position: relative; }
.page { max-width: calc(var(--measure) + 68px); margin: 0 auto; padding: 34px 34px 45vh; outline: none; }
.page:focus-visible { outline: none; box-shadow: inset 3px 0 0 var(--accent); }
.body > .later { display: none; }
.caret { position: absolute; width: 2px; border-radius: 1px; background: var(--accent); pointer-events: none; z-index: 2; animation: blink 1.06s steps(1) infinite; }
.caret[hidden] { display: none; }
.grip { position: absolute; width: 44px; height: 44px; margin-left: -22px; z-index: 3; touch-action: none; -webkit-user-select: none; user-select: none; }
.grip::before { content: ""; position: absolute; top: 0; width: 18px; height: 18px; background: var(--accent); }
.grip.start::before { right: 22px; border-radius: 9px 0 9px 9px; } .grip.end::before { left: 22px; border-radius: 0 9px 9px 9px; }
.grip[hidden] { display: none; }
@keyframes blink { 0%, 55% { opacity: 1; } 56%, 100% { opacity: 0; } }
@media (prefers-reduced-motion: reduce) { .caret { animation: none; } html { scroll-behavior: auto; } }

.head { border-bottom: 1px solid var(--line); padding-bottom: 14px; margin-bottom: 22px; text-align: start; }
.head h1 { font-size: clamp(26px, 1.84em, 60px); line-height: 1.15; font-weight: 640; letter-spacing: -.012em; margin: 6px 0 8px; text-wrap: balance; }
.head h1.long { font-size: clamp(22px, 1.38em, 44px); line-height: 1.22; }
.head .kick { color: var(--soft); font-size: .973em; line-height: 1.4; font-style: italic; margin: 0 0 12px; text-wrap: balance; }
.head .by { color: var(--soft); font: 13.5px/1.5 ${SANS}; display: flex; flex-wrap: wrap; row-gap: 2px; margin: 0; padding: 0 4px; margin-inline: -4px; list-style: none; overflow: clip; }
.head .by li { position: relative; margin: 0; margin-inline-end: 24px; font: inherit; }
/* The dot before what begins a line lies outside and is cut off. */
.head .by li::before { content: "·"; position: absolute; inset-inline-start: -14px; color: var(--faint); }
.head .by button { all: unset; cursor: pointer; padding: 4px 0; margin: -4px 0; text-decoration: underline dotted var(--soft) 1px; text-underline-offset: 4px; }
.head .by button:hover { color: var(--ink); text-decoration-style: solid; }
.head .by button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.head .by a { color: var(--accent); display: inline-block; min-height: 24px; }

.body { font-variant-numeric: oldstyle-nums; hyphens: auto; -webkit-hyphens: auto; text-align: var(--align); hanging-punctuation: first allow-end last; }
.body > :first-child { margin-block-start: 0; }
.body p, .body ul, .body ol, .body dl, .body blockquote, .body figure, .body table, .body pre, .body details { margin: 0 0 1.02em; }
.body h1, .body h2, .body h3, .body h4, .body h5, .body h6 { font-weight: 640; line-height: 1.25; margin: 1.35em 0 .5em; text-wrap: balance; hyphens: manual; -webkit-hyphens: manual; text-align: start; }
.body h1 { font-size: 1.4em; } .body h2 { font-size: 1.19em; } .body h3 { font-size: 1.06em; }
.body h4, .body h5, .body h6 { font-size: 1em; }
.body :is(p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, caption):not([dir]) { unicode-bidi: plaintext; }
.body ul, .body ol { padding-inline-start: 1.5em; } .body li { margin: 0 0 .35em; } .body li > p { margin-bottom: .5em; }
.body dt { font-weight: 600; } .body dd { margin: 0 0 .5em; margin-inline-start: 1.5em; }
.body blockquote { padding-inline-start: 1.1em; border-inline-start: 3px solid var(--line); color: var(--soft); }
.body a { color: var(--accent); text-decoration-line: underline; text-decoration-thickness: 1px; text-decoration-color: color-mix(in srgb, var(--accent) 45%, transparent); }
.body a:hover { text-decoration-color: currentColor; }
.footnote { position: absolute; z-index: 3; max-width: min(26rem, calc(100vw - 16px)); max-height: 50vh; overflow-y: auto; padding: 10px 14px; border: 1px solid var(--line); border-radius: 10px; background: var(--paper); color: var(--ink); box-shadow: 0 2px 4px rgb(20 14 4 / .08), 0 10px 30px rgb(20 14 4 / .18); font-size: .84em; line-height: 1.5; }
.footnote[hidden] { display: none; }
.footnote > :first-child { margin-block-start: 0; } .footnote > :last-child { margin-block-end: 0; }
.footnote p { margin: 0 0 .6em; } .footnote a { color: var(--accent); }
.body .back { text-decoration: none; font-family: ${SANS}; padding: 0 .3em; }
.cover { position: absolute; inset-inline: 0; z-index: 1; background: var(--paper); }
.cover[hidden] { display: none; }
.paged { scrollbar-width: none; } .paged .page { padding-bottom: 100vh; } .paged::-webkit-scrollbar { display: none; }
a:focus-visible, .body img:focus-visible, summary:focus-visible, pre:focus-visible, table:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.body img { max-width: 100%; height: auto; display: block; margin: 0 auto; border-radius: 3px; }
.body :is(p, li, dd, td, th, h2, h3, h4, a, em, strong, code) > img { display: inline-block; margin: 0; vertical-align: middle; }
.body figure img { margin: 0; }
.body figcaption, .body caption { font: .76em/1.5 ${SANS}; color: var(--soft); text-align: start; margin-top: .6em; }
.body caption { caption-side: bottom; padding-top: .6em; }
.body img[tabindex] { cursor: zoom-in; }
.body hr { border: 0; height: 1px; background: var(--line); margin: 2em auto; width: 40%; }
.body code, .body kbd, .body samp, .body pre { font-family: ${MONO}; font-size: .82em; font-variant-numeric: normal; hyphens: none; -webkit-hyphens: none; font-variant-ligatures: none; }
.body code, .body kbd, .body samp { background: var(--wash); border-radius: 4px; padding: .08em .3em; }
.body pre { background: var(--wash); border: 1px solid var(--line); border-radius: 8px; padding: .9em 1.1em; line-height: 1.55; overflow-x: auto; overflow-wrap: normal; tab-size: 4; text-align: start; white-space: pre; }
.body pre code { background: none; padding: 0; font-size: 1em; border-radius: 0; }
.body table { display: block; overflow-x: auto; border-collapse: collapse; font: .8em/1.5 ${SANS}; font-variant-numeric: tabular-nums lining-nums; hyphens: manual; -webkit-hyphens: manual; text-align: start; overflow-wrap: normal; }
.body th, .body td { border-bottom: 1px solid var(--line); padding: .5em .9em .5em 0; vertical-align: top; text-align: start; min-width: 4em; }
.body th { font-weight: 600; border-bottom-color: var(--faint); }
.body sup, .body sub { font-size: .7em; line-height: 0; }
.body mark { background: none; color: inherit; font-style: italic; }
.body small { font-size: .85em; }
.body math { font-size: 1.05em; font-family: "Cambria Math", "STIX Two Math", "Latin Modern Math", math, serif; line-height: normal; }
.formula { hyphens: none; -webkit-hyphens: none; text-indent: 0; }
.formula.display { display: block; overflow-x: auto; overflow-y: hidden; margin: 0 0 1.02em; padding: .2em 0; text-align: center; }
.formula math * { border-color: currentColor; } math .mathscr, math .mathcal { font-style: normal; }
mfrac > :nth-child(2), msqrt, mover > :first-child { math-shift: compact; }
.body .tex { position: absolute; width: 1px; height: 1px; margin: 0; padding: 0; border: 0; overflow: hidden; clip-path: inset(50%); white-space: pre; font-size: 1px; line-height: 1px; }
.body summary { cursor: pointer; min-height: 24px; }
`;
