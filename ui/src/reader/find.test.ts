import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FoldedText } from "./find";

const words = (text: string, wanted: string) =>
  new FoldedText(text).find(wanted, 100).map(([start, end]) => text.slice(start, end));

describe("finding in an article", () => {
  it("does not mind case, accents, line breaks and curly quotes", () => {
    expect(words("A Café, a cafe\u0301 and a CAFE", "cafe")).toEqual(
      ["Café", "cafe\u0301", "CAFE"].map((w) => w.replace(/^Café$/, "Café")),
    );
    expect(words("in the last\nline", "last line")).toEqual(["last\nline"]);
    expect(words("It’s “so”", 'it\'s "so"')).toEqual(["It’s “so”"]);
    expect(words("Stra\u00adße", "strasse")).toEqual([]);
    expect(words("hy\u00adphen", "hyphen")).toEqual(["hy\u00adphen"]);
  });

  it("finds nothing for nothing", () => {
    expect(words("some words", "  ")).toEqual([]);
    expect(words("", "a")).toEqual([]);
  });

  it("takes the accents along that follow a match", () => {
    const text = "re\u0301sume\u0301 x";
    expect(words(text, "resume")).toEqual(["re\u0301sume\u0301"]);
  });

  it("finds every stretch of a text in that text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
        fc.nat(),
        fc.nat(),
        (text, a, b) => {
          const letters = Array.from(text);
          const [from, to] = [a % letters.length, b % (letters.length + 1)].sort((x, y) => x - y);
          const wanted = letters.slice(from, to).join("");
          const start = letters.slice(0, from).join("").length;
          const found = new FoldedText(text).find(wanted, Number.POSITIVE_INFINITY);
          // The very place may lie under an earlier match, but something is found wherever something was asked for.
          if (new FoldedText(wanted).find(wanted, 1).length > 0) {
            expect(found.length).toBeGreaterThan(0);
            expect(found.every(([s, e]) => s < e && e <= text.length)).toBe(true);
            expect(found[0]?.[0]).toBeLessThanOrEqual(start + wanted.length);
          }
        },
      ),
    );
  });

  it("stops at its limit", () => {
    expect(new FoldedText("a".repeat(50)).find("a", 10)).toHaveLength(10);
  });
});
