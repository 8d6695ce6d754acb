/** Which of the open article's highlights are listed, and which of them are chosen for an act on several. */

import { t } from "../i18n";
import { type ArticleView, call, type HighlightView } from "../ipc";
import { quoteWithSource } from "./article";
import { undoAction } from "./library.svelte";
import { attempt, toasts } from "./toasts.svelte";

class Annotating {
  color = $state<string | null>(null);
  tag = $state<string | null>(null);
  words = $state("");
  /** Whether cards can be chosen. */
  choosing = $state(false);
  chosen = $state.raw<ReadonlySet<string>>(new Set());

  /** Whether anything narrows the list. */
  get narrowed(): boolean {
    return this.color !== null || this.tag !== null || this.words.trim() !== "";
  }

  /** Those of the highlights that are listed. */
  listed(all: readonly HighlightView[]): HighlightView[] {
    const words = this.words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    return all.filter((one) => {
      if (this.color && one.color !== this.color) return false;
      if (this.tag && !one.tags.includes(this.tag)) return false;
      if (!words.length) return true;
      const text = `${one.quote} ${one.note?.markdown ?? ""} ${one.tags.join(" ")}`;
      const folded = text.toLocaleLowerCase();
      return words.every((word) => folded.includes(word));
    });
  }

  /** Lists all of them again. */
  widen(): void {
    this.color = null;
    this.tag = null;
    this.words = "";
  }

  /** Begins or ends choosing. */
  choose(on: boolean): void {
    this.choosing = on;
    this.chosen = new Set();
  }

  /** Takes a highlight into the choice or out of it. */
  toggle(id: string): void {
    const next = new Set(this.chosen);
    if (!next.delete(id)) next.add(id);
    this.chosen = next;
  }

  /** Begins with another article. */
  reset(): void {
    this.widen();
    this.choose(false);
  }

  // Acts on all that are chosen; each is one step to undo.

  async recolor(color: string): Promise<void> {
    await this.act(call("highlight.updateAll", { ids: [...this.chosen], color }), "recolored");
  }

  async addTags(addTags: string[]): Promise<void> {
    await this.act(call("highlight.updateAll", { ids: [...this.chosen], addTags }), "tagged");
  }

  async remove(): Promise<void> {
    await this.act(call("highlight.removeAll", { ids: [...this.chosen] }), "deleted");
    this.choose(false);
  }

  /** Copies the quotes with their source, in the order of the article. */
  async copy(article: ArticleView): Promise<void> {
    const quotes = article.highlights.filter((one) => this.chosen.has(one.id));
    const text = quotes.map((one) => quoteWithSource(article, one.quote)).join("\n\n");
    if (text && (await attempt(call("clipboard.write", { text })))) toasts.say(t("copied"));
  }

  private async act(work: Promise<unknown>, what: string): Promise<void> {
    const count = this.chosen.size;
    if (await attempt(work)) toasts.say(t("highlights-changed", { count, what }), undoAction());
  }
}

export const annotating = new Annotating();
