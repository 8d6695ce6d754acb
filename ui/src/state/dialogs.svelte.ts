/** Which dialog is open, which part of the window is shown, and small things that only the window knows. */

export type DialogName =
  | "add"
  | "export"
  | "settings"
  | "shortcuts"
  | "palette"
  | "picture"
  | "receipt"
  | "versions"
  | "elsewhere"
  | "emptyTrash";

class Dialogs {
  open = $state<DialogName | null>(null);
  /** What fills the middle instead of the list and the reader. */
  place = $state<"articles" | "highlights" | "notes" | "insights" | "review">("articles");
  /** The button that the window's menu hangs from, while it is open. */
  menu = $state.raw<HTMLElement | null>(null);
  /** Files are being dragged over the window. */
  dropping = $state(false);
  /** Panes that cover others while the window is narrow. */
  drawer = $state<"sidebar" | "notes" | null>(null);
  /** Nothing is shown but the text of the article. */
  focus = $state(false);
  /** Window width in pixels, for what CSS alone cannot decide. */
  width = $state(1440);
  /** The part of the settings that is shown. */
  part = $state("reading");
  /** Note page to show first in the notes view. */
  note = $state<string | null>(null);

  /** Annotations do not fit beside the text. */
  get narrow(): boolean {
    return this.width < 960 || this.focus;
  }

  /** The sidebar does not fit; it goes first, since it is looked at least. */
  get slim(): boolean {
    return this.width < 1160 || this.focus;
  }

  /** Opens the settings at one of their parts. */
  settings(part: string): void {
    this.part = part;
    this.open = "settings";
  }

  show(name: DialogName): void {
    this.open = name;
  }

  close(): void {
    this.open = null;
  }
}

export const dialogs = new Dialogs();
