/** Searching as one types: the last answer stays until the next one is here. */
import {
  call,
  type MatchReason,
  type SearchAnswer,
  type SearchFacets,
  type SearchHit,
  type WireError,
} from "../ipc";

/** Keys that come closer together than this are answered once. */
const AFTER_MS = 15;
/** What an answer has in common is counted once typing rests. */
const REST_MS = 250;
/** The first hits fill the window; the rest comes when somebody gets there. */
const FIRST = 40;
const FURTHER = 80;
/** The backend stops a search when a later one comes from the same field. */
const FIELD = "search";

/** The hits of one article (or one page of notes), in the order of the best. */
export interface Group {
  /** Article id, or the note's for a page; what came later has the number of its page in front. */
  id: string;
  article: string | null;
  title: string;
  titleMarks: [number, number][];
  site: string | null;
  /** Places marked in the article's text. */
  matches: number;
  hits: Row[];
}

/** What can be chosen and opened: a hit, or a further passage of one. */
export interface Row extends SearchHit {
  /** Which passage of its article it shows, from the best on. */
  place: number;
}

/** Why the chosen hit was found. */
export interface Why {
  row: Row;
  reasons: MatchReason[];
}

class Search {
  query = $state("");
  answer = $state.raw<SearchAnswer | null>(null);
  /** What the answer is to. */
  answered = $state("");
  /** What has been asked for so far of the answer; what came later never moves what is there. */
  pages = $state.raw<SearchHit[][]>([]);
  facets = $state.raw<SearchFacets | null>(null);
  why = $state.raw<Why | null>(null);
  error = $state.raw<WireError | null>(null);
  busy = $state(false);
  /** The row the keyboard is on, counted over all groups. */
  index = $state(-1);
  groups: Group[] = $derived(this.pages.flatMap((hits, page) => grouped(hits, page)));
  /** Rows in the order they are shown. */
  flat: Row[] = $derived(this.groups.flatMap((group) => group.hits));
  shown: number = $derived(this.pages.reduce((sum, hits) => sum + hits.length, 0));
  private timer: ReturnType<typeof setTimeout> | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;
  /** What was typed last has not been answered yet; its first hit is to be chosen, whoever asks for it again. */
  private fresh = false;
  private running: Promise<void> = Promise.resolve();
  private further: Promise<void> | null = null;

  get active(): boolean {
    return this.query.trim() !== "";
  }

  /** Takes what was typed. */
  type(query: string): void {
    this.query = query;
    clearTimeout(this.timer);
    clearTimeout(this.resting);
    if (!this.active) {
      this.turn++;
      this.answer = null;
      this.pages = [];
      this.facets = null;
      this.why = null;
      this.error = null;
      this.index = -1;
      this.busy = false;
      return;
    }
    this.busy = true;
    this.fresh = true;
    this.timer = setTimeout(() => void this.run(), AFTER_MS);
  }

  /** Asks again, for instance after a change. */
  async refresh(): Promise<void> {
    if (this.active) await this.run();
  }

  clear(): void {
    this.type("");
  }

  move(by: number): void {
    const last = this.flat.length - 1;
    this.index = Math.max(Math.min(this.index + by, last), Math.min(0, last));
    if (this.index === last) void this.more();
  }

  /** The row the keyboard is on once what was typed is answered: whoever types fast means the last letter too. */
  async chosen(): Promise<Row | undefined> {
    if (this.busy) {
      clearTimeout(this.timer);
      void this.run();
      // A change in the library may ask anew meanwhile; then that answer is the one to wait for.
      let asked: Promise<void>;
      do {
        asked = this.running;
        await asked;
      } while (asked !== this.running);
    }
    return this.flat[this.index];
  }

  /** Gets the hits after those that are there. */
  more(): Promise<void> {
    const { answer, turn, shown: offset } = this;
    if (!answer || offset >= answer.total || this.busy) return Promise.resolve();
    this.further ??= call("search", { query: this.query, offset, limit: FURTHER, field: FIELD })
      .then(
        ({ hits }) => {
          // What changed meanwhile may have moved something down that is there already.
          const known = new Set(this.pages.flat().map((hit) => hit.kind + hit.id));
          const others = hits.filter((hit) => !known.has(hit.kind + hit.id));
          if (turn === this.turn && others.length) this.pages = [...this.pages, others];
        },
        (error: WireError) => {
          if (turn === this.turn && error.kind !== "cancelled") this.error = error;
        },
      )
      .finally(() => {
        this.further = null;
      });
    return this.further;
  }

  /** Says why a row was found. */
  async explain(row: Row | undefined): Promise<void> {
    if (!row) {
      this.why = null;
      return;
    }
    const { query } = this;
    const reasons = await call("search.why", { query, kind: row.kind, id: row.id }).catch(() => []);
    if (query === this.query && row === this.flat[this.index]) this.why = { row, reasons };
  }

  private run(): Promise<void> {
    this.running = this.ask(++this.turn);
    return this.running;
  }

  private async ask(turn: number): Promise<void> {
    const query = this.query;
    try {
      const answer = await call("search", { query, offset: 0, limit: FIRST, field: FIELD });
      if (turn !== this.turn) return;
      this.answer = answer;
      this.answered = query;
      this.pages = [answer.hits];
      this.error = null;
      if (this.fresh) this.index = answer.hits.length ? 0 : -1;
      this.fresh = false;
      clearTimeout(this.resting);
      this.resting = setTimeout(() => void this.count(turn, query), REST_MS);
    } catch (error) {
      if (turn !== this.turn) return;
      // Stopped for one that nobody waits for any more.
      if ((error as WireError).kind === "cancelled") return await this.ask(turn);
      this.error = error as WireError;
    } finally {
      if (turn === this.turn) this.busy = false;
    }
  }

  private async count(turn: number, query: string): Promise<void> {
    const facets = await call("search.facets", { query, field: FIELD }).catch(() => null);
    if (turn === this.turn && facets) this.facets = facets;
  }
}

/** Puts hits of the same article together, keeping the order of the best of each. */
export function grouped(hits: readonly SearchHit[], page = 0): Group[] {
  const groups = new Map<string, Group>();
  for (const hit of hits) {
    const id = hit.article ?? hit.id;
    let group = groups.get(id);
    if (!group) {
      const { title, site } = hit;
      group = {
        id: page ? `${page} ${id}` : id,
        article: hit.article ?? null,
        title,
        titleMarks: [],
        site: site ?? null,
        matches: 0,
        hits: [],
      };
      groups.set(id, group);
    }
    if (hit.titleMarks.length && !group.titleMarks.length) group.titleMarks = hit.titleMarks;
    if (hit.kind === "article") group.matches = hit.matches;
    group.hits.push({ ...hit, place: 0 });
    for (const [place, passage] of hit.more.entries()) {
      group.hits.push({ ...hit, ...passage, place: place + 1 });
    }
  }
  return [...groups.values()];
}

/** A piece of text, marked or not. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** Cuts `text` at the marked ranges (UTF-16 units; out of order or overlapping ones are mended). */
export function pieces(text: string, marks: readonly (readonly [number, number])[]): Piece[] {
  const out: Piece[] = [];
  let at = 0;
  for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
    const from = Math.max(at, Math.min(start, text.length));
    const to = Math.max(from, Math.min(end, text.length));
    if (from > at) out.push({ text: text.slice(at, from), marked: false });
    if (to > from) out.push({ text: text.slice(from, to), marked: true });
    at = Math.max(at, to);
  }
  if (at < text.length) out.push({ text: text.slice(at), marked: false });
  return out;
}

export const search = new Search();
