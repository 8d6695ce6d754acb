// @ts-check
/** The main road by the accessibility tree alone, without a driver: what a screen reader is told, and what it can do. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { App, until } from "./harness/app.mjs";
import { Reader, Sym } from "./harness/reader.mjs";

const SAMPLE = "The art of finding it again";
const TITLE = "The lighthouse keeper’s ledger";
const PASSAGE = "wrote the wind into a ledger";
const NOTE = "Nothing passed, so nothing was written.";

/** @type {[import("./harness/reader.mjs").Role, string]} */
const CARDS = ["complementary", "Annotations"];

test("a journey by the accessibility tree", { timeout: 300_000 }, async () => {
  const app = new App("journey-tree");
  const reader = new Reader();
  try {
    await app.openAlone((place) => reader.open(place));
    await reader.find("button", "Add");
    await reader.point(640, 300);
    await read(reader);
    await add(reader);
    await mark(reader);
    await annotate(reader);
    await search(reader);
    const saved = (await app.cli("list")).find(({ title }) => title === TITLE);
    const [highlight] = (await app.cli("show", saved.id))[0].highlights;
    assert.deepEqual([highlight.quote, highlight.note], [PASSAGE, NOTE]);
  } catch (error) {
    await reader.explain(app, error);
    throw error;
  } finally {
    await app.close();
    await reader.close();
  }
});

/** An article is found in the list, opened, and its headings are gone through. @param {Reader} reader */
async function read(reader) {
  await reader.press("listItem", SAMPLE, { within: ["listBox", "Inbox"] });
  await reader.find("document", SAMPLE);
  const headings = await until(async () => {
    const names = await reader.names("heading", ["document", SAMPLE]);
    return names.length > 1 ? names : undefined;
  }, "the headings of the article");
  assert.equal(headings[0], SAMPLE);
  assert.ok(headings.includes("The bees"), headings.join("; "));
  await reader.holding("paragraph", "Everyone who reads forgets", ["document", SAMPLE]);
}

/** @param {Reader} reader */
async function add(reader) {
  await reader.press("button", "Add");
  await reader.focus("entry", "Or paste here", { within: ["dialog", "Add to library"] });
  const lines = [`# ${TITLE}`, `Every evening he ${PASSAGE}.`, "## The winter", "A white page."];
  for (const line of lines) {
    await reader.type(line);
    await reader.key(Sym.Return);
    await reader.key(Sym.Return);
  }
  await until(
    async () =>
      (await reader.text(await reader.find("entry", "Or paste here"))).includes("A white page."),
    "the text to be typed",
    60_000,
  );
  await reader.press("button", "Save", { within: ["dialog", "Add to library"] });
  await reader.find("document", TITLE);
  await until(
    async () =>
      (await reader.names("heading", ["document", TITLE])).join() === `${TITLE},The winter`,
    "the headings of what was added",
  );
}

/** @param {Reader} reader */
async function mark(reader) {
  const passage = await reader.holding("paragraph", PASSAGE, ["document", TITLE]);
  await reader.select(passage, PASSAGE);
  await reader.press("button", "Yellow", { within: ["toolBar", "Highlight selection"] });
  await reader.find("button", `Yellow: ${PASSAGE}`, { within: CARDS });
  await reader.holding("status", `Highlighted: ${PASSAGE}`, ["document", "Commonplace"]);
}

/** @param {Reader} reader */
async function annotate(reader) {
  await reader.press("button", "Edit note", { within: CARDS });
  await reader.focus("entry", "Note", { within: CARDS });
  await reader.type(NOTE);
  await until(
    async () => (await reader.text(await reader.find("entry", "Note"))).trim() === NOTE,
    "the note to be typed",
    60_000,
  );
  await reader.holding("status", "Saved", CARDS);
  await reader.press("button", "Done", { within: CARDS });
  await reader.holding("paragraph", NOTE, CARDS);
}

/** What was written is found, and leads back to its passage from another article. @param {Reader} reader */
async function search(reader) {
  await reader.press("listItem", SAMPLE, { within: ["listBox", "Inbox"] });
  await reader.find("document", SAMPLE);
  await reader.focus("entry", "Search the library");
  await reader.type("wind nothing");
  const hit = await reader.find("listItem", new RegExp(`Note.*${NOTE}`), {
    within: ["listBox", "Search results"],
  });
  const results = await reader.holding("status", " results", ["document", "Commonplace"]);
  assert.match(await reader.text(results), /^\d+ results$/);
  await reader.press("listItem", hit.name, { within: ["listBox", "Search results"] });
  await reader.find("document", TITLE);
  await reader.find("button", `Yellow: ${PASSAGE}`, { within: CARDS });
}
