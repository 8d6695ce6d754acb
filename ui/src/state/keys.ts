/** Which key does what: one table for the window, the reader, the palette and the help; a person can change it. */

/** Everything that can be done with a key or from the palette, by the part of the help that it stands in. */
const SECTIONS = {
  reading: [
    "next",
    "previous",
    "open",
    "back",
    "find",
    "contents",
    "focus",
    "speak",
    "larger",
    "smaller",
    "usualSize",
    "print",
    "versions",
    "nextHighlight",
    "previousHighlight",
  ],
  marking: [
    "highlight",
    "yellow",
    "green",
    "blue",
    "magenta",
    "purple",
    "note",
    "tags",
    "copy",
    "accept",
  ],
  keeping: ["archive", "finish", "favourite", "collect", "trash", "undo", "redo"],
  library: [
    "search",
    "palette",
    "add",
    "paste",
    "export",
    "newCollection",
    "insights",
    "review",
    "settings",
    "help",
  ],
} as const;

export type Section = keyof typeof SECTIONS;
export type Act = (typeof SECTIONS)[Section][number];

/** The part of a key event that matters here. */
export interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * Strokes are written `Mod+Shift+Z`, `J`, `?`: modifiers in the order Mod, Alt, Shift, then the key as it is printed.
 * `Mod` is Ctrl, on a Mac the Command key. With signs, Shift is part of the sign.
 */
export const DEFAULTS: Readonly<Partial<Record<Act, readonly string[]>>> = {
  next: ["J"],
  previous: ["K"],
  open: ["Enter"],
  back: ["Escape"],
  find: ["Mod+F"],
  contents: ["O"],
  review: ["D"],
  focus: ["Z"],
  speak: ["R"],
  larger: ["Mod++", "Mod+="],
  smaller: ["Mod+-"],
  usualSize: ["Mod+0"],
  print: ["Mod+P"],
  versions: ["V"],
  nextHighlight: ["]"],
  previousHighlight: ["["],
  highlight: ["H"],
  yellow: ["1"],
  green: ["2"],
  blue: ["3"],
  magenta: ["4"],
  purple: ["5"],
  note: ["N"],
  tags: ["T"],
  copy: ["C"],
  accept: ["A"],
  archive: ["E"],
  finish: ["F"],
  favourite: ["S"],
  collect: ["M"],
  trash: ["Delete"],
  undo: ["Mod+Z"],
  redo: ["Mod+Shift+Z", "Mod+Y"],
  search: ["/", "Mod+Shift+F"],
  palette: ["Mod+K"],
  add: ["Mod+O"],
  paste: ["Mod+V"],
  export: ["Mod+E"],
  newCollection: [],
  insights: [],
  settings: ["Mod+,"],
  help: ["?"],
};

/** Strokes that a person chose instead of the usual ones, by act; an empty list takes all away. */
export type Chosen = Readonly<Record<string, readonly string[]>>;

/** Acts that a text field leaves to the window; all else there is typing. */
const IN_FIELDS: ReadonlySet<string> = new Set(["palette", "search", "add", "export", "settings"]);

/** Acts whose keys are not for choosing: they mean the same everywhere on the platform. */
export const FIXED: ReadonlySet<string> = new Set(["open", "back"]);

/** The last act that a key stood for, and when: a menu that has the same key must not do it again. */
export const pressed: { act: Act | null; at: number } = { act: null, at: 0 };

let chosen: Chosen = {};
let acts = table();

function table(): Map<string, Act> {
  const all = Object.keys(DEFAULTS) as Act[];
  return new Map(all.flatMap((act) => strokesOf(act).map((stroke) => [stroke, act] as const)));
}

/** Takes what a person has chosen. */
export function choose(strokes: Chosen): void {
  chosen = strokes;
  acts = table();
}

/** The strokes of an act as they are now. */
export function strokesOf(act: Act): readonly string[] {
  return chosen[act] ?? DEFAULTS[act] ?? [];
}

/** The acts that have a stroke already, apart from `except`. */
export function takenBy(stroke: string, except: Act): Act | null {
  const found = (Object.keys(DEFAULTS) as Act[]).find(
    (act) => act !== except && strokesOf(act).includes(stroke),
  );
  return found ?? null;
}

/** How a key event is written as a stroke; none for a modifier alone or one that a stroke has no word for. */
export function strokeOf(event: Key, mac: boolean): string | null {
  const command = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  if (other || ["Control", "Shift", "Alt", "Meta", "AltGraph", "Dead"].includes(event.key))
    return null;
  let key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  if (key === " ") key = "Space";
  if (mac && !command && key === "Backspace") key = "Delete";
  // Shift is part of "?" and, on some keyboards, of "/" and the brackets.
  const sign = key.length === 1 && key.toUpperCase() === key.toLowerCase();
  const shift = event.shiftKey && !sign;
  return [command && "Mod", event.altKey && "Alt", shift && "Shift", key].filter(Boolean).join("+");
}

/** The act a key stands for, or none. In a field (`typing`) only a few commands count. */
export function actOf(event: Key, typing: boolean, mac: boolean): Act | null {
  const stroke = strokeOf(event, mac);
  const act = stroke === null ? undefined : acts.get(stroke);
  if (!act || !typing) return act ?? null;
  return IN_FIELDS.has(act) && stroke?.startsWith("Mod+") ? act : null;
}

/** A stroke as key caps. */
export function caps(stroke: string, mac: boolean): string[] {
  const names: Record<string, string> = mac
    ? { Mod: "⌘", Alt: "⌥", Shift: "⇧", Escape: "Esc", Delete: "⌫", Enter: "↩" }
    : { Mod: "Ctrl", Escape: "Esc" };
  // A lone plus is the key of that name.
  const parts = stroke.endsWith("+")
    ? [...stroke.slice(0, -1).split("+").filter(Boolean), "+"]
    : stroke.split("+");
  return parts.map((part) => names[part] ?? part);
}

/** The first stroke of an act in one word, for menus and titles. */
export function hint(act: Act, mac: boolean): string {
  const [first] = strokesOf(act);
  return first ? caps(first, mac).join(mac ? "" : "+") : "";
}

/** Every act with its strokes, part by part. */
export function help(): { section: Section; rows: { act: Act; strokes: readonly string[] }[] }[] {
  return (Object.keys(SECTIONS) as Section[]).map((section) => ({
    section,
    rows: SECTIONS[section].map((act) => ({ act, strokes: strokesOf(act) })),
  }));
}
