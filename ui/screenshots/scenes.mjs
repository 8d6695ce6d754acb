// @ts-check
/**
 * The scenes of the README's pictures: a small library that is the same on every machine and every day. `npm run
 * screenshots` keeps the pictures here, and `ui/e2e/pictures.test.mjs` compares them with what the window draws now.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../e2e/harness/app.mjs";

/** @typedef {import("../e2e/harness/app.mjs").App} App */

const SAMPLE = "The art of finding it again";
const SIZE = { width: 1400, height: 880 };

/**
 * Something to read beside the sample; each is short, for only lists show it. Days of a year that is over are written in
 * full, whatever day it is, and all letters are in the fonts that come with the window.
 */
const ARTICLES = [
  {
    url: "https://orkney.example/tides",
    title: "A tide table for the island grid",
    authors: ["Bo Lind"],
    published: "2025-10-11",
    saved: "2025-10-21T09:12:00Z",
    tags: ["energy"],
    text: "The strait fills twice a day, and twice a day the turbines turn the other way round. ",
    times: 170,
    highlights: [{ quote: "twice a day the turbines turn the other way round", color: "blue" }],
  },
  {
    url: "https://journal.example/what-the-index-remembers",
    title: "What the index remembers",
    authors: ["S. Ferreira", "K. Oda"],
    published: "2025-10-09",
    saved: "2025-10-20T18:40:00Z",
    tags: ["search"],
    text: "An index is a promise that the second reading will be shorter than the first. ",
    times: 310,
    highlights: [
      { quote: "the second reading will be shorter than the first", color: "yellow" },
      { quote: "An index is a promise", color: "purple" },
    ],
  },
  {
    url: "https://cahiers.example/le-fichier",
    title: "Le fichier d’un écrivain : mille fiches, une mémoire",
    authors: ["Hélène Noël"],
    published: "2025-10-08",
    saved: "2025-10-19T07:05:00Z",
    tags: [],
    text: "Une fiche que l’on ne relit pas est une fiche que l’on n’a pas écrite. ",
    times: 60,
    highlights: [],
  },
  {
    url: "https://letters.example/paper",
    title:
      "Letters that outlive their paper: on keeping a correspondence when every service closes",
    authors: [],
    published: "2025-10-02",
    saved: "2025-10-18T21:30:00Z",
    tags: ["keeping"],
    text: "A letter that cannot be opened without its postman is not yet a letter of mine. ",
    times: 430,
    highlights: [{ quote: "not yet a letter of mine", color: "magenta" }],
  },
  {
    url: "https://bench.example/small-tools",
    title: "Small tools, sharp edges",
    authors: ["R. Writer"],
    published: "2025-09-29",
    saved: "2025-10-17T12:00:00Z",
    tags: ["craft"],
    text: "A good plane is dull to look at and a joy to hold. ",
    times: 80,
    highlights: [],
  },
];

/** What every article goes on with. */
const MORE = "What follows is set out at length, page after page, for another day. ";

/** What each picture shows: its theme, and the way there from the open sample. @type {Record<string, { theme: string, go?: (app: App) => Promise<unknown> }>} */
export const SCENES = {
  light: { theme: "light" },
  dark: { theme: "dark" },
  search: {
    theme: "light",
    go: async (app) => {
      await app.click("searchbox", "Search the library");
      await app.type("reading");
      await until(() => app.has("option", null, { within: "#hits" }), "hits");
    },
  },
  highlights: {
    theme: "sepia",
    go: async (app) => {
      await app.click("button", "Highlights", { partial: true, within: "nav" });
      await app.says("not yet a letter of mine");
    },
  },
  settings: {
    theme: "dark",
    go: async (app) => {
      await app.click("button", "Settings");
      await app.find("dialog", "Settings");
    },
  },
};

/**
 * Draws every scene and hands over its picture.
 * @param {App} app a window on a new library
 * @param {(name: string, png: Buffer) => Promise<void> | void} take
 */
export async function draw(app, take) {
  await fill(app);
  for (const [name, { theme, go }] of Object.entries(SCENES)) {
    await app.call("setting.put", { name: "reader", value: JSON.stringify({ theme }) });
    // The window reads its settings when it starts.
    await app.quit();
    await app.open();
    await app.session.post("/window/rect", SIZE);
    await app.click("option", SAMPLE, { partial: true });
    await app.reading(SAMPLE);
    await until(async () => (await app.painted()).yellow, "the highlights to be painted");
    // What is like the article is looked for a moment later.
    await app.says("Related articles");
    await go?.(app);
    await rest(app);
    await take(name, await app.session.screenshot());
  }
}

/** @param {App} app */
async function fill(app) {
  const lines = ARTICLES.map(({ text, times, highlights, ...article }) =>
    JSON.stringify({
      ...article,
      text: text + MORE.repeat(times),
      highlights: highlights.map((one) => ({ ...one, created: article.saved })),
    }),
  );
  const file = join(app.folder, "articles.jsonl");
  writeFileSync(file, `${lines.join("\n")}\n`);
  await app.call("import", { paths: [file], format: "jsonl" });
  // Nothing moves while a picture is taken.
  const gtk = join(app.home, ".config", "gtk-3.0");
  mkdirSync(gtk, { recursive: true });
  writeFileSync(join(gtk, "settings.ini"), "[Settings]\ngtk-enable-animations=0\n");
}

/** Waits until letters, colours and panes stand, and the pointer and the caret are out of the picture. @param {App} app */
async function rest(app) {
  await app.session.post("/actions", {
    actions: [
      {
        type: "pointer",
        id: "mouse",
        parameters: { pointerType: "mouse" },
        actions: [{ type: "pointerMove", duration: 0, origin: "viewport", x: 700, y: 25 }],
      },
    ],
  });
  await app.run(async () => {
    document.documentElement.style.setProperty("caret-color", "transparent");
    await document.fonts.ready;
    const ends = document.getAnimations().map((animation) => animation.finished);
    // One that goes on for ever is not waited for.
    await Promise.race([
      Promise.allSettled(ends),
      new Promise((enough) => setTimeout(enough, 2_000)),
    ]);
  });
  let last = "";
  await until(
    async () => {
      const now = await app.run(
        () => document.body.innerHTML.length + (document.body.textContent ?? ""),
      );
      const same = now === last;
      last = now;
      await new Promise((done) => setTimeout(done, 400));
      return same;
    },
    "the window to come to rest",
    60_000,
  );
}
