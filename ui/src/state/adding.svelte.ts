/** Adding and importing: it goes on when its dialog is closed, and its report stays until the next. */
import { t } from "../i18n";
import { call, type ImportReport, type SaveOutcome, type SaveSource, type WireError } from "../ipc";
import { arrived } from "./acts";
import { dialogs } from "./dialogs.svelte";
import { taskName } from "./tasks";
import { toasts } from "./toasts.svelte";

class Adding {
  /** The work under way, by its name. */
  task = $state<string | null>(null);
  /** What became of each thing, the failures first. */
  outcomes = $state.raw<SaveOutcome[]>([]);
  report = $state.raw<ImportReport | null>(null);
  /** What the report is about, for trying it again. */
  private paths: string[] = [];
  error = $state<string | null>(null);

  get failed(): SaveOutcome[] {
    return this.outcomes.filter((one) => one.status === "failed");
  }

  /** Saves things, a line of the report for each. */
  async save(sources: SaveSource[]): Promise<SaveOutcome[]> {
    if (!this.task) this.outcomes = [];
    const found = await this.run((task) => call("article.save", { sources, task }));
    if (found) this.take(found);
    return found ?? [];
  }

  /** Imports files that a program has exported. */
  async bring(paths: string[]): Promise<void> {
    if (!this.task) this.outcomes = [];
    this.paths = paths;
    const report = await this.run((task) => call("import", { paths, format: "auto", task }));
    if (!report) return;
    this.report = report;
    const { created, merged, failed } = report;
    this.tell(created + merged, failed);
  }

  /** What was dropped on the window has been saved. */
  dropped(outcomes: SaveOutcome[]): void {
    this.report = null;
    this.outcomes = [];
    this.take(outcomes);
    const failed = this.failed.length;
    if (outcomes.length === 1 && !failed) arrived(outcomes);
    else this.tell(outcomes.length - failed, failed);
  }

  /** Whether something that failed can be tried again as it is. */
  canRetry(outcome: SaveOutcome): boolean {
    return outcome.status === "failed" && source(outcome) !== null;
  }

  /** Tries again what failed. */
  async retry(outcomes: SaveOutcome[]): Promise<void> {
    const sources = outcomes.map(source).filter((one) => one !== null);
    if (!sources.length) return;
    const again = new Set(outcomes);
    const before = this.outcomes;
    const found = await this.run((task) => call("article.save", { sources, task }));
    if (!found) return;
    this.outcomes = before.filter((one) => !again.has(one));
    this.take(found);
  }

  /** Imports the same files again; what has come in already is only counted. */
  async retryImport(): Promise<void> {
    await this.bring(this.paths);
  }

  cancel(): void {
    if (this.task) toasts.cancel(this.task);
  }

  private take(found: SaveOutcome[]): void {
    const all = [...found, ...this.outcomes];
    const isBad = (one: SaveOutcome) => one.status === "failed";
    this.outcomes = [...all.filter(isBad), ...all.filter((one) => !isBad(one))];
  }

  private tell(saved: number, failed: number): void {
    const show = { label: t("show-report"), run: () => dialogs.show("add") };
    const message = t("save-summary", { saved, failed });
    // In the dialog the report is in sight.
    if (dialogs.open === "add") toasts.announce(message);
    else toasts.say(message, show);
  }

  private async run<T>(work: (task: string) => Promise<T>): Promise<T | undefined> {
    if (this.task) return undefined;
    const task = taskName("add");
    this.task = task;
    this.error = null;
    this.report = null;
    try {
      return await work(task);
    } catch (failure) {
      const { kind, message } = failure as WireError;
      this.error = kind === "cancelled" ? message || t("cancelled") : message;
      if (dialogs.open !== "add" && kind !== "cancelled") toasts.fail(failure as WireError);
      return undefined;
    } finally {
      this.task = null;
    }
  }
}

/** The source that an outcome names; none for what was pasted or lies in a zip file. */
function source({ source }: SaveOutcome): SaveSource | null {
  if (/^https?:\/\//i.test(source)) return { url: source };
  return /^(\/|[a-z]:[\\/]|\\\\)/i.test(source) ? { path: source } : null;
}

export const adding = new Adding();
