/**
 * What of a very long text is laid out first: a few screens around the place that is shown. The rest stands behind a
 * curtain, as boxes of about its size, and is laid out a slice at a time once the first picture stands.
 */

import type { Canon } from "./canon";

/** Texts up to this length are laid out at once, in UTF-16 units. */
const SHORT = 60_000;
/** So much text is laid out at first, before and after the place. */
const BEFORE = 4_000;
const AFTER = 12_000;
/** So much more with each slice. */
const SLICE = 30_000;

interface Block {
  element: Element;
  start: number;
  end: number;
  shown: boolean;
}

/** One article's curtain; an article that is not long has none. */
export class Curtain {
  readonly #blocks: Block[];

  constructor(canon: Canon, body: Element) {
    const elements = canon.length > SHORT ? [...body.children] : [];
    const starts = elements.map((element) => canon.offsetAt(element, 0, "start"));
    this.#blocks = elements.map((element, at) => {
      const end = starts[at + 1] ?? canon.length;
      return { element, start: starts[at] ?? 0, end, shown: true };
    });
    this.#draw(0);
  }

  /** Whether something is still behind it. */
  get drawn(): boolean {
    return this.#blocks.some((block) => !block.shown);
  }

  /** Shows the text around a place instead, where that is hidden. */
  around(offset: number): void {
    const at = this.#blocks.findLastIndex((block) => block.start <= offset);
    if (this.#blocks[at]?.shown === false) this.#draw(offset);
  }

  /** Shows another slice, downwards first, then upwards; gives whether that was above what is shown. */
  lift(): "above" | "below" {
    const last = this.#blocks.findLastIndex((block) => block.shown);
    const below = this.#blocks.slice(last + 1);
    const rest = below.length ? below : this.#blocks.filter((block) => !block.shown).reverse();
    let text = 0;
    for (const block of rest) {
      if (text >= SLICE) break;
      text += block.end - block.start;
      show(block);
    }
    return below.length ? "below" : "above";
  }

  #draw(offset: number): void {
    for (const block of this.#blocks) {
      if (block.end >= offset - BEFORE && block.start <= offset + AFTER) show(block);
      else {
        block.shown = false;
        block.element.className = "later";
      }
    }
  }
}

function show(block: Block): void {
  block.shown = true;
  block.element.removeAttribute("class");
}
