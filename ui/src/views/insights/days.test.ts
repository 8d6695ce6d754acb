import { describe, expect, it } from "vitest";
import { dayOf, iso, monday, weeks } from "./days";

describe("weeks", () => {
  it("begin on Monday", () => {
    // The first of January 1970 was a Thursday.
    expect(iso(monday(0))).toBe("1969-12-29");
    expect(monday(4)).toBe(4);
    expect(monday(10)).toBe(4);
    expect(monday(11)).toBe(11);
    expect(new Date(monday(20_000) * 86_400_000).getUTCDay()).toBe(1);
  });

  it("hold every day once, and the empty ones too", () => {
    const day = (n: number, saved: number) => ({ day: n, saved, read: 0, highlighted: 1 });
    const all = weeks([day(5, 2), day(10, 3), day(25, 7)], 5, 26);
    expect(all.map(({ from, saved, highlighted }) => [from, saved, highlighted])).toEqual([
      [4, 5, 2],
      [11, 0, 0],
      [18, 0, 0],
      [25, 7, 1],
    ]);
  });
});

describe("dayOf", () => {
  it("is the day on the calendar here", () => {
    const noon = new Date(2026, 10, 23, 12).getTime();
    expect(iso(dayOf(noon))).toBe("2026-11-23");
    expect(dayOf(new Date(2026, 10, 24, 0, 0, 1).getTime())).toBe(dayOf(noon) + 1);
  });
});
