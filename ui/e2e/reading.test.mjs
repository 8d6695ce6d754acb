// @ts-check
/** Reading: contents, finding, footnotes in place, images in full size; the text stays what it is. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key, until, withApp } from "./harness/app.mjs";
import { ISLAND, ISLAND_TITLE } from "./samples.mjs";

/** @typedef {import("./harness/app.mjs").App} App */

test("a reader finds the way through a long article", { timeout: 180_000 }, () =>
  withApp("reading", async (app) => {
    await app.call("article.save", { sources: [{ html: ISLAND }] });
    await app.click("option", ISLAND_TITLE);
    await app.reading(ISLAND_TITLE);
    await contents(app);
    await finding(app);
    await footnotes(app);
    await pictures(app);
    await dressed(app);
    await unchanged(app);
    await carriedOut(app);
    await printed(app);
    await quiet(app);
    await spoken(app);
  }),
);

test("what was begun is offered, and nothing moves while one reads", { timeout: 180_000 }, () =>
  withApp("begun", async (app) => {
    const second = "The tide tables of another island";
    const other = ISLAND.replaceAll(ISLAND_TITLE, second).replaceAll("sea", "ocean");
    await app.call("article.save", { sources: [{ html: ISLAND }, { html: other }] });
    await begin(app, ISLAND_TITLE);
    assert.ok(!(await app.has("group", "Continue reading")), "the list was moved");
    await app.click("button", "All articles", { partial: true });
    const offer = { within: ".begun", partial: true };
    await app.find("button", ISLAND_TITLE, offer);
    await begin(app, second);
    assert.ok(!(await app.has("button", second, offer)), "what is read joined");
    await app.click("button", ISLAND_TITLE, offer);
    await app.reading(ISLAND_TITLE);
    await app.click("button", "Inbox", { partial: true });
    await app.find("button", second, offer);
    await app.call("article.update", { ids: [await idOf(app, second)], state: "finished" });
    await until(async () => !(await app.has("button", second, offer)), "what is finished to go");
    await app.find("button", ISLAND_TITLE, offer);
  }),
);

/** Reads on in an article until the window has seen how far. @param {App} app @param {string} title */
async function begin(app, title) {
  await app.click("option", title, { partial: true });
  await app.reading(title);
  await until(
    () =>
      app.run(() => {
        const reached = document.querySelector("[role=progressbar]")?.getAttribute("aria-valuenow");
        document.querySelector("iframe")?.contentWindow?.scrollBy(0, 40);
        return Number(reached) > 20;
      }),
    "the place reached to be told",
  );
  const known = async () =>
    (await app.call("library.info", {})).begun.some(
      (/** @type {{ title: string }} */ row) => row.title === title,
    );
  await until(known, "the place reached to be kept");
  // The window looks at what reading changed after a while; nothing tells that it changed nothing.
  await new Promise((done) => setTimeout(done, 3000));
}

/** @param {App} app @param {string} title @returns {Promise<string>} */
async function idOf(app, title) {
  const { rows } = await app.call("article.list", { view: "all", offset: 0, limit: 10 });
  return rows.find((/** @type {{ title: string }} */ row) => row.title === title).id;
}

/** The headings, by mouse and by keyboard. @param {App} app */
async function contents(app) {
  await app.click("button", "Contents");
  await app.find("navigation", "Contents");
  const titles = await app.run(() =>
    Array.from(document.querySelectorAll("#contents li"), (li) => li.textContent),
  );
  assert.deepEqual(titles, ["The two tables", "The older one", "Numbers", "The storm"]);
  await app.click("button", "Numbers", { within: "#contents" });
  await until(async () => (await topLine(app)).startsWith("Numbers"), "the section at the top");
  await app.click("button", "Contents");
  await until(() => app.has("navigation", "Contents"), "the contents");
  await until(
    () =>
      app.run(() => document.querySelector("#contents [aria-current]")?.textContent === "Numbers"),
    "the section to be marked",
  );
  await app.run(() =>
    /** @type {HTMLElement} */ (document.querySelector("#contents [tabindex='0']")).focus(),
  );
  await app.keys(Key.End, Key.Enter);
  await until(
    () => app.run(() => document.querySelector("iframe")?.contentWindow?.scrollY ?? 0),
    "the last section",
  );
  await until(async () => !(await app.has("navigation", "Contents")), "the contents to go");
}

/** Literally what was typed, whatever its case and accents. @param {App} app */
async function finding(app) {
  await app.keys([Key.Control, "f"]);
  await app.find("textbox", "Find in this article");
  await app.type("CAFE KE");
  // From where the reader stands: the last section.
  const current = async () => (await app.painted())["find-current"]?.[0];
  await until(async () => (await current()) === "cafe ke", "the match to be marked");
  await app.says("2 of 2");
  await app.keys(Key.Enter);
  await app.says("1 of 2");
  assert.deepEqual((await app.painted())["find-current"], ["café ke"]);
  await app.keys([Key.Shift, Key.Enter]);
  await app.says("2 of 2");
  await app.keys(Key.Escape);
  assert.equal((await app.painted())["find-current"], undefined);
}

/** Beside its reference while it has the focus; the way there and back. @param {App} app */
async function footnotes(app) {
  await app.run(() => {
    const inner = document.querySelector("iframe")?.contentDocument;
    /** @type {HTMLElement | null | undefined} */ (
      inner?.querySelector("a[href='#fn-1']")
    )?.focus();
  });
  const shown = () =>
    app.run(() => {
      const inner = document.querySelector("iframe")?.contentDocument;
      const box = /** @type {HTMLElement | null} */ (inner?.querySelector("#footnote") ?? null);
      return box && !box.hidden ? box.textContent : null;
    });
  await app.keys(Key.Tab, [Key.Shift, Key.Tab]);
  assert.match(
    await until(shown, "the footnote beside its reference"),
    /^A lens of the second order\.\s*$/,
  );
  await app.keys(Key.Escape);
  await until(async () => (await shown()) === null, "the footnote to go");
  await app.keys(Key.Enter);
  const focused = () =>
    app.run(() =>
      document.querySelector("iframe")?.contentDocument?.activeElement?.getAttribute("href"),
    );
  assert.equal(await until(focused, "the way back"), "#fnref-1");
  await app.keys(Key.Enter);
  await until(async () => (await focused()) === "#fn-1", "the reference");
}

/** @param {App} app */
async function pictures(app) {
  const place = await until(
    () =>
      app.run(() => {
        const frame = document.querySelector("iframe");
        const image = frame?.contentDocument?.querySelector("img[role=button]");
        image?.scrollIntoView({ block: "center" });
        const box = image?.getBoundingClientRect();
        const outer = frame?.getBoundingClientRect();
        return (
          box &&
          outer && { x: outer.x + box.x + box.width / 2, y: outer.y + box.y + box.height / 2 }
        );
      }),
    "the image",
  );
  await app.session.click(place);
  await app.find("dialog", "A lamp");
  await app.says("The lamp of the northern tower");
  await app.keys(Key.Escape);
  await until(async () => !(await app.has("dialog", null)), "the dialog to close");
}

/** Code in colours, a formula in the place of its source. @param {App} app */
async function dressed(app) {
  await app.keys("o");
  await app.click("button", "Numbers", { within: "#contents" });
  const words = await until(async () => {
    const now = await app.painted();
    return now["syntax-keyword"] && now;
  }, "the colours of the code");
  assert.ok(words["syntax-keyword"]?.includes("return"));
  assert.deepEqual(words["syntax-comment"], ["# as in the older table"]);
  const formula = await app.run(() => {
    const inner = document.querySelector("iframe")?.contentDocument;
    return inner?.querySelector(".formula[data-noanchor] math")?.textContent;
  });
  assert.equal(formula?.replace(/\s/g, ""), "d=3.57h");
}

/** What was put into the page is no part of its text. @param {App} app */
async function unchanged(app) {
  const same = await app.run(() => document.querySelector("iframe")?.dataset.text);
  assert.match(same ?? "", /^same /);
  await app.select("trusts neither of them");
  await app.find("toolbar", "Highlight selection");
  await app.keys("h");
  await until(async () => (await app.painted()).yellow, "the highlight");
  assert.deepEqual((await app.painted()).yellow, ["trusts neither of them"]);
}

/** Selected text takes its source along when it is dragged, and has a menu. @param {App} app */
async function carriedOut(app) {
  await app.select("the sea has never read a word");
  await app.find("toolbar", "Highlight selection");
  const text = await app.run(() => {
    const inner = document.querySelector("iframe")?.contentDocument;
    const from = inner?.getSelection()?.anchorNode;
    const dataTransfer = new DataTransfer();
    from?.dispatchEvent(
      new DragEvent("dragstart", { bubbles: true, cancelable: true, dataTransfer }),
    );
    return dataTransfer.getData("text/plain");
  });
  assert.equal(text, `“the sea has never read a word”\n— “${ISLAND_TITLE}”`);
  await app.run(() => {
    const inner = document.querySelector("iframe")?.contentDocument;
    const from = inner?.getSelection()?.anchorNode?.parentElement;
    from?.dispatchEvent(
      new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX: 90, clientY: 90 }),
    );
  });
  await app.click("menuitem", "Note", { partial: true });
  await app.find("textbox", "Note");
  await app.type("Who **did** read it?");
  await app.find("status", "Saved", { within: ".card.active" });
  await app.click("button", "Done", { within: ".card.active" });
}

/** Paper has the marks, the notes and nothing of the window. @param {App} app */
async function printed(app) {
  await app.click("button", "More");
  await app.click("menuitem", "Print…", { partial: true });
  const paper = await until(
    () =>
      app.run(() => {
        const frames = Array.from(document.querySelectorAll("iframe"));
        const inner = frames.find((frame) =>
          frame.sandbox.contains("allow-modals"),
        )?.contentDocument;
        const notes = inner?.querySelector(".notes")?.textContent;
        const marks = Array.from(inner?.querySelectorAll("mark") ?? [], (mark) => mark.textContent);
        return notes ? { marks, notes, numbers: inner?.querySelectorAll(".number").length } : null;
      }),
    "the pages for the printer",
  );
  assert.deepEqual(paper.marks, ["trusts neither of them", "the sea has never read a word"]);
  assert.equal(paper.numbers, 1);
  assert.match(paper.notes, /the sea has never read a word\s*Who did read it\?/);
}

/** Nothing but the text; then whole pages. @param {App} app */
async function quiet(app) {
  await app.keys("z");
  await until(async () => !(await app.has("navigation", "Library")), "the sidebar to go");
  assert.equal(await app.has("button", "Add"), null);
  await app.keys(Key.Escape);
  await app.find("button", "Add");
}

/** The sentence that is spoken is marked; where there is no voice, that is said. @param {App} app */
async function spoken(app) {
  await app.keys("r");
  const voices = await app.run(() => speechSynthesis.getVoices().length);
  if (voices === 0) {
    await app.says("no voices to read aloud with");
    return;
  }
  await app.find("toolbar", "Read aloud");
  const first = await until(() => app.run(spokenAt), "the sentence to be marked");
  await app.click("button", "Next sentence");
  await until(async () => ((await app.run(spokenAt)) ?? 0) > first, "the next sentence");
  await app.click("button", "Stop reading aloud");
  await until(async () => !(await app.painted()).spoken, "the mark to go");
}

/** How many characters stand before the marked sentence, counted from one; sentences may be alike. */
function spokenAt() {
  const view = /** @type {any} */ (document.querySelector("iframe")?.contentWindow);
  const [spoken] = view?.CSS.highlights.get("spoken") ?? [];
  if (!spoken) return null;
  const before = view.document.createRange();
  before.setStart(view.document.body, 0);
  before.setEnd(spoken.startContainer, spoken.startOffset);
  return String(before).length + 1;
}

/** The first words that the reader shows. @param {App} app @returns {Promise<string>} */
function topLine(app) {
  return app.run(() => {
    const inner = document.querySelector("iframe")?.contentDocument;
    const blocks = Array.from(inner?.querySelectorAll(".body :is(h2, h3, p)") ?? []);
    return blocks.find((block) => block.getBoundingClientRect().bottom > 20)?.textContent ?? "";
  });
}
