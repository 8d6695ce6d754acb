import { afterEach, describe, expect, it } from "vitest";
import {
  actOf,
  caps,
  choose,
  DEFAULTS,
  help,
  type Key,
  strokeOf,
  strokesOf,
  takenBy,
} from "./keys";

function key(key: string, held: Partial<Key> = {}): Key {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

afterEach(() => choose({}));

describe("actOf", () => {
  it("knows plain keys only outside of fields", () => {
    expect(actOf(key("j"), false, false)).toBe("next");
    expect(actOf(key("J"), false, false)).toBe("next");
    expect(actOf(key("4"), false, false)).toBe("magenta");
    expect(actOf(key("?", { shiftKey: true }), false, false)).toBe("help");
    expect(actOf(key("j"), true, false)).toBeNull();
    expect(actOf(key("/"), true, false)).toBeNull();
  });

  it("tells the command key of each platform", () => {
    expect(actOf(key("k", { ctrlKey: true }), false, false)).toBe("palette");
    expect(actOf(key("k", { metaKey: true }), false, true)).toBe("palette");
    expect(actOf(key("k", { metaKey: true }), false, false)).toBeNull();
    expect(actOf(key("F", { ctrlKey: true, shiftKey: true }), true, false)).toBe("search");
    expect(actOf(key("Z", { metaKey: true, shiftKey: true }), false, true)).toBe("redo");
    expect(actOf(key("Backspace"), false, true)).toBe("trash");
  });

  it("leaves typing, pasting and undoing to a field", () => {
    for (const one of ["v", "z", "f"])
      expect(actOf(key(one, { ctrlKey: true }), true, false)).toBeNull();
    expect(actOf(key("e", { ctrlKey: true }), true, false)).toBe("export");
  });

  it("does not take letters typed with Shift or Alt", () => {
    expect(actOf(key("S", { shiftKey: true }), false, false)).toBeNull();
    expect(actOf(key("e", { altKey: true }), false, false)).toBeNull();
  });

  it("does what a person chose", () => {
    choose({ archive: ["Mod+Shift+A"], next: [], palette: ["P"] });
    expect(actOf(key("A", { ctrlKey: true, shiftKey: true }), false, false)).toBe("archive");
    expect(actOf(key("e"), false, false)).toBeNull();
    expect(actOf(key("j"), false, false)).toBeNull();
    expect(strokesOf("next")).toEqual([]);
    expect(takenBy("K", "next")).toBe("previous");
    expect(takenBy("J", "next")).toBeNull();
    // A plain letter is typing in a field, whatever it stands for.
    expect(actOf(key("p"), true, false)).toBeNull();
    expect(actOf(key("p"), false, false)).toBe("palette");
  });
});

describe("strokes", () => {
  it("are written in one way", () => {
    expect(strokeOf(key("z", { ctrlKey: true, altKey: true, shiftKey: true }), false)).toBe(
      "Mod+Alt+Shift+Z",
    );
    expect(strokeOf(key("+", { shiftKey: true }), false)).toBe("+");
    expect(strokeOf(key(" "), false)).toBe("Space");
    expect(strokeOf(key("Shift", { shiftKey: true }), false)).toBeNull();
    expect(caps("Mod++", false)).toEqual(["Ctrl", "+"]);
    expect(caps("+", false)).toEqual(["+"]);
    expect(caps("Mod+Shift+Z", true)).toEqual(["⌘", "⇧", "Z"]);
  });

  it("belong to one act each, and every act is in the help once", () => {
    const strokes = Object.values(DEFAULTS).flat();
    expect(new Set(strokes).size).toBe(strokes.length);
    const acts = help().flatMap((section) => section.rows.map((row) => row.act));
    expect(acts.toSorted()).toEqual(Object.keys(DEFAULTS).toSorted());
  });
});
