/** `npm run bench`: Criterion's benchmarks of the crates, then the scripts here that measure the window. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { buildPrograms, buildUi } from "../scripts/parts.mjs";
import { main, must, node, root, say } from "../scripts/run.mjs";
import { setup } from "../scripts/setup.mjs";

/** Parts of this folder that are no measurements of their own. */
const PARTS = new Set(["run.mjs", "screen.mjs"]);

await main(async () => {
  await setup({ display: true });
  await buildUi();
  await buildPrograms();
  await must("cargo", [
    "bench",
    "--package",
    "commonplace-core",
    "--package",
    "commonplace-library",
    "--benches",
  ]);
  let missed = 0;
  for (const name of readdirSync(join(root, "benches")).sort()) {
    if (!name.endsWith(".mjs") || PARTS.has(name)) continue;
    say(name);
    const { code } = await node([join(root, "benches", name)]);
    if (code !== 0) missed += 1;
  }
  return missed > 0 ? 1 : 0;
});
