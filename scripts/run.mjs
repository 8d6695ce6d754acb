/** How every script of this folder runs other programs and remembers what is already done. */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Where Cargo puts what it builds. */
export const target = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");

/** A built program: `built("commonplace-window")`. */
export function built(name, profile = "debug") {
  return join(target, profile, process.platform === "win32" ? `${name}.exe` : name);
}

/** Something a person has to see to before we can go on; shown without a stack. */
export class Stop extends Error {}

/** Says what happens next. */
export function say(text) {
  console.log(`• ${text}`);
}

/** Runs the body of a script: a `Stop` ends it with its sentence and exit code 1. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

/**
 * Runs a program and waits for it. With `keep`, its output is shown and returned as well; otherwise it goes straight
 * to the terminal. A program that cannot be started has the code 127.
 *
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, args, { cwd = root, env = {}, keep = false, quiet = false } = {}) {
  return new Promise((done) => {
    const piped = keep || quiet;
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["inherit", piped ? "pipe" : "inherit", piped ? "pipe" : "inherit"],
    });
    let output = "";
    const take = (stream, shown) => {
      stream?.setEncoding("utf8");
      stream?.on("data", (text) => {
        output += text;
        if (!quiet) shown.write(text);
      });
    };
    take(child.stdout, process.stdout);
    take(child.stderr, process.stderr);
    child.on("error", (error) => done({ code: 127, output: `${output}${error.message}\n` }));
    child.on("close", (code, signal) => {
      done({ code: code ?? 1, output: signal ? `${output}ended by ${signal}\n` : output });
    });
  });
}

/** Runs a program that must succeed. */
export async function must(program, args, options) {
  const { code } = await run(program, args, options);
  if (code !== 0) throw new Stop(`“${[program, ...args].join(" ")}” failed (${code}).`);
}

/** What a program prints, or null when it is missing or fails. */
export function ask(program, args) {
  const { status, stdout } = spawnSync(program, args, { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}

/** The arguments with which Node runs a tool of node_modules: `node(...tool("vite", "build"))`. */
export function tool(name, ...args) {
  const packages = { biome: "@biomejs/biome", tauri: "@tauri-apps/cli", tsc: "typescript" };
  const folder = join(root, "node_modules", packages[name] ?? name);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return [join(folder, typeof bin === "string" ? bin : bin[name]), ...args];
}

/** Runs a tool of node_modules with this very Node. */
export function node(args, options) {
  return run(process.execPath, args, options);
}

/** Files below a folder that `wanted` accepts, sorted, as absolute paths; generated folders are not entered. */
export function files(folder, wanted = () => true) {
  const skip = new Set(["node_modules", "dist", "target", ".git", "out", "gen"]);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return skip.has(entry.name) ? [] : files(path, wanted);
      return wanted(path) ? [path] : [];
    })
    .sort();
}

/** SHA-256 over the names and the bytes of files. */
export function fingerprint(paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    hash
      .update(`${relative(root, path)}\0`)
      .update(readFileSync(path))
      .update("\0");
  }
  return hash.digest("hex");
}

const stamps = join(root, "node_modules", ".cache", "commonplace");

/** Whether `value` is what was remembered under `name`. */
export function remembered(name, value) {
  const path = join(stamps, name);
  return existsSync(path) && readFileSync(path, "utf8") === value;
}

/** Remembers `value` under `name`. */
export function remember(name, value) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, name), value);
}
