// @ts-check
/** A newer version of an article: the highlights follow, and a person decides about those that cannot. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Key, until, withApp } from "./harness/app.mjs";
import { violations } from "./harness/axe.mjs";

const TITLE = "The harbour diary";
const LOST = "Paragraph 9 of the diary";
const CHANGED = "the wind and 65 ships";

const paragraphs = Array.from(
  { length: 12 },
  (_, n) =>
    `Paragraph ${n} of the diary speaks of the tide, the wind and ${n * 13} ships at anchor.`,
);

/** @param {string[]} list */
const diary = (list) => `# ${TITLE}\n\n${list.join("\n\n")}\n`;

/** @param {import("./harness/app.mjs").App} app @param {string} id @param {string} quote */
async function highlight(app, id, quote) {
  const { highlights } = await app.call("article.show", { id });
  return highlights.find((/** @type {{ quote: string }} */ one) => one.quote === quote);
}

test("highlights follow into a newer version", async () => {
  await withApp("versions", async (app) => {
    const one = join(app.folder, "one.md");
    const two = join(app.folder, "two.md");
    writeFileSync(one, diary(paragraphs));
    const [{ id }] = await app.cli("save", one);
    for (const quote of [LOST, CHANGED]) await app.cli("highlight", "add", id, "--quote", quote);
    await app.click("option", TITLE);
    await app.reading(TITLE);
    await until(async () => (await app.painted()).yellow, "the highlights to be painted");

    const newer = paragraphs
      .filter((_, at) => at !== 9)
      .map((text) => text.replace("65 ships", "65 tall ships"));
    newer.unshift("A correction was added to this diary by its editor.");
    writeFileSync(two, diary(newer));
    await app.cli("capture", id, two);

    await app.says("Needs attention");
    await app.says("The words have changed since.");

    // The passage that changed: agreed to with one key.
    await app.click("button", CHANGED, { partial: true, within: ".card" });
    await app.keys("a");
    await until(
      async () => (await highlight(app, id, CHANGED)).decided,
      "the highlight to be accepted",
    );

    // The passage that is gone: looked at where it stood, then put elsewhere.
    await app.click("button", "Show in its version", { within: ".card.orphan" });
    await app.find("dialog", "Versions");
    await until(
      () =>
        app.run((wanted) => {
          const frame = document.querySelector("dialog iframe");
          const inner = /** @type {HTMLIFrameElement | null} */ (frame)?.contentDocument;
          return inner?.body?.textContent?.includes(wanted) ?? false;
        }, LOST),
      "the old version's text",
    );
    await app.click("button", "Show what changed");
    await app.says("A correction was added", 5_000);
    assert.deepEqual(await violations(app), []);
    await app.click("button", "Done");

    await app.select("A correction was added");
    await app.click("button", "Attach to selection");
    await until(
      async () => (await highlight(app, id, LOST)).start === 0,
      "the highlight to stand on the selection",
    );

    // Back to the first version, and both are where they were.
    await app.keys("v");
    await app.find("dialog", "Versions");
    await app.click("button", "Read this version");
    await until(async () => {
      const lost = await highlight(app, id, LOST);
      return lost.state === "exact" && lost.start > 0;
    }, "the first version to be read again");
    await app.keys(Key.Escape);
  });
});

test("a passage that stands there several times is chosen by keyboard", async () => {
  await withApp("places", async (app) => {
    const lines = ["tea", "coffee", "cocoa"].map(
      (drink) =>
        `<p>In the house of ${drink} the guests were served at noon and went home.</p>${"<p>Nothing else.</p>".repeat(9)}`,
    );
    const file = join(app.folder, "drinks.jsonl");
    const highlights = [{ quote: "served at noon" }, { quote: "served at moon" }];
    writeFileSync(file, JSON.stringify({ title: "Drinks", html: lines.join(""), highlights }));
    await app.cli("import", file, "--format", "jsonl");
    const [{ id }] = await app.cli("list", "title:Drinks");
    await app.says("2 highlights need a look");
    await app.click("option", "Drinks");
    await app.reading("Drinks");
    await app.says("1 highlight could be meant in several places.");
    await app.says("1 highlight has no place in the newest version.");

    // Every place is offered; going through them shows each in the text, Enter takes it.
    await app.click("button", "served at noon", { within: ".card.orphan", partial: true });
    await app.says("3 places are like it:");
    assert.deepEqual(await violations(app), []);
    await app.tabTo("radio", "tea", { partial: true });
    await app.keys(" ", Key.Down);
    await until(
      async () => (await app.painted()).flash?.includes("served at noon"),
      "the place to be shown",
    );
    await app.keys(Key.Enter);
    await app.says("Highlight put on the chosen place");
    const chosen = await highlight(app, id, "served at noon");
    assert.deepEqual([chosen.decided, chosen.state], [true, "exact"]);
    const { row, body } = await app.call("article.show", { id });
    assert.equal(row.undecided, 1);
    const text = body
      .replace(/<[^>]+>/g, "\n")
      .replace(/\n+/g, "\n")
      .trim();
    assert.match(text.slice(0, chosen.start), /coffee the guests were $/);

    // One that nothing is certain for: what is like it is offered on request.
    await app.click("button", "Possible places", { within: ".card.orphan" });
    await app.says("3 places are like it:");
    await app.click("radio", "cocoa", { partial: true });
    await app.click("button", "Put it here");
    await until(
      async () => (await app.call("article.show", { id })).row.undecided === 0,
      "nothing to be left to decide",
    );
  });
});

test("highlights that cannot be read are told of, and asked for again", async () => {
  await withApp("missing", async (app) => {
    // Twice the answer is a failure, as if the disk had made it.
    await app.run(() => {
      const fetched = window.fetch;
      let failures = 2;
      window.fetch = (address, init) => {
        if (!String(init?.body).includes('"article.highlights"') || failures-- <= 0)
          return fetched(address, init);
        const failure = { kind: "disk", message: "The disk did not answer." };
        const headers = { "Tauri-Response": "error", "Content-Type": "application/json" };
        return Promise.resolve(new Response(JSON.stringify(failure), { headers }));
      };
    });
    const file = join(app.folder, "stones.jsonl");
    const html = "<p>One stone lies on another. A third one has rolled into the river.</p>";
    const highlights = [{ quote: "One stone" }, { quote: "A third one" }];
    writeFileSync(file, JSON.stringify({ title: "Stones", html, highlights }));
    await app.cli("import", file, "--format", "jsonl");
    await app.click("option", "Stones");
    await app.reading("Stones");
    await app.says("The disk did not answer.");
    await app.click("button", "Try again");
    // It fails once more. A new highlight is painted all the same,
    await app.select("into the river");
    await app.click("button", "Green");
    await until(
      async () => (await app.painted()).green?.includes("into the river"),
      "the new highlight",
    );
    // and the others come with it.
    await until(
      async () => (await app.run(() => document.querySelectorAll("aside .card").length)) === 3,
      "all highlights",
    );
  });
});
