// @ts-check
/** Accessible on every screen and in every theme: axe-core finds nothing. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key, until, withApp } from "./harness/app.mjs";
import { violations } from "./harness/axe.mjs";
import { HTML, TITLE } from "./samples.mjs";

const SAMPLE = "The art of finding it again";

/** @typedef {import("./harness/app.mjs").App} App */

/** @type {Record<string, (app: App) => Promise<unknown>>} */
const SCREENS = {
  "the reader": async (app) => {
    await app.call("article.save", { sources: [{ html: HTML }] });
    await app.find("option", TITLE);
    await app.click("option", SAMPLE);
    await app.reading(SAMPLE);
    await until(async () => (await app.painted()).yellow, "the highlights to be painted");
  },
  "a selection": async (app) => {
    await app.select("a textbook of eloquence");
    await app.find("toolbar", "Highlight selection");
  },
  "a note being written": async (app) => {
    await app.click("button", "Note", { within: "[role=toolbar]" });
    await app.find("textbox", "Note");
    await app.type("# A *note*");
  },
  "tags being edited": async (app) => {
    await app.keys(Key.Escape);
    await app.click("button", "Edit tags", { within: ".card.active" });
    await app.find("combobox", "Add a tag", { partial: false });
  },
  "tables and code": async (app) => {
    await app.keys(Key.Escape);
    await app.click("option", TITLE);
    await app.reading(TITLE);
  },
  "search results": async (app) => {
    await app.click("searchbox", "Search the library");
    await app.type("letter");
    await until(() => app.has("option", null, { within: "#hits" }), "hits");
  },
  "no results": async (app) => {
    await app.click("searchbox", "Search the library");
    await app.type("xyzzyplugh");
    await until(async () => !(await app.has("option", null, { within: "#hits" })), "no hits");
  },
  "find in article": async (app) => {
    await app.click("button", "Clear the search");
    await app.click("option", SAMPLE);
    await app.reading(SAMPLE);
    await app.keys([Key.Control, "f"]);
    await app.find("textbox", "Find in this article");
  },
  "the Add dialog": async (app) => {
    await app.keys(Key.Escape);
    await app.click("button", "Add");
    await app.find("dialog", "Add to library");
  },
  "the Export dialog": async (app) => {
    await close(app);
    await app.click("button", "Export");
    await app.find("dialog", "Export");
  },
  "the Settings dialog": async (app) => {
    await close(app);
    await app.click("button", "Settings");
    await app.find("dialog", "Settings");
  },
  ...settingsParts(),
  "what was left out": async (app) => {
    await close(app);
    await app.click("button", "More");
    await app.click("menuitem", "What was left out…");
    await app.find("dialog", "What was left out");
  },
  "the shortcuts": async (app) => {
    await close(app);
    await app.keys("?");
    await app.find("dialog", null);
  },
  "the command palette": async (app) => {
    await close(app);
    await app.keys([Key.Control, "k"]);
    await app.find("dialog", null);
  },
  "the contents of an article": async (app) => {
    await close(app);
    await app.click("button", "Contents");
    await app.find("navigation", "Contents");
  },
  "finding in an article": async (app) => {
    await app.click("button", "Close the contents");
    await app.keys([Key.Control, "f"]);
    await app.type("a");
    await app.find("search", "Find in this article");
  },
  "the list of highlights": async (app) => {
    await app.keys(Key.Escape);
    await app.click("button", "Highlights", { partial: true, within: "nav" });
  },
  "the list of notes": (app) => app.click("button", "Notes", { partial: true, within: "nav" }),
  insights: async (app) => {
    await app.click("button", "Insights", { within: "nav" });
    await app.find("heading", "Connections");
  },
  "insights as tables": async (app) => {
    await app.run(() => {
      const buttons = document.querySelectorAll("figure button[aria-pressed=false]");
      for (const button of buttons) if (button instanceof HTMLElement) button.click();
    });
  },
  "a collection being named": async (app) => {
    await app.click("button", "Inbox", { partial: true, within: "nav" });
    await app.click("button", "New collection");
    await app.find("textbox", "Name");
  },
  "the menu of a collection": async (app) => {
    // axe has had the window meanwhile, and a name that is left empty is none.
    if (!(await app.has("textbox", "Name"))) await app.click("button", "New collection");
    await app.click("textbox", "Name");
    await app.type("A collection");
    await app.keys(Key.Enter);
    await app.find("button", "A collection", { within: "nav" });
    await app.run(() =>
      /** @type {HTMLElement} */ (document.querySelector("[data-item^=collection]")).focus(),
    );
    await app.keys([Key.Shift, Key.F10]);
    await app.find("menuitem", "Rename", { partial: true });
  },
  "articles being selected": async (app) => {
    await app.keys(Key.Escape);
    await app.run(() => /** @type {HTMLElement} */ (document.querySelector("#articles")).focus());
    await app.keys([Key.Control, "a"]);
    await app.find("toolbar", "Selection");
  },
  "a collection being chosen": async (app) => {
    await app.click("button", "Put into a collection…", { within: "[role=toolbar]" });
    await app.find("combobox", "into", { partial: true });
  },
  "a list narrowed down": async (app) => {
    await app.keys(Key.Escape, Key.Escape);
    await app.click("button", "Filter");
    await app.click("menuitem", "Favourites");
    await app.says("No article is all of this");
  },
  "an empty view": (app) => app.click("button", "Trash", { partial: true, within: "nav" }),
};

/** Every part of the settings. */
function settingsParts() {
  const names = ["Colours", "Shortcuts", "Library", "Backups", "Privacy", "Language"];
  return Object.fromEntries(
    names.map((name) => [
      `the settings: ${name}`,
      (/** @type {App} */ app) => app.click("tab", name),
    ]),
  );
}

/** Closes the dialog that is open. @param {App} app */
async function close(app) {
  await app.run(() => document.querySelector("dialog")?.focus());
  await app.keys(Key.Escape);
  await until(async () => !(await app.has("dialog", null)), "the dialog to close");
}

test("axe finds nothing", { timeout: 300_000 }, () =>
  withApp("axe", async (app) => {
    /** @type {string[]} */
    const found = [];
    /** @param {string} where */
    const look = async (where) => {
      for (const line of await violations(app)) found.push(`${where}: ${line}`);
    };
    for (const [name, go] of Object.entries(SCREENS)) {
      await go(app);
      await look(name);
    }
    await app.click("button", "Inbox", { partial: true, within: "nav" });
    await app.click("option", SAMPLE);
    for (const theme of ["sepia", "dark", "contrast"]) {
      await app.call("setting.put", { name: "reader", value: JSON.stringify({ theme }) });
      await app.run(() => location.reload());
      await app.reading(SAMPLE);
      await until(
        () =>
          app.run(
            (/** @type {string} */ want) => document.documentElement.dataset.theme === want,
            theme,
          ),
        `the ${theme} theme`,
      );
      await until(async () => (await app.painted()).yellow, "the highlights to be painted");
      await look(theme);
      await app.click("button", "Add");
      await app.find("dialog", "Add to library");
      await look(`${theme}, a dialog`);
      await close(app);
    }
    const all = await app.call("article.list", { view: "all", offset: 0, limit: 50 });
    await app.call("article.trash", { ids: all.rows.map((/** @type {any} */ row) => row.id) });
    await until(
      async () => !(await app.has("option", null, { within: "#articles" })),
      "an empty library",
    );
    await look("an empty library");
    assert.deepEqual(found, []);
  }),
);
