/** The open article: its highlights and notes, the place reached, the selection. */

import { t } from "../i18n";
import {
  type ArticleView,
  call,
  type HighlightPlace,
  type HighlightView,
  type WireError,
} from "../ipc";
import type { Picture, Reader, Section, SelectedText } from "../reader";
import { inOrder, readerArticle } from "./article";
import { finding } from "./finding.svelte";
import { list } from "./list.svelte";
import { settings } from "./settings.svelte";
import { attempt, toasts } from "./toasts.svelte";

const KEEP_PLACE_MS = 800;

/** Where to go in an article once it is shown. Offsets are UTF-16 units of its text. */
export interface Jump {
  passage?: readonly [number, number] | null;
  highlight?: string;
  query?: string;
  focus?: boolean;
}

class Reading {
  article = $state.raw<ArticleView | null>(null);
  /** Whether the highlights are here too. */
  whole = $state(false);
  /** Where the highlights stand, until they are here. */
  private places: readonly HighlightPlace[] = [];
  /** Why the highlights are not here, where they could not be had. */
  missing = $state.raw<WireError | null>(null);
  /** Ends when the highlights are here, or could not be had. */
  private following: Promise<void> = Promise.resolve();
  /** Asked for and not here yet. */
  loading = $state(false);
  /** The article that was asked for last: the list shows it as open before its text is here. */
  chosen = $state<string | null>(null);
  error = $state.raw<WireError | null>(null);
  /** The text drawn is not what the library has stored: offsets cannot be trusted. */
  damaged = $state(false);
  /** The highlight that the keyboard and its card are on. */
  active = $state<string | null>(null);
  selection = $state.raw<SelectedText | null>(null);
  /** Painted text that was clicked. */
  clicked = $state.raw<{ ids: string[]; rect: DOMRect } | null>(null);
  /** Highlight or note whose editor is open; `new` is a new note on the article. */
  editing = $state<string | null>(null);
  /** Highlight whose tags are being edited, or `article`. */
  tagging = $state<string | null>(null);
  progress = $state(0);
  /** The article's headings. */
  sections = $state.raw<Section[]>([]);
  /** Where the heading stands in `sections` under which the reader is; -1 before the first. */
  section = $state(-1);
  /** The image that is looked at in full size. */
  picture = $state.raw<Picture | null>(null);
  /** The colour used last, for `H`. */
  color = $state("yellow");
  private view: Reader | null = null;
  private offset = 0;
  private settled = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;

  get id(): string | null {
    return this.article?.row.id ?? null;
  }

  highlight(id: string | null): HighlightView | undefined {
    return this.article?.highlights.find((one) => one.id === id);
  }

  /** The reader, while there is one. */
  get reader(): Reader | null {
    return this.view;
  }

  /** The first offset on the screen. */
  get place(): number {
    return this.offset;
  }

  /** The pane gives its reader, and takes it away again with null. */
  attach(view: Reader | null): void {
    this.view = view;
    finding.attach(view);
    if (view && this.article) void this.draw({});
  }

  /** Opens an article, or goes to another place in the one that is open. */
  async open(id: string, jump: Jump = {}): Promise<void> {
    list.mark(id);
    if (id === this.id && !this.loading) {
      await this.go(jump);
      return;
    }
    this.keepPlace();
    const turn = ++this.turn;
    this.chosen = id;
    this.loading = true;
    this.error = null;
    try {
      const { article, places } = await call("article.open", { id });
      if (turn !== this.turn) return;
      this.reset();
      this.article = article;
      this.places = places;
      this.progress = article.row.progress;
      settings.setLayout({ article: id });
      await this.draw(jump);
      if (turn === this.turn) this.following = this.follow(id, turn);
    } catch (error) {
      if (turn !== this.turn) return;
      this.error = error as WireError;
    } finally {
      if (turn === this.turn) this.loading = false;
    }
  }

  /** Reads the highlights whole once the text and their places are on the screen: a thousand would keep it waiting. */
  private async follow(id: string, turn: number): Promise<void> {
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    await this.followAgain(id, turn);
  }

  /** The same once more, where it has failed. */
  async followAgain(id = this.id, turn = this.turn): Promise<void> {
    if (!id) return;
    try {
      const highlights = await call("article.highlights", { id });
      if (turn !== this.turn || !this.article || this.whole) return;
      this.article = { ...this.article, highlights };
      this.whole = true;
      this.missing = null;
      this.paint();
    } catch (error) {
      if (turn === this.turn) this.missing = error as WireError;
    }
  }

  close(): void {
    this.keepPlace();
    this.turn++;
    this.reset();
    this.chosen = null;
    this.article = null;
    this.error = null;
    settings.setLayout({ article: null });
  }

  /** Asks again after a change; the text is drawn anew only if it is another version. */
  async refresh(): Promise<void> {
    const id = this.id;
    if (!id) return;
    const turn = this.turn;
    try {
      const article = await call("article.show", { id });
      // Another article may have been asked for before, and have come in the meantime.
      if (turn !== this.turn || id !== this.id) return;
      this.whole = true;
      this.missing = null;
      const same = article.capture === this.article?.capture;
      const sameHead = article.row.title === this.article?.row.title;
      this.article = article;
      if (same && sameHead) this.paint();
      else await this.draw({});
    } catch (error) {
      if (turn === this.turn && (error as WireError).kind === "notFound") this.close();
    }
  }

  restyle(): void {
    this.view?.setStyle({ ...settings.reader });
  }

  // What the reader tells.

  moved(offset: number, progress: number): void {
    this.section = this.sections.findLastIndex((one) => one.offset <= offset);
    if (!this.settled) return;
    this.offset = offset;
    finding.from = offset;
    this.progress = progress;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keepPlace(), KEEP_PLACE_MS);
  }

  select(selection: SelectedText | null): void {
    this.selection = selection;
    if (selection) this.clicked = null;
  }

  click(ids: string[], rect: DOMRect): void {
    // A second click on overlapping highlights goes to the next of them.
    const at = this.clicked ? ids.indexOf(this.active ?? "") : -1;
    this.active = ids[(at + 1) % ids.length] ?? null;
    this.clicked = { ids, rect };
  }

  /** Writes down the place reached, now. */
  keepPlace(): void {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    const id = this.id;
    if (!id) return;
    void attempt(call("article.position", { id, offset: this.offset, progress: this.progress }));
  }

  // Highlights.

  /** Highlights the selection; gives the new highlight. */
  async mark(color: string): Promise<HighlightView | undefined> {
    const { article, selection } = this;
    if (!article || !selection) return undefined;
    this.color = color;
    const { start, end } = selection;
    this.view?.setPending({ start, end });
    try {
      await this.following;
      if (!this.whole) await this.followAgain();
      const request = { article: article.row.id, capture: article.capture, start, end, color };
      const made = await call("highlight.add", request);
      if (this.article && this.id === article.row.id && !this.highlight(made.id)) {
        const highlights = [...this.article.highlights, made].sort(inOrder);
        this.article = { ...this.article, highlights };
        this.places = [...this.places, ...placesOf([made])];
        this.paint();
      }
      this.active = made.id;
      this.view?.clearSelection();
      this.selection = null;
      toasts.announce(t("highlighted", { quote: made.quote }));
      return made;
    } catch (error) {
      const failure = error as WireError;
      toasts.fail(failure);
      if (failure.kind === "conflict") await this.refresh();
      return undefined;
    } finally {
      this.view?.setPending(null);
    }
  }

  async recolor(id: string, color: string): Promise<void> {
    this.color = color;
    const changed = await attempt(call("highlight.update", { id, color }));
    if (changed) this.replace(changed);
  }

  async retag(id: string, tags: string[]): Promise<void> {
    const changed = await attempt(call("highlight.update", { id, tags }));
    if (changed) this.replace(changed);
  }

  /** Takes a changed highlight in without waiting for the event. */
  replace(changed: HighlightView): void {
    if (!this.article) return;
    const highlights = this.article.highlights.map((one) =>
      one.id === changed.id ? changed : one,
    );
    this.article = { ...this.article, highlights };
    this.paint();
  }

  forget(id: string): void {
    if (!this.article) return;
    const highlights = this.article.highlights.filter((one) => one.id !== id);
    this.article = { ...this.article, highlights };
    if (this.active === id) this.active = null;
    if (this.editing === id) this.editing = null;
    this.clicked = null;
    this.paint();
  }

  /** Scrolls to a highlight's passage. */
  goTo(id: string): void {
    this.active = id;
    const one = this.placed().find((place) => place.id === id);
    if (!one) return;
    this.view?.scrollToOffset(one.start, { flash: [one.start, one.end], align: "center" });
  }

  /** Goes to the next (1) or previous (-1) highlight. */
  step(by: 1 | -1): void {
    const placed = this.placed();
    if (!placed.length) return;
    let at = placed.findIndex((one) => one.id === this.active);
    if (at < 0) {
      const after = placed.findIndex((one) => one.start >= this.offset);
      at = by > 0 ? (after < 0 ? placed.length : after) - 1 : after < 0 ? placed.length : after;
    }
    const target = placed[(at + by + placed.length) % placed.length];
    if (target) this.goTo(target.id);
  }

  /** Goes to a heading. */
  goToSection(at: number): void {
    const section = this.sections[at];
    if (section) this.view?.scrollToOffset(section.offset, { align: "start" });
  }

  focus(): void {
    this.view?.focus();
  }

  /** Gives the focus back to what had it in the text. */
  focusAgain(): void {
    this.view?.focusAgain();
  }

  clearSelection(): void {
    this.view?.clearSelection();
    this.selection = null;
    this.clicked = null;
  }

  private reset(): void {
    this.whole = false;
    this.missing = null;
    this.places = [];
    clearTimeout(this.timer);
    this.timer = undefined;
    this.settled = false;
    this.damaged = false;
    this.active = null;
    this.selection = null;
    this.clicked = null;
    this.editing = null;
    this.tagging = null;
    this.progress = 0;
    this.offset = 0;
    this.sections = [];
    this.section = -1;
    this.picture = null;
    finding.close();
  }

  /** Puts the text into the pane, paints the highlights and goes to the place. */
  private async draw(jump: Jump): Promise<void> {
    const { article, view } = this;
    if (!article || !view) return;
    this.settled = false;
    await view.show(readerArticle(article), { ...settings.reader });
    if (this.id !== article.row.id) return;
    this.sections = view.outline();
    this.paint();
    if (!jump.passage && !jump.highlight && article.position > 0) {
      view.scrollToOffset(article.position, { align: "start" });
    }
    this.settled = true;
    await this.go(jump);
  }

  private async go(jump: Jump): Promise<void> {
    if (jump.focus) this.view?.focus();
    if (jump.highlight) {
      this.goTo(jump.highlight);
    } else if (jump.passage) {
      const [start, end] = jump.passage;
      this.view?.scrollToOffset(start, { flash: [start, end], align: "center" });
    }
    if (jump.query && this.id) {
      const on = this.placed().find((one) => one.id === jump.highlight);
      await finding.mark(this.id, jump.query, jump.passage?.[0] ?? on?.start ?? 0);
      if (!jump.passage && !jump.highlight) finding.show();
    }
  }

  private paint(): void {
    this.view?.setHighlights(this.placed());
  }

  /** Where the highlights stand, in document order; orphans stand nowhere. */
  private placed(): readonly HighlightPlace[] {
    if (!this.whole) return this.places;
    return placesOf(this.article?.highlights ?? []);
  }
}

/** Where highlights stand that have a place. */
function placesOf(highlights: readonly HighlightView[]): HighlightPlace[] {
  return highlights.flatMap(({ id, start, end, color }) =>
    start == null || end == null ? [] : [{ id, start, end, color }],
  );
}

export const reading = new Reading();
