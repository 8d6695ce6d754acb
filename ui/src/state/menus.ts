/** What stands in menus: every act of the table of keys at one place, beside what each platform has of its own. */
import { t } from "../i18n";
import { call, type MenuLine } from "../ipc";
import { perform } from "./acts";
import { type Act, pressed, strokesOf } from "./keys";

/** The platform's own lines; `-` is a line between others. */
const STANDARD = [
  "about",
  "services",
  "hide",
  "hideOthers",
  "showAll",
  "quit",
  "closeWindow",
  "cut",
  "copy",
  "paste",
  "selectAll",
  "minimize",
  "maximize",
  "fullscreen",
] as const;

type Own = `own:${(typeof STANDARD)[number]}`;
type Line = Act | Own | "-";

/** The menu bar, after the manners of macOS. */
export const BAR: readonly (readonly [title: string, lines: readonly Line[]])[] = [
  [
    "program",
    // biome-ignore format: a menu is read from top to bottom, part by part
    ["own:about", "-", "settings", "-", "own:services", "-", "own:hide", "own:hideOthers", "own:showAll", "-", "own:quit"],
  ],
  ["file", ["add", "paste", "newCollection", "-", "export", "print", "-", "own:closeWindow"]],
  [
    "edit",
    // biome-ignore format: as above
    ["undo", "redo", "-", "own:cut", "own:copy", "own:paste", "own:selectAll", "-", "find", "search"],
  ],
  [
    "view",
    // biome-ignore format: as above
    ["palette", "insights", "review", "-", "contents", "focus", "speak", "-", "larger", "smaller", "usualSize", "-", "own:fullscreen"],
  ],
  [
    "article",
    // biome-ignore format: as above
    ["open", "back", "next", "previous", "-", "archive", "finish", "favourite", "collect", "-", "versions", "-", "trash"],
  ],
  [
    "mark",
    // biome-ignore format: as above
    ["highlight", "yellow", "green", "blue", "magenta", "purple", "-", "note", "tags", "copy", "accept", "-", "nextHighlight", "previousHighlight"],
  ],
  ["window", ["own:minimize", "own:maximize"]],
  ["help", ["help"]],
];

/** The one menu in the window where programs have no bar: what is not to be seen on the screen anyway. */
export const MAIN: readonly (Act | "-")[] = [
  "paste",
  "newCollection",
  "print",
  "-",
  "undo",
  "redo",
  "-",
  "find",
  "palette",
  "insights",
  "review",
  "-",
  "help",
  "settings",
];

/** Keys that the platform gives to its own lines of the same name. */
const TAKEN: ReadonlySet<Line> = new Set(["paste", "open", "back"]);

function line(entry: Line): MenuLine {
  if (entry === "-") return { act: "", standard: "separator", label: "" };
  if (entry.startsWith("own:")) return { act: "", standard: entry.slice(4), label: "" };
  const act = entry as Act;
  const [keys] = TAKEN.has(act) ? [] : strokesOf(act);
  return { act, label: t(`act-${act}`), ...(keys ? { keys } : {}) };
}

/** Shows the menu bar where the platform has one; again whenever the keys have changed. */
export async function showBar(): Promise<void> {
  const parts = BAR.map(([name, lines]) => ({ title: t(`menu-${name}`), lines: lines.map(line) }));
  await call("window.menu", { parts });
}

/** How long after a key the same act from the menu is the same stroke, in milliseconds. */
const SAME = 300;

/** Does what was chosen in the menu bar, but not what the key of it has done already. */
export function chosen(act: string): void {
  if (pressed.act === act && Date.now() - pressed.at < SAME) return;
  const field = document.activeElement;
  const typing =
    field instanceof HTMLElement && field.matches("input, textarea, [contenteditable]");
  // In a field these belong to what is being typed.
  if (typing && (act === "undo" || act === "redo")) document.execCommand(act);
  else perform(act as Act);
}
