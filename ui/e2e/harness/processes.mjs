// @ts-check
/** Starts helpers in process groups of their own and ends them all, also when the test run itself is stopped. */

import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { createServer } from "node:net";
import { finished } from "node:stream/promises";

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {Set<ChildProcess>} */
const running = new Set();

process.once("exit", () => {
  for (const child of running) signal(child, "SIGKILL");
});
for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.once(name, () => process.exit(1));
}

/**
 * Starts a program; what it prints goes to the file `log`.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, log: string, extra?: 'pipe' }} options
 */
export function start(command, args, { env = {}, log, extra }) {
  const out = createWriteStream(log, { flags: "a" });
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", ...(extra ? [extra] : [])],
    detached: true,
  });
  running.add(child);
  child.stdout?.pipe(out, { end: false });
  child.stderr?.pipe(out, { end: false });
  child.once("close", () => {
    running.delete(child);
    out.end();
  });
  child.once("error", (error) => out.write(`${command}: ${error.message}\n`));
  return child;
}

/**
 * Ends a program and everything it started.
 * @param {ChildProcess | undefined} child
 */
export async function stop(child) {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  signal(child, "SIGTERM");
  const late = setTimeout(() => signal(child, "SIGKILL"), 3000);
  await gone;
  clearTimeout(late);
}

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} name
 */
function signal(child, name) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // It has ended already.
  }
}

/** A port that nothing listens on. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const address = server.address();
  server.close();
  if (!address || typeof address === "string") throw new Error("No free port.");
  return address.port;
}

/**
 * Starts a virtual display on a number of its own choice and gives its name, such as `:3`.
 * @param {{ log: string, size?: string }} options
 */
export async function startDisplay({ log, size = "1400x900x24" }) {
  const child = start("Xvfb", ["-displayfd", "3", "-screen", "0", size, "-nolisten", "tcp"], {
    log,
    extra: "pipe",
  });
  const pipe = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
  let name = "";
  pipe.on("data", (chunk) => {
    name += chunk;
  });
  await until(() => /\d+\n/.test(name), "a virtual display (is Xvfb installed?)");
  pipe.destroy();
  await finished(pipe).catch(() => {});
  return { display: `:${name.trim()}`, child };
}

/**
 * Asks again and again until the answer is something; gives the answer. An error thrown meanwhile counts as no.
 * @template T
 * @param {() => T | Promise<T>} ask
 * @param {string} what for the error: what is waited for
 * @param {number} [milliseconds]
 * @returns {Promise<NonNullable<Awaited<T>>>}
 */
export async function until(ask, what, milliseconds = 10_000) {
  const end = Date.now() + milliseconds;
  /** @type {unknown} */
  let last;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return /** @type {NonNullable<Awaited<T>>} */ (answer);
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      const reason = last instanceof Error ? `: ${last.message}` : "";
      throw new Error(`Waited ${milliseconds} ms in vain for ${what}${reason}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
