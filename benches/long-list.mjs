// @ts-check
/**
 * The window on 100,000 articles against the window on 100: opening the list, scrolling it, the memory of its web
 * process, and typing in the search; and an article of 100,000 words against one of 1,000.
 */

import { cpSync, createWriteStream, existsSync } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { buildPrograms, buildUi } from "../scripts/parts.mjs";
import { built, must } from "../scripts/run.mjs";
import { App, Key } from "../ui/e2e/harness/app.mjs";
import { open } from "./opening.mjs";
import { median, memoryOf } from "./screen.mjs";

const FEW = 100;
const MANY = Number(process.env.COMMONPLACE_BENCH_ARTICLES ?? 100_000);
const ROUNDS = 7;
const SCROLLS = 200;
/** Steps in one call: a call may take no longer than a driver waits. */
const PART = 10;
const BARS = { list: 1.3, script: 16, memory: 1.2, frame: 50, article: 2 };
const WORDS =
  "the reader copies what strikes her under a heading that she will look for again one winter evening".split(
    " ",
  );

/** So many words that are not all alike. @param {number} count @param {number} seed */
function words(count, seed) {
  return Array.from({ length: count }, (_, n) => WORDS[(n * 7 + seed * 3) % WORDS.length]).join(
    " ",
  );
}

/** A folder that keeps the libraries for the next run; making a large one takes minutes. */
const KEEP = process.env.COMMONPLACE_BENCH_KEEP;

/** The library of so many articles, made or taken from where it was kept. @param {App} app @param {number} count */
async function fill(app, count) {
  const kept = KEEP && join(KEEP, `long-list-${count}`);
  if (kept && existsSync(kept)) cpSync(kept, app.library, { recursive: true });
  else await make(app, count);
  if (kept && !existsSync(kept)) cpSync(app.library, kept, { recursive: true });
}

/** A library of so many articles of 60 words, and one each of 1,000 and 100,000. @param {App} app @param {number} count */
async function make(app, count) {
  const file = join(app.folder, "articles.jsonl");
  const out = createWriteStream(file);
  const put = (/** @type {object} */ article) => out.write(`${JSON.stringify(article)}\n`);
  for (let i = 0; i < count; i += 1) {
    put({
      url: `https://site-${i % 40}.example/${i}`,
      title: `Article ${i}: on keeping what one reads`,
      authors: [`Author ${i % 997}`],
      text: `${words(60, i)} (${i})`,
      tags: [`tag-${i % 12}`],
    });
  }
  for (const [title, length] of /** @type {const} */ ([
    ["Short", 1_000],
    ["Long", 100_000],
  ])) {
    const paragraphs = Array.from({ length: length / 100 }, (_, at) => words(100, at));
    put({ title, text: paragraphs.join("\n\n"), tags: ["length"] });
  }
  out.end();
  await finished(out);
  const program = built("commonplace", "release");
  await must(program, ["--library", app.library, "--quiet", "import", file, "--format", "jsonl"]);
  await must(program, ["--library", app.library, "--quiet", "reindex"]);
}

/** Milliseconds until the list of all articles stands, coming from the Trash. @param {App} app */
async function openList(app) {
  await app.click("button", "Trash", { partial: true, within: "nav" });
  await app.says("The Trash is empty");
  return app.run(async () => {
    const buttons = Array.from(document.querySelectorAll("nav button"));
    const all = /** @type {HTMLElement | undefined} */ (
      buttons.find((button) => button.textContent?.includes("All articles"))
    );
    const start = performance.now();
    all?.click();
    while (document.querySelectorAll("[role=option]").length < 5)
      await new Promise((done) => requestAnimationFrame(done));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now() - start;
  });
}

/**
 * Milliseconds of script in each frame while the list is scrolled from end to end: what the scrolling itself makes the
 * page do, and what the rows do that arrive.
 * @param {App} app @returns {Promise<number[]>}
 */
async function scrollList(app) {
  /** @type {number[]} */
  const frames = [];
  for (let from = 0; from < SCROLLS; from += PART)
    frames.push(...(await app.run(scrollPart, from, Math.min(from + PART, SCROLLS), SCROLLS)));
  return frames;
}

/** Runs in the page. @param {number} from @param {number} to @param {number} steps @returns {Promise<number[]>} */
async function scrollPart(from, to, steps) {
  const list = document.querySelector("[role=listbox]");
  let scroller = /** @type {HTMLElement | null} */ (list);
  while (scroller && scroller.scrollHeight <= scroller.clientHeight + 1)
    scroller = scroller.parentElement;
  if (!scroller) throw new Error("nothing scrolls");
  let spent = 0;
  let drawn = 0;
  /** Counts how long a function takes. @param {() => unknown} run */
  const counted = (run) => {
    const start = performance.now();
    run();
    spent += performance.now() - start;
  };
  // Svelte draws in microtasks: after a scroll, and after an answer with rows.
  const queue = window.queueMicrotask;
  window.queueMicrotask = (run) => {
    drawn += 1;
    queue(() => counted(run));
  };
  const frames = [];
  const far = scroller.scrollHeight - scroller.clientHeight;
  for (let at = from + 1; at <= to; at += 1) {
    scroller.scrollTop = (far * at) / steps;
    counted(() => scroller?.dispatchEvent(new Event("scroll")));
    for (let frame = 0; frame < 2; frame += 1) {
      await new Promise((done) => requestAnimationFrame(done));
      frames.push(spent);
      spent = 0;
    }
  }
  window.queueMicrotask = queue;
  if (drawn < to - from) throw new Error("what is drawn was not counted");
  return frames;
}

/** The longest time between two frames, in milliseconds, while words are typed in the search. @param {App} app */
async function typeSearch(app) {
  await app.click("searchbox", "Search the library");
  await app.run(() => {
    const watch = /** @type {any} */ (window);
    watch.gaps = [];
    let last = performance.now();
    const frame = (/** @type {number} */ now) => {
      watch.gaps.push(now - last);
      last = now;
      if (watch.gaps) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  for (const letter of "winter evening") await app.type(letter);
  const gaps = await app.run(() => {
    const watch = /** @type {any} */ (window);
    const found = watch.gaps;
    watch.gaps = null;
    return /** @type {number[]} */ (found);
  });
  await app.keys(Key.Escape);
  return Math.max(...gaps.slice(1));
}

/** @param {number} count */
async function measure(count) {
  const app = new App(`long-list-${count}`, "release");
  try {
    console.log(`A library of ${count} articles is made …`);
    await fill(app, count);
    console.log("… and measured.");
    await app.open();
    const times = [];
    for (let round = 0; round < ROUNDS; round += 1) times.push(await openList(app));
    const script = await scrollList(app);
    const memory = memoryOf("WebKitWebProcess", app.library);
    await openList(app);
    const frame = await typeSearch(app);
    await app.click("button", "length", { partial: true, within: "nav" });
    const short = [];
    const long = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      short.push(await open(app, "Short"));
      long.push(await open(app, "Long"));
    }
    return {
      list: median(times),
      script: Math.max(...script),
      memory,
      frame,
      article: median(long) / median(short),
    };
  } finally {
    await app.close();
  }
}

await buildUi();
await buildPrograms({ release: true });
const few = await measure(FEW);
const many = await measure(MANY);
const verdict = (/** @type {number} */ value, /** @type {number} */ bar) =>
  `at most ${bar}: ${value <= bar ? "met" : "MISSED"}`;
const list = many.list / few.list;
const memory = many.memory / few.memory;
console.log(`\nThe window on ${MANY} articles, against ${FEW}\n`);
console.log(
  `opening the list          ${few.list.toFixed(0)} → ${many.list.toFixed(0)} ms, ratio ${list.toFixed(2)}, ${verdict(list, BARS.list)}`,
);
console.log(
  `script a frame, scrolling ${many.script.toFixed(1)} ms at most, ${verdict(many.script, BARS.script)}`,
);
console.log(
  `memory of the web process ${few.memory.toFixed(0)} → ${many.memory.toFixed(0)} MiB, ratio ${memory.toFixed(2)}, ${verdict(memory, BARS.memory)}`,
);
console.log(
  `longest frame, typing     ${few.frame.toFixed(0)} → ${many.frame.toFixed(0)} ms, ${verdict(many.frame, BARS.frame)}`,
);
console.log(
  `100,000 words to 1,000    ratio ${many.article.toFixed(2)}, ${verdict(many.article, BARS.article)}`,
);
