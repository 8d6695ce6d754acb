import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";
import { count, published } from "./format";
import { knows, said, speak, t } from "./index";

const NUMBERS = [0, 1.25, 7, 999, 1000, 14080, 999999, 1234567, 1000000000];
const root = join(import.meta.dirname, "..");

function sources(folder: string, kinds = /\.(svelte|ts)$/): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path, kinds);
    return kinds.test(name) && !name.endsWith(".test.ts") ? [path] : [];
  });
}

/** What Rust says: the name of each sentence, and the names of what is filled into it. */
function sentences(): Map<string, string[]> {
  const folders = ["crates/core/src", "crates/library/src", "crates/api/src", "src-tauri/src"];
  const files = folders.flatMap((folder) => sources(join(root, "../..", folder), /\.rs$/));
  const found = new Map<string, string[]>();
  for (const file of files.filter((path) => !path.endsWith("sentence.rs"))) {
    const calls = readFileSync(file, "utf8").matchAll(
      /\bsentence!\(\s*"([\w-]+)",\s*"((?:[^"\\]|\\[\s\S])*)"/g,
    );
    for (const [, code = "", text = ""] of calls) {
      const parts = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).sort();
      // The same name twice is the same sentence twice.
      expect(found.get(code) ?? parts, code).toEqual(parts);
      found.set(code, parts);
    }
  }
  return found;
}

/** Ids written out in `t('…')`, and the fixed beginnings of computed ones. */
function uses(): { ids: Set<string>; stems: Set<string> } {
  const ids = new Set<string>();
  const stems = new Set<string>();
  for (const path of sources(root)) {
    const text = readFileSync(path, "utf8");
    for (const [, args = ""] of text.matchAll(/\bt\(([^()`]*?['"][^()`]*?)[,)]/g)) {
      for (const [, id = ""] of args.matchAll(/['"]([\w-]+)['"]/g))
        if (/^[a-z]/.test(id)) ids.add(id);
    }
    for (const [, stem = ""] of text.matchAll(/\bt\(`([\w-]+)\$\{/g)) stems.add(stem);
  }
  return { ids, stems };
}

describe("the catalogue", () => {
  const text = readFileSync(join(import.meta.dirname, "en.ftl"), "utf8");
  const messages = new FluentResource(text).body.map((message) => message.id);

  it("has every message that is asked for", () => {
    const values = new Set(["id", "archived", "finished", "sort-", "article"]);
    const missing = [...uses().ids].filter((id) => !knows(id) && !values.has(id));
    expect(missing).toEqual([]);
  });

  it("has something for every computed message", () => {
    for (const stem of uses().stems) {
      expect(
        messages.some((id) => id.startsWith(stem)),
        stem,
      ).toBe(true);
    }
  });

  it("counts", () => {
    expect(t("results", { count: 0 })).toBe("No results");
    expect(t("results", { count: 1 })).toBe("1 result");
    expect(t("results", { count: 3 })).toBe("3 results");
    expect(t("trashed", { count: 1, title: "A" })).toBe("“A” moved to the Trash");
  });
});

describe("German", () => {
  const messages = (file: string) => {
    const { body } = new FluentResource(readFileSync(join(import.meta.dirname, file), "utf8"));
    // What is filled in is named by the same variables in every language.
    const variables = (value: unknown) =>
      [...JSON.stringify(value).matchAll(/"type":"var","name":"(\w+)"/g)].map(([, name]) => name);
    return new Map(body.map(({ id, value }) => [id, [...new Set(variables(value))].sort()]));
  };

  it("says everything that English says, with the same things filled in", () => {
    expect([...messages("de.ftl")].sort()).toEqual([...messages("en.ftl")].sort());
  });

  it("says everything that Rust says, with the same things filled in", () => {
    const known = messages("rust.de.ftl");
    const wanted = [...sentences()].map(([code, parts]) => [`said-${code}`, parts] as const);
    expect(wanted.length).toBeGreaterThan(100);
    expect([...known.keys()].sort()).toEqual(wanted.map(([id]) => id).sort());
    for (const [id, parts] of wanted) {
      // The English word for a kind of thing is of no use in another language.
      const named = parts.filter((part) => part !== "what");
      expect(
        known.get(id)?.filter((part) => part !== "what"),
        id,
      ).toEqual(named);
    }
  });

  it("says what went wrong, and what it has no words for in English", async () => {
    const error = { code: "no-folder", parts: { folder: "/a" }, message: "There is no folder /a." };
    expect(said(error)).toBe("There is no folder /a.");
    await speak("de");
    expect(said(error)).toBe("Es gibt keinen Ordner /a.");
    expect(said({ code: "never-said", message: "So it is." })).toBe("So it is.");
    await speak("en");
  });

  it("counts, and writes dates and numbers in its own way", async () => {
    await speak("de");
    expect(t("results", { count: 1 })).toBe("1 Ergebnis");
    expect(t("results", { count: 3 })).toBe("3 Ergebnisse");
    expect(count(14080)).toBe("14.080");
    for (const n of NUMBERS) expect(count(n)).toBe(n.toLocaleString("de-DE"));
    expect(published("2026-10-12")).toBe("12. Oktober 2026");
    await speak("en");
    expect(count(14080)).toBe("14,080");
    for (const n of NUMBERS) expect(count(n)).toBe(n.toLocaleString("en-GB"));
  });
});
