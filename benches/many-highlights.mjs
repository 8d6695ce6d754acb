// @ts-check
/**
 * How much longer an article with 1,000 highlights takes to open than the same one without, in the real window: from
 * the click until the text is there, the highlights of the first screen are painted and two frames have passed.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildPrograms, buildUi } from "../scripts/parts.mjs";
import { withApp } from "../ui/e2e/harness/app.mjs";

const PARAGRAPHS = 1000;
const ROUNDS = 7;
const COLORS = ["yellow", "green", "blue", "magenta", "purple"];

/** @param {string} title @param {boolean} marked */
function article(title, marked) {
  const sentence = (/** @type {number} */ at) =>
    `Sentence ${at} of ${title} says one thing that is found nowhere else and another that is found everywhere.`;
  const html = Array.from(
    { length: PARAGRAPHS },
    (_, at) => `<p>${sentence(at)} ${"And so it goes on. ".repeat(12)}</p>`,
  );
  const highlights = Array.from({ length: marked ? PARAGRAPHS : 0 }, (_, at) => ({
    quote: sentence(at),
    color: COLORS[at % COLORS.length],
  }));
  return JSON.stringify({ title, html: html.join("\n"), highlights });
}

const median = (/** @type {number[]} */ list) =>
  [...list].sort((a, b) => a - b)[list.length >> 1] ?? 0;

/** @param {import("../ui/e2e/harness/app.mjs").App} app */
async function measure(app) {
  const file = join(app.folder, "articles.jsonl");
  const titles = { without: "An article without highlights", with: "An article with highlights" };
  writeFileSync(file, `${article(titles.without, false)}\n${article(titles.with, true)}\n`);
  await app.cli("import", file, "--format", "jsonl");
  /** @type {Record<string, number[]>} */
  const times = { without: [], with: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, title] of Object.entries(titles)) {
      await app.find("option", title);
      const time = await app.run(
        async (wanted, marked) => {
          const options = /** @type {NodeListOf<HTMLElement>} */ (
            document.querySelectorAll("[role=option]")
          );
          const row = Array.from(options).find((option) => option.textContent?.includes(wanted));
          const frames = () =>
            new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          const registry = (/** @type {HTMLIFrameElement} */ frame) =>
            /** @type {(Window & typeof globalThis) | null} */ (frame.contentWindow)?.CSS
              .highlights;
          const start = performance.now();
          row?.click();
          for (;;) {
            await new Promise((done) => requestAnimationFrame(done));
            const frame = document.querySelector("iframe");
            if (
              frame &&
              frame.title === wanted &&
              frame.contentDocument?.querySelector("#title")?.textContent === wanted &&
              (!marked || (registry(frame)?.get("yellow")?.size ?? 0) > 0)
            )
              break;
          }
          await frames();
          return performance.now() - start;
        },
        title,
        name === "with",
      );
      times[name]?.push(time);
    }
  }
  const without = median(times.without ?? []);
  const withMany = median(times.with ?? []);
  console.log(`open without highlights   ${without.toFixed(1)} ms`);
  console.log(`open with 1,000           ${withMany.toFixed(1)} ms`);
  console.log(
    `difference                ${(withMany - without).toFixed(1)} ms (two frames are 33.3 ms)`,
  );
}

await buildUi();
await buildPrograms({ release: true });
await withApp("many-highlights", measure, "release");
