/** `npm run check`: formatting, lints and documentation; everything that can be wrong without being run. */
import { pathToFileURL } from "node:url";
import { buildUi } from "./parts.mjs";
import { main, node, run, tool } from "./run.mjs";
import { setup } from "./setup.mjs";

const cargo =
  (...args) =>
  (options) =>
    run("cargo", args, options);
const npm =
  (...args) =>
  (options) =>
    node(tool(...args), options);

const RUST = {
  rustfmt: cargo("fmt", "--all", "--check"),
  clippy: cargo("clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"),
  rustdoc: (options) =>
    run("cargo", ["doc", "--workspace", "--no-deps", "--quiet"], {
      ...options,
      env: { RUSTDOCFLAGS: "-D warnings" },
    }),
};

const PAGES = {
  biome: npm("biome", "ci", "--error-on-warnings", "."),
  tsc: npm("tsc", "-p", "ui"),
  "tsc (whole window)": npm("tsc", "-p", "ui/e2e"),
  "svelte-check": npm(
    "svelte-check",
    "--workspace",
    "ui",
    "--fail-on-warnings",
    "--output",
    "human",
  ),
};

/** Runs every check and says how each went; one that fails shows all it has to say. */
export async function check() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const all = async (checks) => {
    for (const [name, runs] of Object.entries(checks)) {
      const { code, output } = await runs({ quiet: true });
      if (code === 0) counts.passed += 1;
      else counts.failed += 1;
      console.log(`${code === 0 ? "pass" : "FAIL"}  ${name}`);
      if (code !== 0) console.log(output);
    }
  };
  // Side by side: each takes one processor for most of its time.
  await Promise.all([all(RUST), all(PAGES)]);
  return counts;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    await setup();
    await buildUi();
    const { failed } = await check();
    return failed > 0 ? 1 : 0;
  });
}
