import { expect, test } from "vitest";
import { wordAt } from "./words";

/** The word at the place that `|` marks. */
function word(marked: string): string | null {
  const at = marked.indexOf("|");
  const text = marked.replace("|", "");
  const found = wordAt(text, at);
  return found && text.slice(...found);
}

test("the word under a finger, or the nearest", () => {
  expect(word("one t|wo three")).toBe("two");
  expect(word("|one two")).toBe("one");
  expect(word("one two|")).toBe("two");
  expect(word("one| two")).toBe("one");
  expect(word("one, |— two")).toBe("one");
  expect(word("… |two")).toBe("two");
  expect(word("a na|ïve don’t")).toBe("naïve");
  expect(word("שלום ע|ולם")).toBe("עולם");
  expect(word("|…")).toBeNull();
});

test("far into a long text", () => {
  const text = "word ".repeat(5000);
  expect(wordAt(text, 12_502)).toEqual([12_500, 12_504]);
});
