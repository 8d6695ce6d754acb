/** What a paste or a typed line means when it is to be saved. */
import type { SaveSource } from "../ipc";

/** The richest usable flavour of a clipboard: HTML that has words in it, else text, else nothing. */
export function pasted(data: Pick<DataTransfer, "getData">): SaveSource | null {
  const html = data.getData("text/html");
  const text = data.getData("text/plain");
  // Some programs put an empty shell of HTML beside the text.
  if (/>[^<]*[^<\s][^<]*</.test(html) || /<(img|video)\b/i.test(html)) return { html };
  if (!text.trim()) return null;
  return isAddress(text) ? { url: text.trim() } : { text, kind: "auto" };
}

/** Whether a line is an http(s) address and nothing else. */
export function isAddress(line: string): boolean {
  const one = line.trim();
  return /^https?:\/\/\S+$/i.test(one) && URL.canParse(one);
}

/** What a line typed into the field for an address or a path means. */
export function typedSource(line: string): { source: SaveSource } | { imports: string } | null {
  const one = line.trim().replace(/^(["'])(.*)\1$/, "$2");
  if (!one) return null;
  if (isAddress(one)) return { source: { url: one } };
  if (/\.jsonl$/i.test(one)) return { imports: one };
  if (/^(\/|~|\.{1,2}[\\/]|[a-z]:[\\/]|\\\\|file:)/i.test(one)) return { source: { path: one } };
  // "example.org/page" without a scheme: what a person reads off a page.
  if (
    /^[\w-]+(\.[\w-]+)+(:\d+)?(\/\S*)?$/.test(one) &&
    !/\.(html?|xhtml|md|markdown|txt)$/i.test(one)
  ) {
    return { source: { url: `https://${one}` } };
  }
  return { source: { path: one } };
}
