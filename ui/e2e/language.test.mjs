// @ts-check
/** Other languages: German by choice, every word from the catalogue, room for longer words, and right to left. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Key, until, withApp } from "./harness/app.mjs";

const SAMPLE = "The art of finding it again";

/** @typedef {import("./harness/app.mjs").App} App */

/** Speaks a language from now on, as the settings keep it. @param {App} app @param {string} language */
async function speak(app, language) {
  await app.call("setting.put", { name: "language", value: JSON.stringify(language) });
  await app.run(() => {
    document.documentElement.dataset.old = "";
    location.reload();
  });
  await until(
    () => app.run(() => !!document.querySelector("html:not([data-old]) header button")),
    "the window to be drawn again",
  );
  await app.reading(SAMPLE);
}

/** Visible words of the window that did not come from the catalogue. @param {App} app @returns {Promise<string[]>} */
async function foreign(app) {
  const { tags } = await app.call("library.info", {});
  const names = tags.map((/** @type {{ name: string }} */ tag) => tag.name);
  return app.run((known) => {
    // What people and articles say, what things are called, and what is printed on keys.
    const content =
      "[role=listbox], .begun li, .card, .note, kbd, option[lang], .path, .version, .brand, style, script, iframe";
    const found = new Set();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const parent = node.parentElement;
      const text = (node.nodeValue ?? "").trim();
      if (!parent || parent.closest(content) || !parent.checkVisibility()) continue;
      if (known.includes(text)) continue;
      // A message may hold a title or a name, but some word of it is in disguise.
      if (/[a-z]{3}/i.test(text) && !/[~\u00c0-\u017f]/.test(text)) found.add(text);
    }
    return [...found];
  }, names);
}

/** Buttons and headings that are cut off, and a window that scrolls sideways. @param {App} app @returns {Promise<string[]>} */
function cut(app) {
  return app.run(() => {
    const found = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push("the window");
    for (const element of document.querySelectorAll("button, h2, h3, label")) {
      const wraps = getComputedStyle(element).textOverflow !== "ellipsis";
      if (wraps && element.checkVisibility() && element.scrollWidth > element.clientWidth + 1)
        found.push(`${element.localName} “${element.textContent?.trim()}”`);
    }
    return found;
  });
}

/** Opens one place after the other, by the names that it has in the disguise. @type {Record<string, (app: App) => Promise<unknown>>} */
const PLACES = {
  "the library": async () => {},
  "the Add dialog": (app) => app.click("button", "Ådd~"),
  "the Export dialog": (app) => app.click("button", "Ëxpört~~"),
  "the Settings dialog": (app) => app.click("button", "Šëttîñgš~~"),
  "the shortcuts": (app) => app.keys("?"),
  "the commands": (app) => app.keys([Key.Control, "k"]),
};

test("German, by choice", { timeout: 120_000 }, () =>
  withApp("german", async (app) => {
    await app.click("button", "Settings");
    await app.click("tab", "Language");
    await app.find("combobox", "Language");
    await app.run(() => {
      const list = /** @type {HTMLSelectElement} */ (document.querySelector("dialog select"));
      list.value = "de";
      list.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await app.find("button", "Hinzufügen", { timeout: 20_000 });
    assert.equal(await app.run(() => document.documentElement.lang), "de-DE");
    await app.reading(SAMPLE);
    await app.click("button", "Eingang", { partial: true, within: "nav" });
    await app.says("2 Markierungen");
    // It is still spoken after a restart, and the words of English are gone.
    await app.quit();
    await app.open({ ready: "Hinzufügen" });
    assert.equal(await app.has("button", "Add"), null);
    // What goes wrong below is said in German too: as an answer, and in a report.
    await app.click("button", "Neue Sammlung");
    await app.find("textbox", "Name");
    await app.type("a/b");
    await app.keys(Key.Enter);
    await app.says("Der Name einer Sammlung darf keinen / enthalten.");
    await app.keys(Key.Escape);
    await app.click("button", "Hinzufügen");
    await app.find("dialog", "Zur Bibliothek hinzufügen");
    await app.type("/no/such/file.html");
    await app.keys(Key.Enter);
    await app.says("Es gibt keine Datei „/no/such/file.html“.");
    // So is what an import did not take, with the place where it stands.
    const lines = join(app.folder, "zeilen.jsonl");
    writeFileSync(lines, '{"title":5}\n{"saved":"soon"}\n');
    await app.keys([Key.Control, "a"]);
    await app.type(lines);
    await app.keys(Key.Enter);
    await app.says("zeilen.jsonl, Zeile 1 title muss ein Text sein.");
    await app.says("2026-03-01T08:15:00Z, nicht „soon“.");
    await app.keys(Key.Escape);
    await until(() => app.run(() => !document.querySelector("dialog[open]")), "it to close");
    // And why an article may not be whole.
    const page = join(app.folder, "seite.html");
    writeFileSync(page, "<title>Page not found</title><p>Nothing is here, and nothing was.</p>");
    const [saved] = await app.call("article.save", { sources: [{ path: page }] });
    await app.click("option", saved.title, { partial: true });
    await app.says("Das sieht eher nach einer Fehlerseite aus als nach dem Artikel.");
    // And what was not understood of a search.
    await app.keys("/");
    await app.type('nichts:da words:many "offen');
    await app.says("Einen Filter nichts: gibt es nicht; gesucht wird nach den Wörtern.");
    await app.says("„many“ wird als Wort gesucht.");
    await app.says("Das Anführungszeichen ist nicht geschlossen.");
  }),
);

test("every word is in the catalogue, and has room", { timeout: 180_000 }, () =>
  withApp("languages", async (app) => {
    for (const language of ["en-XA", "ar-XB"]) {
      await speak(app, language);
      for (const [name, go] of Object.entries(PLACES)) {
        await go(app);
        if (name !== "the library")
          await until(() => app.run(() => document.querySelector("dialog[open]") !== null), name);
        assert.deepEqual(await foreign(app), [], `${language}: words of ${name}`);
        assert.deepEqual(await cut(app), [], `${language}: room in ${name}`);
        await app.keys(Key.Escape);
        await until(() => app.run(() => !document.querySelector("dialog[open]")), "it to close");
      }
    }
    // Right to left the sidebar stands on the right, and the article keeps its own direction.
    const [nav, list, direction] = await app.run(() => [
      document.querySelector("nav")?.getBoundingClientRect().left ?? 0,
      document.querySelector("[role=listbox]")?.getBoundingClientRect().left ?? 0,
      document.querySelector("iframe")?.contentDocument?.documentElement.dir ?? "",
    ]);
    assert.ok(nav > list, "the sidebar stands on the right");
    assert.notEqual(direction, "rtl");
  }),
);
