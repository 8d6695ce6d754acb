// @ts-check
/** Selecting by mouse, finger and keyboard: across blocks, tables, code and scripts, forwards and backwards. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Key, until, withApp } from "./harness/app.mjs";
import { locate } from "./harness/page.mjs";

const TITLE = "Ways to select";
const HTML = `<p>The first paragraph speaks of the harbour and of the tide.</p>
<p>The second paragraph begins with a lamp and ends with a door.</p>
<details><summary>More of it</summary><p>What is folded away can be marked too.</p></details>
<table><tr><td>Apples</td><td>three pounds</td></tr><tr><td>Pears</td><td>four pounds</td></tr></table>
<pre>let a = 1;

let b = 2;</pre>
<p dir="rtl">שלום עולם, כתב הדוד בעברית, והמשיך לספר על הגשם.</p>
<p>And the last one closes the page.</p>`;

/** @typedef {import("./harness/app.mjs").App} App */

test("a person selects in many ways", { timeout: 240_000 }, () =>
  withApp("selecting", async (app) => {
    const file = join(app.folder, "ways.jsonl");
    writeFileSync(file, JSON.stringify({ title: TITLE, html: HTML }));
    await app.cli("import", file, "--format", "jsonl");
    const [{ id }] = await app.cli("list", `title:"${TITLE}"`);
    await app.click("option", TITLE);
    await app.reading(TITLE);
    await backward(app, id);
    await tripleClick(app, id);
    await acrossBlocks(app, id);
    await keyboard(app, id);
    await byFinger(app, id);
    await collapsedDetails(app, id);
  }),
);

/** Highlights what is selected and gives its quote. @param {App} app @param {string} id */
async function marked(app, id) {
  const quotes = async () => {
    const { highlights } = await app.call("article.show", { id });
    return highlights.map((/** @type {{ quote: string }} */ one) => one.quote);
  };
  const before = new Set(await quotes());
  await app.find("toolbar", "Highlight selection");
  await app.click("button", "Yellow");
  const made = await until(
    async () => (await quotes()).find((/** @type {string} */ quote) => !before.has(quote)),
    "the highlight",
  );
  await until(async () => !(await app.has("toolbar", "Highlight selection")), "the toolbar to go");
  return made;
}

/** Where words stand, once they have been brought into sight. @param {App} app @param {string} quote */
async function placeOf(app, quote) {
  await until(() => app.run(locate, quote), `“${quote}” in the reader`);
  return until(() => app.run(locate, quote), `“${quote}” in place`);
}

/** From the end to the beginning. @param {App} app @param {string} id */
async function backward(app, id) {
  const { from, to } = await placeOf(app, "speaks of the harbour");
  await app.session.drag([to, { x: (from.x + to.x) / 2, y: from.y }, from]);
  assert.equal(await marked(app, id), "speaks of the harbour");
}

/** It ends with its block. @param {App} app @param {string} id */
async function tripleClick(app, id) {
  const { from } = await placeOf(app, "with a lamp");
  await app.session.click({ x: from.x + 20, y: from.y }, 3);
  const whole = "The second paragraph begins with a lamp and ends with a door.";
  assert.equal(await marked(app, id), whole);
}

/** Over cells, lines of code, and from one script into another. @param {App} app @param {string} id */
async function acrossBlocks(app, id) {
  for (const [first, last, quote] of [
    ["three", "Pears", "three pounds\nPears"],
    ["let a", "let b", "let a = 1;\n\nlet b"],
    ["הגשם", "And the last", null],
  ]) {
    const { from } = await placeOf(app, /** @type {string} */ (first));
    const { to } = await placeOf(app, /** @type {string} */ (last));
    const start = (await placeOf(app, /** @type {string} */ (first))).from;
    await app.session.drag([start, { x: (from.x + to.x) / 2, y: (start.y + to.y) / 2 }, to]);
    const made = await marked(app, id);
    if (quote) assert.equal(made, quote);
    else assert.match(made, /^הגשם\.\nAnd the last$/);
  }
}

/** With Shift and the arrows, also backwards. @param {App} app @param {string} id */
async function keyboard(app, id) {
  const { from } = await placeOf(app, "closes the page");
  await app.session.click(from);
  await app.keys(Key.F7);
  await app.keys([Key.Shift, Key.Control, Key.Right]);
  assert.match(await marked(app, id), /^closes/);
  await app.keys([Key.Shift, Key.Control, Key.Left], [Key.Shift, Key.Control, Key.Left]);
  assert.match(await marked(app, id), /closes$/);
  await app.keys(Key.F7);
}

/**
 * A finger in the frame, as the engine tells of it.
 * @param {App} app @param {string} kind @param {{ x: number, y: number }} at @param {string} [target]
 */
async function finger(app, kind, at, target) {
  await app.run(
    (name, x, y, selector) => {
      const frame = /** @type {HTMLIFrameElement} */ (document.querySelector("iframe"));
      const view = /** @type {Window & typeof globalThis} */ (frame.contentWindow);
      const outer = frame.getBoundingClientRect();
      const point = { clientX: x - outer.left, clientY: y - outer.top };
      const on = selector
        ? view.document.querySelector(selector)
        : view.document.elementFromPoint(point.clientX, point.clientY);
      const touch = { pointerType: "touch", isPrimary: true, pointerId: 7, button: 0 };
      const event = new view.PointerEvent(name, { ...point, ...touch, bubbles: true });
      on?.dispatchEvent(event);
    },
    kind,
    at.x,
    at.y,
    target ?? null,
  );
}

/** Resting takes a word, going on takes more, the handles change it. @param {App} app @param {string} id */
async function byFinger(app, id) {
  const selected = () =>
    app.run(() => document.querySelector("iframe")?.contentWindow?.getSelection()?.toString());
  const tide = (await placeOf(app, "tide")).from;
  // A finger that goes on at once scrolls and selects nothing.
  await finger(app, "pointerdown", tide);
  await finger(app, "pointermove", { x: tide.x, y: tide.y + 40 });
  await new Promise((done) => setTimeout(done, 700));
  await finger(app, "pointerup", tide);
  assert.equal(await selected(), "");

  await finger(app, "pointerdown", { x: tide.x + 3, y: tide.y });
  await until(async () => (await selected()) === "tide", "the word under the finger");
  const before = (await placeOf(app, "of the tide")).from;
  await finger(app, "pointermove", { x: before.x + 3, y: before.y });
  await until(async () => (await selected()) === "of the tide", "the words up to the finger");
  await finger(app, "pointerup", before);
  await app.find("toolbar", "Highlight selection");

  const grip = () =>
    app.run(() => {
      const frame = document.querySelector("iframe");
      const box = frame?.contentDocument?.querySelector(".grip.end")?.getBoundingClientRect();
      const outer = frame?.getBoundingClientRect();
      if (!box || !outer) return null;
      return { x: outer.left + box.left + 30, y: outer.top + box.top + 9, width: box.width };
    });
  const held = /** @type {{ x: number, y: number, width: number }} */ (await grip());
  assert.ok(held.width >= 44, "a finger finds the handle");
  const lamp = (await placeOf(app, "lamp")).to;
  const line = (await placeOf(app, "tide")).from;
  const at = /** @type {{ x: number, y: number, width: number }} */ (await grip());
  await finger(app, "pointerdown", at, ".grip.end");
  const down = { x: lamp.x + 8, y: lamp.y + (at.y - line.y) };
  await finger(app, "pointermove", down, ".grip.end");
  await finger(app, "pointerup", down, ".grip.end");
  const text = "of the tide.\nThe second paragraph begins with a lamp";
  await until(
    async () => (await selected())?.replace(/\s*\n\s*/, "\n") === text,
    "the words up to the handle",
  );
  assert.equal(await marked(app, id), text);
  assert.equal(
    await app.run(
      () =>
        document.querySelector("iframe")?.contentDocument?.querySelectorAll(".grip:not([hidden])")
          .length,
    ),
    0,
  );
}

/** What is folded away keeps its highlight, and opens when one goes there. @param {App} app @param {string} id */
async function collapsedDetails(app, id) {
  const quote = "What is folded away";
  await app.cli("highlight", "add", id, "--quote", quote);
  await app.click("button", quote, { within: "aside", partial: true });
  await until(
    () =>
      app.run(
        () => document.querySelector("iframe")?.contentDocument?.querySelector("details")?.open,
      ),
    "the details to open",
  );
  await until(
    async () => (await app.painted()).yellow?.includes(quote),
    "the passage to be painted",
  );
}
