/** Sees to it that everything the build needs is there. Needs nothing but Node. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ask, fingerprint, must, remember, remembered, root, run, Stop, say } from "./run.mjs";

/** Debian's names. WebKitGTK's package brings GTK, libsoup and JavaScriptCore along. */
const DEBIAN = {
  build: ["build-essential", "pkg-config", "libgtk-3-dev", "libwebkit2gtk-4.1-dev"],
  display: ["webkit2gtk-driver", "xvfb", "xclip", "dbus-daemon", "at-spi2-core"],
  bundle: ["file", "librsvg2-dev", "xdg-utils"],
};
const FEDORA = {
  build: ["gcc", "gcc-c++", "make", "pkgconf-pkg-config", "gtk3-devel", "webkit2gtk4.1-devel"],
  display: ["webkit2gtk-driver", "xorg-x11-server-Xvfb", "xclip", "dbus-daemon", "at-spi2-core"],
  bundle: ["file", "librsvg2-devel", "xdg-utils"],
};
const ARCH = {
  build: ["base-devel", "gtk3", "webkit2gtk-4.1"],
  display: ["xorg-server-xvfb", "xclip", "dbus", "at-spi2-core"],
  bundle: ["file", "librsvg", "xdg-utils"],
};

/**
 * Checks, and where it can installs, what building needs. `display` adds a virtual display with a driver for the
 * window, `bundle` what installers are made with.
 */
export async function setup({ display = false, bundle = false } = {}) {
  const groups = ["build", ...(display ? ["display"] : []), ...(bundle ? ["bundle"] : [])];
  if (process.platform === "linux") await linux(groups);
  if (process.platform === "darwin") mac();
  if (process.platform === "win32") windows();
  rust();
  await packages();
}

async function linux(groups) {
  const wanted = (list) => groups.flatMap((group) => list[group]);
  if (ask("dpkg-query", ["--version"])) {
    const missing = wanted(DEBIAN).filter((name) => {
      const state = ask("dpkg-query", ["-W", "-f", "${db:Status-Status}", name]);
      return state !== "installed";
    });
    if (missing.length === 0) return;
    await install(missing, [
      ["apt-get", "update"],
      ["apt-get", "install", "-y", "--no-install-recommends", ...missing],
    ]);
  } else if (ask("rpm", ["--version"]) && ask("dnf", ["--version"])) {
    const missing = wanted(FEDORA).filter((name) => ask("rpm", ["-q", name]) === null);
    if (missing.length > 0) await install(missing, [["dnf", "install", "-y", ...missing]]);
  } else if (ask("pacman", ["--version"])) {
    const missing = wanted(ARCH).filter((name) => ask("pacman", ["-Q", name]) === null);
    if (missing.length > 0) {
      await install(missing, [["pacman", "-S", "--needed", "--noconfirm", ...missing]]);
    }
  } else if (ask("pkg-config", ["--modversion", "webkit2gtk-4.1"]) === null) {
    throw new Stop(
      "Please install a C compiler, pkg-config and the development files of GTK 3 and WebKitGTK 4.1, then run this again.",
    );
  }
}

/** Installs system packages, as root or through sudo. */
async function install(missing, commands) {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && ask("sudo", ["--version"]) === null) {
    throw new Stop(
      `These system packages are missing: ${missing.join(" ")}.\nPlease install them as root and run this again.`,
    );
  }
  say(`Installing system packages: ${missing.join(" ")}`);
  for (const command of commands) {
    const [program, ...args] = isRoot ? command : ["sudo", ...command];
    const { code } = await run(program, args, { env: { DEBIAN_FRONTEND: "noninteractive" } });
    // A stale third repository makes `update` fail while the packages can still be had.
    if (code !== 0 && args.at(-1) !== "update") {
      throw new Stop(
        `These system packages could not be installed: ${missing.join(" ")}.\nPlease install them by hand and run this again.`,
      );
    }
  }
}

function mac() {
  if (ask("xcode-select", ["-p"]) === null) {
    throw new Stop(
      "Please install Apple's command line tools with `xcode-select --install`, then run this again.",
    );
  }
}

function windows() {
  const where = join(
    process.env["ProgramFiles(x86)"] ?? "C:\\Program Files (x86)",
    "Microsoft Visual Studio",
    "Installer",
    "vswhere.exe",
  );
  const tools = ask(where, [
    "-latest",
    "-products",
    "*",
    "-requires",
    "Microsoft.VisualStudio.Component.VC.Tools.x86.x64",
    "-property",
    "installationPath",
  ]);
  if (!tools) {
    throw new Stop(
      "Please install the Visual Studio Build Tools with “Desktop development with C++” from https://visualstudio.microsoft.com/visual-cpp-build-tools/, then run this again.",
    );
  }
  const client = "Microsoft\\EdgeUpdate\\Clients\\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
  const places = [
    `HKLM\\SOFTWARE\\WOW6432Node\\${client}`,
    `HKLM\\SOFTWARE\\${client}`,
    `HKCU\\Software\\${client}`,
  ];
  if (places.every((place) => ask("reg", ["query", place, "/v", "pv"]) === null)) {
    throw new Stop(
      "Please install the WebView2 runtime from https://developer.microsoft.com/microsoft-edge/webview2/, then run this again.",
    );
  }
}

/** Rust as new as Cargo.toml says. */
function rust() {
  const manifest = readFileSync(join(root, "Cargo.toml"), "utf8");
  const least = /^rust-version = "([\d.]+)"/m.exec(manifest)?.[1] ?? "1.90";
  const found = /^rustc (\d+\.\d+\.\d+)/.exec(ask("rustc", ["--version"]) ?? "")?.[1];
  if (!found || ask("cargo", ["--version"]) === null) {
    throw new Stop(
      `Please install Rust ${least} or newer from https://rustup.rs, then run this again in a new terminal.`,
    );
  }
  if (isOlder(found, least)) {
    throw new Stop(
      `Rust ${found} is too old, ${least} is needed. Please run \`rustup update stable\`, then this again.`,
    );
  }
}

/** Whether version `a` comes before version `b`. */
export function isOlder(a, b) {
  const [x, y] = [a, b].map((version) => version.split(".").map(Number));
  for (let i = 0; i < Math.max(x.length, y.length); i += 1) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** npm's packages, exactly as locked, once per lock file. */
async function packages() {
  if (isOlder(process.versions.node, "20.0.0")) {
    throw new Stop(
      `Node ${process.versions.node} is too old, 20 or newer is needed: https://nodejs.org.`,
    );
  }
  const lock = fingerprint([join(root, "package-lock.json")]);
  if (existsSync(join(root, "node_modules")) && remembered("packages", lock)) return;
  say("Installing npm packages");
  const npm = process.env.npm_execpath;
  // Not `npm ci`: it refuses a lock that leaves out another platform's optional packages, which a registry mirror may
  // not carry. This installs what is locked just the same.
  const args = ["install", "--no-save", "--no-audit", "--no-fund"];
  if (npm?.endsWith(".js")) await must(process.execPath, [npm, ...args]);
  else await must(process.platform === "win32" ? "npm.cmd" : "npm", args);
  remember("packages", lock);
}
