// @ts-check
/** The program under test: a virtual display, a driver and the real window on a library of its own. */

import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Key, Session } from "./driver.mjs";
import { findByRole, locate, outline, painted } from "./page.mjs";
import { freePort, start, startDisplay, stop, until } from "./processes.mjs";

export { Key } from "./driver.mjs";
export { until } from "./processes.mjs";

/** The repository. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

const TARGET = resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target");
const OUT = join(ROOT, "out", "e2e");

/** Where something is in the window's viewport. @typedef {{ name: string, text: string, x: number, y: number, width: number, height: number, disabled: boolean, focused: boolean }} Found */

/** One window on one library. */
export class App {
  /** @type {import('node:child_process').ChildProcess | undefined} */ #display;
  /** @type {import('node:child_process').ChildProcess | undefined} */ #driver;
  /** @type {import('node:child_process').ChildProcess | undefined} */ #alone;
  /** @type {Session | undefined} */ #session;
  /** @type {string} */ #server = "";
  /** @type {import('node:child_process').ChildProcess | undefined} */ #clipboard;
  #log;
  #programs;
  /** What the window is started with beside its library. @type {string[]} */
  args = [];
  /** The X display's name. */
  display = "";

  /**
   * @param {string} name names the log and the pictures of failures
   * @param {"debug" | "release"} [profile] which build to run
   */
  constructor(name, profile = "debug") {
    this.name = name;
    this.#programs = join(TARGET, profile);
    mkdirSync(OUT, { recursive: true });
    this.#log = join(OUT, `${name}.log`);
    writeFileSync(this.#log, "");
    /** A folder for this test's own files. */
    this.folder = mkdtempSync(join(tmpdir(), "commonplace-e2e-"));
    /** The library's folder. */
    this.library = join(this.folder, "library");
  }

  get #window() {
    return join(this.#programs, "commonplace-window");
  }

  get #bin() {
    return join(this.folder, "bin");
  }

  /** The folder that programs take for the person's own. */
  get home() {
    return join(this.folder, "home");
  }

  get #env() {
    return {
      DISPLAY: this.display,
      WAYLAND_DISPLAY: undefined,
      GDK_BACKEND: "x11",
      HOME: this.home,
      PATH: `${this.#bin}:${process.env.PATH ?? ""}`,
      XDG_CONFIG_HOME: join(this.home, ".config"),
      XDG_DATA_HOME: join(this.home, ".local/share"),
      XDG_CACHE_HOME: join(this.home, ".cache"),
      TAURI_WEBVIEW_AUTOMATION: "true",
      LIBGL_ALWAYS_SOFTWARE: "1",
      NO_AT_BRIDGE: "1",
    };
  }

  /** The session with the window. */
  get session() {
    if (!this.#session) throw new Error("The window is not open.");
    return this.#session;
  }

  /**
   * Opens the window; the display and the driver are started once.
   * @param {{ ready?: string }} [options] `ready` is the name of the button to wait for, in another language than English
   */
  async open({ ready = "Add" } = {}) {
    await this.#prepare();
    const port = await freePort();
    this.#server = `http://127.0.0.1:${port}`;
    this.#driver = start("WebKitWebDriver", [`--port=${port}`], { log: this.#log, env: this.#env });
    await until(async () => (await fetch(`${this.#server}/status`)).ok, "the driver");
    this.#session = await Session.start(this.#server, {
      binary: this.#window,
      args: ["--library", this.library, ...this.args],
    });
    await this.find("button", ready, { timeout: 30_000 });
  }

  /**
   * Starts the window without a driver, as a person does; only what is outside of it can look at it then.
   * @param {(place: { display: string, folder: string, log: string }) => Promise<Record<string, string | undefined>>} prepare
   *   gives what the program has in its environment beside the usual
   */
  async openAlone(prepare) {
    await this.#prepare();
    const env = await prepare({ display: this.display, folder: this.folder, log: this.#log });
    const args = ["--library", this.library, ...this.args];
    const usual = { ...this.#env, TAURI_WEBVIEW_AUTOMATION: undefined };
    this.#alone = start(this.#window, args, { log: this.#log, env: { ...usual, ...env } });
  }

  /** The display, and what the window finds of the desktop. */
  async #prepare() {
    if (!existsSync(this.#window))
      throw new Error(`${this.#window} is missing: npm test builds it.`);
    if (!this.#display) {
      const { display, child } = await startDisplay({ log: this.#log });
      this.display = display;
      this.#display = child;
    }
    mkdirSync(this.home, { recursive: true });
    // Links leave the window through the desktop's opener; this one writes down what it was asked for.
    mkdirSync(this.#bin, { recursive: true });
    const opener = `#!/bin/sh\nprintf '%s\\n' "$1" >> "${join(this.folder, "opened")}"\n`;
    writeFileSync(join(this.#bin, "xdg-open"), opener, { mode: 0o755 });
  }

  /** Closes the window as its program's end, and waits until it is gone. */
  async quit() {
    await this.#session?.quit().catch(() => {});
    this.#session = undefined;
    await stop(this.#driver);
    this.#driver = undefined;
    await stop(this.#alone);
    this.#alone = undefined;
  }

  /** Ends everything and removes the test's folder. */
  async close() {
    await this.quit();
    await stop(this.#clipboard);
    await stop(this.#display);
    this.#display = undefined;
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Starts the program once more on the same library, as a link or "Open with" does, and waits for its end.
   * @param {...string} args
   * @returns {Promise<number | null>} its exit code
   */
  async again(...args) {
    const child = start(this.#window, ["--library", this.library, ...args], {
      log: this.#log,
      env: this.#env,
    });
    await until(() => child.exitCode !== null, "the second start to end");
    return child.exitCode;
  }

  /** Runs a function in the window. @template T @param {(...args: any[]) => T} run @param {...unknown} args */
  run(run, ...args) {
    return this.session.run(run, ...args);
  }

  /**
   * Runs a command of the backend, as the window does.
   * @param {string} name
   * @param {object} input
   * @returns {Promise<any>}
   */
  call(name, input) {
    return this.run(
      (command, value) =>
        /** @type {any} */ (window).__TAURI_INTERNALS__.invoke("call", {
          name: command,
          input: value,
        }),
      name,
      input,
    );
  }

  /**
   * Waits for something by role and name.
   * @param {string} role
   * @param {string | null} name
   * @param {{ within?: string, partial?: boolean, reveal?: boolean, timeout?: number }} [options]
   * @returns {Promise<Found>}
   */
  async find(role, name, { within, partial = false, reveal = false, timeout = 10_000 } = {}) {
    return until(
      () => this.run(findByRole, role, name, within ?? null, { partial, reveal }),
      `${role} “${name ?? ""}”${within ? ` in ${within}` : ""}`,
      timeout,
    );
  }

  /**
   * Whether something is there now.
   * @param {string} role
   * @param {string | null} name
   * @param {{ within?: string, partial?: boolean }} [options]
   * @returns {Promise<Found | null>}
   */
  has(role, name, { within, partial = false } = {}) {
    return this.run(findByRole, role, name, within ?? null, { partial });
  }

  /**
   * Clicks on something with the mouse.
   * @param {string} role
   * @param {string | null} name
   * @param {{ within?: string, partial?: boolean, timeout?: number }} [options]
   */
  async click(role, name, options) {
    const found = await until(
      async () => {
        const now = await this.find(role, name, { ...options, reveal: true });
        return now.disabled ? null : now;
      },
      `${role} “${name ?? ""}” to be enabled`,
    );
    await this.session.click({ x: found.x + found.width / 2, y: found.y + found.height / 2 });
    return found;
  }

  /** Presses keys; a list is held together. @param {...(string | string[])} keys */
  keys(...keys) {
    return this.session.keys(...keys);
  }

  /** Types text. @param {string} text */
  type(text) {
    return this.session.type(text);
  }

  /**
   * Moves the focus with Tab until it is on something.
   * @param {string} role
   * @param {string | null} name
   * @param {{ within?: string, partial?: boolean, back?: boolean }} [options]
   */
  async tabTo(role, name, { back = false, ...options } = {}) {
    for (let step = 0; step < 120; step += 1) {
      const found = await this.has(role, name, options);
      if (found?.focused) return found;
      await this.keys(back ? [Key.Shift, Key.Tab] : Key.Tab);
    }
    throw new Error(`Tab does not reach ${role} “${name ?? ""}”.`);
  }

  /**
   * Selects a passage of the article with the mouse.
   * @param {string} quote
   * @param {number} [occurrence]
   */
  async select(quote, occurrence = 0) {
    await until(() => this.run(locate, quote, occurrence), `“${quote}” in the reader`);
    // Finding it may have scrolled; only the second answer is where it stands now.
    const place = await until(() => this.run(locate, quote, occurrence), `“${quote}” in place`);
    const middle = { x: (place.from.x + place.to.x) / 2, y: (place.from.y + place.to.y) / 2 };
    await this.session.drag([place.from, middle, place.to]);
  }

  /** The painted text by colour or name, near what the reader shows. */
  painted() {
    return this.run(painted);
  }

  /** Waits until the reader shows an article. @param {string} title */
  async reading(title) {
    await until(
      () =>
        this.run((wanted) => {
          const inner = document.querySelector("iframe")?.contentDocument;
          return (
            inner?.querySelector("#title")?.textContent === wanted &&
            !!inner?.querySelector(".body")
          );
        }, title),
      `the reader to show “${title}”`,
    );
  }

  /** Waits until a text can be read somewhere in the window. @param {string} text @param {number} [timeout] */
  async says(text, timeout = 10_000) {
    await until(
      // biome-ignore lint/performance/useDomNodeTextContent: what a person can see is meant
      () => this.run((wanted) => document.body.innerText.includes(wanted), text),
      `the words “${text}”`,
      timeout,
    );
  }

  /**
   * Runs the command line on the same library and gives its JSON lines.
   * @param {...string} args
   * @returns {Promise<any[]>}
   */
  async cli(...args) {
    const binary = join(this.#programs, "commonplace");
    const { stdout } = await promisify(execFile)(
      binary,
      ["--library", this.library, "--json", ...args],
      { maxBuffer: 64 << 20, timeout: 60_000 },
    );
    return stdout
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => JSON.parse(line));
  }

  /** The addresses that were opened outside the window. */
  opened() {
    const path = join(this.folder, "opened");
    return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
  }

  /**
   * Puts HTML on the clipboard, as a browser does when a part of a page is copied.
   * @param {string} html
   */
  async copyHtml(html) {
    const path = join(this.folder, "clipboard.html");
    writeFileSync(path, html);
    const args = ["-quiet", "-selection", "clipboard", "-t", "text/html", "-i", path];
    await stop(this.#clipboard);
    this.#clipboard = start("xclip", args, { log: this.#log, env: { DISPLAY: this.display } });
    // It owns the clipboard once another client can ask it.
    await until(async () => {
      const ask = ["-selection", "clipboard", "-t", "TARGETS", "-o"];
      const env = { ...process.env, DISPLAY: this.display };
      const { stdout } = await promisify(execFile)("xclip", ask, { env });
      return stdout.includes("text/html");
    }, "the clipboard (is xclip installed?)");
  }

  /** Leaves words on a failure in `out/e2e`. @param {string} text */
  note(text) {
    writeFileSync(`${join(OUT, this.name)}.failure.txt`, text);
  }

  /** Leaves a picture and an outline of the window in `out/e2e`. @param {unknown} error */
  async explain(error) {
    const path = join(OUT, this.name);
    try {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.note(`${text}\n\n${await this.run(outline)}\n`);
      writeFileSync(`${path}.png`, await this.session.screenshot());
    } catch {
      // The window may be gone; the log says why.
    }
  }
}

/**
 * Runs steps in a window, leaves a picture when they fail, and clears up in any case.
 * @param {string} name
 * @param {(app: App) => Promise<void>} steps
 * @param {"debug" | "release"} [profile]
 */
export async function withApp(name, steps, profile) {
  const app = new App(name, profile);
  try {
    await app.open();
    await steps(app);
  } catch (error) {
    await app.explain(error);
    throw error;
  } finally {
    await app.close();
  }
}
