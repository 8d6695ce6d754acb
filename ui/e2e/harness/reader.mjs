// @ts-check
/**
 * A screen reader's eyes and hands: it knows the window by nothing but what AT-SPI says on its bus, roles, names and
 * texts, and acts through the actions that are offered there or through keys.
 *
 * The page is a tree of its own, of WebKit's web process, plugged into the window's. What screen readers do and what is
 * avoided here: `GetChildren` of the window's side says nothing about the plug, `GetChildAtIndex` does; and
 * `GetRoleName` of a table's row ends WebKitGTK 2.50, the number of the role does not.
 */

import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Message, sessionBus, Variant } from "@jellybrick/dbus-next";
import { start, stop, until } from "./processes.mjs";

const ATSPI = "org.a11y.atspi";
const REGISTRY = `${ATSPI}.Registry`;
const ROOT = "/org/a11y/atspi/accessible/root";

/** The numbers of the roles that are asked for, as AT-SPI counts them. */
const ROLES = {
  cell: 56,
  complementary: 110,
  dialog: 16,
  list: 31,
  listItem: 32,
  paragraph: 73,
  button: 43,
  status: 54,
  toolBar: 63,
  entry: 79,
  document: 95,
  heading: 83,
  listBox: 98,
  article: 109,
};

/** @typedef {keyof typeof ROLES} Role */
/** Something in the tree: whose it is, where it is there, and what it is. @typedef {{ bus: string, path: string, role: number, name: string, depth: number }} Node */

/** Starts the bus of assistive technology when it is asked for. */
const SERVICE = "/usr/share/dbus-1/services/org.a11y.Bus.service";
const CONFIG = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=FOLDER</listen>
  <servicedir>FOLDER/services</servicedir>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** How a key is given to the registry. */
const KEY = { sym: 3, string: 4 };
/** The names of keys as X counts them. */
export const Sym = { Escape: 0xff1b, Return: 0xff0d, Tab: 0xff09 };

/** A private session with a bus for assistive technology, and a program on it. */
export class Reader {
  /** @type {import("@jellybrick/dbus-next").MessageBus | undefined} */ #bus;
  /** @type {import("node:child_process").ChildProcess | undefined} */ #daemon;

  /**
   * Starts the session's bus, the one of assistive technology on it, and says that somebody listens.
   * @param {{ display: string, folder: string, log: string }} place
   * @returns {Promise<Record<string, string | undefined>>} what a program must have in its environment to be heard
   */
  async open({ display, folder, log }) {
    const runtime = join(folder, "run");
    mkdirSync(runtime, { mode: 0o700 });
    const env = { DISPLAY: display, XDG_RUNTIME_DIR: runtime, NO_AT_BRIDGE: undefined };
    const config = join(folder, "bus.xml");
    writeFileSync(config, CONFIG.replaceAll("FOLDER", folder));
    // Nothing else of the desktop is to be had: neither portals nor keyrings start.
    const services = join(folder, "services");
    mkdirSync(services);
    copyFileSync(SERVICE, join(services, basename(SERVICE)));
    const args = [`--config-file=${config}`, "--nofork", "--nopidfile", "--print-address=3"];
    this.#daemon = start("dbus-daemon", args, { log, env, extra: "pipe" });
    let address = "";
    const pipe = /** @type {import("node:stream").Readable} */ (this.#daemon.stdio[3]);
    pipe.on("data", (chunk) => {
      address += chunk;
    });
    await until(() => address.endsWith("\n"), "a session bus (is dbus-daemon installed?)");
    address = address.trim();
    const session = sessionBus({ busAddress: address });
    const status = ["org.a11y.Bus", "/org/a11y/bus"];
    const [own] = await ask(session, [...status, "org.a11y.Bus", "GetAddress"]);
    for (const name of ["IsEnabled", "ScreenReaderEnabled"]) {
      const set = [...status, "org.freedesktop.DBus.Properties", "Set"];
      await ask(session, set, "ssv", ["org.a11y.Status", name, new Variant("b", true)]);
    }
    session.disconnect();
    this.#bus = sessionBus({ busAddress: own });
    return { ...env, DBUS_SESSION_BUS_ADDRESS: address };
  }

  /** Ends the session, once the program has ended. */
  async close() {
    this.#bus?.disconnect();
    await stop(this.#daemon);
  }

  /** @param {string} bus @param {string} path @param {string} call interface and method @param {string} [signature] @param {unknown[]} [body] @returns {Promise<any[]>} */
  #call(bus, path, call, signature, body) {
    if (!this.#bus) throw new Error("There is no bus.");
    const dot = call.lastIndexOf(".");
    const to = [bus, path, `${ATSPI}.${call.slice(0, dot)}`, call.slice(dot + 1)];
    return ask(this.#bus, to, signature, body);
  }

  /** @param {string} bus @param {string} path @param {string} property */
  async #property(bus, path, property) {
    if (!this.#bus) throw new Error("There is no bus.");
    const to = [bus, path, "org.freedesktop.DBus.Properties", "Get"];
    const dot = property.lastIndexOf(".");
    const name = [`${ATSPI}.${property.slice(0, dot)}`, property.slice(dot + 1)];
    const [variant] = await ask(this.#bus, to, "ss", name);
    return variant.value;
  }

  /** Everything that the window shows, in the order of reading. @returns {Promise<Node[]>} */
  async tree() {
    /** @type {Node[]} */
    const found = [];
    /** @param {string} bus @param {string} path @param {number} depth */
    const walk = async (bus, path, depth) => {
      const [[role], name] = await Promise.all([
        this.#call(bus, path, "Accessible.GetRole"),
        this.#property(bus, path, "Accessible.Name"),
      ]);
      found.push({ bus, path, role, name, depth });
      let [children] = await this.#call(bus, path, "Accessible.GetChildren");
      if (!children.length && (await this.#property(bus, path, "Accessible.ChildCount")) > 0)
        children = await this.#call(bus, path, "Accessible.GetChildAtIndex", "i", [0]);
      for (const [name, at] of children) await walk(name, at, depth + 1);
    };
    const [programs] = await this.#call(REGISTRY, ROOT, "Accessible.GetChildren");
    for (const [bus, path] of programs) {
      const name = await this.#property(bus, path, "Accessible.Name");
      if (name.includes("commonplace")) await walk(bus, path, 0);
    }
    return found;
  }

  /**
   * What has a role and a name, inside of something else or anywhere; nothing where it is not there.
   * @param {Role} role @param {string | RegExp | null} name @param {{ within?: [Role, string | RegExp | null] }} [options]
   * @returns {Promise<Node | undefined>}
   */
  async has(role, name, { within } = {}) {
    return matching(within ? part(await this.tree(), ...within) : await this.tree(), role, name);
  }

  /**
   * Waits for something by role and name.
   * @param {Role} role @param {string | RegExp | null} name @param {{ within?: [Role, string | RegExp | null] }} [options]
   */
  find(role, name, options) {
    // What changes while it is read may be gone when it is asked for.
    return until(() => this.has(role, name, options), `${role} “${name}” on the bus`, 30_000);
  }

  /** The names of everything with a role inside of something else. @param {Role} role @param {[Role, string | RegExp | null]} within */
  async names(role, within) {
    return part(await this.tree(), ...within)
      .filter((node) => node.role === ROLES[role])
      .map((node) => node.name);
  }

  /** Does what a thing offers to be done with it first: presses a button, opens a row. @param {Role} role @param {string | RegExp | null} name @param {{ within?: [Role, string | RegExp | null] }} [options] */
  async press(role, name, options) {
    const { bus, path } = await this.find(role, name, options);
    await this.#call(bus, path, "Action.DoAction", "i", [0]);
  }

  /** Gives something the focus. @param {Role} role @param {string | RegExp | null} name @param {{ within?: [Role, string | RegExp | null] }} [options] */
  async focus(role, name, options) {
    const { bus, path } = await this.find(role, name, options);
    await this.#call(bus, path, "Component.GrabFocus");
  }

  /** The text of something, as it is read out. @param {Node} node @returns {Promise<string>} */
  async text({ bus, path }) {
    const [text] = await this.#call(bus, path, "Text.GetText", "ii", [0, -1]);
    return text;
  }

  /** The first of a role whose text holds some words. @param {Role} role @param {string} words @param {[Role, string | RegExp | null]} within */
  holding(role, words, within) {
    return until(
      async () => {
        for (const node of part(await this.tree(), ...within)) {
          if (node.role === ROLES[role] && (await this.text(node)).includes(words)) return node;
        }
        return undefined;
      },
      `${role} with “${words}”`,
      30_000,
    );
  }

  /** Selects words in the text of something. @param {Node} node @param {string} words */
  async select(node, words) {
    const from = (await this.text(node)).indexOf(words);
    if (from < 0) throw new Error(`“${words}” is not in it`);
    // Offsets are of characters, not of units of UTF-16.
    const before = Array.from((await this.text(node)).slice(0, from)).length;
    const range = [before, before + Array.from(words).length];
    const [done] = await this.#call(node.bus, node.path, "Text.AddSelection", "ii", range);
    if (!done) throw new Error(`“${words}” could not be selected`);
  }

  /** Types text into what has the focus. @param {string} text */
  type(text) {
    return this.#key(0, text, KEY.string);
  }

  /** Presses a key. @param {number} sym */
  key(sym) {
    return this.#key(sym, "", KEY.sym);
  }

  /** Leaves what the tree says beside the log. @param {import("./app.mjs").App} app @param {unknown} error */
  async explain(app, error) {
    const nodes = await this.tree().catch(() => []);
    const lines = nodes.map(({ role, name, depth }) => `${" ".repeat(depth)}${role} “${name}”`);
    app.note(`${error instanceof Error ? error.stack : error}\n\n${lines.join("\n")}\n`);
  }

  /** @param {number} code @param {string} text @param {number} kind */
  #key(code, text, kind) {
    const path = "/org/a11y/atspi/registry/deviceeventcontroller";
    const body = [code, text, kind];
    return this.#call(REGISTRY, path, "DeviceEventController.GenerateKeyboardEvent", "isu", body);
  }

  /** Puts the pointer over the window: without a window manager, the keys go where it is. @param {number} x @param {number} y */
  point(x, y) {
    const path = "/org/a11y/atspi/registry/deviceeventcontroller";
    const call = "DeviceEventController.GenerateMouseEvent";
    return this.#call(REGISTRY, path, call, "iis", [x, y, "abs"]);
  }
}

/** @param {import("@jellybrick/dbus-next").MessageBus} bus @param {string[]} to @param {string} [signature] @param {unknown[]} [body] @returns {Promise<any[]>} */
async function ask(bus, [destination, path, iface, member], signature = "", body = []) {
  const call = { destination, path, interface: iface, member, signature, body };
  const answer = await bus.call(new Message(/** @type {any} */ (call)));
  return answer?.body ?? [];
}

/** The first node of a role and a name. @param {Node[]} nodes @param {Role} role @param {string | RegExp | null} name */
function matching(nodes, role, name) {
  return nodes.find(
    (node) =>
      node.role === ROLES[role] &&
      (name === null || (name instanceof RegExp ? name.test(node.name) : node.name === name)),
  );
}

/** What lies inside of the first node of a role and a name. @param {Node[]} nodes @param {Role} role @param {string | RegExp | null} name */
function part(nodes, role, name) {
  const whole = matching(nodes, role, name);
  if (!whole) return [];
  const rest = nodes.slice(nodes.indexOf(whole) + 1);
  const end = rest.findIndex((node) => node.depth <= whole.depth);
  return end < 0 ? rest : rest.slice(0, end);
}
