/** Searching as one types: the last answer stays until the next one is here. */
import { call, type SearchAnswer, type SearchHit, type WireError } from "../ipc";

const AFTER_MS = 70;
const LIMIT = 120;

/** The hits of one article (or one page of notes), in the order of the best. */
export interface Group {
  /** Article id, or the note's for a page. */
  id: string;
  article: string | null;
  title: string;
  titleMarks: [number, number][];
  site: string | null;
  hits: SearchHit[];
}

class Search {
  query = $state("");
  answer = $state.raw<SearchAnswer | null>(null);
  error = $state.raw<WireError | null>(null);
  busy = $state(false);
  /** The hit the keyboard is on, counted over all groups. */
  index = $state(-1);
  groups: Group[] = $derived(grouped(this.answer?.hits ?? []));
  /** Hits in the order they are shown. */
  flat: SearchHit[] = $derived(this.groups.flatMap((group) => group.hits));
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;
  /** What was typed last has not been answered yet; its first hit is to be chosen, whoever asks for it again. */
  private fresh = false;
  private running: Promise<void> = Promise.resolve();

  get active(): boolean {
    return this.query.trim() !== "";
  }

  /** Takes what was typed. */
  type(query: string): void {
    this.query = query;
    clearTimeout(this.timer);
    if (!this.active) {
      this.turn++;
      this.answer = null;
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
  }

  /** The hit the keyboard is on once what was typed is answered: whoever types fast means the last letter too. */
  async chosen(): Promise<SearchHit | undefined> {
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

  private run(): Promise<void> {
    this.running = this.ask(++this.turn);
    return this.running;
  }

  private async ask(turn: number): Promise<void> {
    try {
      const answer = await call("search", { query: this.query, offset: 0, limit: LIMIT });
      if (turn !== this.turn) return;
      this.answer = answer;
      this.error = null;
      if (this.fresh) this.index = answer.hits.length ? 0 : -1;
      this.fresh = false;
    } catch (error) {
      if (turn === this.turn) this.error = error as WireError;
    } finally {
      if (turn === this.turn) this.busy = false;
    }
  }
}

/** Puts hits of the same article together, keeping the order of the best of each. */
export function grouped(hits: readonly SearchHit[]): Group[] {
  const groups = new Map<string, Group>();
  for (const hit of hits) {
    const id = hit.article ?? hit.id;
    let group = groups.get(id);
    if (!group) {
      const { title, site } = hit;
      group = {
        id,
        article: hit.article ?? null,
        title,
        titleMarks: [],
        site: site ?? null,
        hits: [],
      };
      groups.set(id, group);
    }
    if (hit.titleMarks.length && !group.titleMarks.length) group.titleMarks = hit.titleMarks;
    group.hits.push(hit);
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
