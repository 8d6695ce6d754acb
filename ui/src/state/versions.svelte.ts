/** The versions of the open article: which there are, what changed between two of them, and making a newer one. */

import { t } from "../i18n";
import {
  type ArticleView,
  type CaptureDiff,
  type CaptureOutcome,
  type CaptureRow,
  type CaptureView,
  call,
  type WireError,
} from "../ipc";
import { dialogs } from "./dialogs.svelte";
import { undoAction } from "./library.svelte";
import { reading } from "./reading.svelte";
import { taskName } from "./tasks";
import { attempt, toasts } from "./toasts.svelte";

class Versions {
  rows = $state.raw<CaptureRow[]>([]);
  /** The version that is looked at. */
  chosen = $state<string | null>(null);
  /** Whether its text is shown, and not what changed. */
  asText = $state(false);
  diff = $state.raw<CaptureDiff | null>(null);
  view = $state.raw<CaptureView | null>(null);
  /** Highlight to go to in the text. */
  highlight = $state<string | null>(null);
  error = $state.raw<WireError | null>(null);
  /** A newer version is being made. */
  busy = $state(false);
  private turn = 0;

  /** The version that `chosen` is compared with: the one that is read, or the one before that. */
  get other(): CaptureRow | undefined {
    const at = this.rows.findIndex((row) => row.id === this.chosen);
    return this.rows[at]?.current ? this.rows[at + 1] : this.rows.find((row) => row.current);
  }

  get row(): CaptureRow | undefined {
    return this.rows.find((row) => row.id === this.chosen);
  }

  /** Shows the versions of the open article, with the newest other than the one that is read chosen. */
  async open(): Promise<void> {
    this.reset();
    dialogs.show("versions");
    await this.load();
  }

  /** Shows the newest version in which a highlight has a place. */
  async find(highlight: string): Promise<void> {
    const id = reading.id;
    if (!id) return;
    const rows = await attempt(call("capture.list", { id }));
    for (const row of rows ?? []) {
      const view = await attempt(call("capture.open", { id: row.id }));
      if (!view?.highlights.some((one) => one.id === highlight && one.start != null)) continue;
      this.reset();
      this.rows = rows ?? [];
      this.asText = true;
      this.highlight = highlight;
      dialogs.show("versions");
      await this.choose(row.id);
      return;
    }
    if (rows) toasts.say(t("version-without"));
  }

  async choose(id: string): Promise<void> {
    const turn = ++this.turn;
    this.chosen = id;
    this.error = null;
    try {
      if (this.asText) {
        const view = await call("capture.open", { id });
        if (turn === this.turn) this.view = view;
        return;
      }
      const pair = this.pair();
      const diff = pair ? await call("capture.diff", pair) : null;
      if (turn === this.turn) this.diff = diff;
    } catch (error) {
      if (turn === this.turn) this.error = error as WireError;
    }
  }

  async show(asText: boolean): Promise<void> {
    this.asText = asText;
    if (this.chosen) await this.choose(this.chosen);
  }

  /** Makes the chosen version the one that is read. */
  async use(): Promise<void> {
    const id = this.chosen;
    if (!id) return;
    const done = await attempt(call("capture.use", { id, task: taskName("version") }));
    if (!done) return;
    said(t("version-used"), done);
    await reading.refresh();
    await this.load();
  }

  /** Takes the article's address again. */
  async renew(): Promise<void> {
    const article = reading.article;
    if (!article || this.busy) return;
    this.busy = true;
    const task = taskName("version");
    const done = await attempt(call("capture.add", { article: article.row.id, task }));
    this.busy = false;
    if (!done) return;
    if (done.capture === article.capture) toasts.say(t("version-same"));
    else if (done.current) said(t("version-new"), done);
    else toasts.say(t(`doubt-${done.doubt ?? "lost"}`));
    await reading.refresh();
    if (dialogs.open === "versions") await this.load();
  }

  /** Puts a block that was left out back at its place, as a newer version. */
  async putBack(block: number): Promise<void> {
    const article = reading.article;
    if (!article || this.busy) return;
    this.busy = true;
    const request = { capture: article.capture, blocks: [block], task: taskName("version") };
    const done = await attempt(call("capture.putBack", request));
    this.busy = false;
    // Where it was refused, a newer version has arrived: it is shown, and with it what is left out there.
    await reading.refresh();
    if (done) said(t("put-back-done"), done);
  }

  /** Makes it a rule to keep such blocks on this site, and reads the article by it. */
  async alwaysKeep(block: number, host: string): Promise<void> {
    const article = reading.article;
    if (!article || this.busy) return;
    this.busy = true;
    const request = { capture: article.capture, block, task: taskName("version") };
    const done = await attempt(call("rule.always", request));
    this.busy = false;
    await reading.refresh();
    if (done) said(t("rule-made", { host }), done);
    else if (done === null) toasts.say(t("rule-made", { host }), undoAction());
  }

  /** Makes it a rule to leave the selection's blocks out on the article's site, and reads the article by it. */
  async leaveOut(): Promise<void> {
    const { article, selection } = reading;
    if (!article || !selection || this.busy) return;
    this.busy = true;
    const { start, end } = selection;
    const request = { capture: article.capture, start, end, task: taskName("version") };
    const done = await attempt(call("rule.leaveOut", request));
    this.busy = false;
    await reading.refresh();
    const made = t("rule-made-drop", { host: siteOf(article.url) });
    if (done) said(made, done);
    else if (done === null) toasts.say(made, undoAction());
  }

  /** Reads the source in another way, as a newer version. */
  async reread(kind: string): Promise<void> {
    const article = reading.article;
    if (!article || this.busy) return;
    this.busy = true;
    const request = { capture: article.capture, reading: kind, task: taskName("version") };
    const done = await attempt(call("capture.reread", request));
    this.busy = false;
    await reading.refresh();
    if (done) said(t("reread-done"), done);
    else if (done === null) toasts.say(t("reread-same"));
  }

  /** Agrees with the version that is read, although it may not be the whole article. */
  async acceptCapture(): Promise<void> {
    const id = reading.article?.capture;
    if (!id || !(await attempt(call("capture.accept", { id })))) return;
    await reading.refresh();
  }

  private async load(): Promise<void> {
    const id = reading.id;
    if (!id) return;
    try {
      this.rows = await call("capture.list", { id });
    } catch (error) {
      this.error = error as WireError;
      return;
    }
    const first = this.rows.find((row) => !row.current) ?? this.rows[0];
    if (first) await this.choose(first.id);
  }

  private pair(): { old: string; new: string } | null {
    const { row, other } = this;
    if (!row || !other) return null;
    const [old, next] = row.captured <= other.captured ? [row, other] : [other, row];
    return { old: old.id, new: next.id };
  }

  private reset(): void {
    this.turn++;
    this.rows = [];
    this.chosen = null;
    this.asText = false;
    this.diff = null;
    this.view = null;
    this.highlight = null;
    this.error = null;
  }
}

/** The site of an address, as rules name it: without `www.`; empty where it has none. */
export function siteOf(url: string | null | undefined): string {
  return url && URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : "";
}

/** The other ways in which the source of an article can be read. */
export function otherReadings(article: ArticleView): string[] {
  if (!article.reading) return [];
  return ["best", "other", "whole_page"].filter((one) => one !== article.reading);
}

/** Says what became of the highlights in a version. */
function said(message: string, { anchors }: CaptureOutcome): void {
  const open = anchors.edited + anchors.moved + anchors.ambiguous + anchors.orphan;
  toasts.say(open ? `${message} ${t("version-open", { count: open })}` : message, undoAction());
}

export const versions = new Versions();
