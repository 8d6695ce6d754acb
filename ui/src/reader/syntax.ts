/**
 * The colours of program code. They are painted as custom highlights over the text that is there, so that neither the
 * text nor its elements change. Loaded when an article has code in a language that it names.
 */

import { common, createLowlight } from "lowlight";
import type { Canon } from "./canon";
import type { Interval } from "./intervals";
import { SYNTAX_NAMES, type Syntax } from "./names";

/** Longer blocks are data rather than code to read. UTF-16 units. */
const LONGEST = 200_000;

/** The part of the grammars' answer that is walked here. */
interface Node {
  type: string;
  value?: string;
  properties?: { className?: unknown };
  children?: Node[];
}

const KINDS: Record<string, Syntax> = {
  keyword: "keyword",
  operator: "keyword",
  literal: "number",
  number: "number",
  symbol: "number",
  string: "string",
  regexp: "string",
  char: "string",
  addition: "string",
  comment: "comment",
  quote: "comment",
  doctag: "comment",
  deletion: "tag",
  title: "name",
  section: "name",
  built_in: "name",
  type: "name",
  class: "name",
  function: "name",
  attr: "name",
  attribute: "name",
  variable: "tag",
  "template-variable": "tag",
  tag: "tag",
  name: "tag",
  selector: "tag",
  meta: "comment",
};

const lowlight = createLowlight(common);

/** Where the words of each kind stand in the canonical text. Blocks in languages that nobody knows have none. */
export function coloured(body: Element, canon: Canon): Map<Syntax, Interval[]> {
  const found = new Map<Syntax, Interval[]>(SYNTAX_NAMES.map((kind) => [kind, []]));
  for (const block of body.querySelectorAll("pre")) {
    const named = block.matches("[data-language]") ? block : block.querySelector("[data-language]");
    const language = named?.getAttribute("data-language")?.toLowerCase() ?? "";
    const text = block.textContent;
    if (!lowlight.registered(language) || text.length > LONGEST) continue;
    const start = canon.offsetAt(block, 0, "start");
    // Something in the block may be no part of the text; then its places cannot be counted.
    if (canon.text.slice(start, start + text.length) !== text) continue;
    walk(lowlight.highlight(language, text) as Node, null, start, found);
  }
  return found;
}

/** Gives the offset after the node. */
function walk(
  node: Node,
  kind: Syntax | null,
  start: number,
  found: Map<Syntax, Interval[]>,
): number {
  if (node.type === "text") {
    const end = start + (node.value?.length ?? 0);
    if (kind) found.get(kind)?.push({ start, end });
    return end;
  }
  const own = kindOf(node.properties?.className) ?? kind;
  let at = start;
  for (const child of node.children ?? []) at = walk(child, own, at, found);
  return at;
}

function kindOf(classes: unknown): Syntax | null {
  if (!Array.isArray(classes)) return null;
  const name = String(classes[0] ?? "").replace(/^hljs-/, "");
  return KINDS[name] ?? KINDS[name.split(/[-.]/)[0] ?? ""] ?? null;
}
