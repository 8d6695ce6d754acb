/** What is typed between asking for a note and its editor being there goes into the note, not to the shortcuts. */

/** How long keys wait for an editor that does not come. */
const PATIENCE_MS = 3_000;

let until = 0;
let held = "";

/** An editor has been asked for; what was held already stays. */
export function expectWriting(): void {
  if (Date.now() > until) held = "";
  until = Date.now() + PATIENCE_MS;
}

/** Whether the key was held back for the editor that is coming. */
export function hold(key: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">): boolean {
  if (Date.now() > until || key.ctrlKey || key.metaKey || key.altKey) return false;
  if (key.key === "Escape") {
    typedAhead();
    return false;
  }
  if ([...key.key].length === 1) held += key.key;
  else if (key.key === "Enter") held += "\n";
  else if (key.key === "Backspace") held = [...held].slice(0, -1).join("");
  else return false;
  return true;
}

/** The editor is there: gives what was held and holds no more. */
export function typedAhead(): string {
  const text = held;
  held = "";
  until = 0;
  return text;
}
