/**
 * `npm run bench`: Criterion's benchmarks of the crates, then the scripts here that measure the window.
 * `npm run bench -- NAME…` runs those of that name alone, such as `anchoring`; what begins with `--` is handed to them.
 * `npm run bench -- search 1000 10000` measures search in libraries of so many articles, beside bare tantivy and FTS5.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { buildPrograms, buildUi } from "../scripts/parts.mjs";
import { main, must, node, root, Stop, say } from "../scripts/run.mjs";
import { setup } from "../scripts/setup.mjs";

/** Parts of this folder that are no measurements of their own. */
const PARTS = new Set(["run.mjs", "screen.mjs", "opening.mjs"]);

/** The benchmarks of the crates, with the crate that each belongs to. */
const CRATES = {
  anchor: "core",
  anchoring: "core",
  extraction: "core",
  library: "library",
  search: "library",
};

await main(async () => {
  const words = process.argv.slice(2);
  const first = words.findIndex((word) => /^(--|\d)/.test(word));
  const names = first < 0 ? words : words.slice(0, first);
  const options = first < 0 ? [] : words.slice(first);
  const scripts = readdirSync(join(root, "benches"))
    .filter((file) => file.endsWith(".mjs") && !PARTS.has(file))
    .map((file) => file.replace(/\.mjs$/, ""))
    .sort();
  const unknown = names.find((name) => !(name in CRATES) && !scripts.includes(name));
  if (unknown)
    throw new Stop(
      `There is no benchmark “${unknown}”; there are ${[...Object.keys(CRATES), ...scripts].join(", ")}.`,
    );
  const wanted = (name) => names.length === 0 || names.includes(name);
  const window = scripts.filter(wanted);

  await setup({ display: window.length > 0 });
  for (const [name, crate] of Object.entries(CRATES).filter(([name]) => wanted(name)))
    await must("cargo", [
      "bench",
      "--package",
      `commonplace-${crate}`,
      "--bench",
      name,
      "--",
      ...options,
    ]);
  if (window.length === 0) return 0;
  await buildUi();
  await buildPrograms();
  let missed = 0;
  for (const name of window) {
    say(name);
    const { code } = await node([join(root, "benches", `${name}.mjs`)]);
    if (code !== 0) missed += 1;
  }
  return missed > 0 ? 1 : 0;
});
