// @ts-check
/**
 * Starting: with a link, with a file, once more while the window is open, in the size it was left in, and without what
 * makes it late.
 */

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { until, withApp } from "./harness/app.mjs";

const SAMPLE = "The art of finding it again";

/** @typedef {import("./harness/app.mjs").App} App */

test("the program starts with what another program hands it", { timeout: 240_000 }, () =>
  withApp("starting", async (app) => {
    const { rows } = await app.call("article.list", { view: "all", offset: 0, limit: 5 });
    const { highlights } = await app.call("article.show", { id: rows[0].id });
    const file = page(app, "second", "A page from the file manager");
    assert.equal(await app.again(file), 0);
    await app.reading("A page from the file manager");

    const last = highlights[highlights.length - 1];
    assert.equal(await app.again(`commonplace://article/${rows[0].id}#highlight/${last.id}`), 0);
    await app.reading(SAMPLE);
    await chosen(app, last.quote);

    // Two at once, as a file manager starts them for two files.
    const both = [page(app, "third", "The one"), page(app, "fourth", "The other")];
    await Promise.all(both.map((path) => app.again(path)));
    await app.find("option", "The one", { partial: true });
    await app.find("option", "The other", { partial: true });

    assert.deepEqual(drivers(app), [], "the window's process reads a graphics driver");
    const faces = await app.run(() =>
      [...document.fonts].map((face) => [face.family, face.style, face.unicodeRange].join(" ")),
    );
    assert.deepEqual(faces, [...new Set(faces)], "a face is declared twice");

    await app.quit();
    leftIn(app, 1010, 640);
    app.args = [`commonplace://article/${rows[0].id}#highlight/${highlights[0].id}`];
    await app.open();
    assert.deepEqual(await size(app), [1010, 640]);
    await chosen(app, highlights[0].quote);

    await app.quit();
    app.args = [page(app, "first", "A page to begin with")];
    await app.open();
    await app.reading("A page to begin with");
  }),
);

/** A file with an article. @param {App} app @param {string} name @param {string} title */
function page(app, name, title) {
  const path = join(app.folder, `${name}.md`);
  writeFileSync(
    path,
    `# ${title}\n\nThe ${name} one was chosen there, and opened with this program.\n`,
  );
  return path;
}

/** Waits until the card of a highlight is the chosen one. @param {App} app @param {string} quote */
function chosen(app, quote) {
  const active = () => document.querySelector(".card.active .text")?.textContent;
  return until(async () => (await app.run(active)) === quote, "the highlight to be chosen");
}

/** The graphics drivers that the window's own process has read. @param {App} app */
function drivers(app) {
  const own = readdirSync("/proc").filter((pid) => {
    const command = /^\d+$/.test(pid) ? told(pid, "cmdline") : "";
    return command.includes("commonplace-window") && command.includes(app.library);
  });
  assert.notEqual(own.length, 0);
  return own.flatMap((pid) => told(pid, "maps").match(/\S*(_dri|libLLVM|libgallium)\S*/g) ?? []);
}

/** What the system tells of a process; nothing of one that has ended. @param {string} pid @param {string} what */
function told(pid, what) {
  try {
    return readFileSync(join("/proc", pid, what), "utf8");
  } catch {
    return "";
  }
}

/** The window's size as an earlier start left it. @param {App} app @param {number} width @param {number} height */
function leftIn(app, width, height) {
  const folder = join(app.home, ".config", "org.commonplace.notebook");
  mkdirSync(folder, { recursive: true });
  const main = { width, height, x: 20, y: 30, prev_x: 0, prev_y: 0 };
  const state = { ...main, maximized: false, visible: true, decorated: true, fullscreen: false };
  writeFileSync(join(folder, ".window-state.json"), JSON.stringify({ main: state }));
}

/** The inner size in pixels. @param {App} app @returns {Promise<number[]>} */
function size(app) {
  return app.run(() => [innerWidth, innerHeight]);
}
