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
    /** @type {string[]} */
    const wrong = [];
    let lengths = 0;
    await app.click("option", null, { within: "#articles" });
    await app.keys(Key.Home, Key.Enter);
    for (let index = 0; index < rows.length; index += 1) {
      if (index > 0) await app.keys("j");
      const row = await until(
        () =>
          app.run((/** @type {number} */ at) => {
            const frame = document.querySelector("iframe");
            const [answer, id] = (frame?.dataset.text ?? "").split(" ");
            const shown = document.getElementById(`row-${at}`)?.getAttribute("aria-label");
            if (!answer || frame?.title !== shown) return null;
            return { answer, id: id ?? "", title: frame?.title ?? "" };
          }, index),
        `article ${index + 1} of ${rows.length} to be compared`,
      );
      if (row.answer === "same") lengths += 1;
      else wrong.push(row.title);
    }
    assert.deepEqual(wrong, []);
    assert.equal(lengths, rows.length);
  }));
