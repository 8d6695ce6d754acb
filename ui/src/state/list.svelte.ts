/** The list of articles: a view of the library, read page by page as it is scrolled, and what is selected in it. */
import { type ArticlePage, type ArticleRow, call, type WireError } from "../ipc";
import { type Layout, settings } from "./settings.svelte";
import { attempt } from "./toasts.svelte";

/** A few screens of rows: a leap through the list needs no more. */
export const PAGE = 40;
/** Pages on each side of the one read last that are kept: whoever scrolls through everything need not hold it all. */
const NEAR = 5;
/** A leap so soon after another, in milliseconds, is one of many: the scroll bar of a long list is being dragged. */
const HURRY_MS = 150;
/** So long after the last of them its rows are asked for; those that it only passed never are. */
const PAUSE_MS = 50;

class List {
  view = $state("inbox");
  tag = $state<string | null>(null);
  collection = $state<string | null>(null);
  /** Conditions that narrow the list down, such as `unread`. */
  narrow = $state.raw<string[]>([]);
  sort = $state("saved");
  reverse = $state(false);
  total = $state(0);
  /** Whether a first answer for this view has come. */
  ready = $state(false);
  error = $state.raw<WireError | null>(null);
  /** Pages of rows read and kept; replaced, never changed. */
  private pages = $state.raw(new Map<number, ArticleRow[]>());
  /** The row the keyboard is on. */
  index = $state(-1);
  activeId = $state<string | null>(null);
  /** Several articles chosen at once. */
  chosen = $state.raw(new Set<string>());
  private anchor = -1;
  private choosing = 0;
  private shown: [number, number] = [0, 0];
  private turn = 0;
  private wanted = new Set<number>();
  private leapt = -Infinity;
  private pausing: ReturnType<typeof setTimeout> | undefined;

  row(index: number): ArticleRow | undefined {
    return this.pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** All rows that are kept, in order. */
  get rows(): ArticleRow[] {
    return [...this.pages.keys()]
      .sort((a, b) => a - b)
      .flatMap((page) => this.pages.get(page) ?? []);
  }

  /** Shows another part of the library. */
  async show(
    view: string,
    tag: string | null = null,
    collection: string | null = null,
  ): Promise<void> {
    this.view = view;
    this.tag = tag;
    this.collection = collection;
    this.narrow = [];
    this.keep();
    await this.restart();
  }

  /** Narrows the list down by one condition more, or one less. */
  async toggleNarrow(condition: string): Promise<void> {
    this.narrow = this.narrow.includes(condition)
      ? this.narrow.filter((one) => one !== condition)
      : [...this.narrow, condition];
    this.keep();
    await this.restart();
  }

  /** Leaves out a condition of the list: its tag, its collection, or one of those that narrow it down. */
  async widen(part: "tag" | "collection" | "narrow"): Promise<void> {
    if (part === "narrow") this.narrow = [];
    else this[part] = null;
    this.keep();
    await this.restart();
  }

  /** The tag of the list was given another name, or is gone. */
  async tagIs(name: string | null): Promise<void> {
    this.tag = name;
    this.keep();
    await (name === null ? this.show("all") : this.refresh());
  }

  private keep(): void {
    const { view, tag, collection, narrow } = this;
    settings.setLayout({ view, tag, collection, narrow });
  }

  /** Tells lists apart: where it differs, scrolling begins at the top. */
  get identity(): string {
    const { view, tag, collection, narrow, sort, reverse } = this;
    return [view, tag, collection, narrow, sort, reverse].join(" ");
  }

  /** Begins with the view that was shown last and its first page. */
  begin(
    last: Pick<Layout, "view" | "tag" | "collection" | "narrow" | "sort" | "reverse">,
    first: ArticlePage,
  ): void {
    this.view = last.view;
    this.tag = last.tag;
    this.collection = last.collection;
    this.narrow = last.narrow;
    this.sort = last.sort;
    this.reverse = last.reverse;
    this.shown = [0, PAGE];
    this.total = first.total;
    this.pages = new Map([[0, first.rows]]);
    this.ready = true;
  }

  async sortBy(sort: string, reverse: boolean): Promise<void> {
    this.sort = sort;
    this.reverse = reverse;
    settings.setLayout({ sort, reverse });
    await this.restart();
  }

  /** Says which rows are in view, so that they are read. */
  look(first: number, end: number): void {
    const leaps = first >= this.shown[1] || end <= this.shown[0];
    const now = performance.now();
    const hurries = leaps && now - this.leapt < HURRY_MS;
    if (leaps) this.leapt = now;
    this.shown = [first, end];
    if (hurries) {
      clearTimeout(this.pausing);
      this.pausing = setTimeout(() => {
        this.pausing = undefined;
        this.readShown();
      }, PAUSE_MS);
    } else if (this.pausing === undefined) this.readShown();
  }

  private readShown(): void {
    const [first, end] = this.shown;
    for (let page = Math.floor(first / PAGE); page * PAGE < end; page++) {
      if (!this.pages.has(page) && !this.wanted.has(page)) void this.read(page);
    }
  }

  /** Reads what is in view again. The rows stay until the new ones are here. */
  async refresh(): Promise<void> {
    const turn = ++this.turn;
    this.wanted.clear();
    const first = Math.floor(this.shown[0] / PAGE);
    const last = Math.floor(Math.max(0, this.shown[1] - 1) / PAGE);
    const pages = new Map<number, ArticleRow[]>();
    try {
      for (let page = first; page <= last; page++) {
        const answer = await this.ask(page);
        if (turn !== this.turn) return;
        pages.set(page, answer.rows);
        this.total = answer.total;
      }
    } catch (error) {
      if (turn === this.turn) this.error = error as WireError;
      return;
    } finally {
      if (turn === this.turn) this.ready = true;
    }
    this.error = null;
    this.pages = pages;
    this.follow();
  }

  private async restart(): Promise<void> {
    this.ready = false;
    this.clearChoice();
    this.index = -1;
    this.activeId = null;
    this.shown = [0, PAGE];
    this.pages = new Map();
    this.total = 0;
    await this.refresh();
  }

  private async read(page: number): Promise<void> {
    const turn = this.turn;
    this.wanted.add(page);
    try {
      const answer = await this.ask(page);
      if (turn !== this.turn) return;
      const held = Math.floor(this.index / PAGE);
      const near = [...this.pages].filter(
        ([other]) => Math.abs(other - page) <= NEAR || other === held,
      );
      this.pages = new Map(near).set(page, answer.rows);
      this.total = answer.total;
    } catch (error) {
      if (turn === this.turn) this.error = error as WireError;
    } finally {
      this.wanted.delete(page);
    }
  }

  private ask(page: number) {
    return call("article.list", this.filter(page * PAGE, PAGE));
  }

  private filter(offset: number, limit: number) {
    const { view, tag, collection, narrow, sort, reverse } = this;
    return { view, tag, collection, narrow, sort, reverse, offset, limit };
  }

  /** After a change the row with the focus may stand elsewhere, or be gone: then its successor gets it. */
  private follow(): void {
    if (this.index < 0) return;
    if (this.row(this.index)?.id === this.activeId) return;
    for (const [page, rows] of this.pages) {
      const at = rows.findIndex((row) => row.id === this.activeId);
      if (at >= 0) {
        this.index = page * PAGE + at;
        return;
      }
    }
    this.index = Math.min(this.index, this.total - 1);
    this.activeId = this.row(this.index)?.id ?? null;
  }

  /** Puts the keyboard on a row. */
  activate(index: number): ArticleRow | undefined {
    const at = Math.max(0, Math.min(index, this.total - 1));
    const row = this.row(at);
    if (this.total === 0) return undefined;
    this.index = at;
    this.activeId = row?.id ?? null;
    return row;
  }

  /** Marks the row of an article that was opened from elsewhere. */
  mark(id: string): void {
    for (const [page, rows] of this.pages) {
      const at = rows.findIndex((row) => row.id === id);
      if (at >= 0) {
        this.index = page * PAGE + at;
        this.activeId = id;
        return;
      }
    }
    this.activeId = null;
  }

  /** Chooses one row more or less (Ctrl), or all from the last one (Shift). */
  choose(index: number, how: "toggle" | "range"): void {
    if (this.anchor < 0) this.anchor = Math.max(0, this.index);
    if (how === "range")
      void this.chooseRange(Math.min(this.anchor, index), Math.max(this.anchor, index));
    else {
      const chosen = new Set(this.chosen);
      const start = this.activeId;
      if (chosen.size === 0 && start) chosen.add(start);
      const id = this.row(index)?.id;
      if (id && !chosen.delete(id)) chosen.add(id);
      this.anchor = index;
      this.chosen = chosen;
    }
    this.activate(index);
  }

  /** Chooses everything in the list, whether it has been read or not. */
  async chooseAll(): Promise<void> {
    if (this.total) await this.chooseRange(0, this.total - 1);
  }

  private async chooseRange(from: number, to: number): Promise<void> {
    const turn = ++this.choosing;
    const ids: string[] = [];
    for (let at = from; at <= to; at++) {
      const id = this.row(at)?.id;
      if (!id) break;
      ids.push(id);
    }
    if (ids.length <= to - from) {
      const answer = await attempt(call("article.ids", this.filter(from, to - from + 1)));
      if (!answer || turn !== this.choosing) return;
      this.chosen = new Set(answer.ids);
    } else this.chosen = new Set(ids);
  }

  clearChoice(): void {
    this.choosing++;
    this.anchor = -1;
    if (this.chosen.size) this.chosen = new Set();
  }
}

export const list = new List();
