// @ts-check
/** Noting: links between notes and articles, several highlights at once, the feed, the daily review, long lists. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Key, until, withApp } from "./harness/app.mjs";
import { violations } from "./harness/axe.mjs";

const SAMPLE = "The art of finding it again";
const LONG = "A long list of stones";

/** @typedef {import("./harness/app.mjs").App} App */

test("a person works with notes and highlights", { timeout: 240_000 }, () =>
  withApp("noting", async (app) => {
    await links(app);
    await several(app);
    await feed(app);
    await review(app);
    await longList(app);
  }),
);

/** A page names an article; the article says so; both lead to each other. @param {App} app */
async function links(app) {
  await app.call("note.save", { title: "Index", markdown: `Begin with [[${SAMPLE}]].` });
  await app.click("option", SAMPLE);
  await app.reading(SAMPLE);
  await app.find("region", "Linked from");
  await app.click("button", "Index", { within: "aside", partial: true });
  await app.click("link", SAMPLE);
  await app.reading(SAMPLE);
  await app.find("complementary", "Annotations");
  // In the same moment as the last letter, while completions are looked for.
  await app.click("button", "Edit note", { within: ".card" });
  await app.find("textbox", "Note");
  await app.keys("!", Key.Escape);
  await until(async () => !(await app.has("textbox", "Note")), "the editor to close");
}

/** One act on all of them is one step to undo. @param {App} app */
async function several(app) {
  const colors = async () => {
    const { rows } = await app.call("article.list", { view: "all", offset: 0, limit: 5 });
    const { highlights } = await app.call("article.show", { id: rows[0].id });
    return highlights.map((/** @type {{ color: string }} */ one) => one.color).sort();
  };
  const before = await colors();
  await app.click("button", "Choose several highlights");
  await app.click("button", "All", { within: ".chosen" });
  await app.click("button", "Purple", { within: ".chosen" });
  await until(
    async () => (await colors()).every((/** @type {string} */ one) => one === "purple"),
    "purple",
  );
  assert.deepEqual(await violations(app), []);
  await app.click("button", "Undo");
  await until(async () => String(await colors()) === String(before), "the colours of before");
  await app.click("button", "Done", { within: ".chosen" });
}

/** By words, whatever their case. @param {App} app */
async function feed(app) {
  await app.click("button", "Highlights", { partial: true, within: "nav" });
  const quotes = () =>
    app.run(() =>
      Array.from(document.querySelectorAll(".cover .quote"), (one) => one.textContent ?? ""),
    );
  await until(async () => (await quotes()).length === 2, "both highlights");
  await app.click("textbox", "Words in a highlight or its note");
  await app.type("DIARY");
  const found = await until(async () => {
    const now = await quotes();
    return now.length === 1 ? now : null;
  }, "one highlight");
  assert.match(found[0] ?? "", /diary/);
  assert.deepEqual(await violations(app), []);
}

/** What was marked long ago comes back; what was said counts. @param {App} app */
async function review(app) {
  const words = Array.from(
    { length: 120 },
    (_, i) => `Stone ${i + 1} lies on the one before it and says nothing.`,
  );
  const line = {
    title: LONG,
    html: words.map((text) => `<p>${text}</p>`).join(""),
    highlights: words.map((quote, i) => ({
      quote,
      color: i % 2 ? "green" : "blue",
      created: "2020-05-01T10:00:00Z",
    })),
  };
  const file = join(app.folder, "stones.jsonl");
  writeFileSync(file, JSON.stringify(line));
  await app.cli("import", file, "--format", "jsonl");
  await app.click("button", "Review");
  await app.says("10 to go");
  assert.deepEqual(await violations(app), []);
  // From the text, by keys alone.
  await app.click("button", "Inbox", { partial: true, within: "nav" });
  await app.click("option", LONG);
  await app.reading(LONG);
  await app.keys(Key.Enter);
  await until(() => app.run(() => document.activeElement?.localName === "iframe"), "the text");
  await app.keys("d");
  await app.says("10 to go");
  const quote = () => app.run(() => document.querySelector(".cover blockquote")?.textContent ?? "");
  const first = await quote();
  await app.keys("k");
  await until(async () => (await quote()) !== first, "the next highlight");
  await app.says("9 to go");
  await app.click("button", "Soon again", { partial: true });
  await app.says("8 to go");
  await app.keys("x");
  await app.says("7 to go");
}

/** A note that is being written stays, however far its list is scrolled. @param {App} app */
async function longList(app) {
  await app.click("button", "Inbox", { partial: true, within: "nav" });
  await app.click("option", LONG);
  await app.reading(LONG);
  await app.click("button", "Stone 1 lies on", { within: "aside", partial: true });
  await app.click("button", "Edit note", { within: ".card.active" });
  await app.find("textbox", "Note", { within: ".card.active" });
  await app.type("Half a thou");
  for (const top of [1e6, 0, 5000]) {
    await app.run((to) => {
      const pane = document.querySelector("aside .scroll");
      if (pane) pane.scrollTop = to;
    }, top);
    await app.run(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    const writing = await app.run(() => document.querySelector("aside .cm-content")?.textContent);
    assert.equal(writing, "Half a thou");
  }
  await app.type("ght");
  await app.keys([Key.Control, Key.Enter]);
  const { rows } = await app.call("article.list", { view: "all", offset: 0, limit: 5 });
  const row = rows.find((/** @type {{ title: string }} */ one) => one.title === LONG);
  const { highlights } = await app.call("article.show", { id: row.id });
  assert.equal(highlights[0].note.markdown, "Half a thought");
}
