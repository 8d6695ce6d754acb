/** `npm run screenshots`: the README's pictures, of the real window with a small library, in light and in dark. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { buildPrograms, buildUi } from "./parts.mjs";
import { main, root, say } from "./run.mjs";
import { setup } from "./setup.mjs";

/** Something to read beside the sample; each is short, for only the list shows it. */
const ARTICLES = [
  {
    url: "https://orkney.example/tides",
    title: "A tide table for the island grid",
    authors: ["Bo Lind"],
    published: "2026-10-11",
    tags: ["energy"],
    text: "The strait fills twice a day, and twice a day the turbines turn the other way round. ",
    times: 170,
    highlights: [{ quote: "twice a day the turbines turn the other way round", color: "blue" }],
  },
  {
    url: "https://journal.example/what-the-index-remembers",
    title: "What the index remembers",
    authors: ["S. Ferreira", "K. Oda"],
    published: "2026-10-09",
    tags: ["search"],
    text: "An index is a promise that the second reading will be shorter than the first. ",
    times: 310,
    highlights: [
      { quote: "the second reading will be shorter than the first", color: "yellow" },
      { quote: "An index is a promise", color: "purple" },
    ],
  },
  {
    url: "https://tosho.example/zenbun",
    title: "全文検索のこれまで",
    authors: ["山田 花子"],
    published: "2026-10-08",
    tags: [],
    text: "索引は、二度目の読書を一度目より短くするという約束である。",
    times: 90,
    highlights: [],
  },
  {
    url: "https://letters.example/paper",
    title:
      "Letters that outlive their paper: on keeping a correspondence when every service closes",
    authors: [],
    published: "2026-10-02",
    tags: ["keeping"],
    text: "A letter that cannot be opened without its postman is not yet a letter of mine. ",
    times: 430,
    highlights: [{ quote: "not yet a letter of mine", color: "magenta" }],
  },
  {
    url: "https://bench.example/small-tools",
    title: "Small tools, sharp edges",
    authors: ["R. Writer"],
    published: "2026-09-29",
    tags: ["craft"],
    text: "A good plane is dull to look at and a joy to hold. ",
    times: 80,
    highlights: [],
  },
];

const SAMPLE = "The art of finding it again";

await main(async () => {
  await setup({ display: true });
  await buildUi();
  await buildPrograms();
  const { withApp } = await import("../ui/e2e/harness/app.mjs");
  const folder = join(root, "ui", "screenshots");
  mkdirSync(folder, { recursive: true });

  await withApp("screenshots", async (app) => {
    const lines = ARTICLES.map(({ text, times, ...article }, i) => {
      const saved = new Date(Date.now() - (i + 1) * 86_400_000).toISOString();
      return JSON.stringify({ ...article, saved, text: text.repeat(times).trim() });
    });
    const file = join(app.folder, "articles.jsonl");
    writeFileSync(file, `${lines.join("\n")}\n`);
    await app.call("import", { paths: [file], format: "jsonl" });
    await app.session.post("/window/rect", { width: 1400, height: 880 });
    await app.click("option", SAMPLE, { partial: true });
    await app.reading(SAMPLE);

    for (const theme of ["light", "dark"]) {
      await app.call("setting.put", { name: "reader", value: JSON.stringify({ theme }) });
      // The window reads its settings when it starts.
      await app.quit();
      await app.open();
      await app.session.post("/window/rect", { width: 1400, height: 880 });
      await app.click("option", SAMPLE, { partial: true });
      await app.reading(SAMPLE);
      // Fonts, painted highlights and the fading of panes.
      await new Promise((done) => setTimeout(done, 1500));
      const path = join(folder, `${theme}.png`);
      writeFileSync(path, await app.session.screenshot());
      say(relative(root, path));
    }
  });
});
