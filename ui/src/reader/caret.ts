/**
 * Caret browsing: moving and selecting with the keyboard in text that is not editable. The engine moves the selection;
 * the caret it does not draw outside editable text is drawn here.
 */

import type { Canon } from "./canon";
import type { Flow } from "./flow";

/** What a key does to the caret. */
interface Move {
  direction: "forward" | "backward" | "left" | "right";
  granularity: "character" | "word" | "line" | "lineboundary" | "paragraph" | "page" | "document";
}

/** The caret in one frame. */
export class Caret {
  readonly #view: Window;
  readonly #mark: HTMLElement;
  #canon: Canon | null = null;
  #flow: Flow | null = null;
  #root: Element | null = null;
  #active = false;

  constructor(view: Window) {
    this.#view = view;
    this.#mark = view.document.createElement("div");
    this.#mark.className = "caret";
    this.#mark.setAttribute("data-noanchor", "");
    this.#mark.setAttribute("aria-hidden", "true");
    this.#mark.hidden = true;
    view.document.body.append(this.#mark);
  }

  /** Whether plain arrow keys move the caret. */
  get active(): boolean {
    return this.#active;
  }

  /** Begins with another article. */
  attach(canon: Canon, flow: Flow, root: Element): void {
    this.#canon = canon;
    this.#flow = flow;
    this.#root = root;
    this.setActive(false);
  }

  /** Turns caret browsing on or off. */
  setActive(active: boolean): void {
    this.#active = active;
    if (active) this.#place();
    this.draw();
  }

  /** Does what the key asks for; false when the key is none of the caret's. */
  key(event: KeyboardEvent): boolean {
    if (
      event.key === "F7" &&
      !event.shiftKey &&
      !event.ctrlKey &&
      !event.altKey &&
      !event.metaKey
    ) {
      this.setActive(!this.#active);
      return true;
    }
    const move = moveOf(event);
    if (!move || !(event.shiftKey || this.#active)) return false;
    if (!this.#active) this.setActive(true);
    this.#place();
    this.#move(move, event.shiftKey);
    this.#reveal();
    this.draw();
    return true;
  }

  /** Draws the caret where the selection's moving end is. */
  draw(): void {
    const box = this.#active ? this.#box() : null;
    this.#mark.hidden = box === null;
    if (!box) return;
    const style = this.#mark.style;
    style.left = `${box.left + this.#view.scrollX - 1}px`;
    style.top = `${box.top + this.#view.scrollY}px`;
    style.height = `${box.height}px`;
    // Starting the animation again keeps the caret solid while it moves.
    style.animationName = "none";
    void this.#mark.offsetWidth;
    style.animationName = "";
  }

  /** Where the moving end of the selection is, as an offset; none when it is elsewhere. */
  offset(): number | null {
    const selection = this.#view.getSelection();
    const node = selection?.focusNode;
    if (!node || !this.#canon || !this.#root?.contains(node)) return null;
    return this.#canon.offsetAt(node, selection.focusOffset, "start");
  }

  /** Puts the caret at the first visible character unless it is somewhere in the article. */
  #place(): void {
    const selection = this.#view.getSelection();
    if (!selection || !this.#canon || !this.#flow) return;
    if (this.offset() !== null) {
      if (!selection.isCollapsed) return;
      const box = this.#box();
      if (box && box.bottom > 0 && box.top < this.#view.innerHeight) return;
    }
    const point = this.#canon.pointAt(this.#flow.firstVisible());
    if (point) selection.collapse(point.node, point.offset);
  }

  #move(move: Move, extend: boolean): void {
    const selection = this.#view.getSelection();
    if (!selection || !this.#canon) return;
    const alter = extend ? "extend" : "move";
    if (move.granularity === "document") {
      this.#to(move.direction === "forward" ? this.#canon.length : 0, extend);
    } else if (move.granularity === "page") {
      const from = this.#box()?.top ?? 0;
      // There is no granularity of a page: lines are walked until most of a screen is crossed.
      for (let line = 0; line < 120; line += 1) {
        const before = this.offset();
        selection.modify(alter, move.direction, "line");
        const crossed = Math.abs((this.#box()?.top ?? from) - from);
        if (crossed > this.#view.innerHeight * 0.85 || this.offset() === before) break;
      }
    } else {
      selection.modify(alter, move.direction, move.granularity);
    }
    this.#keepInside(move, extend);
  }

  /** The engine knows nothing of the article's ends: beside it lies the header. */
  #keepInside(move: Move, extend: boolean): void {
    const node = this.#view.getSelection()?.focusNode;
    if (!node || !this.#root || this.#root.contains(node)) return;
    const after = (this.#root.compareDocumentPosition(node) & 4) !== 0;
    const backward = move.direction === "backward" || move.direction === "left";
    this.#to(after && !backward ? (this.#canon?.length ?? 0) : 0, extend);
  }

  #to(offset: number, extend: boolean): void {
    const selection = this.#view.getSelection();
    const point = this.#canon?.pointAt(offset, offset === 0 ? "start" : "end");
    if (!selection || !point) return;
    if (extend && selection.anchorNode) selection.extend(point.node, point.offset);
    else selection.collapse(point.node, point.offset);
  }

  #reveal(): void {
    const box = this.#box();
    if (!box) return;
    const room = Math.min(80, this.#view.innerHeight / 5);
    const below = box.bottom + room - this.#view.innerHeight;
    if (box.top < room) this.#view.scrollBy({ top: box.top - room, behavior: "instant" });
    else if (below > 0) this.#view.scrollBy({ top: below, behavior: "instant" });
  }

  /** The caret's box in the viewport, of no width. */
  #box(): DOMRect | null {
    const selection = this.#view.getSelection();
    const node = selection?.focusNode;
    if (!node || !this.#canon || !this.#root?.contains(node)) return null;
    const range = this.#view.document.createRange();
    range.setStart(node, selection.focusOffset);
    range.collapse(true);
    const own = range.getClientRects()[0];
    if (own && own.height > 0) return own;
    const at = this.#canon.offsetAt(node, selection.focusOffset, "start");
    const box = this.#flow?.box(at);
    if (!box) return null;
    return new DOMRect(at >= this.#canon.length ? box.right : box.left, box.top, 0, box.height);
  }
}

/** What a key would do to a caret. */
function moveOf(event: KeyboardEvent): Move | null {
  const mac = /Mac/.test(navigator.platform);
  const word = mac ? event.altKey : event.ctrlKey;
  const far = mac ? event.metaKey : event.ctrlKey;
  if (!mac && (event.altKey || event.metaKey)) return null;
  switch (event.key) {
    case "ArrowLeft":
    case "ArrowRight": {
      const direction = event.key === "ArrowLeft" ? "left" : "right";
      if (mac && event.metaKey) return { direction, granularity: "lineboundary" };
      return { direction, granularity: word ? "word" : "character" };
    }
    case "ArrowUp":
    case "ArrowDown": {
      const direction = event.key === "ArrowUp" ? "backward" : "forward";
      if (mac && event.metaKey) return { direction, granularity: "document" };
      return { direction, granularity: word ? "paragraph" : "line" };
    }
    case "Home":
    case "End": {
      const direction = event.key === "Home" ? "backward" : "forward";
      return { direction, granularity: far || mac ? "document" : "lineboundary" };
    }
    case "PageUp":
    case "PageDown":
      if (far) return null;
      return {
        direction: event.key === "PageUp" ? "backward" : "forward",
        granularity: "page",
      };
    default:
      return null;
  }
}
