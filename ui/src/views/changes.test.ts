import { expect, test } from "vitest";
import type { ChangedLine, HighlightInBoth } from "../ipc";
import { piecesOf } from "./changes";

function highlight(part: Partial<HighlightInBoth>): HighlightInBoth {
  const none = { id: "a", color: "yellow", before: "", after: null, old: null, new: null };
  return { ...none, state: "exact", ...part };
}

function told(line: ChangedLine, highlights: HighlightInBoth[]): string {
  const signs: Record<string, string> = { added: "+", removed: "-" };
  const each = piecesOf(line, highlights).map(({ change, text, highlight }) => {
    const words = `${signs[change] ?? ""}${text}`;
    return highlight ? `[${words}]` : words;
  });
  return each.join("|");
}

test("a highlight is shown over what was added, and not over what went", () => {
  const line: ChangedLine = {
    change: "changed",
    old: [10, 30],
    new: [20, 42],
    words: [
      { change: "same", text: "the wind and " },
      { change: "removed", text: "65 " },
      { change: "added", text: "66 tall " },
      { change: "same", text: "ships" },
    ],
  };
  expect(told(line, [])).toBe("the wind and |-65 |+66 tall |ships");
  const here = highlight({ new: [24, 46] });
  expect(told(line, [here])).toBe("the |[wind and ]|-65 |[+66 tall ]|[ships]");
});

test("what is gone is shown in the line that is gone", () => {
  const words = [{ change: "removed", text: "All of it went." }];
  const line: ChangedLine = { change: "removed", old: [5, 20], new: null, words };
  const gone = highlight({ old: [12, 14], state: "orphan" });
  expect(told(line, [gone])).toBe("-All of |[-it]|- went.");
  expect(told(line, [highlight({ old: [12, 14], new: [40, 42] })])).toBe("-All of it went.");
});
