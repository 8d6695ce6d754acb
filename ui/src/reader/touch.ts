/**
 * Selecting with a finger: one that rests takes the word under it and goes on word by word, and a handle at each end
 * changes what is taken. Engines that bring handles of their own (Chromium's) are left to them.
 */

import type { Canon } from "./canon";
import type { Flow } from "./flow";
import { wordAt } from "./words";

/** Milliseconds for which a finger rests before it takes a word. */
const REST_MS = 450;

/** Pixels by which a resting finger may tremble. */
const TREMBLE = 10;

type End = "start" | "end";

/** The fingers on one frame. */
export class Touch {
  readonly #view: Window;
  readonly #grips: Record<End, HTMLElement>;
  readonly #own: boolean;
  #canon: Canon | null = null;
  #flow: Flow | null = null;
  #timer = 0;
  /** Where the finger went down, while it may yet come to rest. */
  #down: { x: number; y: number } | null = null;
  /** The word that a finger came to rest on; it stays selected wherever the finger goes. */
  #word: [number, number] | null = null;
  /** The handle that is dragged: the end that stays, and how far the finger is from the line. */
  #drag: { fixed: number; dx: number; dy: number } | null = null;
  /** Whether what is selected was selected by a finger. */
  #touched = false;

  /** Listens until `signal` says stop. */
  constructor(view: Window, signal: AbortSignal) {
    this.#view = view;
    this.#own = /\bChrom(e|ium)\//.test(view.navigator.userAgent);
    this.#grips = { start: this.#grip("start", signal), end: this.#grip("end", signal) };
    if (this.#own) return;
    const { document } = view;
    const listen = (name: string, act: (event: PointerEvent) => void) =>
      document.addEventListener(name, act as EventListener, { signal });
    listen("pointerdown", (event) => this.#press(event));
    listen("pointermove", (event) => this.#move(event));
    listen("pointerup", () => this.#release());
    listen("pointercancel", () => this.#release());
    // A finger that selects neither scrolls nor clicks.
    const hold = (event: TouchEvent) => {
      if (this.#word || this.#drag) event.preventDefault();
    };
    document.addEventListener("touchmove", hold, { signal, passive: false });
    document.addEventListener("touchend", hold, { signal, passive: false });
    document.addEventListener("selectionchange", () => this.draw(), { signal });
  }

  /** Begins with another article. */
  attach(canon: Canon, flow: Flow): void {
    this.#canon = canon;
    this.#flow = flow;
    this.#release();
    this.#touched = false;
    this.draw();
  }

  /** Takes the word at a point of the viewport, as a finger that rests there does. */
  take(x: number, y: number): void {
    const word = this.#wordAt(x, y);
    if (!word || this.#own) return;
    this.#touched = true;
    this.#select(...word);
  }

  /** Puts the handles where the selection begins and ends. */
  draw(): void {
    const range = this.#touched ? this.#range() : null;
    const { start, end } = this.#grips;
    start.hidden = end.hidden = range === null;
    if (!range) return;
    this.#put(start, this.#flow?.box(range[0]) ?? null, "start");
    this.#put(end, this.#flow?.box(range[1] - 1) ?? null, "end");
  }

  #press(event: PointerEvent): void {
    if (event.pointerType !== "touch") {
      this.#touched = false;
      this.draw();
      return;
    }
    if (!event.isPrimary || this.#drag) return;
    this.#down = { x: event.clientX, y: event.clientY };
    this.#timer = this.#view.setTimeout(() => {
      const at = this.#down;
      this.#word = at && this.#wordAt(at.x, at.y);
      if (at && this.#word) this.take(at.x, at.y);
    }, REST_MS);
  }

  #move(event: PointerEvent): void {
    if (this.#drag) {
      const at = this.#offset(event.clientX + this.#drag.dx, event.clientY + this.#drag.dy);
      if (at !== null && at !== this.#drag.fixed) this.#select(this.#drag.fixed, at);
    } else if (this.#word) {
      const word = this.#wordAt(event.clientX, event.clientY);
      if (!word) return;
      const [start, end] = this.#word;
      this.#select(Math.min(start, word[0]), Math.max(end, word[1]));
    } else if (this.#down) {
      const { x, y } = this.#down;
      if (Math.hypot(event.clientX - x, event.clientY - y) > TREMBLE) this.#rest();
    }
  }

  #release(): void {
    this.#rest();
    // The click that an engine makes of a touch comes after its end.
    this.#view.setTimeout(() => {
      this.#word = null;
    });
    this.#drag = null;
  }

  #rest(): void {
    this.#view.clearTimeout(this.#timer);
    this.#down = null;
  }

  #grip(end: End, signal: AbortSignal): HTMLElement {
    const grip = this.#view.document.createElement("div");
    grip.className = `grip ${end}`;
    grip.setAttribute("data-noanchor", "");
    // The keyboard changes a selection in its own way.
    grip.setAttribute("aria-hidden", "true");
    grip.hidden = true;
    const hold = (event: PointerEvent) => {
      const range = this.#range();
      const box = this.#flow?.box(end === "start" ? (range?.[0] ?? 0) : (range?.[1] ?? 1) - 1);
      if (!range || !box) return;
      event.preventDefault();
      this.#rest();
      if (event.isTrusted) grip.setPointerCapture(event.pointerId);
      const x = end === "start" ? box.left : box.right;
      this.#drag = {
        fixed: end === "start" ? range[1] : range[0],
        dx: x - event.clientX,
        dy: (box.top + box.bottom) / 2 - event.clientY,
      };
    };
    grip.addEventListener("pointerdown", hold, { signal });
    // Neither takes the selection away.
    for (const name of ["mousedown", "touchstart"]) {
      grip.addEventListener(name, (event) => event.preventDefault(), { signal, passive: false });
    }
    this.#view.document.body.append(grip);
    return grip;
  }

  #put(grip: HTMLElement, box: DOMRect | null, end: End): void {
    grip.hidden = box === null;
    if (!box) return;
    const x = end === "start" ? box.left : box.right;
    grip.style.left = `${x + this.#view.scrollX}px`;
    grip.style.top = `${box.bottom + this.#view.scrollY}px`;
  }

  #range(): [number, number] | null {
    const selection = this.#view.getSelection();
    if (!this.#canon || !selection?.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const start = this.#canon.offsetAt(range.startContainer, range.startOffset, "start");
    const end = this.#canon.offsetAt(range.endContainer, range.endOffset, "end");
    return start < end ? [start, end] : null;
  }

  #select(from: number, to: number): void {
    const range = this.#canon?.range(Math.min(from, to), Math.max(from, to));
    const selection = this.#view.getSelection();
    if (!range || !selection) return;
    selection.removeAllRanges();
    selection.addRange(range);
  }

  /** The border between two characters nearest to a point; none where the point is beside the text. */
  #offset(x: number, y: number): number | null {
    const place = this.#view.document.caretRangeFromPoint(x, y);
    if (!place || !this.#canon) return null;
    return this.#canon.offsetAt(place.startContainer, place.startOffset, "start");
  }

  #wordAt(x: number, y: number): [number, number] | null {
    const offset = this.#flow?.offsetAtPoint(x, y) ?? this.#offset(x, y);
    return offset === null || !this.#canon ? null : wordAt(this.#canon.text, offset);
  }
}
