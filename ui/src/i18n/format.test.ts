import { describe, expect, it } from "vitest";
import { count, day, duration, percent, published, size } from "./format";

const now = new Date(2026, 9, 14, 9).getTime();

describe("day", () => {
  it("is relative for two days, then a date, with the year only where it differs", () => {
    expect(day(new Date(2026, 9, 14, 0, 1).getTime(), now)).toBe("Today");
    expect(day(new Date(2026, 9, 13, 23, 59).getTime(), now)).toBe("Yesterday");
    expect(day(new Date(2026, 9, 12).getTime(), now)).toBe("12 Oct");
    expect(day(new Date(2024, 9, 12).getTime(), now)).toBe("12 Oct 2024");
  });
});

describe("published", () => {
  it("keeps the precision of the source", () => {
    expect(published("2026")).toBe("2026");
    expect(published("2026-10")).toBe("October 2026");
    expect(published("2026-10-12")).toBe("12 October 2026");
    expect(published("2026-10-12T23:30:00-11:00")).toBe("12 October 2026");
    expect(published("last week")).toBe("last week");
  });
});

describe("duration", () => {
  it("is in hours where minutes say little", () => {
    const all = [1, 59, 60, 80, 299, 300, 421].map(duration);
    expect(all).toEqual(["1 min", "59 min", "1 h", "1 h 20 min", "4 h 59 min", "5 h", "7 h"]);
  });
});

describe("numbers", () => {
  it("groups thousands and clamps shares", () => {
    expect(count(1408)).toBe("1,408");
    expect(percent(0.384)).toBe("38%");
    expect(percent(1.2)).toBe("100%");
    expect([0, 999, 1536000].map(size)).toEqual(["0 byte", "999 byte", "1.5 MB"]);
  });
});
