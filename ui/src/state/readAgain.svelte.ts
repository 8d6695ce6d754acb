/** Reading the sources of all articles again; it goes on while its dialog is closed. */

import { said, t } from "../i18n";
import { call } from "../ipc";
import { reading } from "./reading.svelte";
import { taskName } from "./tasks";
import { attempt, toasts } from "./toasts.svelte";

class ReadAgain {
  busy = $state(false);

  /** Reads those that older rules made, or all of them. */
  async run(all: boolean): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const report = await attempt(call("library.readAgain", { all, task: taskName("readAgain") }));
    this.busy = false;
    // What was done before it was stopped is kept.
    await reading.refresh();
    if (!report) return;
    const { changed, same, doubtful, failed } = report;
    const message = t("read-again-done", { changed, same });
    const open = doubtful ? ` ${t("read-again-doubtful", { count: doubtful })}` : "";
    toasts.say(message + open);
    const first = report.failures[0];
    if (first) {
      const { title, error } = first;
      const message = t("read-again-failed", { count: failed, title, error: said(error) });
      toasts.fail({ kind: "unreadable", message });
    }
  }
}

export const readAgain = new ReadAgain();
