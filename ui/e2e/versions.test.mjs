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
