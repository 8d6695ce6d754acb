/** The platform's dialogs for files and folders, in the window's words. */

import { t } from "../i18n";
import { call } from "../ipc";
import { attempt } from "./toasts.svelte";

/** What the files are called that a dialog offers before all others. */
const FILES = { open: "articles", import: "exports" } as const;

/** What a person chose under this title; nothing when the dialog was closed, or could not be shown. */
export async function ask(
  purpose: "open" | "openFolder" | "import" | "exportFile" | "exportFolder",
  title: string,
  name: string | null = null,
): Promise<string[]> {
  const filters =
    purpose in FILES
      ? { files: t(`files-${FILES[purpose as keyof typeof FILES]}`), all: t("files-all") }
      : {};
  const chosen = await attempt(call("dialog", { purpose, title, name, ...filters }));
  return chosen?.paths ?? [];
}
