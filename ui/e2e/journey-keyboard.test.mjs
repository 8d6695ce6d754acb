// @ts-check
/** The main road with the keyboard alone: no pointer is ever moved. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key, until, withApp } from "./harness/app.mjs";
import { HTML, TITLE } from "./samples.mjs";

/** @typedef {import("./harness/app.mjs").App} App */

test("a journey with the keyboard", { timeout: 300_000 }, () =>
  withApp("journey-keyboard", async (app) => {
    const id = await add(app);
    await mark(app, id);
    await annotate(app, id);
    await find(app);
    await undo(app, id);
    await dialogs(app);
    await comeBack(app, id);
  }),
);

/** @param {App} app */
async function add(app) {
  await app.copyHtml(HTML);
  await app.keys([Key.Control, "v"]);
  await app.reading(TITLE);
  const { rows } = await app.call("article.list", { view: "all", offset: 0, limit: 50 });
  const id = rows.find((/** @type {any} */ row) => row.title === TITLE).id;
  // Back to the list, away and here again, and into the text.
  await app.keys(Key.Escape, "j");
  await app.reading("The art of finding it again");
  await app.keys("k");
  await app.reading(TITLE);
  await app.keys(Key.Enter);
  await until(
    () => app.run(() => document.activeElement?.localName === "iframe"),
    "the focus in the text",
  );
  return id;
}

/** @param {App} app @param {string} id */
async function mark(app, id) {
  // The caret begins at the first character on screen.
  await app.keys([Key.Control, Key.Shift, Key.Right], [Key.Control, Key.Shift, Key.Right]);
  await app.find("toolbar", "Highlight selection");
  await app.keys("h");
  await until(async () => (await highlights(app, id)).length === 1, "the first highlight");
  await app.keys([Key.Control, Key.Home], Key.Right, Key.Right, Key.Right, Key.Right);
  for (let i = 0; i < "first letter".length; i += 1) await app.keys([Key.Shift, Key.Right]);
  await app.find("toolbar", "Highlight selection");
  await app.keys("3");
  await until(async () => (await highlights(app, id)).length === 2, "the second highlight");
  assert.deepEqual(
    (await highlights(app, id)).map(({ quote, color }) => [quote, color]),
    [
      ["The first", "yellow"],
      ["first letter", "blue"],
    ],
  );
  assert.deepEqual((await app.painted()).depth, ["first"]);
  // A whole line, down into another writing direction.
  await app.keys([Key.Control, Key.Home], Key.Down, Key.Home, [Key.Shift, Key.End]);
  await app.find("toolbar", "Highlight selection");
  await app.keys(Key.Escape);
  await until(
    async () => !(await app.has("toolbar", "Highlight selection")),
    "the selection to go",
  );
}

/** @param {App} app @param {string} id */
async function annotate(app, id) {
  await app.keys("]");
  await app.keys("n");
  await until(
    async () => (await app.has("textbox", "Note"))?.focused,
    "the editor to have the focus",
  );
  await app.type("Typed **without** a mouse");
  await app.find("status", "Saved", { within: ".card.active" });
  await app.keys(Key.Escape);
  await app.says("Typed without a mouse");
  await until(async () => !(await app.has("textbox", "Note")), "the editor to close");
  await app.keys("t");
  await until(async () => (await app.has("combobox", "Add a tag"))?.focused, "the field for tags");
  await app.type("keys");
  await app.keys(Key.Enter, Key.Escape);
  await app.keys("5");
  const noted = await until(
    async () => (await highlights(app, id)).find(({ note, tags }) => note && tags.includes("keys")),
    "the highlight to have a note and a tag",
  );
  await until(async () => (await get(app, id, noted.id)).color === "purple", "the new colour");
}

/** @param {App} app */
async function find(app) {
  await app.keys(Key.Escape, "/");
  await until(
    async () => (await app.has("searchbox", null))?.focused,
    "the focus in the search field",
  );
  await app.type("typewriters");
  await until(() => app.has("option", null, { within: "#hits" }), "a hit while typing");
  await app.keys(Key.Enter);
  await until(
    async () => (await app.painted())["find-current"]?.[0] === "typewriters",
    "the match",
  );
}

/** @param {App} app @param {string} id */
async function undo(app, id) {
  const before = await highlights(app, id);
  await app.tabTo("button", "Delete highlight");
  await app.keys(Key.Enter);
  await until(
    async () => (await highlights(app, id)).length === before.length - 1,
    "a highlight to go",
  );
  await app.keys([Key.Control, "z"]);
  await until(async () => (await highlights(app, id)).length === before.length, "it to come back");
  const after = (await highlights(app, id)).map(({ id: one, start, end }) => [one, start, end]);
  assert.deepEqual(
    after,
    before.map(({ id: one, start, end }) => [one, start, end]),
  );
}

/** @param {App} app */
async function dialogs(app) {
  for (const [key, name] of [
    ["o", "Add to library"],
    ["e", "Export"],
  ]) {
    await app.keys([Key.Control, key ?? ""]);
    const dialog = await app.find("dialog", name ?? "");
    assert.ok(dialog.focused, `the focus is not in ${name}`);
    await app.keys(Key.Escape);
    await until(async () => !(await app.has("dialog", name ?? "")), `${name} to close`);
  }
}

/** @param {App} app @param {string} id */
async function comeBack(app, id) {
  const before = await highlights(app, id);
  await app.quit();
  await app.open();
  await app.reading(TITLE);
  assert.deepEqual(await highlights(app, id), before);
  await until(
    async () => (await app.painted()).blue || (await app.painted()).purple,
    "the highlights",
  );
}

/** @param {App} app @param {string} id @returns {Promise<any[]>} */
async function highlights(app, id) {
  return (await app.call("article.show", { id })).highlights;
}

/** @param {App} app @param {string} id @param {string} highlight */
async function get(app, id, highlight) {
  return (await highlights(app, id)).find((one) => one.id === highlight);
}
