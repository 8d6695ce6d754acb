/** The block over the text: title, line under it, and where the article comes from. */

import type { ReaderHeader } from "./types";

/** Code units of a title from which on it is set smaller, so that the text begins on the first screen. */
const LONG = 120;

/** Makes the block; all of it is text, and none of it counts for offsets. */
export function makeHeader(document: Document, header: ReaderHeader): HTMLElement {
  const head = make(document, "header", "head", null);
  head.dir = "auto";
  head.setAttribute("data-noanchor", "");
  const title = make(document, "h1", "", header.title);
  title.id = "title";
  if (header.title.length > LONG) title.className = "long";
  head.append(title);
  if (header.subtitle) head.append(make(document, "p", "kick", header.subtitle));
  const by = make(document, "ul", "by", null);
  for (const part of header.parts) {
    const item = make(document, "li", "", null);
    // "216 words, 1 min" keeps its order under a title that runs the other way.
    item.append(make(document, "bdi", "", part));
    by.append(item);
  }
  if (header.receipt) {
    const button = make(document, "button", "", header.receipt);
    button.setAttribute("type", "button");
    const item = make(document, "li", "", null);
    item.append(button);
    by.append(item);
  }
  if (header.link) {
    const link = make(document, "a", "", header.link.label);
    link.setAttribute("href", header.link.url);
    const item = make(document, "li", "", null);
    item.append(link);
    by.append(item);
  }
  if (by.childElementCount > 0) head.append(by);
  return head;
}

function make(document: Document, name: string, style: string, text: string | null): HTMLElement {
  const element = document.createElement(name);
  if (style) element.className = style;
  element.textContent = text;
  return element;
}
