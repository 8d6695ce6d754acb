/** The headings of an article, for a table of contents. */

import type { Canon } from "./canon";

/** A heading: its words, its depth from 0, and the offset where it begins. */
export interface Section {
  title: string;
  depth: number;
  offset: number;
}

/** The headings in their order. Depths are those that occur: an article that begins with h3 has no empty levels. */
export function outlineOf(body: Element, canon: Canon): Section[] {
  const found: { title: string; level: number; offset: number }[] = [];
  for (const heading of body.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const offset = canon.offsetAt(heading, 0, "start");
    const end = canon.offsetAt(heading, heading.childNodes.length, "end");
    const title = canon.text.slice(offset, end).replace(/\s+/g, " ").trim();
    if (title) found.push({ title, level: Number(heading.localName[1]), offset });
  }
  const levels = [...new Set(found.map((one) => one.level))].sort((a, b) => a - b);
  return found.map(({ title, level, offset }) => ({
    title,
    depth: levels.indexOf(level),
    offset,
  }));
}
