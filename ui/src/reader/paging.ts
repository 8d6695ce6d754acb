/**
 * Reading page by page: the text goes on by whole screens that end after a line, and the line that is cut by the lower
 * edge is covered until its turn comes.
 */

import type { Canon } from "./canon";
import { type Flow, PLACE_TOP } from "./flow";
import type { Place } from "./place";

/** Pixels kept free at the lower edge of a page. */
const PLACE_BOTTOM = 20;

/** Milliseconds in which one turn of the wheel turns one page only. */
const WHEEL_REST = 350;

/** Turns the pages of one frame. */
export class Paging {
  readonly #view: Window;
  readonly #place: Place;
  readonly #cover: HTMLElement;
  #canon: Canon | null = null;
  #flow: Flow | null = null;
  #on = false;
  #turned = 0;

  constructor(view: Window, place: Place, signal: AbortSignal) {
    this.#view = view;
    this.#place = place;
    this.#cover = view.document.createElement("div");
    this.#cover.className = "cover";
    this.#cover.setAttribute("data-noanchor", "");
    this.#cover.setAttribute("aria-hidden", "true");
    this.#cover.hidden = true;
    view.document.body.append(this.#cover);
    view.document.addEventListener("wheel", (event) => this.#wheel(event), {
      signal,
      passive: false,
    });
  }

  /** Begins with another article. */
  attach(canon: Canon, flow: Flow): void {
    this.#canon = canon;
    this.#flow = flow;
  }

  /** Turns paging on or off. */
  set(on: boolean): void {
    this.#on = on;
    this.#view.document.documentElement.classList.toggle("paged", on);
    this.cover();
  }

  /** Does what a key asks for; false when it turns no page. */
  key(event: KeyboardEvent): boolean {
    if (!this.#on || event.ctrlKey || event.metaKey || event.altKey) return false;
    const rtl = this.#view.document.querySelector(".body")?.matches(":dir(rtl)") === true;
    const forward = rtl ? "ArrowLeft" : "ArrowRight";
    const back = rtl ? "ArrowRight" : "ArrowLeft";
    const space = event.key === " " ? (event.shiftKey ? -1 : 1) : 0;
    const other = event.shiftKey
      ? 0
      : { [forward]: 1, PageDown: 1, [back]: -1, PageUp: -1 }[event.key];
    const by = space || other || 0;
    if (by === 0) return false;
    this.turn(by > 0 ? 1 : -1);
    return true;
  }

  /** Goes a page on or back. */
  turn(direction: 1 | -1): void {
    const { innerHeight, scrollY } = this.#view;
    this.#place.free();
    const step = Math.max(80, innerHeight - PLACE_TOP - PLACE_BOTTOM);
    if (direction > 0) {
      const cut = this.#cut();
      // A figure higher than the page is gone through by screens.
      this.#place.to(scrollY + (cut !== null && cut > PLACE_TOP + 40 ? cut - PLACE_TOP : step));
    } else {
      this.#place.to(Math.max(0, scrollY - step));
      const line = this.#lineAt(PLACE_TOP);
      if (line && this.#view.scrollY > 0) this.#place.to(this.#view.scrollY + line.top - PLACE_TOP);
    }
    this.cover();
  }

  /** Covers the line that the lower edge cuts; called when the text has moved. */
  cover(): void {
    const cut = this.#on ? this.#cut() : null;
    this.#cover.hidden = cut === null || cut > this.#view.innerHeight;
    if (this.#cover.hidden || cut === null) return;
    const { innerHeight, scrollY } = this.#view;
    this.#cover.style.top = `${scrollY + cut}px`;
    this.#cover.style.height = `${innerHeight - cut + 2}px`;
  }

  /** The upper edge of the first line that does not fit on the screen; none when the text ends on it. */
  #cut(): number | null {
    const edge = this.#view.innerHeight - PLACE_BOTTOM;
    const line = this.#lineAt(edge);
    if (!line || line.bottom <= edge) return null;
    return Math.min(line.top, edge);
  }

  /** The box of the first line that ends below a height. */
  #lineAt(height: number): DOMRect | null {
    const { canon, flow } = { canon: this.#canon, flow: this.#flow };
    if (!canon || !flow || canon.length === 0) return null;
    let low = 0;
    let high = canon.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const box = flow.box(middle);
      if (box && box.bottom > height) high = middle;
      else low = middle + 1;
    }
    return flow.box(low);
  }

  #wheel(event: WheelEvent): void {
    if (!this.#on || event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    const scroller = (event.target as Element | null)?.closest?.(".footnote");
    if (scroller) return;
    event.preventDefault();
    if (event.timeStamp - this.#turned < WHEEL_REST || event.deltaY === 0) return;
    this.#turned = event.timeStamp;
    this.turn(event.deltaY > 0 ? 1 : -1);
  }
}
