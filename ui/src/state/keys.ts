/** Which key does what: one table for the window, the reader and the help. */

export type Act =
  | "next"
  | "previous"
  | "open"
  | "back"
  | "highlight"
  | "yellow"
  | "green"
  | "blue"
  | "magenta"
  | "purple"
  | "note"
  | "tags"
  | "copy"
  | "accept"
  | "versions"
  | "contents"
  | "focus"
  | "speak"
  | "print"
  | "larger"
  | "smaller"
  | "usualSize"
  | "nextHighlight"
  | "previousHighlight"
  | "archive"
  | "finish"
  | "favourite"
  | "trash"
  | "palette"
  | "search"
  | "find"
  | "add"
  | "paste"
  | "export"
  | "settings"
  | "undo"
  | "redo"
  | "help";

/** The part of a key event that matters here. */
export interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const PLAIN: Record<string, Act> = {
  j: "next",
  k: "previous",
  Enter: "open",
  Escape: "back",
  h: "highlight",
  "1": "yellow",
  "2": "green",
  "3": "blue",
  "4": "magenta",
  "5": "purple",
  n: "note",
  t: "tags",
  c: "copy",
  a: "accept",
  v: "versions",
  o: "contents",
  z: "focus",
  r: "speak",
  "]": "nextHighlight",
  "[": "previousHighlight",
  e: "archive",
  f: "finish",
  s: "favourite",
  Delete: "trash",
  "/": "search",
  "?": "help",
};

const COMMAND: Record<string, Act> = {
  k: "palette",
  f: "find",
  o: "add",
  v: "paste",
  e: "export",
  ",": "settings",
  p: "print",
  "+": "larger",
  "=": "larger",
  "-": "smaller",
  "0": "usualSize",
  z: "undo",
  y: "redo",
};

const COMMAND_SHIFT: Record<string, Act> = { f: "search", z: "redo", "+": "larger" };

/** Acts that a text field leaves to the window; all else there is typing. */
const IN_FIELDS: ReadonlySet<Act> = new Set(["palette", "search", "add", "export", "settings"]);

/**
 * The act a key stands for, or none. In a field (`typing`) only a few commands count. On a Mac the Command key takes
 * the place of Ctrl, and Backspace that of Delete.
 */
export function actOf(event: Key, typing: boolean, mac: boolean): Act | null {
  const command = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  if (event.altKey || other) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (command) {
    const act = (event.shiftKey ? COMMAND_SHIFT : COMMAND)[key] ?? null;
    return act && (!typing || IN_FIELDS.has(act)) ? act : null;
  }
  if (typing) return null;
  if (mac && key === "Backspace") return "trash";
  // Shift is part of "?" and, on some keyboards, of "/" and the brackets; with letters it is a slip.
  if (event.shiftKey && /^[a-z]$|^Enter$|^Delete$/.test(key)) return null;
  return PLAIN[key] ?? null;
}

/** Rows of the help: message id of the act, and its keys as lists of key caps. */
export function help(
  mac: boolean,
): { section: string; rows: { act: string; keys: string[][] }[] }[] {
  const mod = mac ? "⌘" : "Ctrl";
  const shift = mac ? "⇧" : "Shift";
  return [
    {
      section: "reading",
      rows: [
        { act: "next", keys: [["J"]] },
        { act: "previous", keys: [["K"]] },
        { act: "open", keys: [["Enter"]] },
        { act: "back", keys: [["Esc"]] },
        { act: "find", keys: [[mod, "F"]] },
        { act: "contents", keys: [["O"]] },
        { act: "focus", keys: [["Z"]] },
        { act: "speak", keys: [["R"]] },
        { act: "larger", keys: [[mod, "+"]] },
        { act: "smaller", keys: [[mod, "−"]] },
        { act: "usualSize", keys: [[mod, "0"]] },
        { act: "print", keys: [[mod, "P"]] },
        { act: "versions", keys: [["V"]] },
        { act: "nextHighlight", keys: [["]"]] },
        { act: "previousHighlight", keys: [["["]] },
      ],
    },
    {
      section: "marking",
      rows: [
        { act: "highlight", keys: [["H"]] },
        { act: "colors", keys: [["1"], ["2"], ["3"], ["4"], ["5"]] },
        { act: "note", keys: [["N"]] },
        { act: "tags", keys: [["T"]] },
        { act: "copy", keys: [["C"]] },
        { act: "accept", keys: [["A"]] },
      ],
    },
    {
      section: "keeping",
      rows: [
        { act: "archive", keys: [["E"]] },
        { act: "finish", keys: [["F"]] },
        { act: "favourite", keys: [["S"]] },
        { act: "trash", keys: [[mac ? "⌫" : "Delete"]] },
        { act: "undo", keys: [[mod, "Z"]] },
        { act: "redo", keys: [[shift, mod, "Z"]] },
      ],
    },
    {
      section: "library",
      rows: [
        { act: "search", keys: [["/"], [mod, shift, "F"]] },
        { act: "palette", keys: [[mod, "K"]] },
        { act: "add", keys: [[mod, "O"]] },
        { act: "paste", keys: [[mod, "V"]] },
        { act: "export", keys: [[mod, "E"]] },
        { act: "settings", keys: [[mod, ","]] },
        { act: "help", keys: [["?"]] },
      ],
    },
  ];
}
