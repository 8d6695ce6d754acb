// @ts-check
/** The whole journey with the mouse: save, read, mark, annotate, find again, take away, come back. */

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Key, until, withApp } from "./harness/app.mjs";
import { HTML, PASSAGES, TITLE } from "./samples.mjs";

const SAMPLE = "The art of finding it again";

/** @typedef {import("./harness/app.mjs").App} App */

test("a journey with the mouse", { timeout: 300_000 }, () =>
  withApp("journey-mouse", async (app) => {
    await welcome(app);
    const id = await add(app);
    await mark(app, id);
    await annotate(app, id);
    await find(app);
    await shareWithCommandLine(app, id);
    await takeAway(app);
    await comeBack(app, id);
  }),
);

/** A new library teaches by example. @param {App} app */
async function welcome(app) {
  await app.click("option", SAMPLE);
  await app.reading(SAMPLE);
  const colors = await until(async () => {
    const shown = await app.painted();
    return shown.yellow && shown.green ? shown : null;
  }, "two painted highlights");
  assert.match(colors.yellow?.[0] ?? "", /^A commonplace book was never a diary/);
  await app.find("complementary", "Annotations");
  await app.says("The whole program in one sentence");
}

/** From the clipboard and from files. @param {App} app */
async function add(app) {
  await app.copyHtml(HTML);
  await app.keys([Key.Control, "v"]);
  await app.reading(TITLE);
  await app.find("option", TITLE);

  const files = {
    "tides.md": {
      title: "A table of tides",
      text: "# A table of tides\n\nThe harbour master keeps *two* tables and believes neither.\n",
    },
    "walls.txt": {
      title: "Dry stone walls",
      text: "Dry stone walls\n\n    Nothing holds them but their own weight.\n\nThey last for centuries.\n",
    },
    "bread.html": {
      title: "Bread without haste",
      text: `<title>Bread without haste</title><article><h1>Bread without haste</h1>
        <p>Flour, water and salt, and then the night does what the hand would only spoil.</p>
        <p>In the morning the dough has grown over the rim of the bowl and smells of apples.</p></article>`,
    },
  };
  for (const [name, { title, text }] of Object.entries(files)) {
    const path = join(app.folder, name);
    writeFileSync(path, text);
    await app.click("button", "Add");
    await app.click("textbox", "Address, file or folder");
    await app.type(path);
    await app.click("button", "Save", { within: "dialog" });
    await app.reading(title);
    await app.find("option", title);
  }
  await app.click("option", TITLE);
  await app.reading(TITLE);
  const { rows } = await app.call("article.list", { view: "all", offset: 0, limit: 50 });
  assert.equal(rows.length, 5);
  return rows.find((/** @type {any} */ row) => row.title === TITLE).id;
}

/** Every kind of text, and one passage over another. @param {App} app @param {string} id */
async function mark(app, id) {
  for (const [index, { quote, button }] of PASSAGES.entries()) {
    await app.select(quote);
    await app.find("toolbar", "Highlight selection");
    await app.click("button", button, { within: "[role=toolbar]" });
    await until(
      async () => (await highlights(app, id)).length === index + 1,
      `“${quote}” to be marked`,
    );
  }
  assert.deepEqual(
    (await highlights(app, id)).map(({ quote, color }) => [quote, color]).sort(),
    PASSAGES.map(({ quote, color }) => [quote, color]).sort(),
  );
  await app.click("button", "Yellow: the second one", { partial: true, within: "aside" });
  const shown = await until(async () => {
    const now = await app.painted();
    return now.depth ? now : null;
  }, "the overlap to be painted");
  assert.deepEqual(shown.depth, ["written in a hurry"]);
}

/** A note that saves itself, a tag, another colour, a slip undone. @param {App} app @param {string} id */
async function annotate(app, id) {
  await app.click("button", "Edit note", { within: ".card.active" });
  await app.find("textbox", "Note", { within: ".card.active" });
  await app.type("Who **kept** the box?");
  await app.find("status", "Saved", { within: ".card.active" });
  await app.click("button", "Done", { within: ".card.active" });
  await app.says("Who kept the box?");

  await app.click("button", "Edit tags", { within: ".card.active" });
  await app.type("family");
  await app.keys(Key.Enter);
  await until(async () => (await one(app, id)).tags.includes("family"), "the tag");
  await app.keys(Key.Escape);

  await app.click("button", "Change colour", { within: ".card.active" });
  await app.click("button", "Purple", { within: ".card.active" });
  await until(async () => (await one(app, id)).color === "purple", "the new colour");

  await app.click("button", "Delete highlight", { within: ".card.active" });
  await until(async () => !(await one(app, id)), "the highlight to go");
  await app.click("button", "Undo");
  const back = await until(() => one(app, id), "the highlight to come back");
  assert.equal(back.color, "purple");
  assert.deepEqual(back.tags, ["family"]);
  assert.equal(back.note.markdown, "Who **kept** the box?");
}

/** Search as you type; Enter lands on the passage. @param {App} app */
async function find(app) {
  await app.click("option", SAMPLE);
  await app.reading(SAMPLE);
  await app.click("searchbox", "Search the library");
  await app.type("typewriters");
  await until(() => app.has("option", null, { within: "#hits" }), "a hit while typing");
  await app.keys(Key.Enter);
  await app.reading(TITLE);
  const shown = await until(async () => {
    const now = await app.painted();
    return now["find-current"] ? now : null;
  }, "the match to be marked");
  assert.deepEqual(shown["find-current"], ["typewriters"]);
  const place = await app.run(() => {
    const view = /** @type {any} */ (document.querySelector("iframe")?.contentWindow);
    const range = Array.from(view.CSS.highlights.get("find-current"))[0];
    const box = /** @type {Range} */ (range).getBoundingClientRect();
    return box.top >= 0 && box.bottom <= view.innerHeight;
  });
  assert.ok(place, "the passage is not on the screen");
  await app.click("button", "Clear the search");
}

/** The command line sees what the window did, and the window what it does. @param {App} app @param {string} id */
async function shareWithCommandLine(app, id) {
  const told = await app.cli("highlight", "list", id);
  assert.deepEqual(
    told.map(({ quote }) => quote).sort(),
    (await highlights(app, id)).map(({ quote }) => quote).sort(),
  );
  const [hit] = await app.cli("search", "typewriters");
  assert.equal(hit.hits[0].article, id);

  await app.click("option", TITLE);
  await app.cli("tag", id, "+post");
  await app.says("post", 1000);
  await app.cli("note", "add", id, "--text", "Written from a terminal.");
  await app.says("Written from a terminal.", 1000);
  const path = join(app.folder, "late.md");
  writeFileSync(path, "# A late arrival\n\nIt came while the window was open.\n");
  await app.cli("save", path);
  await app.find("option", "A late arrival", { timeout: 1000 });
}

/** Markdown and JSON lines hold everything and read back. @param {App} app */
async function takeAway(app) {
  const markdown = join(app.folder, "out.md");
  await exportTo(app, `This article: “${TITLE}”`, "Markdown", markdown);
  const text = readFileSync(markdown, "utf8");
  for (const { quote } of PASSAGES)
    assert.ok(text.includes(quote), `${quote} is not in the Markdown`);
  assert.ok(text.includes("Who **kept** the box?"));
  const lines = join(app.folder, "out.jsonl");
  await exportTo(app, "Everything", "JSON lines", lines);
  assert.equal(readFileSync(lines, "utf8").trim().split("\n").length, 6);
  const again = await app.call("import", { paths: [lines] });
  assert.equal(again.unchanged, again.items, JSON.stringify(again));
  assert.equal(again.highlightsCreated, 0);
}

/** @param {App} app @param {string} what @param {string} format @param {string} path */
async function exportTo(app, what, format, path) {
  await app.click("button", "Export");
  await app.click("radio", what, { partial: true });
  await app.click("radio", format, { partial: true });
  await app.click("textbox", null, { within: "dialog" });
  await app.type(path);
  await app.click("button", "Export now");
  await app.find("status", "written to", { within: "dialog", partial: true });
  await app.click("button", "Done", { within: "dialog" });
}

/** Everything is where it was. @param {App} app @param {string} id */
async function comeBack(app, id) {
  await app.click("option", TITLE);
  const before = await highlights(app, id);
  const painted = await app.painted();
  await app.quit();
  await app.open();
  await app.click("option", TITLE);
  await app.reading(TITLE);
  assert.deepEqual(await highlights(app, id), before);
  await until(async () => (await app.painted()).yellow, "the highlights to be painted");
  const colors = PASSAGES.map(({ color }) => color);
  for (const color of colors) assert.deepEqual((await app.painted())[color], painted[color], color);
  const same = await until(
    () => app.run(() => document.querySelector("iframe")?.dataset.text),
    "the text to be compared",
  );
  assert.equal(same, `same ${id}`);
}

/** The article's highlights as the backend has them. @param {App} app @param {string} id @returns {Promise<any[]>} */
async function highlights(app, id) {
  return (await app.call("article.show", { id })).highlights;
}

/** The first passage's highlight. @param {App} app @param {string} id */
async function one(app, id) {
  return (await highlights(app, id)).find(({ quote }) => quote === PASSAGES[0].quote);
}
