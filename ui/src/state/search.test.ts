import { describe, expect, it } from "vitest";
import type { SearchHit } from "../ipc";
import { grouped, pieces } from "./search.svelte";

function hit(id: string, article: string | null, titleMarks: [number, number][] = []): SearchHit {
  return {
    kind: article === id ? "article" : "highlight",
    id,
    article,
    title: `T ${article ?? id}`,
    snippet: "",
    marks: [],
    titleMarks,
    site: null,
    color: null,
    passage: null,
    score: 1,
  };
}

describe("grouped", () => {
  it("keeps the order of the best hit of each article", () => {
    const groups = grouped([
      hit("h1", "a"),
      hit("b", "b", [[0, 1]]),
      hit("a", "a", [[2, 3]]),
      hit("n", null),
    ]);
    expect(groups.map((group) => group.id)).toEqual(["a", "b", "n"]);
    expect(groups[0]?.hits.map((one) => one.id)).toEqual(["h1", "a"]);
    expect(groups[0]?.titleMarks).toEqual([[2, 3]]);
    expect(groups[2]?.article).toBeNull();
  });
});

describe("pieces", () => {
  it("cuts at the marks", () => {
    expect(pieces("keep your copy", [[5, 9]])).toEqual([
      { text: "keep ", marked: false },
      { text: "your", marked: true },
      { text: " copy", marked: false },
    ]);
  });

  it("gives the whole text back whatever the marks are", () => {
    const odd: [number, number][] = [
      [9, 40],
      [0, 2],
      [1, 4],
      [-3, 1],
    ];
    expect(
      pieces("a small text", odd)
        .map((piece) => piece.text)
        .join(""),
    ).toBe("a small text");
    expect(pieces("", [[0, 1]])).toEqual([]);
  });
});
