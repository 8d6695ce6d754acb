/** The reader: an article in a frame of its own, its highlights, its selection and its place. No framework below here. */

import { Canon } from "./canon";
import { Caret } from "./caret";
import { Curtain } from "./curtain";
import { FoldedText } from "./find";
import { Flow } from "./flow";
import { Footnotes } from "./footnotes";
import { type Frame, makeFrame, readUnseen } from "./frame";
import { Hands, selectAll } from "./hands";
import { makeHeader } from "./header";
import { outlineOf, type Section } from "./outline";
import { Paging } from "./paging";
import { Painter } from "./paint";
import { offerPictures } from "./pictures";
import { type Align, Place } from "./place";
import { offerScrollers, stopLink } from "./press";
import { SelectionWatch } from "./selection";
import { sha256 } from "./sha256";
import { Speech, type SpeechCallbacks } from "./speech";
import { BASE_SHEET, themeSheet } from "./style";
import { Touch } from "./touch";
import type {
  PaintedHighlight,
  ReaderArticle,
  ReaderCallbacks,
  ReaderStyle,
  ReaderWords,
} from "./types";

export type { Section } from "./outline";
export type { Picture } from "./pictures";
export type { Speech } from "./speech";
export type {
  MenuPlace,
  PaintedHighlight,
  ReaderArticle,
  ReaderCallbacks,
  ReaderHeader,
  ReaderStyle,
  ReaderWords,
  SelectedText,
} from "./types";

/** Long enough for the text to be painted before it is compared. */
const VERIFY_AFTER_MS = 60;

/** Found words that are marked at most: more than anybody steps through. */
const MOST_FOUND = 10_000;

/** Everything that exists once the frame does. */
export interface Parts {
  frame: Frame;
  page: HTMLElement;
  place: Place;
  paging: Paging;
  footnotes: Footnotes;
  painter: Painter;
  caret: Caret;
  selection: SelectionWatch;
  touch: Touch;
}

/** The shown article. */
export interface Shown {
  body: HTMLElement;
  canon: Canon;
  flow: Flow;
  curtain: Curtain | null;
  /** Made when something is looked for. */
  folded: FoldedText | null;
}

/** Shows one article at a time in `host`, whose whole box it takes. */
export class Reader {
  readonly #host: HTMLElement;
  readonly #callbacks: ReaderCallbacks;
  readonly #words: ReaderWords;
  readonly #stop = new AbortController();
  #opening: Promise<Parts> | null = null;
  #parts: Parts | null = null;
  #shown: Shown | null = null;
  /** Counts articles, so that work for one that has been left is dropped. */
  #turn = 0;
  #frameRequest = 0;

  constructor(host: HTMLElement, callbacks: ReaderCallbacks, words: ReaderWords) {
    this.#host = host;
    this.#callbacks = callbacks;
    this.#words = words;
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
    // First of all, so that what was shown before is not laid out once more.
    page.replaceChildren();
    frame.setSheet("theme", themeSheet(style));
    frame.element.style.visibility = "";
    parts.paging.set(style.paged);
    frame.element.title = article.title;
    document.title = article.title;
    document.documentElement.lang = article.language ?? "und";
    const body = readUnseen(document, article.body);
    body.className = "body";
    body.dir = "auto";
    page.append(makeHeader(document, article.header), body);
    Footnotes.linkBack(body, this.#words.back);
    parts.footnotes.hide();
    const canon = new Canon(body);
    // Pages side by side are all of a size: there a text is laid out whole.
    const curtain = style.paged ? null : new Curtain(canon, body);
    const flow = new Flow(canon, body, frame.window, curtain);
    this.#shown = { body, canon, flow, curtain, folded: null };
    parts.paging.attach(canon, flow);
    parts.place.attach(canon, flow);
    parts.painter.attach(canon, flow);
    parts.selection.attach(canon);
    parts.touch.attach(canon, flow);
    parts.caret.attach(canon, flow, body);
    this.#moved();
    void document.fonts.ready.then(() => this.#settle());
    if (curtain?.drawn) void this.#lift(curtain, turn);
    this.#verify(article, canon.text, turn);
    void this.#furnish(parts, this.#shown, turn);
  }

  /** Sets the text anew and keeps the place. */
  setStyle(style: ReaderStyle): void {
    if (!this.#parts) return;
    const flow = this.#shown?.flow;
    const first = flow?.firstVisible() ?? 0;
    const top = flow?.box(first)?.top ?? 0;
    this.#parts.frame.setSheet("theme", themeSheet(style));
    this.#parts.paging.set(style.paged);
    const moved = (flow?.box(first)?.top ?? top) - top;
    const { place, frame } = this.#parts;
    if (!place.kept) place.to(frame.window.scrollY + moved);
    this.#settle();
  }

  /** Replaces the painted highlights. */
  setHighlights(highlights: readonly PaintedHighlight[]): void {
    this.#parts?.painter.setHighlights(highlights);
  }

  /** Marks found words; `current` is the index of the one that is looked at, -1 for none. */
  setMatches(ranges: [number, number][], current: number): void {
    this.#parts?.painter.setMatches(ranges, current);
  }

  /** Where words stand in the article, whatever their case and accents. */
  find(words: string): [number, number][] {
    if (!this.#shown) return [];
    this.#shown.folded ??= new FoldedText(this.#shown.canon.text);
    return this.#shown.folded.find(words, MOST_FOUND);
  }

  /** The article's headings. */
  outline(): Section[] {
    return this.#shown ? outlineOf(this.#shown.body, this.#shown.canon) : [];
  }

  /** Keeps a passage marked while its highlight is being made. */
  setPending(range: { start: number; end: number } | null): void {
    this.#parts?.painter.setPending(range);
  }

  /** Brings a place on screen: `start` near the top, `center` in the middle. */
  scrollToOffset(offset: number, options: { flash?: [number, number]; align?: Align } = {}): void {
    if (!this.#shown) return;
    this.#shown.curtain?.around(offset);
    this.#parts?.place.hold(offset, options.align ?? "center");
    this.#moved();
    if (options.flash) this.#parts?.painter.flash(options.flash[0], options.flash[1]);
  }

  /** Goes to the article's beginning. */
  scrollTop(): void {
    this.#parts?.place.free();
    this.#parts?.place.to(0);
  }

  /** Selects the whole article. */
  selectAll(): void {
    if (this.#parts) selectAll(this.#parts, this.#shown);
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

  /** Gives the keyboard's focus back to what had it in the text, after a dialog. */
  focusAgain(): void {
    this.#parts?.frame.element.focus({ preventScroll: true });
  }

  /** Marks the sentence that is read aloud and keeps it on the screen. */
  setSpoken(range: { start: number; end: number } | null): void {
    const parts = this.#parts;
    const box = range && this.#shown?.flow.around(range.start, range.end);
    parts?.painter.setSpoken(range);
    if (!parts || !range || !box) return;
    const room = parts.frame.window.innerHeight;
    if (box.top < 0 || box.bottom > room * 0.8)
      this.scrollToOffset(range.start, { align: "start" });
  }

  /** Begins to read aloud from an offset on; `play` starts the voice. */
  speech(language: string | null, from: number, tell: SpeechCallbacks): Speech | null {
    if (!this.#shown) return null;
    const { body, canon } = this.#shown;
    const references = Array.from(body.querySelectorAll('a[href^="#fn-"]'), (link) => ({
      start: canon.offsetAt(link, 0, "start"),
      end: canon.offsetAt(link, link.childNodes.length, "end"),
    }));
    return new Speech(canon, references, language, from, tell);
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
    const place = new Place(window);
    const parts: Parts = {
      frame,
      page,
      place,
      paging: new Paging(window, place, signal),
      footnotes: new Footnotes(window, this.#words.footnote, signal),
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
      touch: new Touch(window, signal),
    };
    new Hands(parts, this.#callbacks, () => this.#shown, signal);
    this.#listen(parts, signal);
    this.#parts = parts;
    return parts;
  }

  #listen(parts: Parts, signal: AbortSignal): void {
    const { document, window } = parts.frame;
    const free = () => parts.place.free();
    document.addEventListener("auxclick", stopLink, { signal });
    for (const name of ["wheel", "pointerdown", "touchstart"]) {
      document.addEventListener(name, free, { signal, passive: true });
    }
    const scrolled = () => {
      parts.place.scrolled();
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
    this.#parts?.place.settle();
    if (!this.#shown) return;
    offerScrollers(this.#shown.body);
    offerPictures(this.#shown.body, this.#words.picture);
    this.#movedSoon();
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
    parts.paging.cover();
    parts.caret.draw();
    parts.touch.draw();
    parts.selection.moved();
    const page = parts.frame.document.documentElement;
    const room = page.scrollHeight - page.clientHeight;
    const progress = room > 1 ? Math.min(1, Math.max(0, parts.frame.window.scrollY / room)) : 1;
    this.#callbacks.onPosition(this.#shown.flow.firstVisible(), progress);
  }

  /** Lays out the rest of a long text, a slice at a time, while what is on the screen stays where it is. */
  async #lift(curtain: Curtain, turn: number): Promise<void> {
    while (curtain.drawn) {
      const view = this.#parts?.frame.window;
      await new Promise((drawn) => view?.requestAnimationFrame(() => setTimeout(drawn)));
      const { flow } = this.#shown ?? {};
      const { place, frame } = this.#parts ?? {};
      if (turn !== this.#turn || !flow || !place || !frame) return;
      const first = flow.firstVisible();
      const top = flow.box(first)?.top ?? 0;
      const way = curtain.lift();
      if (place.kept) place.settle();
      else if (way === "above")
        place.to(frame.window.scrollY + (flow.box(first)?.top ?? top) - top);
    }
    this.#settle();
  }

  /** Colours code and draws formulas, with what is loaded only for articles that have some. */
  async #furnish(parts: Parts, { body, canon }: Shown, turn: number): Promise<void> {
    if (body.querySelector("[data-language='math']")) {
      const { drawFormulas } = await import("./formulas");
      if (turn !== this.#turn) return;
      parts.painter.setFormulas(drawFormulas(body, canon));
      this.#settle();
    }
    if (body.querySelector("pre[data-language], pre [data-language]")) {
      const { coloured } = await import("./syntax");
      if (turn === this.#turn) parts.painter.setSyntax(coloured(body, canon));
    }
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
