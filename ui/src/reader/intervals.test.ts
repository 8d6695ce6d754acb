import fc from "fast-check";
import { expect, test } from "vitest";
import { type Interval, IntervalIndex, overlaps } from "./intervals";

const intervals = fc.array(
  fc
    .tuple(fc.nat(60), fc.integer({ min: 1, max: 20 }))
    .map(([start, length]) => ({ start, end: start + length })),
  { maxLength: 12 },
);

test("finds exactly what touches a window", () => {
  fc.assert(
    fc.property(intervals, fc.nat(80), fc.nat(20), (items, start, length) => {
      const end = start + length;
      const found = new IntervalIndex(items).touching(start, end);
      const wanted = items.filter((item) => item.start < end && item.end > start);
      expect(found.length).toBe(wanted.length);
      expect(new Set(found)).toEqual(new Set(wanted));
    }),
  );
});

test("gives the shortest first at a place", () => {
  const index = new IntervalIndex([
    { start: 0, end: 10 },
    { start: 2, end: 5 },
    { start: 5, end: 6 },
  ]);
  expect(index.at(4)).toEqual([
    { start: 2, end: 5 },
    { start: 0, end: 10 },
  ]);
  expect(index.at(10)).toEqual([]);
});

test("overlaps are the places that two or more hold", () => {
  const held = (items: readonly Interval[], at: number) =>
    items.filter((item) => item.start <= at && at < item.end).length;
  fc.assert(
    fc.property(intervals, (items) => {
      const found = overlaps(items);
      for (let at = 0; at < 90; at += 1) {
        expect(held(found, at)).toBe(held(items, at) >= 2 ? 1 : 0);
      }
    }),
  );
});

test("two that only meet do not overlap", () => {
  expect(
    overlaps([
      { start: 0, end: 5 },
      { start: 5, end: 9 },
    ]),
  ).toEqual([]);
});
