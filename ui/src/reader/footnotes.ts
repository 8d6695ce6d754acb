/**
 * Footnotes in place: pointing at a reference, or giving it the focus, shows the note beside it, so that nobody has to
 * leave the sentence. Following the reference goes to the note, from which a link leads back.
 */

/** Milliseconds the pointer rests on a reference before its note is shown, and stays away before it goes. */
const SHOW_AFTER = 120;
const HIDE_AFTER = 220;

/** Pixels between the reference and its note, and to the edges of the frame. */
const GAP = 8;

/** Shows the footnotes of one frame. */
export class Footnotes {
  readonly #view: Window;
  readonly #box: HTMLElement;
  #timer = 0;
  #reference: Element | null = null;

  /** Listens until `signal` says stop. `label` is the box's accessible name. */
  constructor(view: Window, label: string, signal: AbortSignal) {
    this.#view = view;
    const { document } = view;
    this.#box = document.createElement("aside");
    this.#box.className = "footnote";
    this.#box.id = "footnote";
    this.#box.setAttribute("role", "note");
    this.#box.setAttribute("aria-label", label);
    this.#box.setAttribute("data-noanchor", "");
    this.#box.hidden = true;
    document.body.append(this.#box);
    document.addEventListener("pointerover", (event) => this.#over(event), { signal });
    document.addEventListener("focusin", (event) => this.#focused(event), { signal });
    document.addEventListener("focusout", () => this.#later(null, HIDE_AFTER), { signal });
    view.addEventListener("scroll", () => this.#left(), { signal, passive: true });
  }

  /** Takes the note away. Gives whether there was one. */
  hide(): boolean {
    this.#view.clearTimeout(this.#timer);
    const shown = !this.#box.hidden;
    this.#box.hidden = true;
    this.#reference?.removeAttribute("aria-describedby");
    this.#reference = null;
    return shown;
  }

  /** Gives every note of the article a way back to its first reference, where it has none. */
  static linkBack(body: Element, label: string): void {
    for (const note of body.querySelectorAll('[id^="fn-"]')) {
      const number = note.id.slice("fn-".length);
      if (note.querySelector(`a[href="#fnref-${number}"]`)) continue;
      if (!body.querySelector(`#fnref-${number}`)) continue;
      const back = body.ownerDocument.createElement("a");
      back.href = `#fnref-${number}`;
      back.className = "back";
      back.textContent = "↩";
      back.setAttribute("aria-label", label);
      back.setAttribute("data-noanchor", "");
      const last = note.lastElementChild;
      (last?.localName === "p" ? last : note).append(" ", back);
    }
  }

  /** The box scrolls with the text; it goes when its reference does. */
  #left(): void {
    const box = this.#reference?.getBoundingClientRect();
    if (box && (box.bottom < 0 || box.top > this.#view.innerHeight)) this.hide();
  }

  #over(event: PointerEvent): void {
    if (event.pointerType === "touch") return;
    const target = event.target as Element | null;
    if (target && this.#box.contains(target)) {
      this.#view.clearTimeout(this.#timer);
      return;
    }
    const reference = referenceAt(target);
    if (reference === this.#reference) {
      if (reference) this.#view.clearTimeout(this.#timer);
      return;
    }
    if (reference) this.#later(reference, SHOW_AFTER);
    else if (this.#reference) this.#later(null, HIDE_AFTER);
    else this.#view.clearTimeout(this.#timer);
  }

  #focused(event: FocusEvent): void {
    const reference = referenceAt(event.target as Element | null);
    if (!reference) return;
    // A click gives the focus too, but it goes to the note.
    if (reference.matches(":focus-visible")) this.#later(reference, 0);
  }

  #later(reference: Element | null, wait: number): void {
    this.#view.clearTimeout(this.#timer);
    this.#timer = this.#view.setTimeout(() => {
      if (reference) this.#show(reference);
      else this.hide();
    }, wait);
  }

  #show(reference: Element): void {
    const id = reference.getAttribute("href")?.slice(1) ?? "";
    const note = this.#view.document.getElementById(id);
    if (!note) return;
    this.hide();
    const copy = note.cloneNode(true) as Element;
    for (const back of copy.querySelectorAll('a[href^="#fnref-"]')) back.remove();
    for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
    this.#box.replaceChildren(...copy.childNodes);
    this.#box.dir = "auto";
    this.#box.hidden = false;
    this.#reference = reference;
    reference.setAttribute("aria-describedby", this.#box.id);
    this.#put(reference.getBoundingClientRect());
  }

  #put(at: DOMRect): void {
    const { width, height } = this.#box.getBoundingClientRect();
    const { innerHeight, scrollY } = this.#view;
    const room = this.#view.document.documentElement.clientWidth;
    const left = Math.max(GAP, Math.min(at.left + at.width / 2 - width / 2, room - width - GAP));
    const above = at.top - height - GAP;
    const below = at.bottom + GAP;
    const top = below + height <= innerHeight - GAP || above < GAP ? below : above;
    this.#box.style.left = `${left}px`;
    this.#box.style.top = `${top + scrollY}px`;
  }
}

/** The reference to a footnote around an element; a link back from a note is none. */
function referenceAt(target: Element | null): Element | null {
  return target?.closest?.('.body a[href^="#fn-"]') ?? null;
}
