/**
 * An article on paper: its text with the highlights as marks, numbered where they have notes, and the notes behind it.
 * It is made in a frame of its own, under the same policy as the reader's; there the text may be cut into marks.
 */

import { Canon } from "./canon";
import { makeFrame } from "./frame";
import { makeHeader } from "./header";
import { PRINT_SHEET } from "./printstyle";
import { BASE_SHEET, themeSheet } from "./style";
import { trustedHtml } from "./trusted";
import type { PaintedHighlight, ReaderArticle, ReaderStyle } from "./types";

/** A highlight with what is printed of it. */
export interface PrintedHighlight extends PaintedHighlight {
  quote: string;
  /** The note as the core rendered and sealed it; none when there is no note. */
  note: string | null;
  tags: readonly string[];
}

/** An article for the printer. */
export interface Printed {
  article: ReaderArticle;
  style: ReaderStyle;
  highlights: readonly PrintedHighlight[];
  /** Notes on the whole article, as the core rendered and sealed them. */
  notes: readonly string[];
  /** The heading over the notes. */
  heading: string;
}

/** Makes the pages in a frame in `host` that is not seen. The caller prints its window and removes it. */
export async function makePages(host: HTMLElement, printed: Printed): Promise<HTMLIFrameElement> {
  const { article, highlights } = printed;
  const frame = await makeFrame(host, { print: true });
  const { document, element } = frame;
  element.style.cssText = "position:fixed;left:-200vw;top:0;width:180mm;height:250mm;border:0";
  element.setAttribute("aria-hidden", "true");
  element.tabIndex = -1;
  frame.setSheet("base", BASE_SHEET);
  // Paper is white, whatever the screen is.
  frame.setSheet("theme", themeSheet({ ...printed.style, theme: "light" }) + PRINT_SHEET);
  document.title = article.title;
  document.documentElement.lang = article.language ?? "und";
  const page = document.createElement("article");
  page.className = "page";
  const body = document.createElement("div");
  body.className = "body";
  body.dir = "auto";
  page.append(makeHeader(document, article.header), body);
  document.body.append(page);
  body.innerHTML = trustedHtml(article.body);
  const canon = new Canon(body);
  if (body.querySelector("[data-language='math']")) {
    const { drawFormulas } = await import("./formulas");
    drawFormulas(body, canon);
  }
  const noted = highlights.filter((one) => one.note !== null);
  mark(canon, highlights, new Map(noted.map((one, i) => [one.id, i + 1])));
  const notes = writeNotes(document, printed, noted);
  if (notes) page.append(notes);
  await Promise.all(Array.from(document.images, (image) => image.decode().catch(() => undefined)));
  await document.fonts.ready;
  return element;
}

/** A stretch of text under the same highlights. */
interface Stretch {
  start: number;
  end: number;
  color: string;
  numbers: number[];
}

/** Puts marks around the highlighted text, from the end to the beginning, so that places before stay true. */
function mark(
  canon: Canon,
  highlights: readonly PaintedHighlight[],
  numbers: ReadonlyMap<string, number>,
): void {
  for (const { start, end, color, numbers: ends } of stretches(highlights, numbers).reverse()) {
    const range = canon.range(start, end);
    if (!range) continue;
    const document = range.startContainer.ownerDocument as Document;
    const texts = textsIn(range);
    if (ends.length) {
      const number = document.createElement("sup");
      number.className = "number";
      number.textContent = ends.join(", ");
      const after = range.cloneRange();
      after.collapse(false);
      after.insertNode(number);
    }
    for (const { node, from, to } of texts.reverse()) {
      const inside = from > 0 ? node.splitText(from) : node;
      if (to - from < inside.length) inside.splitText(to - from);
      const element = document.createElement("mark");
      element.dataset.color = color;
      inside.replaceWith(element);
      element.append(inside);
    }
  }
}

/** The highlighted text cut wherever a highlight begins or ends; the one that began last gives the colour. */
export function stretches(
  highlights: readonly PaintedHighlight[],
  numbers: ReadonlyMap<string, number>,
): Stretch[] {
  const cuts = [...new Set(highlights.flatMap(({ start, end }) => [start, end]))];
  cuts.sort((a, b) => a - b);
  const sorted = [...highlights].sort((a, b) => a.start - b.start);
  const found: Stretch[] = [];
  let next = 0;
  let open: PaintedHighlight[] = [];
  for (const [i, start] of cuts.entries()) {
    const end = cuts[i + 1];
    if (end === undefined) break;
    open = open.filter((one) => one.end > start);
    for (let one = sorted[next]; one && one.start <= start; one = sorted[++next]) open.push(one);
    const top = open[open.length - 1];
    if (!top) continue;
    const ends = open.filter((one) => one.end === end).flatMap((one) => numbers.get(one.id) ?? []);
    found.push({ start, end, color: top.color, numbers: ends.sort((a, b) => a - b) });
  }
  return found;
}

function textsIn(range: Range): { node: Text; from: number; to: number }[] {
  const found: { node: Text; from: number; to: number }[] = [];
  const root = range.commonAncestorContainer;
  const document = root.ownerDocument as Document;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node: Node | null = root.nodeType === 3 ? root : walker.nextNode(); node; ) {
    const text = node as Text;
    if (range.intersectsNode(text) && !text.parentElement?.closest("[data-noanchor]")) {
      const from = text === range.startContainer ? range.startOffset : 0;
      const to = text === range.endContainer ? range.endOffset : text.length;
      if (from < to && text.data.slice(from, to).trim()) found.push({ node: text, from, to });
    }
    node = root.nodeType === 3 ? null : walker.nextNode();
  }
  return found;
}

function writeNotes(
  document: Document,
  { heading, notes }: Printed,
  noted: readonly PrintedHighlight[],
): HTMLElement | null {
  if (!notes.length && !noted.length) return null;
  const section = document.createElement("section");
  section.className = "notes";
  const title = document.createElement("h2");
  title.textContent = heading;
  section.append(title);
  for (const html of notes) section.append(rendered(document, html));
  const list = document.createElement("ol");
  for (const one of noted) {
    const item = document.createElement("li");
    const quote = document.createElement("q");
    quote.textContent = one.quote;
    quote.dataset.color = one.color;
    item.append(quote, rendered(document, one.note ?? ""));
    if (one.tags.length) {
      const tags = document.createElement("p");
      tags.className = "tags";
      tags.textContent = one.tags.join(" · ");
      item.append(tags);
    }
    list.append(item);
  }
  if (noted.length) section.append(list);
  return section;
}

function rendered(document: Document, html: string): HTMLElement {
  const box = document.createElement("div");
  box.innerHTML = trustedHtml(html);
  return box;
}
