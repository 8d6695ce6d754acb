// @ts-check
/** Runs axe-core over the window and the reader's frame. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds: one line for each rule and place.
 * @param {import("./app.mjs").App} app
 * @returns {Promise<string[]>}
 */
export async function violations(app) {
  const put = { script: `if (!window.axe) { ${SOURCE}; window.axe = axe; }`, args: [] };
  await app.session.post("/execute/sync", put);
  if (await app.run(() => document.querySelector("iframe") !== null)) {
    await app.session.frame("iframe");
    await app.session.post("/execute/sync", put);
    await app.session.frame(null);
  }
  return app.run(async () => {
    // What is fading in has half its contrast.
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    const { axe } = /** @type {any} */ (window);
    const options = { iframes: true, resultTypes: ["violations"] };
    const { violations } = await axe.run(document, options);
    // What had to wait for axe happens now, and may move what is clicked on next.
    await new Promise((resolve) => setTimeout(resolve, 300));
    return violations.flatMap((/** @type {any} */ rule) =>
      rule.nodes.map(
        (/** @type {any} */ node) =>
          `${rule.id}: ${node.target.join(" › ")}: ${node.failureSummary.replace(/\s+/g, " ")}`,
      ),
    );
  });
}
