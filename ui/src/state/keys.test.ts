import { describe, expect, it } from "vitest";
import { actOf, help, type Key } from "./keys";

function key(key: string, held: Partial<Key> = {}): Key {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

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
});

describe("help", () => {
  it("has no act twice", () => {
    const acts = help(false).flatMap((section) => section.rows.map((row) => row.act));
    expect(new Set(acts).size).toBe(acts.length);
  });
});
