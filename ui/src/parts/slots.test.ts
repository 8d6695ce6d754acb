import { expect, test } from "vitest";
import { Slots } from "./slots";

const places = (rows: readonly { slot: number }[]) => rows.map((row) => row.slot);

test("rows that stay keep their places, and those that come take the places of those that left", () => {
  const slots = new Slots();
  const before = slots.take(10, 14);
  expect(new Set(places(before)).size).toBe(4);
  const after = slots.take(12, 16);
  expect(after.map((row) => row.index)).toEqual([12, 13, 14, 15]);
  expect(after.slice(0, 2)).toEqual(before.slice(2));
  expect(after[0]).toBe(before[2]);
  expect(new Set(places(after))).toEqual(new Set(places(before)));
});

test("a leap needs no new places, a longer view does, and no place is given twice", () => {
  const slots = new Slots();
  const before = new Set(places(slots.take(0, 5)));
  expect(new Set(places(slots.take(900, 905)))).toEqual(before);
  const longer = places(slots.take(896, 909));
  expect(new Set(longer).size).toBe(13);
  expect(places(slots.take(0, 3)).every((slot) => longer.includes(slot))).toBe(true);
  expect(new Set(places(slots.take(0, 20))).size).toBe(20);
  expect(slots.take(0, 0)).toEqual([]);
});
