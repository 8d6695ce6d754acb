// @ts-check
/** The receipt: what was left out of a page, put back with one click, and taken out again. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { until, withApp } from "./harness/app.mjs";
import { violations } from "./harness/axe.mjs";

const TITLE = "The Keeper's Diary";
const PROMOTION = "Subscribe to our newsletter and get the harbour in your inbox.";
const MARKED = "The keeper of the lighthouse";

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${TITLE}</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav><article><h1>${TITLE}</h1>
<p>For many years nobody on the mainland knew that the diary existed, until a teacher found the first volume in a shop for old books.</p>
<div class="promo">${PROMOTION}</div>
<p>${MARKED} wrote down every ship that passed, its flag, its course and the weather of the day, and never missed an evening.</p>
<p>When he left the island at last, the diary filled eleven volumes, and the museum of the harbour keeps them in a glass case beside the old lamp.</p>
</article><footer><p>All rights reserved by the Harbour News company.</p></footer></body></html>`;

/** Whether the article that is shown has a text. @param {import("./harness/app.mjs").App} app @param {string} text */
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

test("a block that was left out is put back with one click", async () => {
  await withApp("receipt", async (app) => {
    const file = join(app.folder, "page.html");
    writeFileSync(file, PAGE);
    const [{ id }] = await app.cli("save", file);
    await app.cli("highlight", "add", id, "--quote", MARKED);
    await app.click("option", TITLE);
    await app.reading(TITLE);
    assert.equal(await shown(app, PROMOTION), false);

    // The quiet line under the title opens the receipt.
    const line = await until(
      () =>
        app.run(() => {
          const frame = document.querySelector("iframe");
          const button = frame?.contentDocument?.querySelector(".head button");
          const [outer, box] = [frame?.getBoundingClientRect(), button?.getBoundingClientRect()];
          if (!outer || !box?.width) return null;
          const [x, y] = [outer.x + box.x + box.width / 2, outer.y + box.y + box.height / 2];
          return { text: button?.textContent ?? "", x, y };
        }),
      "the line of what was kept",
    );
    assert.match(line.text, /^Kept \d+ of \d+ words$/);
    await app.session.click(line);
    await app.find("dialog", "What was left out");
    assert.deepEqual(await violations(app), []);

    await app.click("button", `Put back: ${PROMOTION.slice(0, 20)}`, { partial: true });
    await until(() => shown(app, PROMOTION), "the block in the article");
    await app.says("You put 1 block back.");
    assert.equal(await app.has("button", "Put back: Subscribe", { partial: true }), null);
    await app.click("button", "Done");
    await until(
      async () => (await app.painted()).yellow?.includes(MARKED),
      "the highlight on its words",
    );

    const [article] = await app.cli("show", id);
    assert.equal(article.captures.length, 2);
    assert.equal(article.highlights[0].state, "exact");

    await app.click("button", "Undo");
    await until(async () => !(await shown(app, PROMOTION)), "the block to be gone again");
    assert.equal((await app.cli("show", id))[0].captures[1].current, true);
  });
});

const WALL = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Behind the wall</title></head><body>
<nav><a href="/">Home</a></nav><article><h1>Behind the wall</h1>
<p>The harbour master kept a diary for forty years, and nobody on the mainland knew of it until the winter of his death.</p>
<div class="wall">Already a subscriber? Log in to continue reading.</div></article>
<footer><p>All rights reserved by the Harbour News company.</p></footer></body></html>`;

test("a doubtful article says so, and is read in another way with one click", async () => {
  await withApp("doubt", async (app) => {
    const file = join(app.folder, "wall.html");
    writeFileSync(file, WALL);
    const [{ id }] = await app.cli("save", file);
    await app.click("option", "Behind the wall");
    await app.reading("Behind the wall");
    await app.says("The page asks for a subscription or a login");
    assert.deepEqual(await violations(app), []);
    assert.equal(await shown(app, "All rights reserved"), false);

    await app.click("button", "The whole page", {
      within: 'section[aria-label="This may not be the whole article"]',
    });
    await until(() => shown(app, "All rights reserved"), "all of the page's text");
    await until(
      async () => !(await app.has("region", "This may not be the whole article")),
      "no doubt",
    );
    assert.equal((await app.cli("show", id))[0].captures.length, 2);
    await app.click("button", "Undo");
    await app.says("The page asks for a subscription or a login");
    await app.click("button", "It is right as it is");
    await until(
      async () => !(await app.has("region", "This may not be the whole article")),
      "no doubt",
    );
  });
});
