/** `npm test`: every check and every test, and at the end one line with the count. */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { check } from "./check.mjs";
import { closing, none, ofCargo, ofNode, ofVitest, plus, settled } from "./counts.mjs";
import { buildPrograms, buildUi } from "./parts.mjs";
import { files, main, node, root, run, say, tool } from "./run.mjs";
import { setup } from "./setup.mjs";

const out = join(root, "out", "test");

const report = join(out, "vitest.json");
let running;

/** The tests of the window's parts, started once, their words kept for when it is their turn. */
function vitest() {
  if (!running) {
    rmSync(report, { force: true });
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    running = node(tool("vitest", "run", "--root", "ui", ...reporters), { quiet: true });
  }
  return running;
}

const SUITES = {
  "Checks (format, lints, documentation)": check,
  "The scripts themselves": () => nodeTests("scripts"),
  "Rust (cargo test)": async () => {
    // Many of these leave one of two processors idle.
    vitest();
    const { code, output } = await run("cargo", ["test", "--workspace", "--no-fail-fast"], {
      keep: true,
    });
    return settled(ofCargo(output), code);
  },
  "Window, in parts (vitest)": async () => {
    const { code, output } = await vitest();
    console.log(output);
    return settled(existsSync(report) ? ofVitest(readFileSync(report, "utf8")) : none, code);
  },
  "Window, as a whole (WebKitWebDriver)": async () => {
    if (process.platform !== "linux") {
      say("There is a driver for the window on Linux only: its tests are left out here.");
      return { ...none, skipped: 1 };
    }
    await buildPrograms();
    return nodeTests(join("ui", "e2e"));
  },
};

/** Node's own runner, one file after the other: windows share the machine's display and its two cores. */
async function nodeTests(folder) {
  const tests = files(join(root, folder), (path) => /\.test\.m?js$/.test(path));
  const args = [
    "--test",
    "--test-concurrency=1",
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
  ];
  const { code, output } = await node([...args, ...tests], { keep: true });
  return settled(ofNode(output), code);
}

await main(async () => {
  await setup({ display: true });
  mkdirSync(out, { recursive: true });
  await buildUi();

  let total = none;
  const table = [];
  for (const [name, suite] of Object.entries(SUITES)) {
    console.log(`\n── ${name}\n`);
    const began = Date.now();
    let counts;
    try {
      counts = await suite();
    } catch (error) {
      console.error(error.message);
      counts = { ...none, failed: 1 };
    }
    total = plus(total, counts);
    table.push([name, counts, Math.round((Date.now() - began) / 1000)]);
  }

  console.log(
    `\n${"".padEnd(38)}${["passed", "failed", "skipped", "seconds"].map((w) => w.padStart(9)).join("")}`,
  );
  for (const [name, { passed, failed, skipped }, seconds] of table) {
    console.log(
      name.padEnd(38) +
        [passed, failed, skipped, seconds].map((n) => String(n).padStart(9)).join(""),
    );
  }
  console.log(`\n${closing(total)}`);
  return total.failed > 0 ? 1 : 0;
});
