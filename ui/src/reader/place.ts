/** Where the text stands in its frame, and the place that is kept while late fonts and images move it. */

import type { Canon } from "./canon";
import { type Flow, PLACE_TOP } from "./flow";

/** Which part of the screen a place is brought to: `start` near the top, `center` in the middle. */
export type Align = "start" | "center";

/** Scrolls one frame. */
export class Place {
  readonly #view: Window;
  #canon: Canon | null = null;
  #flow: Flow | null = null;
  /** Where we scrolled to; anything else was the person. */
  #scrolledTo = 0;
  /** The place to keep until the person moves. */
  #held: { offset: number; align: Align } | null = null;

  constructor(view: Window) {
    this.#view = view;
  }

  /** Begins with another article, at its beginning. */
  attach(canon: Canon, flow: Flow): void {
    this.#canon = canon;
    this.#flow = flow;
    this.#held = { offset: 0, align: "start" };
    this.to(0);
  }

  /** Whether a place is being kept. */
  get kept(): boolean {
    return this.#held !== null;
  }

  /** Brings a place on screen and keeps it there until the person moves. */
  hold(offset: number, align: Align): void {
    this.#held = { offset, align };
    this.#bring(offset, align);
  }

  /** The person has moved, or is about to. */
  free(): void {
    this.#held = null;
  }

  /** Lets go of the kept place if the frame has been scrolled by somebody else. */
  scrolled(): void {
    if (Math.abs(this.#view.scrollY - this.#scrolledTo) > 2) this.free();
  }

  /** Goes back to the kept place after the text has moved. */
  settle(): void {
    if (this.#held) this.#bring(this.#held.offset, this.#held.align);
  }

  /** Scrolls to a height in pixels. */
  to(top: number): void {
    this.#view.scrollTo({ top, behavior: "instant" });
    this.#scrolledTo = this.#view.scrollY;
  }

  #bring(offset: number, align: Align): void {
    const { scrollY, innerHeight } = this.#view;
    if (offset <= 0 && align === "start") {
      this.to(0);
      return;
    }
    const start = this.#canon?.pointAt(offset)?.node.parentElement;
    for (let up = start; up; up = up.parentElement) {
      if (up.localName === "details") up.setAttribute("open", "");
    }
    const box = this.#flow?.box(offset);
    if (!box) return;
    const room = align === "center" ? (innerHeight - box.height) / 2 : PLACE_TOP;
    this.to(scrollY + box.top - room);
    // Code and tables scroll sideways on their own.
    const scroller = start?.closest("pre, table");
    if (scroller && scroller.scrollWidth > scroller.clientWidth) {
      const outer = scroller.getBoundingClientRect();
      if (box.right > outer.right) scroller.scrollLeft += box.right - outer.right + 40;
      else if (box.left < outer.left) scroller.scrollLeft -= outer.left - box.left + 40;
    }
  }
}
