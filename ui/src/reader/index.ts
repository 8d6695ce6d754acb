/** The reader: an article in a frame of its own, its highlights, its selection and its place. No framework below here. */

import { Canon } from "./canon";
import { Caret } from "./caret";
import { Flow, PLACE_TOP } from "./flow";
import { type Frame, makeFrame } from "./frame";
import { makeHeader } from "./header";
import { Painter } from "./paint";
import { SelectionWatch } from "./selection";
import { sha256 } from "./sha256";
import { BASE_SHEET, themeSheet } from "./style";
import { trustedHtml } from "./trusted";
import type { PaintedHighlight, ReaderArticle, ReaderCallbacks, ReaderStyle } from "./types";

export type {
  PaintedHighlight,
  ReaderArticle,
  ReaderCallbacks,
  ReaderHeader,
  ReaderStyle,
  SelectedText,
} from "./types";

/** Long enough for the text to be painted before it is compared. */
const VERIFY_AFTER_MS = 60;

/** Everything that exists once the frame does. */
interface Parts {
  frame: Frame;
  page: HTMLElement;
  painter: Painter;
  caret: Caret;
  selection: SelectionWatch;
}

/** The shown article. */
interface Shown {
  canon: Canon;
  flow: Flow;
}

/** Shows one article at a time in `host`, whose whole box it takes. */
export class Reader {
  readonly #host: HTMLElement;
  readonly #callbacks: ReaderCallbacks;
  readonly #stop = new AbortController();
  #opening: Promise<Parts> | null = null;
  #parts: Parts | null = null;
  #shown: Shown | null = null;
  /** Counts articles, so that work for one that has been left is dropped. */
  #turn = 0;
  #frameRequest = 0;
  /** Where we scrolled to; anything else was the person. */
  #scrolledTo = 0;
  /** The place to keep while images and fonts arrive, until the person moves. */
  #held: { offset: number; align: "start" | "center" } | null = null;

  constructor(host: HTMLElement, callbacks: ReaderCallbacks) {
    this.#host = host;
    this.#callbacks = callbacks;
  }

  /**
   * Shows an article from its beginning, nothing painted.
   *
   * Rejects when the frame cannot be made safe; then nothing is shown.
   */
  async show(article: ReaderArticle, style: ReaderStyle): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#opening ??= this.#open();
    const parts = await this.#opening;
    if (turn !== this.#turn || this.#stop.signal.aborted) return;
    const { frame, page } = parts;
    const { document } = frame;
    delete frame.element.dataset.text;
    frame.setSheet("theme", themeSheet(style));
    frame.element.title = article.title;
    document.title = article.title;
    document.documentElement.lang = article.language ?? "und";
    const body = document.createElement("div");
    body.className = "body";
    body.dir = "auto";
    page.replaceChildren(makeHeader(document, article.header), body);
    body.innerHTML = trustedHtml(article.body);
    const canon = new Canon(body);
    const flow = new Flow(canon, body, frame.window);
    this.#shown = { canon, flow };
    this.#held = { offset: 0, align: "start" };
    this.#scrollTo(0);
    parts.painter.attach(canon, flow);
    parts.selection.attach(canon);
    parts.caret.attach(canon, flow, body);
    this.#moved();
    void document.fonts.ready.then(() => this.#settle());
    this.#verify(article, canon.text, turn);
  }

  /** Sets the text anew and keeps the place. */
  setStyle(style: ReaderStyle): void {
    if (!this.#parts) return;
    const flow = this.#shown?.flow;
    const first = flow?.firstVisible() ?? 0;
    const top = flow?.box(first)?.top ?? 0;
    this.#parts.frame.setSheet("theme", themeSheet(style));
    const moved = (flow?.box(first)?.top ?? top) - top;
    if (!this.#held) this.#scrollTo(this.#parts.frame.window.scrollY + moved);
    this.#settle();
  }

  /** Replaces the painted highlights. */
  setHighlights(highlights: PaintedHighlight[]): void {
    this.#parts?.painter.setHighlights(highlights);
  }

  /** Marks found words; `current` is the index of the one that is looked at, -1 for none. */
  setMatches(ranges: [number, number][], current: number): void {
    this.#parts?.painter.setMatches(ranges, current);
  }

  /** Keeps a passage marked while its highlight is being made. */
  setPending(range: { start: number; end: number } | null): void {
    this.#parts?.painter.setPending(range);
  }

  /** Brings a place on screen: `start` near the top, `center` in the middle. */
  scrollToOffset(
    offset: number,
    options: { flash?: [number, number]; align?: "start" | "center" } = {},
  ): void {
    if (!this.#shown) return;
    const align = options.align ?? "center";
    this.#held = { offset, align };
    this.#scroll(offset, align);
    this.#moved();
    if (options.flash) this.#parts?.painter.flash(options.flash[0], options.flash[1]);
  }

  /** Goes to the article's beginning. */
  scrollTop(): void {
    this.#held = null;
    this.#scrollTo(0);
  }

  /** Selects nothing; the caret stays where the selection ended. */
  clearSelection(): void {
    const parts = this.#parts;
    parts?.selection.clear(parts.caret.active);
  }

  /** Puts the keyboard's focus into the text. */
  focus(): void {
    if (!this.#parts) return;
    this.#parts.frame.element.focus({ preventScroll: true });
    this.#parts.frame.window.focus();
    this.#parts.page.focus({ preventScroll: true });
  }

  /** Goes a screen on or back. */
  page(direction: 1 | -1): void {
    const view = this.#parts?.frame.window;
    if (!view) return;
    this.#held = null;
    const step = Math.max(80, view.innerHeight - 64);
    view.scrollBy({ top: direction * step, behavior: "instant" });
  }

  /** Removes the frame and every listener. */
  destroy(): void {
    this.#turn += 1;
    this.#stop.abort();
    this.#parts?.frame.element.remove();
    this.#parts = null;
    this.#shown = null;
  }

  async #open(): Promise<Parts> {
    const frame = await makeFrame(this.#host);
    const { document, window } = frame;
    frame.setSheet("base", BASE_SHEET);
    const page = document.createElement("article");
    page.className = "page";
    page.tabIndex = 0;
    page.setAttribute("aria-labelledby", "title");
    document.body.append(page);
    const signal = this.#stop.signal;
    const parts: Parts = {
      frame,
      page,
      painter: new Painter(window),
      caret: new Caret(window),
      selection: new SelectionWatch(
        frame.element,
        window,
        (selected) => {
          parts.caret.draw();
          this.#callbacks.onSelection(selected);
        },
        signal,
      ),
    };
    this.#listen(parts, signal);
    this.#parts = parts;
    return parts;
  }

  #listen(parts: Parts, signal: AbortSignal): void {
    const { document, window } = parts.frame;
    const free = () => {
      this.#held = null;
    };
    document.addEventListener("keydown", (event) => this.#key(event, parts), { signal });
    document.addEventListener("click", (event) => this.#click(event, parts), { signal });
    document.addEventListener("auxclick", stopLink, { signal });
    document.addEventListener("dragstart", (event) => event.preventDefault(), { signal });
    for (const name of ["wheel", "pointerdown", "touchstart"]) {
      document.addEventListener(name, free, { signal, passive: true });
    }
    const scrolled = () => {
      if (Math.abs(window.scrollY - this.#scrolledTo) > 2) free();
      this.#movedSoon();
    };
    window.addEventListener("scroll", scrolled, { signal, passive: true });
    // Late fonts and images move the text: the place is kept until the person moves.
    const grown = new window.ResizeObserver(() => this.#settle());
    grown.observe(parts.page);
    signal.addEventListener("abort", () => grown.disconnect());
    window.addEventListener("resize", () => this.#settle(), { signal });
    document.addEventListener("load", () => this.#settle(), { signal, capture: true });
  }

  #settle(): void {
    if (this.#held) this.#scroll(this.#held.offset, this.#held.align);
    this.#letScrollersFocus();
    this.#movedSoon();
  }

  #key(event: KeyboardEvent, parts: Parts): void {
    const selection = parts.frame.window.getSelection();
    const used =
      parts.caret.key(event) ||
      this.#selectAll(event, parts) ||
      this.#escape(event, parts) ||
      this.#enter(event, parts, selection);
    if (used) {
      this.#held = null;
      event.preventDefault();
      return;
    }
    if (scrolls(event)) this.#held = null;
    else if (!pressesControl(event, parts.frame.document)) this.#callbacks.onKey(event);
  }

  #selectAll(event: KeyboardEvent, parts: Parts): boolean {
    if (event.key.toLowerCase() !== "a" || !(event.ctrlKey || event.metaKey) || event.shiftKey) {
      return false;
    }
    const range = this.#shown?.canon.range(0, this.#shown.canon.length);
    const selection = parts.frame.window.getSelection();
    if (!range || !selection) return false;
    selection.removeAllRanges();
    selection.addRange(range);
    return true;
  }

  #escape(event: KeyboardEvent, parts: Parts): boolean {
    if (event.key !== "Escape" || !parts.selection.current()) return false;
    parts.selection.clear(parts.caret.active);
    return true;
  }

  /** Enter follows the link that the caret is in; a focused link is followed by its own click. */
  #enter(event: KeyboardEvent, parts: Parts, selection: Selection | null): boolean {
    if (event.key !== "Enter" || !parts.caret.active || !selection?.isCollapsed) return false;
    return this.#follow(selection.focusNode?.parentElement ?? null);
  }

  #click(event: MouseEvent, parts: Parts): void {
    const target = event.target as Element | null;
    if (target?.closest?.("a[href]")) {
      event.preventDefault();
      // The end of a drag over a link is a selection.
      if (!parts.selection.current()) this.#follow(target);
      return;
    }
    parts.caret.draw();
    const flow = this.#shown?.flow;
    if (!flow || event.button !== 0 || parts.selection.current()) return;
    const offset = flow.offsetAtPoint(event.clientX, event.clientY);
    if (offset === null) return;
    const hit = parts.painter.at(offset);
    const first = hit[0];
    const box = first ? flow.around(first.start, first.end) : null;
    if (!box) return;
    const outer = parts.frame.element.getBoundingClientRect();
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
      inside?.ownerDocument.getElementById(address.slice(1))?.scrollIntoView({ block: "center" });
    } else {
      this.#callbacks.onLink(address);
    }
    return true;
  }

  #scroll(offset: number, align: "start" | "center"): void {
    const view = this.#parts?.frame.window;
    const shown = this.#shown;
    if (!view || !shown) return;
    if (offset <= 0 && align === "start") {
      this.#scrollTo(0);
      return;
    }
    const start = shown.canon.pointAt(offset)?.node.parentElement;
    for (let up = start; up; up = up.parentElement) {
      if (up.localName === "details") up.setAttribute("open", "");
    }
    const box = shown.flow.box(offset);
    if (!box) return;
    const room = align === "center" ? (view.innerHeight - box.height) / 2 : PLACE_TOP;
    this.#scrollTo(view.scrollY + box.top - room);
    // Code and tables scroll sideways on their own.
    const scroller = start?.closest("pre, table");
    if (scroller && scroller.scrollWidth > scroller.clientWidth) {
      const outer = scroller.getBoundingClientRect();
      if (box.right > outer.right) scroller.scrollLeft += box.right - outer.right + 40;
      else if (box.left < outer.left) scroller.scrollLeft -= outer.left - box.left + 40;
    }
  }

  #scrollTo(top: number): void {
    const view = this.#parts?.frame.window;
    if (!view) return;
    view.scrollTo({ top, behavior: "instant" });
    this.#scrolledTo = view.scrollY;
  }

  /** What scrolls sideways must be reachable with the keyboard. */
  #letScrollersFocus(): void {
    for (const element of this.#parts?.page.querySelectorAll("pre, table") ?? []) {
      if (element.scrollWidth > element.clientWidth + 1) element.setAttribute("tabindex", "0");
      else element.removeAttribute("tabindex");
    }
  }

  #movedSoon(): void {
    const view = this.#parts?.frame.window;
    if (!view || this.#frameRequest !== 0) return;
    this.#frameRequest = view.requestAnimationFrame(() => {
      this.#frameRequest = 0;
      this.#moved();
    });
  }

  #moved(): void {
    const parts = this.#parts;
    if (!parts || !this.#shown) return;
    parts.painter.refresh();
    parts.caret.draw();
    parts.selection.moved();
    const page = parts.frame.document.documentElement;
    const room = page.scrollHeight - page.clientHeight;
    const progress = room > 1 ? Math.min(1, Math.max(0, parts.frame.window.scrollY / room)) : 1;
    this.#callbacks.onPosition(this.#shown.flow.firstVisible(), progress);
  }

  /** Compares the text with the stored length and hash, once it is on the screen. */
  #verify(article: ReaderArticle, text: string, turn: number): void {
    // Not when the engine is idle: under load that may be never, and the answer must come all the same.
    setTimeout(async () => {
      const hash = await sha256(text);
      if (turn !== this.#turn) return;
      const ok = text.length === article.textLength && hash === article.textHash;
      // Also readable from outside, for whoever wants proof that offsets mean the same on both sides.
      if (this.#parts)
        this.#parts.frame.element.dataset.text = ok ? `same ${article.id}` : "different";
      this.#callbacks.onReady({ textLength: text.length, ok });
    }, VERIFY_AFTER_MS);
  }
}

/** Keys by which the engine scrolls the text or moves between links; the app is not asked about them. */
function scrolls(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return /^(Arrow(Up|Down|Left|Right)|Page(Up|Down)|Home|End| |Tab)$/.test(event.key);
}

/** Enter and Space belong to the link or summary that has the focus. */
function pressesControl(event: KeyboardEvent, document: Document): boolean {
  return event.key === "Enter" && document.activeElement?.matches("a[href], summary") === true;
}

function stopLink(event: MouseEvent): void {
  if ((event.target as Element | null)?.closest?.("a[href]")) event.preventDefault();
}
