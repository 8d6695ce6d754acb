/** Watches a program's window from outside, on a virtual screen whose pixels lie in a file. */
import { spawn } from "node:child_process";
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** A virtual screen. */
export class Screen {
  static async open(width = 1280, height = 800) {
    const screen = new Screen();
    Object.assign(screen, { width, height });
    screen.folder = mkdtempSync(join(tmpdir(), "commonplace-bench-"));
    const size = `${width}x${height}x24`;
    const args = [
      "-displayfd",
      "3",
      "-screen",
      "0",
      size,
      "-nolisten",
      "tcp",
      "-fbdir",
      screen.folder,
    ];
    screen.server = spawn("Xvfb", args, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
    screen.display = await new Promise((done, fail) => {
      screen.server.once("error", fail);
      screen.server.stdio[3].once("data", (data) => done(`:${String(data).trim()}`));
    });
    screen.pixels = openSync(join(screen.folder, "Xvfb_screen0"), "r");
    screen.buffer = Buffer.alloc(width * height * 4 + 8192);
    return screen;
  }

  /** A number that changes with the picture: a sample of its pixels. */
  look() {
    const length = readSync(this.pixels, this.buffer, 0, this.buffer.length, 0);
    this.words = new Uint32Array(this.buffer.buffer, this.buffer.byteOffset, length >> 2);
    let sum = 0;
    for (let i = 0; i < this.words.length; i += 7) sum = (Math.imul(sum, 31) + this.words[i]) | 0;
    return sum;
  }

  /** A copy of every other pixel of a part of what `look` saw last. */
  copy({ left, top, right, bottom }) {
    // The pixels stand at the end of the file, behind a header.
    const begin = this.words.length - this.width * this.height;
    const part = [];
    for (let y = top; y < bottom; y += 2) {
      for (let x = left; x < right; x += 2) part.push(this.words[begin + y * this.width + x]);
    }
    return Uint32Array.from(part);
  }

  close() {
    closeSync(this.pixels);
    this.server.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * Starts a program and waits until its window has come to rest: the moment of the last change of the picture that is
 * followed by `rest` milliseconds without any. Everything that a person waits for lies before that moment.
 *
 * `part` is the part of the screen that holds what a person came for, in pixels.
 *
 * @returns {Promise<{ ms: number, first: number, usable: number, mib: number }>} milliseconds to rest, to the first
 *   picture, and until the writing stood in `part`; and the memory (PSS, MiB) of all its processes at rest
 */
export async function start(
  screen,
  program,
  args,
  { part, env = {}, rest = 1500, limit = 60_000 } = {},
) {
  const blank = screen.look();
  const began = performance.now();
  const child = spawn(program, args, {
    stdio: ["ignore", "ignore", "inherit"],
    detached: true,
    env: {
      ...process.env,
      DISPLAY: screen.display,
      GDK_BACKEND: "x11",
      WAYLAND_DISPLAY: "",
      NO_AT_BRIDGE: "1",
      LIBGL_ALWAYS_SOFTWARE: "1",
      ...env,
    },
  });
  try {
    let seen = blank;
    let first = 0;
    let changed = 0;
    const pictures = [];
    for (;;) {
      await pause(4);
      const now = performance.now() - began;
      const picture = screen.look();
      if (picture !== seen) {
        seen = picture;
        changed = now;
        first ||= now;
        pictures.push({ at: now, pixels: screen.copy(part) });
      }
      if (first && now - changed > rest) break;
      if (now > limit || child.exitCode !== null)
        throw new Error(`${program} showed no window that came to rest`);
    }
    return { ms: changed, first, usable: written(pictures), mib: memory(child.pid) / 1024 };
  } finally {
    process.kill(-child.pid, "SIGTERM");
    while (child.exitCode === null && child.signalCode === null) await pause(20);
    for (let i = 0; i < 200 && screen.look() !== blank; i += 1) await pause(20);
  }
}

/**
 * The first moment at which a part of the screen held four fifths of the ink that it holds at last, on the paper that it
 * has at last. Later changes of a letter's form or of one row do not count.
 */
function written(pictures) {
  const last = pictures.at(-1).pixels;
  const counts = new Map();
  for (const pixel of last) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const [paper] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most));
  const inkOf = (pixels) => pixels.reduce((sum, pixel) => sum + (pixel === paper ? 0 : 1), 0);
  const ink = inkOf(last);
  const stands = ({ pixels }) => {
    const now = inkOf(pixels);
    return now >= ink * 0.8 && pixels.length - now >= (last.length - ink) * 0.8;
  };
  return pictures.find(stands)?.at ?? pictures.at(-1).at;
}

/** KiB that a process and all its descendants use, shared pages counted in parts (PSS). */
function memory(pid) {
  let sum = 0;
  for (const member of family(pid)) sum += pss(member);
  return sum;
}

/** MiB (PSS) of the processes of a name that descend from the window on a library. */
export function memoryOf(name, library) {
  const says = (pid) => read(pid, "cmdline").replaceAll("\0", " ");
  const windows = pids().filter((pid) => {
    const words = says(pid);
    return words.includes("commonplace-window") && words.includes(library);
  });
  const members = new Set(windows.flatMap((pid) => [...family(pid)]));
  return (
    [...members].filter((pid) => says(pid).includes(name)).reduce((sum, pid) => sum + pss(pid), 0) /
    1024
  );
}

function pids() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** A file of a process; empty where it has ended while we looked. */
function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** A process and all its descendants. */
function family(pid) {
  const parents = new Map(
    pids().map((one) => [one, Number(/\) \S (\d+)/.exec(read(one, "stat"))?.[1])]),
  );
  const members = new Set([pid]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [child, parent] of parents) {
      if (members.has(parent) && !members.has(child)) {
        members.add(child);
        grown = true;
      }
    }
  }
  return members;
}

/** KiB of a process, shared pages counted in parts. */
function pss(pid) {
  return Number(/^Pss:\s+(\d+)/m.exec(read(pid, "smaps_rollup"))?.[1] ?? 0);
}

/** The middle of numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
