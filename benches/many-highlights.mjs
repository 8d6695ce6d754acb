// @ts-check
/**
 * Articles with 1,000 and with 5,000 highlights, in the real window: how much longer each takes to open than the same one
 * without, from the click until the text is there, the highlights of the first screen are painted and two frames have
 * passed; and how much script a frame costs while it is scrolled from end to end.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildPrograms, buildUi } from "../scripts/parts.mjs";
import { withApp } from "../ui/e2e/harness/app.mjs";
import { open } from "./opening.mjs";
import { median } from "./screen.mjs";

const SIZES = [1000, 5000];
const ROUNDS = 7;
/** Frames in which an article is scrolled from end to end. */
const FRAMES = 200;
const COLORS = ["yellow", "green", "blue", "magenta", "purple"];

/** @param {string} title @param {number} paragraphs @param {boolean} marked */
function article(title, paragraphs, marked) {
  const sentence = (/** @type {number} */ at) =>
    `Sentence ${at} of ${title} says one thing that is found nowhere else and another that is found everywhere.`;
  const html = Array.from(
    { length: paragraphs },
    (_, at) => `<p>${sentence(at)} ${"And so it goes on. ".repeat(12)}</p>`,
  );
  const highlights = Array.from({ length: marked ? paragraphs : 0 }, (_, at) => ({
    quote: sentence(at),
    color: COLORS[at % COLORS.length],
  }));
  return JSON.stringify({ title, html: html.join("\n"), highlights });
}

/** @typedef {import("../ui/e2e/harness/app.mjs").App} App */

/**
 * Milliseconds of script in each frame while the open article is scrolled from end to end.
 * @param {App} app @returns {Promise<number[]>}
 */
function scroll(app) {
  return app.run(async (count) => {
    const view = /** @type {Window & typeof globalThis} */ (
      document.querySelector("iframe")?.contentWindow
    );
    let spent = 0;
    const ask = view.requestAnimationFrame.bind(view);
    view.requestAnimationFrame = (run) =>
      ask((time) => {
        const start = performance.now();
        run(time);
        spent += performance.now() - start;
      });
    const far = view.document.documentElement.scrollHeight - view.innerHeight;
    const list = [];
    for (let at = 1; at <= count; at += 1) {
      view.scrollTo({ top: (far * at) / count, behavior: "instant" });
      // The scroll is told in one frame and answered in it or in the next.
      await new Promise((done) => ask(() => ask(done)));
      list.push(spent);
      spent = 0;
    }
    view.requestAnimationFrame = ask;
    return list;
  }, FRAMES);
}

/** @param {App} app */
async function measure(app) {
  for (const size of SIZES) {
    const titles = [`An article of ${size} without highlights`, `An article with ${size}`];
    const file = join(app.folder, `articles-${size}.jsonl`);
    writeFileSync(file, titles.map((title, at) => `${article(title, size, at === 1)}\n`).join(""));
    await app.cli("import", file, "--format", "jsonl");
    /** @type {[number[], number[]]} */
    const times = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      times[0].push(await open(app, titles[0] ?? "", false));
      times[1].push(await open(app, titles[1] ?? "", true));
    }
    const script = (await scroll(app)).sort((a, b) => a - b);
    const [without, withMany] = times.map(median);
    const more = (withMany ?? 0) - (without ?? 0);
    console.log(
      `${size} highlights: open in ${withMany?.toFixed(1)} ms, without in ${without?.toFixed(1)} ms; ` +
        `difference ${more.toFixed(1)} ms (two frames are 33.3 ms)`,
    );
    console.log(
      `scrolling it: script a frame ${median(script).toFixed(2)} ms, at most ${script.at(-1)?.toFixed(1)} ms (bar 16 ms)`,
    );
  }
}

await buildUi();
await buildPrograms({ release: true });
await withApp("many-highlights", measure, "release");
