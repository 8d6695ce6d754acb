import { describe, expect, it } from "vitest";
import { isAddress, pasted, typedSource } from "./paste";

function clipboard(flavours: Record<string, string>) {
  return { getData: (type: string) => flavours[type] ?? "" };
}

describe("pasted", () => {
  it("prefers rich content", () => {
    const data = clipboard({
      "text/html": "<p>Hello <b>there</b></p>",
      "text/plain": "Hello there",
    });
    expect(pasted(data)).toEqual({ html: "<p>Hello <b>there</b></p>" });
  });

  it("passes over a shell of HTML without words", () => {
    const data = clipboard({ "text/html": "<html><body>\n</body></html>", "text/plain": "words" });
    expect(pasted(data)).toEqual({ text: "words", kind: "auto" });
  });

  it("tells an address from text, and nothing from white space", () => {
    expect(pasted(clipboard({ "text/plain": " https://example.org/a\n" }))).toEqual({
      url: "https://example.org/a",
    });
    expect(pasted(clipboard({ "text/plain": " \n" }))).toBeNull();
  });
});

describe("isAddress", () => {
  it("wants exactly one http address", () => {
    expect(isAddress("https://example.org")).toBe(true);
    expect(isAddress("see https://example.org")).toBe(false);
    expect(isAddress("javascript:alert(1)")).toBe(false);
  });
});

describe("typedSource", () => {
  it("tells addresses, paths and exports apart", () => {
    expect(typedSource("example.org/page")).toEqual({
      source: { url: "https://example.org/page" },
    });
    expect(typedSource('"/home/ada/page.html"')).toEqual({
      source: { path: "/home/ada/page.html" },
    });
    expect(typedSource("C:\\Texts\\a.txt")).toEqual({ source: { path: "C:\\Texts\\a.txt" } });
    expect(typedSource("notes.md")).toEqual({ source: { path: "notes.md" } });
    expect(typedSource("/tmp/library.jsonl")).toEqual({ imports: "/tmp/library.jsonl" });
    expect(typedSource("  ")).toBeNull();
  });
});
