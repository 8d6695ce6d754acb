/** Short messages and running work, shown in the corner and said to a screen reader. */

import { call, type WireError } from "../ipc";

export interface Toast {
  id: number;
  message: string;
  kind: "info" | "error" | "progress";
  /** One thing to do about it. */
  action?: { label: string; run: () => void };
  /** Running work that can be stopped. */
  task?: { name: string; done: number; total: number; began: number };
}

const LINGER_MS = 7_000;
/** Work that took so long is worth a word from the desktop when it ends behind other windows. */
const LONG_MS = 10_000;

class Toasts {
  shown = $state<Toast[]>([]);
  /** Said once by the status region; for what is already visible elsewhere. */
  spoken = $state("");
  /** Something stands at the lower edge that messages must not cover. */
  lifted = $state(false);
  private next = 1;
  private timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Shows a message for a few seconds. */
  say(message: string, action?: Toast["action"]): void {
    this.push({ id: this.next++, message, kind: "info", ...(action ? { action } : {}) });
  }

  /** Shows a failure; stopping something on purpose is not one. */
  fail(error: Pick<WireError, "kind" | "message">): void {
    if (error.kind === "cancelled") return;
    this.push({ id: this.next++, message: error.message, kind: "error" });
  }

  /** Tells a screen reader only. */
  announce(message: string): void {
    this.spoken = "";
    queueMicrotask(() => {
      this.spoken = message;
    });
  }

  /** Shows how far running work has come. */
  progress(task: string, message: string, done: number, total: number, finished: boolean): void {
    const at = this.shown.findIndex((toast) => toast.task?.name === task);
    const old = this.shown[at];
    const began = old?.task?.began ?? Date.now();
    if (finished) {
      if (old) this.dismiss(old.id);
      if (Date.now() - began > LONG_MS && !document.hasFocus()) void call("window.notice", {});
    } else if (old) {
      this.shown[at] = { ...old, message, task: { name: task, done, total, began } };
    } else {
      const id = this.next++;
      this.shown.push({ id, message, kind: "progress", task: { name: task, done, total, began } });
    }
  }

  /** Stops running work. */
  cancel(task: string): void {
    call("task.cancel", { task }).catch((error: WireError) => this.fail(error));
  }

  dismiss(id: number): void {
    this.release(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  /** Keeps a message while the pointer or the focus is on it. */
  hold(id: number): void {
    clearTimeout(this.timers.get(id));
  }

  /** Lets the clock of a held message run again. */
  release(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }

  /** Starts the clock of a message; behind other windows nobody reads it, so there it waits. */
  linger(id: number): void {
    this.release(id);
    if (!document.hasFocus()) {
      window.addEventListener("focus", () => this.linger(id), { once: true });
      return;
    }
    this.timers.set(
      id,
      setTimeout(() => this.dismiss(id), LINGER_MS),
    );
  }

  private push(toast: Toast): void {
    // The newest three are enough: older ones have been read or superseded.
    const others = this.shown.filter((one) => one.message !== toast.message);
    this.shown = [
      ...others.filter((one) => one.kind === "progress"),
      ...others.filter((one) => one.kind !== "progress").slice(-2),
      toast,
    ];
    this.linger(toast.id);
  }
}

export const toasts = new Toasts();

/** Runs something that may fail and shows the failure; gives nothing then. */
export async function attempt<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    toasts.fail(error as WireError);
    return undefined;
  }
}
