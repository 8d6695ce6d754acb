import { beforeEach, expect, test, vi } from "vitest";
import { expectWriting, hold, typedAhead } from "./typeahead";

const press = (key: string, ctrlKey = false) =>
  hold({ key, ctrlKey, metaKey: false, altKey: false });

beforeEach(() => {
  vi.useFakeTimers();
  typedAhead();
});

test("keys are held only while an editor is expected", () => {
  expect(press("a")).toBe(false);
  expectWriting();
  for (const key of ["C", "ö", "x", "Backspace", "👋", "Enter", "s"]) expect(press(key)).toBe(true);
  expect(press("z", true)).toBe(false);
  expect(press("F5")).toBe(false);
  expect(typedAhead()).toBe("Cö👋\ns");
  expect(press("a")).toBe(false);
});

test("Escape and time let go", () => {
  expectWriting();
  press("a");
  expect(press("Escape")).toBe(false);
  expect(typedAhead()).toBe("");
  expectWriting();
  press("a");
  vi.advanceTimersByTime(4_000);
  expect(press("b")).toBe(false);
});
