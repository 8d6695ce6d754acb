import { describe, expect, it } from "vitest";
import { stretches } from "./print";

const one = (id: string, start: number, end: number, color = "yellow") => ({
  id,
  start,
  end,
  color,
});

describe("highlights on paper", () => {
  it("are cut where they lie over each other, the later one on top", () => {
    const found = stretches([one("a", 0, 10), one("b", 4, 12, "blue")], new Map());
    expect(found.map(({ start, end, color }) => [start, end, color])).toEqual([
      [0, 4, "yellow"],
      [4, 10, "blue"],
      [10, 12, "blue"],
    ]);
  });

  it("carry the number of their note at their end alone", () => {
    const found = stretches(
      [one("a", 0, 10), one("b", 4, 10)],
      new Map([
        ["a", 1],
        ["b", 2],
      ]),
    );
    expect(found.map(({ numbers }) => numbers)).toEqual([[], [1, 2]]);
  });

  it("leave what is between them alone", () => {
    expect(stretches([one("a", 0, 2), one("b", 5, 6)], new Map())).toHaveLength(2);
    expect(stretches([], new Map())).toEqual([]);
  });
});
