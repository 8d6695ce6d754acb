// @ts-check
/** Rules for sites and copies of articles: made from a receipt, listed and removed; offered, merged and parted. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { until, withApp } from "./harness/app.mjs";
import { violations } from "./harness/axe.mjs";

const NOTE = "Editors' note: this diary was found in the attic of the lighthouse.";

const SENTENCES = [
  "For many years nobody on the mainland knew that the diary existed, until a teacher found it in a shop for old books.",
  "The keeper of the lighthouse wrote down every ship that passed, its flag, its course and the weather of the day.",
  "When the supply boat stayed away for a month, he counted his candles and wrote by the light of the lamp itself.",
  "A gull that had lost a foot came to his window each morning, and for two winters it has a page of its own.",
  "When he left the island at last, the diary filled eleven volumes, and the museum keeps them in a glass case.",
];

/** @param {string} title @param {string} first @param {string[]} [sentences] */
const page = (
  title,
  first,
  sentences = SENTENCES,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>${title}</title></head><body><nav><a href="/">Home</a></nav><article><h1>${title}</h1><p>${first}</p>
${sentences.map((text) => `<p>${text}</p>`).join("\n")}</article>
<footer class="note-box"><p>${NOTE}</p></footer></body></html>`;

/** @param {import("./harness/app.mjs").App} app @param {string} text */
function shown(app, text) {
  return app.run(
    (wanted) =>
      document
        .querySelector("iframe")
        ?.contentDocument?.querySelector(".body")
        ?.textContent?.includes(wanted) ?? false,
    text,
  );
}

/** @param {import("./harness/app.mjs").App} app @param {string} name @param {string} html @param {string} url */
async function save(app, name, html, url) {
  const file = join(app.folder, name);
  writeFileSync(file, html);
  const [{ id }] = await app.cli("save", file, "--url", url);
  return id;
}

test("a rule for a site is made in a receipt, holds for the next page, and is removed", async () => {
  await withApp("rules", async (app) => {
    const title = "The first volume";
    await save(app, "1.html", page(title, "The first of eleven."), "https://www.example.org/1");
    await app.click("option", title);
    await app.reading(title);
    await app.click("button", "More", { within: "[role=toolbar]" });
    await app.click("menuitem", "What was left out…");
    await app.click("button", `Always keep on example.org: ${NOTE.slice(0, 20)}`, {
      partial: true,
    });
    await until(() => shown(app, NOTE), "the block in the article");
    await app.says("Kept by your rule for this site");
    assert.deepEqual(await violations(app), []);
    await app.click("button", "Done");

    const other = SENTENCES.map((text) => text.split(" ").reverse().join(" "));
    const id = await save(
      app,
      "2.html",
      page("The second", "Another.", other),
      "https://example.org/2",
    );
    const [second] = await app.cli("show", id);
    assert.ok(second.text.includes(NOTE));

    await app.click("button", "Settings");
    await app.find("dialog", "Settings");
    await app.click("tab", "Library");
    await app.says("footer.note-box");
    assert.deepEqual(await violations(app), []);
    await app.click("button", "Remove the rule for example.org");
    await until(async () => (await app.cli("rule", "list")).length === 0, "the rule to be gone");
  });
});

test("what is selected is left out on its site, and undone", async () => {
  await withApp("leave-out", async (app) => {
    const title = "The second volume";
    const word =
      "The editors of this paper hold that every harbour should have a diary of its own, and that keepers ought to be remembered.";
    const html = page(title, "The second of eleven.").replace(
      "</article>",
      `<section class="editors-word"><p>${word}</p></section></article>`,
    );
    await save(app, "1.html", html, "https://www.example.org/1");
    await app.click("option", title);
    await app.reading(title);
    await until(() => shown(app, word), "the editors' word");
    await app.select("every harbour should have a diary");
    await app.find("toolbar", "Highlight selection");
    await app.run(() => {
      const inner = document.querySelector("iframe")?.contentDocument;
      const at = { bubbles: true, cancelable: true, clientX: 90, clientY: 90 };
      const from = inner?.getSelection()?.anchorNode?.parentElement;
      from?.dispatchEvent(new MouseEvent("contextmenu", at));
    });
    await app.click("menuitem", "Leave this out on example.org");
    await until(async () => !(await shown(app, word)), "the article without it");
    await app.says("Such blocks are left out on example.org from now on.");
    const [rule] = await app.cli("rule", "list");
    assert.deepEqual([rule.mark, rule.keep], ["section.editors-word p", false]);
    await app.click("button", "Undo");
    await until(() => shown(app, word), "the editors' word again");
    assert.equal((await app.cli("rule", "list")).length, 0);
  });
});

test("a copy is offered, merged with all that was made on it, and parted again", async () => {
  await withApp("copies", async (app) => {
    const title = "The keeper's diary";
    const first = await save(
      app,
      "1.html",
      page(title, "From the harbour."),
      "https://example.org/a",
    );
    const copy = await save(
      app,
      "2.html",
      page(`${title}, for printing`, "Printed on the tenth of May."),
      "https://print.example.net/b",
    );
    await app.cli("highlight", "add", copy, "--quote", "counted his candles");
    // The list has come to rest once all of it is there.
    await app.find("option", `${title}, for printing`, { partial: true });
    await app.click("option", title);
    await app.reading(title);
    await app.says("Looks like");
    assert.deepEqual(await violations(app), []);
    await app.click("button", "Merge", { within: 'section[aria-label="A copy of this article"]' });
    await until(
      async () => (await app.painted()).yellow?.includes("counted his candles"),
      "the copy's highlight in the article",
    );
    assert.equal((await app.cli("list")).filter((one) => one.id === copy).length, 0);
    await app.click("button", "Undo");
    await until(
      async () => (await app.cli("list")).some((one) => one.id === copy),
      "the copy again",
    );
    const [parted] = await app.cli("show", copy);
    assert.equal(parted.highlights[0].quote, "counted his candles");
    assert.equal((await app.cli("show", first))[0].highlights.length, 0);
  });
});
