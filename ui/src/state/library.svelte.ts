/** The library at a glance, and undoing. */

import { t } from "../i18n";
import { type CollectionView, call, type LibraryInfo } from "../ipc";
import { attempt, toasts } from "./toasts.svelte";

class Library {
  info = $state.raw<LibraryInfo | null>(null);
  /** `ready`, `building` or `behind`. */
  index = $state("ready");
  private asking: Promise<void> | null = null;
  private again = false;

  /** Asks for the counts again; several calls at once become one more question. */
  refresh(): Promise<void> {
    if (this.asking) {
      this.again = true;
      return this.asking;
    }
    this.asking = this.ask();
    return this.asking;
  }

  private async ask(): Promise<void> {
    try {
      do {
        this.again = false;
        this.info = (await attempt(call("library.info", {}))) ?? this.info;
      } while (this.again);
    } finally {
      this.asking = null;
    }
  }

  /** The collection with this id. */
  collection(id: string | null): CollectionView | undefined {
    return this.info?.collections.find((one) => one.id === id);
  }

  /** The names of a collection and those it lies in, outermost first. */
  path(id: string): string[] {
    const names: string[] = [];
    let next = this.collection(id);
    while (next && names.length < 100) {
      names.unshift(next.name);
      next = this.collection(next.parent);
    }
    return names;
  }

  get mac(): boolean {
    return this.info?.platform === "mac";
  }

  async undo(): Promise<void> {
    const done = await attempt(call("undo", {}));
    if (!done) return;
    if (done.op) {
      toasts.say(t("undone", { act: t(`op-${done.op}`) }), {
        label: t("redo"),
        run: () => void this.redo(),
      });
    } else toasts.say(t("undo-nothing"));
  }

  async redo(): Promise<void> {
    const done = await attempt(call("redo", {}));
    if (!done) return;
    toasts.say(done.op ? t("redone", { act: t(`op-${done.op}`) }) : t("redo-nothing"));
  }
}

export const library = new Library();

/** The "Undo" of a message about something just done. */
export function undoAction(): { label: string; run: () => void } {
  return { label: t("undo"), run: () => void library.undo() };
}
