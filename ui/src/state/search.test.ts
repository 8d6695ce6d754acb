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
    names: [],
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

  it("puts further passages under their hit, each to be opened by itself", () => {
    const more = [{ snippet: "Ink again", marks: [], passage: [40, 43] as [number, number] }];
    const [group] = grouped([{ ...hit("a", "a"), matches: 7, more }, hit("h1", "a")]);
    expect(group?.matches).toBe(7);
    expect(group?.hits.map((row) => [row.id, row.place, row.passage])).toEqual([
      ["a", 0, null],
      ["a", 1, [40, 43]],
      ["h1", 0, null],
    ]);
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

/** Answers that wait to be given, in the order they were asked for. */
function backend() {
  const waiting: { input: unknown; give: (answer: unknown) => void; fail: (e: unknown) => void }[] =
    [];
  const invoke = (_: string, { input }: { input: unknown }) =>
    new Promise((give, fail) => waiting.push({ input, give, fail }));
  Object.assign(window, { __TAURI_INTERNALS__: { invoke } });
  return waiting;
}

function answer(total: number, hits: SearchHit[]) {
  return { total, full: total, tookUs: 1, problems: [], chips: [], suggestions: [], hits };
}

const later = () => new Promise((done) => setTimeout(done, 40));

describe("search", () => {
  it("asks once more where it was stopped for one that nobody waits for", async () => {
    const waiting = backend();
    search.type("ink");
    await later();
    waiting[0]?.fail({ kind: "cancelled", message: "Stopped." });
    await later();
    waiting[1]?.give(answer(1, [hit("a", "a")]));
    await later();
    expect(search.error).toBeNull();
    expect(search.flat.map((row) => row.id)).toEqual(["a"]);
    search.clear();
  });

  it("puts what comes later below what is there", async () => {
    const waiting = backend();
    search.type("ink");
    await later();
    waiting[0]?.give(answer(3, [hit("a", "a"), hit("b", "b")]));
    await later();
    const before = search.groups.map((group) => group.id);
    const more = search.more();
    expect(waiting[1]?.input).toMatchObject({ query: "ink", offset: 2, field: "search" });
    // One more of the first article, and one that moved down meanwhile.
    waiting[1]?.give(answer(3, [hit("h1", "a"), hit("b", "b")]));
    await more;
    expect(search.groups.map((group) => group.id)).toEqual([...before, "1 a"]);
    expect(search.flat.map((row) => row.id)).toEqual(["a", "b", "h1"]);
    expect(search.shown).toBe(3);
    search.clear();
  });

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
