/** Words marked in the open article: those that a search found, or that were typed into the field for finding. */

import { t } from "../i18n";
import { call } from "../ipc";
import type { Reader } from "../reader";
import { attempt, toasts } from "./toasts.svelte";

class Finding {
  /** Whether the field is shown. */
  open = $state(false);
  /** Counts how often the field was asked for; 0 while a search has brought the marks. */
  asked = $state(0);
  words = $state("");
  matches = $state.raw<[number, number][]>([]);
  /** The place in `matches` of the one that is looked at, -1 for none. */
  match = $state(-1);
  /** First offset on the screen, from which the next match counts. */
  from = 0;
  private view: Reader | null = null;

  attach(view: Reader | null): void {
    this.view = view;
  }

  /** Opens the field. */
  ask(): void {
    this.open = true;
    this.asked += 1;
  }

  /** Marks every place of an article where a query's words stand, and looks at the first after `near`. */
  async mark(article: string, query: string, near: number): Promise<void> {
    this.open = true;
    this.words = query;
    const answer = await attempt(call("search.matches", { article, query }));
    if (!answer || query !== this.words) return;
    this.set(answer.ranges, near);
    toasts.announce(t("matches-found", { count: answer.ranges.length }));
  }

  /** Marks the very words that were typed, and goes to the first from here on. */
  look(words: string): void {
    this.words = words;
    this.set(this.view?.find(words) ?? [], this.from);
    this.show();
  }

  /** Goes to the next (1) or previous (-1) match. */
  step(by: 1 | -1): void {
    const total = this.matches.length;
    if (!total) return;
    this.match = (this.match + by + total) % total;
    this.view?.setMatches(this.matches, this.match);
    this.show();
  }

  /** Brings the match that is looked at on screen. */
  show(): void {
    const at = this.matches[this.match];
    if (at) this.view?.scrollToOffset(at[0], { align: "center" });
  }

  /** Takes field and marks away. */
  close(): void {
    this.open = false;
    this.asked = 0;
    this.words = "";
    this.from = 0;
    this.set([], 0);
  }

  private set(ranges: [number, number][], near: number): void {
    const at = ranges.findIndex(([, end]) => end > near);
    this.matches = ranges;
    this.match = ranges.length ? Math.max(0, at) : -1;
    this.view?.setMatches(ranges, this.match);
  }
}

export const finding = new Finding();
