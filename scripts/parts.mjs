/** Builds the parts of the program, each only when it has to be. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  files,
  fingerprint,
  must,
  node,
  remember,
  remembered,
  root,
  Stop,
  say,
  tool,
} from "./run.mjs";

/** The window's pages, into `ui/dist`. The Rust build embeds them, so they come first. */
export async function buildUi() {
  const ours = (path) =>
    !/[\\/]ui[\\/](e2e|screenshots)[\\/]/.test(path) && !path.endsWith(".test.ts");
  const sources = [...files(join(root, "ui"), ours), join(root, "package-lock.json")];
  const print = fingerprint(sources);
  if (existsSync(join(root, "ui", "dist", "index.html")) && remembered("ui", print)) return;
  say("Building the window's pages");
  const { code } = await node(tool("vite", "build", "ui", "--logLevel", "warn"));
  if (code !== 0) throw new Stop("The window's pages could not be built; see above.");
  remember("ui", print);
}

/** The window and the command line. Cargo knows by itself what is up to date. */
export async function buildPrograms({ release = false } = {}) {
  say(release ? "Building Commonplace (release)" : "Building Commonplace");
  await must("cargo", ["build", "--workspace", "--bins", ...(release ? ["--release"] : [])]);
}
