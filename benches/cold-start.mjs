/**
 * How long the window takes to be usable with 1,000 articles, and how much memory it needs, against an empty Tauri
 * window. Both are release builds, started in turn on the same virtual screen and watched from outside: from `exec` to
 * the moment when the rows of the list (there: the one word) stand, and to the last change of the picture.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildUi } from "../scripts/parts.mjs";
import { built, main, must, root, target } from "../scripts/run.mjs";
import { setup } from "../scripts/setup.mjs";
import { median, Screen, start } from "./screen.mjs";

const RUNS = Number(process.env.COMMONPLACE_BENCH_RUNS ?? 9);
const ARTICLES = 1000;
const BARS = { usable: 1.25, mib: 1.3 };
/** Where the writing is that is waited for: the rows of the list, and the one word of the empty window. */
const LIST = { left: 220, top: 120, right: 480, bottom: 700 };
const WORD = { left: 0, top: 0, right: 200, bottom: 80 };

/** An article in the bulk format, of about 300 words. */
function article(i) {
  const words =
    "the reader copies what strikes her under a heading that she will look for again".split(" ");
  const text = Array.from({ length: 300 }, (_, n) => words[(n * 7 + i) % words.length]).join(" ");
  return JSON.stringify({
    url: `https://site-${i % 40}.example/${i}`,
    title: `Article ${i}: on keeping what one reads`,
    authors: [`Author ${i % 97}`],
    text: `${text} (${i})`,
    tags: [`tag-${i % 12}`],
  });
}

await main(async () => {
  await setup({ display: true });
  await buildUi();
  await must("cargo", [
    "build",
    "--release",
    "--package",
    "commonplace-window",
    "--package",
    "commonplace-cli",
  ]);
  const empty = join(root, "benches", "empty-window");
  // The same versions of everything as the program itself.
  copyFileSync(join(root, "Cargo.lock"), join(empty, "Cargo.lock"));
  await must("cargo", ["build", "--release", "--target-dir", target], { cwd: empty });

  const folder = mkdtempSync(join(tmpdir(), "commonplace-cold-"));
  const screen = await Screen.open();
  try {
    const library = join(folder, "library");
    const file = join(folder, "articles.jsonl");
    writeFileSync(file, Array.from({ length: ARTICLES }, (_, i) => `${article(i)}\n`).join(""));
    await must(built("commonplace", "release"), [
      "--library",
      library,
      "--quiet",
      "import",
      file,
      "--format",
      "jsonl",
    ]);
    await must(built("commonplace", "release"), ["--library", library, "--quiet", "reindex"]);

    const home = join(folder, "home");
    mkdirSync(home);
    const env = {
      HOME: home,
      XDG_DATA_HOME: join(home, "data"),
      XDG_CACHE_HOME: join(home, "cache"),
    };
    // The program sets this variable itself. What else it sets to leave the graphics driver alone is its own doing: an
    // empty window reads the driver.
    const bare = { ...env, WEBKIT_DISABLE_DMABUF_RENDERER: "1" };
    const programs = {
      empty: () =>
        start(screen, built("empty-window", "release"), [], {
          part: WORD,
          env: bare,
        }),
      commonplace: () =>
        start(screen, built("commonplace-window", "release"), ["--library", library], {
          part: LIST,
          env,
        }),
    };
    const results = { empty: [], commonplace: [] };
    // The first of each warms the disk's cache and is not counted.
    for (let run = 0; run <= RUNS; run += 1) {
      for (const [name, once] of Object.entries(programs)) {
        const result = await once();
        if (run > 0) results[name].push(result);
      }
    }

    console.log(`\nCold start with ${ARTICLES} articles, medians of ${RUNS} runs in turn\n`);
    const middle = (name, what) => median(results[name].map((result) => result[what]));
    let good = true;
    for (const [what, unit, label] of [
      ["usable", "ms", "from exec to a usable list"],
      ["first", "ms", "from exec to the first picture"],
      ["ms", "ms", "from exec to a window at rest"],
      ["mib", "MiB", "memory of all processes (PSS)"],
    ]) {
      const [base, ours] = [middle("empty", what), middle("commonplace", what)];
      const bar = BARS[what];
      if (bar && ours / base > bar) good = false;
      const verdict = bar ? `  at most ${bar}: ${ours / base <= bar ? "met" : "MISSED"}` : "";
      console.log(
        `${label.padEnd(34)} empty ${base.toFixed(0).padStart(5)} ${unit}   Commonplace ${ours.toFixed(0).padStart(5)} ${unit}   ratio ${(ours / base).toFixed(2)}${verdict}`,
      );
    }
    return good ? 0 : 1;
  } finally {
    screen.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
