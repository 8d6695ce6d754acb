/** CodeMirror set up for notes: Markdown, quiet colours from the theme, no inline styles. */
import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  completionStatus,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown, markdownKeymap } from "@codemirror/lang-markdown";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { StyleModule } from "style-mod";

// The content security policy forbids <style> elements made by scripts; constructed style sheets are allowed.
const known: StyleModule[] = [];
let sheet: CSSStyleSheet | undefined;
StyleModule.mount = (_root, given) => {
  const modules = Array.isArray(given) ? given : [given];
  if (modules.every((one) => known.includes(one)) && sheet) return;
  const others = known.filter((one) => !modules.includes(one));
  known.splice(0, known.length, ...others, ...modules);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  sheet.replaceSync(known.map((one) => one.getRules()).join("\n"));
};

const look = EditorView.theme({
  "&": { fontSize: "13.5px", color: "var(--ink)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--sans)",
    lineHeight: "1.5",
    maxHeight: "46vh",
    overflow: "auto",
  },
  ".cm-content": { padding: "7px 0", caretColor: "var(--accent)", minHeight: "64px" },
  ".cm-line": { padding: "0 9px" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  ".cm-placeholder": { color: "var(--ink-3)" },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    border: "1px solid var(--line)",
    borderRadius: "8px",
    boxShadow: "var(--shadow)",
    overflow: "hidden",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--sans)", maxHeight: "14em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "4px 9px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--sel)",
    color: "var(--ink)",
  },
});

const colours = HighlightStyle.define([
  { tag: tags.heading, fontFamily: "var(--serif)", fontWeight: "640" },
  { tag: tags.strong, fontWeight: "650" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: tags.link, color: "var(--accent)" },
  { tag: tags.url, color: "var(--ink-2)" },
  { tag: tags.quote, color: "var(--ink-2)" },
  { tag: tags.monospace, fontFamily: "var(--mono)", fontSize: "0.92em" },
  { tag: [tags.processingInstruction, tags.meta], color: "var(--ink-3)" },
]);

export interface EditorOptions {
  parent: HTMLElement;
  text: string;
  /** Accessible name. */
  label: string;
  placeholder: string;
  onchange: (text: string) => void;
  /** Escape, or Ctrl/Cmd+Enter. */
  ondone: () => void;
  /** What `[[` may become: titles, each with the Markdown to put in. */
  links: (typed: string) => Promise<{ label: string; detail: string; insert: string }[]>;
}

/** Makes an editor, with the focus at its end. */
export function noteEditor(options: EditorOptions): EditorView {
  const done = () => {
    options.ondone();
    return true;
  };
  // For a moment after each letter completions are looked for, and Escape would only end that.
  const leave = (view: EditorView) => completionStatus(view.state) !== "active" && done();
  const extensions: Extension[] = [
    Prec.highest(keymap.of([{ key: "Escape", run: leave }])),
    history(),
    markdown(),
    syntaxHighlighting(colours),
    look,
    EditorView.lineWrapping,
    placeholder(options.placeholder),
    autocompletion({ override: [(context) => completeLink(context, options.links)], icons: false }),
    EditorView.contentAttributes.of({ "aria-label": options.label, spellcheck: "true" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onchange(update.state.doc.toString());
    }),
    keymap.of([
      { key: "Mod-Enter", run: done },
      ...markdownKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
  ];
  const selection = { anchor: options.text.length };
  const state = EditorState.create({ doc: options.text, selection, extensions });
  return new EditorView({ state, parent: options.parent });
}

async function completeLink(
  context: CompletionContext,
  links: EditorOptions["links"],
): Promise<CompletionResult | null> {
  const typed = context.matchBefore(/\[\[[^\]\n]*$/);
  if (!typed) return null;
  const found = await links(typed.text.slice(2));
  if (context.aborted) return null;
  return {
    from: typed.from,
    options: found.map(({ label, detail, insert }) => ({ label, detail, apply: insert })),
    filter: false,
  };
}
