/** Where the canonical text stands on the screen: what is visible, and the boxes of characters. */

import { type Canon, firstIndex, isBlock } from "./canon";
import type { Curtain } from "./curtain";

/** Pixels from the top edge at which a place that was asked for comes to stand. */
export const PLACE_TOP = 24;

/** A block of text and its first offset. */
interface Block {
  element: Element;
  start: number;
}

/** Measures one article in its frame. Positions are in the frame's viewport. */
export class Flow {
  readonly #canon: Canon;
  readonly #curtain: Curtain | null;
  readonly #view: Window;
  /** Paragraphs, and tables as a whole, because their cells stand side by side. */
  readonly #blocks: readonly Block[];
  /**
   * What everything is measured with. A document keeps every range right whenever a node comes or goes, until the range
   * is collected: with one for each measure the next article would come ever more slowly.
   */
  readonly #ruler: Range;

  /** With `curtain`, what is behind it has no boxes and counts as above or below what is shown. */
  constructor(canon: Canon, root: Element, view: Window, curtain: Curtain | null = null) {
    this.#canon = canon;
    this.#curtain = curtain;
    this.#view = view;
    this.#blocks = blocksOf(canon, root);
    this.#ruler = view.document.createRange();
  }

  /** Offsets of the text on screen, and of `margin` screens above and below. */
  visible(margin: number): [start: number, end: number] {
    const height = this.#view.innerHeight;
    const first = this.#lastBlockAbove(-margin * height);
    const last = this.#lastBlockAbove((1 + margin) * height);
    return [this.#blocks[first]?.start ?? 0, this.#blocks[last + 1]?.start ?? this.#canon.length];
  }

  /**
   * The first character on the screen. Text that has been brought to the top answers with the very place that was
   * asked for, so that a place kept and opened many times does not creep.
   */
  firstVisible(): number {
    const top = PLACE_TOP - 4;
    const at = this.#lastBlockAbove(top);
    const start = this.#blocks[at]?.start ?? 0;
    const end = this.#blocks[at + 1]?.start ?? this.#canon.length;
    const inside = firstIndex(end - start, (i) => {
      const box = this.box(start + i);
      return box !== null && (box.top + box.bottom) / 2 > top;
    });
    return Math.min(start + inside, Math.max(0, this.#canon.length - 1));
  }

  /** The box of the character at `offset`; none where it is not shown. */
  box(offset: number): DOMRect | null {
    const last = Math.max(0, this.#canon.length - 1);
    const at = Math.min(Math.max(0, offset), last);
    // A line break between blocks has no box; the character after it stands for it.
    for (let next = at; next <= Math.min(at + 2, last); next += 1) {
      const range = this.#measure(next, next + 1);
      const box = range?.getClientRects()[0] ?? range?.getBoundingClientRect();
      if (box && (box.height > 0 || box.width > 0)) return box;
    }
    return null;
  }

  /** The box around the text `start..end`. */
  around(start: number, end: number): DOMRect | null {
    const box = this.#measure(start, end)?.getBoundingClientRect();
    return box && (box.height > 0 || box.width > 0) ? box : null;
  }

  /** The offset of the character under a point; none beside the text. */
  offsetAtPoint(x: number, y: number): number | null {
    const place = this.#view.document.caretRangeFromPoint(x, y);
    if (!place) return null;
    const near = this.#canon.offsetAt(place.startContainer, place.startOffset, "start");
    // The caret falls on either side of the character that was hit.
    for (const offset of [near, near - 1]) {
      for (const box of this.#measure(offset, offset + 1)?.getClientRects() ?? []) {
        if (x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 2 && y <= box.bottom + 2) {
          return offset;
        }
      }
    }
    return null;
  }

  #measure(start: number, end: number): Range | null {
    return this.#canon.span(this.#ruler, start, end) ? this.#ruler : null;
  }

  /** The last block whose text begins above `y`, the first block when none does. */
  #lastBlockAbove(y: number): number {
    const index = firstIndex(this.#blocks.length, (i) => {
      const start = this.#blocks[i]?.start ?? 0;
      const side = this.#curtain?.side(start) ?? 0;
      return side > 0 || (side === 0 && (this.box(start)?.top ?? Number.NEGATIVE_INFINITY) > y);
    });
    return Math.max(0, index - 1);
  }
}

function blocksOf(canon: Canon, root: Element): Block[] {
  const blocks: Block[] = [];
  for (const { node, start } of canon.nodes) {
    const last = blocks[blocks.length - 1];
    if (last && node.parentElement === last.element) continue;
    const element = blockOf(node, root);
    if (last?.element !== element) blocks.push({ element, start });
  }
  return blocks;
}

/** The outermost table around a node, otherwise the nearest block. */
function blockOf(node: Node, root: Element): Element {
  let nearest: Element | null = null;
  let table: Element | null = null;
  for (let up = node.parentElement; up && up !== root; up = up.parentElement) {
    if (up.localName === "table") table = up;
    else if (!nearest && isBlock(up)) nearest = up;
  }
  return table ?? nearest ?? root;
}
