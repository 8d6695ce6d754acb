/** What a person does in the frame by key and pointer, told to the app or done at once. */

import type { Parts, Shown } from "./index";
import { pictureAt } from "./pictures";
import { pressesControl, scrolls } from "./press";
import type { ReaderCallbacks } from "./types";

/** Listens in one frame. */
export class Hands {
  readonly #parts: Parts;
  readonly #callbacks: ReaderCallbacks;
  readonly #shown: () => Shown | null;
  /** Whether the last press was a finger's. */
  #touched = false;

  /** Listens until `signal` says stop; `shown` gives the article of the moment. */
  constructor(
    parts: Parts,
    callbacks: ReaderCallbacks,
    shown: () => Shown | null,
    signal: AbortSignal,
  ) {
    this.#parts = parts;
    this.#callbacks = callbacks;
    this.#shown = shown;
    const { document } = parts.frame;
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    document.addEventListener("click", (event) => this.#click(event), { signal });
    document.addEventListener("contextmenu", (event) => this.#menu(event), { signal });
    document.addEventListener("dragstart", (event) => this.#drag(event), { signal });
    // What lies open in the window closes when the text is pressed, as it does for every other place.
    const outside = () =>
      parts.frame.element.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    document.addEventListener(
      "pointerdown",
      (event) => {
        this.#touched = event.pointerType === "touch";
        outside();
      },
      { signal },
    );
  }

  #key(event: KeyboardEvent): void {
    const selection = this.#parts.frame.window.getSelection();
    const used =
      this.#parts.caret.key(event) ||
      this.#parts.paging.key(event) ||
      this.#selectAll(event) ||
      this.#escape(event) ||
      this.#openPicture(event) ||
      this.#enter(event, selection);
    if (used) {
      this.#parts.place.free();
      event.preventDefault();
      return;
    }
    if (scrolls(event)) this.#parts.place.free();
    else if (!pressesControl(event, this.#parts.frame.document)) this.#callbacks.onKey(event);
  }

  #selectAll(event: KeyboardEvent): boolean {
    if (event.key.toLowerCase() !== "a" || !(event.ctrlKey || event.metaKey) || event.shiftKey) {
      return false;
    }
    return selectAll(this.#parts, this.#shown());
  }

  #escape(event: KeyboardEvent): boolean {
    if (event.key !== "Escape") return false;
    if (this.#parts.footnotes.hide()) return true;
    if (!this.#parts.selection.current()) return false;
    this.#parts.selection.clear(this.#parts.caret.active);
    return true;
  }

  /** Tells what lies under the pointer, or at the focus for the menu key. */
  #menu(event: MouseEvent): void {
    event.preventDefault();
    const { frame, selection, painter } = this.#parts;
    // A finger that rests selects the word under it.
    if (this.#touched) {
      if (!selection.current()) this.#parts.touch.take(event.clientX, event.clientY);
      return;
    }
    const target = event.target as Element | null;
    const outer = frame.element.getBoundingClientRect();
    const flow = this.#shown()?.flow;
    const offset = flow?.offsetAtPoint(event.clientX, event.clientY) ?? null;
    const address = target?.closest?.("a[href]")?.getAttribute("href") ?? null;
    this.#callbacks.onMenu({
      at: new DOMRect(outer.left + event.clientX, outer.top + event.clientY, 0, 0),
      offset,
      link: address && !address.startsWith("#") ? address : null,
      picture: pictureAt(target),
      highlights: offset === null ? [] : painter.at(offset).map(({ id }) => id),
      selected: selection.current() !== null,
    });
  }

  /** Selected text may be dragged out, and takes its source along; nothing else may. */
  #drag(event: DragEvent): void {
    const selected = this.#parts.selection.current();
    const target = event.target as Node | null;
    const text = selected && target?.nodeType !== 1 ? this.#callbacks.onDrag(selected) : null;
    if (!text || !event.dataTransfer) {
      event.preventDefault();
      return;
    }
    event.dataTransfer.clearData();
    event.dataTransfer.setData("text/plain", text);
    event.dataTransfer.effectAllowed = "copy";
  }

  /** Enter and Space open the image that has the focus. */
  #openPicture(event: KeyboardEvent): boolean {
    if (event.key !== "Enter" && event.key !== " ") return false;
    const picture = pictureAt(event.target as Element | null);
    if (picture) this.#callbacks.onPicture(picture);
    return picture !== null;
  }

  /** Enter follows the link that the caret is in; a focused link is followed by its own click. */
  #enter(event: KeyboardEvent, selection: Selection | null): boolean {
    if (event.key !== "Enter" || !this.#parts.caret.active || !selection?.isCollapsed) return false;
    return this.#follow(selection.focusNode?.parentElement ?? null);
  }

  #click(event: MouseEvent): void {
    const target = event.target as Element | null;
    if (target?.closest?.(".head button")) {
      this.#callbacks.onReceipt();
      return;
    }
    if (target?.closest?.("a[href]")) {
      event.preventDefault();
      // The end of a drag over a link is a selection.
      if (!this.#parts.selection.current()) this.#follow(target);
      return;
    }
    this.#parts.caret.draw();
    const flow = this.#shown()?.flow;
    if (!flow || event.button !== 0) return;
    const offset = flow.offsetAtPoint(event.clientX, event.clientY);
    const hit = offset === null ? [] : this.#parts.painter.at(offset);
    // Where highlights lie over each other, a second click goes to the next of them, however fast it comes.
    if (event.detail === 2 && hit.length > 1) this.#parts.selection.clear(this.#parts.caret.active);
    if (this.#parts.selection.current()) return;
    const picture = pictureAt(target);
    if (picture) this.#callbacks.onPicture(picture);
    const first = hit[0];
    const box = first ? flow.around(first.start, first.end) : null;
    if (!box) return;
    const outer = this.#parts.frame.element.getBoundingClientRect();
    this.#callbacks.onHighlightClick(
      hit.map((highlight) => highlight.id),
      new DOMRect(outer.left + box.left, outer.top + box.top, box.width, box.height),
    );
  }

  /** Tells of the link around an element, if there is one. */
  #follow(inside: Element | null): boolean {
    const address = inside?.closest("a[href]")?.getAttribute("href");
    if (!address) return false;
    if (address.startsWith("#")) {
      // A footnote, or the way back from it.
      this.#toFootnote(address.slice(1));
    } else {
      this.#callbacks.onLink(address);
    }
    return true;
  }

  /** Goes to a footnote or back to its reference, and gives it the focus. */
  #toFootnote(id: string): void {
    const canon = this.#shown()?.canon;
    const target = this.#parts.frame.document.getElementById(id);
    if (!canon || !target) return;
    this.#parts.footnotes.hide();
    const start = canon.offsetAt(target, 0, "start");
    const end = canon.offsetAt(target, target.childNodes.length, "end");
    this.#parts.place.hold(start, "center");
    this.#parts.painter.flash(start, Math.max(end, start + 1));
    const link = target.closest("a") ?? target.querySelector("a");
    link?.focus({ preventScroll: true });
  }
}

/** Selects the whole article. Gives whether there was something to select. */
export function selectAll(parts: Parts, shown: Shown | null): boolean {
  const range = shown?.canon.range(0, shown.canon.length);
  const selection = parts.frame.window.getSelection();
  if (!range || !selection) return false;
  selection.removeAllRanges();
  selection.addRange(range);
  return true;
}
