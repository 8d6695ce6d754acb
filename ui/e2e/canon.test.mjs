// @ts-check
/** Offsets mean the same on both sides: the reader's canonical text is the core's, for every fixture. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Key, ROOT, until, withApp } from "./harness/app.mjs";

const FIXTURES = join(ROOT, "crates/core/tests/fixtures/canon");

test("the window reads every fixture as the core does", () =>
  withApp("canon", async (app) => {
    const lines = readdirSync(FIXTURES)
      .filter((name) => name.endsWith(".html"))
      .map((name) => {
        const html = readFileSync(join(FIXTURES, name), "utf8");
        // Bodies alike would be one article; empty ones are left alone.
        return { title: `Fixture ${name}`, html };
      });
    const file = join(app.folder, "fixtures.jsonl");
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join("\n"));
    await app.cli("import", file, "--format", "jsonl");

    const { rows } = await app.call("article.list", { view: "all", offset: 0, limit: 500 });
    assert.ok(rows.length > 20, `only ${rows.length} articles came in`);
    /** @type {Set<string>} */
    const wrong = new Set();
    /** @type {Set<string>} */
    const same = new Set();
    await app.click("option", null, { within: "#articles" });
    await until(() => app.run(() => document.querySelector("iframe")?.dataset.text), "an article");
    await app.keys(Key.Home, Key.Enter);
    await app.reading(rows[0].title);
    for (let index = 0; index < rows.length; index += 1) {
      if (index > 0) await app.keys("j");
      await until(
        async () => {
          const { answer, title } = await app.run(() => {
            const frame = document.querySelector("iframe");
            return { answer: frame?.dataset.text ?? "", title: frame?.title ?? "" };
          });
          const id = answer.startsWith("same ") ? answer.slice(5) : null;
          if (answer === "" || (id ? same.has(id) : wrong.has(title))) return false;
          if (id) same.add(id);
          else wrong.add(title);
          return true;
        },
        `article ${index + 1} of ${rows.length} to be compared`,
      );
    }
    assert.deepEqual([...wrong], []);
    assert.deepEqual([...same].sort(), rows.map((/** @type {any} */ row) => row.id).sort());
  }));
