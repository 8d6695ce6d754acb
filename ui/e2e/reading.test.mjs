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
    await unchanged(app);
  }),
);

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
  await app.says("2 of 2");
  assert.deepEqual((await app.painted())["find-current"], ["cafe ke"]);
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

/** The first words that the reader shows. @param {App} app @returns {Promise<string>} */
function topLine(app) {
  return app.run(() => {
    const inner = document.querySelector("iframe")?.contentDocument;
    const blocks = Array.from(inner?.querySelectorAll(".body :is(h2, h3, p)") ?? []);
    return blocks.find((block) => block.getBoundingClientRect().bottom > 20)?.textContent ?? "";
  });
}
