/**
 * What of a very long text is laid out first: a few screens around the place that is shown. The rest stands behind a
 * curtain, as empty room of about its size, and is laid out a slice at a time once the first picture stands.
 */

import { type Canon, firstIndex } from "./canon";

/** Texts up to this length are laid out at once, in UTF-16 units. */
const SHORT = 60_000;
/** So much text is laid out at first, before and after the place. */
const BEFORE = 4_000;
const AFTER = 12_000;
/** So much more with each slice. */
const SLICE = 30_000;
/** The room of a block that is not laid out, in ems. */
const ROOM = 8;

interface Block {
  element: Element;
  start: number;
  end: number;
  shown: boolean;
}

/** One article's curtain; an article that is not long has none. */
export class Curtain {
  readonly #body: HTMLElement;
  readonly #blocks: Block[];
  /** The first block that is shown. */
  #first = 0;

  constructor(canon: Canon, body: HTMLElement) {
    this.#body = body;
    this.#blocks = canon.length > SHORT ? blocksOf(canon, body) : [];
    if (this.#blocks.length) this.#draw(0);
  }

  /** Whether something is still behind it. */
  get drawn(): boolean {
    return this.#blocks.some((block) => !block.shown);
  }

  /** Where the text at an offset is: before what is shown (-1), in it (0), or after it (1). */
  side(offset: number): -1 | 0 | 1 {
    const at = this.#blockAt(offset);
    if (at < 0 || this.#blocks[at]?.shown) return 0;
    return at < this.#first ? -1 : 1;
  }

  /** Shows the text around a place instead, where that is hidden. */
  around(offset: number): void {
    if (this.side(offset) !== 0) this.#draw(offset);
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
    this.#keepRoom();
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
    this.#keepRoom();
  }

  /** What is not laid out takes about as much room as it will, so that the scroll bar tells how long the text is. */
  #keepRoom(): void {
    this.#first = this.#blocks.findIndex((block) => block.shown);
    const last = this.#blocks.findLastIndex((block) => block.shown);
    const { style } = this.#body;
    style.paddingBlockStart = this.#first > 0 ? `${this.#first * ROOM}em` : "";
    const after = this.#blocks.length - 1 - last;
    style.paddingBlockEnd = after > 0 ? `${after * ROOM}em` : "";
  }

  #blockAt(offset: number): number {
    return firstIndex(this.#blocks.length, (i) => (this.#blocks[i]?.start ?? 0) > offset) - 1;
  }
}

/** The blocks of a text with their places; one without text stands where the next one begins. */
function blocksOf(canon: Canon, body: Element): Block[] {
  const starts = new Map<Node, number>();
  for (const { node, start } of canon.nodes) {
    let block: Node = node;
    while (block.parentNode && block.parentNode !== body) block = block.parentNode;
    if (!starts.has(block)) starts.set(block, start);
  }
  let end = canon.length;
  const blocks = [...body.children].reverse().map((element) => {
    const start = starts.get(element) ?? end;
    const block = { element, start, end, shown: true };
    end = start;
    return block;
  });
  return blocks.reverse();
}

function show(block: Block): void {
  block.shown = true;
  block.element.removeAttribute("class");
}
