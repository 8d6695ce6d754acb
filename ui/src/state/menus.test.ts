import { beforeEach, describe, expect, it, vi } from "vitest";

const { call, perform } = vi.hoisted(() => ({
  call: vi.fn(async (_name: string, _input: unknown) => ({})),
  perform: vi.fn(() => true),
}));
vi.mock("../ipc", () => ({ call }));
vi.mock("./acts", () => ({ perform }));

import { knows } from "../i18n";
import { help, pressed } from "./keys";
import { BAR, chosen, MAIN, showBar } from "./menus";

describe("menus", () => {
  beforeEach(() => {
    perform.mockClear();
    Object.assign(pressed, { act: null, at: 0 });
  });

  it("hold every act once, each by a name of the catalogue", () => {
    const acts = help().flatMap(({ rows }) => rows.map(({ act }) => act as string));
    const lines = BAR.flatMap(([, entries]) => entries as readonly string[]);
    const ours = lines.filter((line) => line !== "-" && !line.startsWith("own:"));
    expect([...ours].sort()).toEqual([...acts].sort());
    for (const [title] of BAR) expect(knows(`menu-${title}`), title).toBe(true);
    for (const act of [...ours, ...MAIN.filter((act) => act !== "-")])
      expect(knows(`act-${act}`), act).toBe(true);
  });

  it("are told to the platform with their words and keys, and leave it its own keys", async () => {
    await showBar();
    const [name, bar] = call.mock.calls[0] as [string, { parts: { lines: unknown[] }[] }];
    expect(name).toBe("window.menu");
    const lines = bar.parts.flatMap((part) => part.lines);
    expect(lines).toContainEqual({ act: "undo", label: "Undo", keys: "Mod+Z" });
    expect(lines).toContainEqual({ act: "paste", label: "Paste as an article" });
    expect(lines).toContainEqual({ act: "", standard: "quit", label: "" });
  });

  it("do not do again what their key has just done", () => {
    Object.assign(pressed, { act: "undo", at: Date.now() });
    chosen("undo");
    expect(perform).not.toHaveBeenCalled();
    chosen("redo");
    expect(perform).toHaveBeenCalledWith("redo");
    Object.assign(pressed, { act: "undo", at: Date.now() - 1000 });
    chosen("undo");
    expect(perform).toHaveBeenLastCalledWith("undo");
  });

  it("leave what is being typed to its field", () => {
    const field = document.body.appendChild(document.createElement("textarea"));
    field.focus();
    const execute = vi.fn();
    document.execCommand = execute;
    chosen("undo");
    expect(execute).toHaveBeenCalledWith("undo");
    expect(perform).not.toHaveBeenCalled();
    field.remove();
  });
});
