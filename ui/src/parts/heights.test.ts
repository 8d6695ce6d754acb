import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Heights } from "./heights";

describe("Heights", () => {
  it("answers from the estimate alone", () => {
    const rows = new Heights(100_000, 90);
    expect(rows.total).toBe(9_000_000);
    expect(rows.at(0)).toBe(0);
    expect(rows.at(89.9)).toBe(0);
    expect(rows.at(90)).toBe(1);
    expect(rows.at(1e12)).toBe(99_999);
    expect(rows.window(900, 450, 2)).toEqual([8, 18]);
  });

  it("has no rows in an empty list", () => {
    expect(new Heights(0, 90).window(0, 500, 5)).toEqual([0, 0]);
  });

  it("agrees with plain addition", () => {
    const lists = fc.array(fc.integer({ min: 24, max: 200 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(lists, fc.nat(12_000), (heights, y) => {
        const rows = new Heights(heights.length, 90);
        for (const [i, h] of heights.entries()) rows.set(i, h);
        const tops = heights.map((_, i) => heights.slice(0, i).reduce((a, b) => a + b, 0));
        expect(rows.offset(heights.length)).toBe(heights.reduce((a, b) => a + b, 0));
        for (const [i, top] of tops.entries()) expect(rows.offset(i)).toBe(top);
        expect(rows.at(y)).toBe(tops.findLastIndex((top) => top <= y));
      }),
    );
  });

  it("reports how far a measured row was off", () => {
    const rows = new Heights(3, 90);
    expect(rows.set(1, 110)).toBe(20);
    expect(rows.set(1, 110)).toBe(0);
    expect(rows.set(7, 110)).toBe(0);
    expect(rows.offset(2)).toBe(200);
  });
});
