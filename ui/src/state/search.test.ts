import { describe, expect, it } from "vitest";
import type { SearchHit } from "../ipc";
import { grouped, pieces, search } from "./search.svelte";

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
    more: [],
    matches: 0,
    partial: false,
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

describe("search", () => {
  it("chooses the first hit even where a change in the library asked anew meanwhile", async () => {
    const waiting: ((answer: unknown) => void)[] = [];
    const invoke = () => new Promise((resolve) => waiting.push(resolve));
    Object.assign(window, { __TAURI_INTERNALS__: { invoke } });
    const answer = { total: 1, tookUs: 1, problems: [], hits: [hit("a", "a")] };

    search.type("letters");
    const chosen = search.chosen();
    const refreshed = search.refresh();
    expect(waiting).toHaveLength(2);
    for (const resolve of waiting.reverse()) resolve(answer);
    await refreshed;
    expect((await chosen)?.id).toBe("a");
    search.clear();
  });
});
