// @ts-check
/** A small WebDriver client: the parts of https://www.w3.org/TR/webdriver2/ that the tests use. */

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** An error answered by the driver. */
export class DriverError extends Error {
  /**
   * @param {string} code the protocol's name of the error
   * @param {string} message
   */
  constructor(code, message) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** Keys as WebDriver spells them. */
export const Key = Object.freeze({
  Backspace: "\uE003",
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Control: "\uE009",
  Alt: "\uE00A",
  Escape: "\uE00C",
  Space: "\uE00D",
  PageUp: "\uE00E",
  PageDown: "\uE00F",
  End: "\uE010",
  Home: "\uE011",
  Left: "\uE012",
  Up: "\uE013",
  Right: "\uE014",
  Down: "\uE015",
  Delete: "\uE017",
  F2: "\uE032",
  F7: "\uE037",
  F10: "\uE03A",
});

/** One session with one window. */
export class Session {
  /**
   * @param {string} server the driver's address
   * @param {string} id
   */
  constructor(server, id) {
    this.base = `${server}/session/${id}`;
  }

  /**
   * Starts the program in `options.binary` under automation.
   * @param {string} server
   * @param {{ binary: string, args: string[] }} options
   */
  static async start(server, options) {
    const value = await request("POST", `${server}/session`, {
      capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } },
    });
    const session = new Session(server, value.sessionId);
    await session.post("/timeouts", { script: 20_000, pageLoad: 60_000, implicit: 0 });
    return session;
  }

  /** @param {string} path @param {object} [body] */
  post(path, body = {}) {
    return request("POST", this.base + path, body);
  }

  /** @param {string} path @param {number} [patience] milliseconds */
  get(path, patience = 90_000) {
    return request("GET", this.base + path, undefined, patience);
  }

  /** Ends the session and with it the program. */
  quit() {
    return request("DELETE", this.base);
  }

  /** @param {string} url */
  open(url) {
    return this.post("/url", { url });
  }

  /**
   * Runs a function in the page and gives its answer; a promise is waited for.
   * @template T
   * @param {(...args: any[]) => T} run must not use anything around it
   * @param {...unknown} args
   * @returns {Promise<Awaited<T>>}
   */
  async run(run, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      const args = Array.prototype.slice.call(arguments, 0, -1);
      Promise.resolve().then(() => (${run}).apply(null, args)).then(
        (value) => done({ value: value === undefined ? null : value }),
        (error) => done({ error: (error && error.message ? error.message + "\\n" + error.stack : JSON.stringify(error)) }));`;
    const answer = await this.post("/execute/async", { script, args });
    if (answer.error) throw new Error(`In the page: ${answer.error}`);
    return answer.value;
  }

  /**
   * Presses keys one after the other; a list inside the list is held down together.
   * @param {(string | string[])[]} keys
   */
  async keys(...keys) {
    /** @type {object[]} */
    const actions = [];
    for (const key of keys) {
      const chord = Array.isArray(key) ? key : [key];
      for (const value of chord) actions.push({ type: "keyDown", value });
      for (const value of [...chord].reverse()) actions.push({ type: "keyUp", value });
    }
    await this.post("/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /**
   * Types text into whatever has the focus.
   * @param {string} text
   */
  async type(text) {
    await this.keys(...Array.from(text));
  }

  /**
   * Moves the mouse through points of the window's viewport with the button down from the first to the last.
   * @param {{ x: number, y: number }[]} points
   * @param {{ clicks?: number }} [options]
   */
  async drag(points, { clicks = 1 } = {}) {
    const [first, ...rest] = points.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
    if (!first) return;
    const move = (/** @type {{x: number, y: number}} */ to) => ({
      type: "pointerMove",
      duration: 20,
      origin: "viewport",
      ...to,
    });
    /** @type {object[]} */
    const actions = [move(first)];
    for (let click = 0; click < clicks; click += 1) {
      actions.push({ type: "pointerDown", button: 0 });
      if (click === clicks - 1) actions.push(...rest.map(move));
      actions.push({ type: "pointerUp", button: 0 });
    }
    await this.post("/actions", {
      actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }],
    });
  }

  /**
   * Clicks at a point of the window's viewport.
   * @param {{ x: number, y: number }} point
   * @param {number} [clicks]
   */
  click(point, clicks = 1) {
    return this.drag([point], { clicks });
  }

  /** Lets go of every key and button. */
  release() {
    return request("DELETE", `${this.base}/actions`);
  }

  /** A picture of the window, PNG. */
  async screenshot() {
    // The driver waits for the next frame, which never comes where nothing on the screen changes.
    await this.run(() => {
      const style = document.documentElement.style;
      const timer = setInterval(() => {
        style.opacity = style.opacity === "" ? "0.9999" : "";
      }, 30);
      setTimeout(() => {
        clearInterval(timer);
        style.opacity = "";
      }, 2000);
    });
    return Buffer.from(await this.get("/screenshot", 15_000), "base64");
  }

  /**
   * Goes into a frame, given by a selector, or back to the window.
   * @param {string | null} selector
   */
  async frame(selector) {
    if (selector === null) {
      await this.post("/frame", { id: null });
      return;
    }
    const element = await this.post("/element", { using: "css selector", value: selector });
    await this.post("/frame", { id: { [ELEMENT]: element[ELEMENT] } });
  }
}

/**
 * @param {string} method
 * @param {string} url
 * @param {object} [body]
 * @param {number} [patience] milliseconds
 * @returns {Promise<any>}
 */
async function request(method, url, body, patience = 90_000) {
  const response = await fetch(url, {
    method,
    signal: AbortSignal.timeout(patience),
    ...(body
      ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } }
      : {}),
  });
  const text = await response.text();
  /** @type {any} */
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new DriverError("unknown error", `${response.status} ${text.slice(0, 200)}`);
  }
  if (!response.ok)
    throw new DriverError(answer.value?.error ?? "unknown error", answer.value?.message ?? text);
  return answer.value;
}
