import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { match } from "./fuzzy";

function best(query: string, labels: string[]): string | undefined {
  const found = labels.map((label) => ({ label, score: match(query, label)?.score ?? -1e9 }));
  return found.filter(({ score }) => score > -1e9).toSorted((a, b) => b.score - a.score)[0]?.label;
}

describe("match", () => {
  it("wants every word, in any order", () => {
    expect(match("tra empty", "Empty Trash")).not.toBeNull();
    expect(match("empty box", "Empty Trash")).toBeNull();
    expect(match("", "Anything")?.marks).toEqual([]);
  });

  it("prefers beginnings to middles, and middles to scattered letters", () => {
    expect(best("sea", ["Research", "Search", "Settle early again"])).toBe("Search");
    expect(best("arch", ["Research", "Archive"])).toBe("Archive");
    expect(best("et", ["Edit tags", "Settings"])).toBe("Settings");
    expect(best("edt", ["Edit tags", "Settings"])).toBe("Edit tags");
    expect(match("xq", "Export quickly")?.marks).toBeUndefined();
    expect(match("eq", "Export quickly")?.marks).toEqual([
      [0, 1],
      [7, 8],
    ]);
  });

  it("overlooks case and accents, and marks what it found", () => {
    expect(match("zuri", "Café Zürich")?.marks).toEqual([[5, 9]]);
    expect(match("CAFE", "Café Zürich")?.marks).toEqual([[0, 4]]);
  });

  it("marks places inside the label, in order and apart", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.string({ unit: "grapheme" }),
        (query, label) => {
          let end = -1;
          for (const [from, to] of match(query, label)?.marks ?? []) {
            expect(from).toBeGreaterThan(end);
            expect(to).toBeGreaterThan(from);
            end = to;
          }
          expect(end).toBeLessThanOrEqual(label.length);
        },
      ),
    );
  });

  it("finds every label by itself", () => {
    fc.assert(
      fc.property(fc.string(), (label) => {
        expect(match(label, label)).not.toBeNull();
      }),
    );
  });
});
