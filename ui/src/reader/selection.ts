/** Watches what is selected in the frame and tells it in offsets of the canonical text. */

import type { Canon } from "./canon";
import type { SelectedText } from "./types";

/** Watches one frame's selection. */
export class SelectionWatch {
  readonly #frame: HTMLIFrameElement;
  readonly #view: Window;
  readonly #tell: (selection: SelectedText | null) => void;
  #canon: Canon | null = null;
  #pressed = false;
  /** What was told last, and where it was. */
  #told = "";
  #scheduled = 0;

  /** Listens until `signal` says stop. */
  constructor(
    frame: HTMLIFrameElement,
    view: Window,
    tell: (selection: SelectedText | null) => void,
    signal: AbortSignal,
  ) {
    this.#frame = frame;
    this.#view = view;
    this.#tell = tell;
    const document = view.document;
    document.addEventListener("selectionchange", () => this.#later(), { signal });
    document.addEventListener(
      "pointerdown",
      (event) => {
        this.#pressed = event.button === 0;
      },
      { signal },
    );
    const release = () => {
      if (!this.#pressed) return;
      this.#pressed = false;
      this.#later();
    };
    // A drag may end outside the frame.
    for (const target of [view, frame.ownerDocument.defaultView ?? view]) {
      target.addEventListener("pointerup", release, { signal, capture: true });
      target.addEventListener("pointercancel", release, { signal, capture: true });
    }
  }

  /** Begins with another article. */
  attach(canon: Canon): void {
    this.#canon = canon;
    this.#view.getSelection()?.removeAllRanges();
    this.#told = "";
  }

  /** What is selected now; none when nothing of the article is. */
  current(): SelectedText | null {
    const selection = this.#view.getSelection();
    const canon = this.#canon;
    if (!canon || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    let start = canon.offsetAt(range.startContainer, range.startOffset, "start");
    // A triple click ends before the first character of the next block: that is the end of this one.
    let end = canon.offsetAt(range.endContainer, range.endOffset, "end");
    while (start < end && isBlank(canon.text, start)) start += 1;
    while (end > start && isBlank(canon.text, end - 1)) end -= 1;
    if (start >= end) return null;
    return { start, end, text: canon.text.slice(start, end), rect: this.#rect(start, end) };
  }

  /** Tells the place again if the text has moved. */
  moved(): void {
    if (this.#told !== "") this.#later();
  }

  /** Selects nothing. With `keepCaret` the place where the selection ended stays the caret's. */
  clear(keepCaret: boolean): void {
    const selection = this.#view.getSelection();
    if (keepCaret && selection?.focusNode) {
      selection.collapse(selection.focusNode, selection.focusOffset);
    } else {
      selection?.removeAllRanges();
    }
    this.#later();
  }

  #later(): void {
    if (this.#scheduled !== 0) return;
    this.#scheduled = this.#view.requestAnimationFrame(() => {
      this.#scheduled = 0;
      if (this.#pressed) return;
      const selected = this.current();
      const place = selected && [selected.start, selected.end, selected.rect.x, selected.rect.y];
      const key = place ? place.map(Math.round).join(" ") : "";
      if (key === this.#told) return;
      this.#told = key;
      this.#tell(selected);
    });
  }

  /** The part of the passage's box that the frame shows, in the window's viewport. */
  #rect(start: number, end: number): DOMRect {
    const frame = this.#frame.getBoundingClientRect();
    const box = this.#canon?.range(start, end)?.getBoundingClientRect() ?? new DOMRect();
    const top = Math.max(0, Math.min(box.top, frame.height));
    const bottom = Math.max(top, Math.min(box.bottom, frame.height));
    return new DOMRect(frame.left + box.left, frame.top + top, box.width, bottom - top);
  }
}

function isBlank(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}
