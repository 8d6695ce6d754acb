/**
 * The frame an article lives in: same origin, so that we may measure and paint, with a content policy of its own under
 * which nothing in it runs and nothing loads but the library's images and our fonts. Styles are constructed sheets,
 * which need no allowance in either policy.
 */

import { trustedHtml } from "./trusted";

/** A frame that is ready to be filled. */
export interface Frame {
  element: HTMLIFrameElement;
  window: Window & typeof globalThis;
  document: Document;
  /** Replaces the rules of one of the frame's sheets: fonts, base, theme. */
  setSheet(name: "base" | "theme", css: string): void;
}

/** The frame's own policy. Whatever the window allows, this holds inside. */
export function policy(origin: string): string {
  return [
    "default-src 'none'",
    "script-src 'none'",
    "style-src 'none'",
    "img-src library: http://library.localhost",
    `font-src ${origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
  ].join("; ");
}

/** The frame's document before anything is put in; its script is the probe that must not run. */
function shell(origin: string): string {
  return (
    `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="${policy(origin)}">` +
    '<meta charset="utf-8"><title></title></head><body>' +
    '<script>document.documentElement.setAttribute("data-ran", "")</script></body></html>'
  );
}

/**
 * Makes a frame in `host`; with `print` it may be printed.
 *
 * Rejects when the engine ran the probe or gave no access: then no article may be shown.
 */
export async function makeFrame(host: HTMLElement, { print = false } = {}): Promise<Frame> {
  const element = host.ownerDocument.createElement("iframe");
  // The dialog for printing counts as one that blocks.
  const modals = print ? " allow-modals" : "";
  element.setAttribute("sandbox", `allow-same-origin allow-scripts${modals}`);
  element.setAttribute("referrerpolicy", "no-referrer");
  element.className = "reader-frame";
  // Not seen before it has its colours: an empty frame is white.
  element.style.cssText = "display:block;width:100%;height:100%;border:0;visibility:hidden";
  const loaded = new Promise<void>((resolve) => {
    element.addEventListener("load", () => resolve(), { once: true });
  });
  element.srcdoc = trustedHtml(shell(location.origin));
  host.append(element);
  await loaded;
  const document = element.contentDocument;
  const window = element.contentWindow as (Window & typeof globalThis) | null;
  if (!document || !window) throw new Error("The reader's frame cannot be reached.");
  if (document.documentElement.hasAttribute("data-ran")) {
    element.remove();
    throw new Error("Scripts run in the reader's frame; the article is not shown.");
  }
  document.body.replaceChildren();
  const sheets = {
    fonts: new window.CSSStyleSheet(),
    base: new window.CSSStyleSheet(),
    theme: new window.CSSStyleSheet(),
  };
  const written = { base: "", theme: "" };
  sheets.fonts.replaceSync(fontFaces(host.ownerDocument));
  document.adoptedStyleSheets = [sheets.fonts, sheets.base, sheets.theme];
  return {
    element,
    window,
    document,
    setSheet: (name, css) => {
      if (written[name] === css) return;
      written[name] = css;
      sheets[name].replaceSync(css);
    },
  };
}

/**
 * An element with sealed HTML in it, read in a document that nobody looks at: putting each block into one that is shown
 * takes twenty times as long. The frame's policy does not reach there; the styles of elements, which it would refuse,
 * are taken off, and all else it judges when the element comes into the frame.
 */
export function readUnseen(frame: Document, html: string): HTMLElement {
  const element = frame.implementation.createHTMLDocument().createElement("div");
  element.innerHTML = trustedHtml(html);
  for (const styled of element.querySelectorAll("[style]")) styled.removeAttribute("style");
  return element;
}

/** The `@font-face` rules of a document, with absolute addresses. */
function fontFaces(document: Document): string {
  const rules: string[] = [];
  for (const sheet of document.styleSheets) {
    const base = sheet.href ?? document.baseURI;
    for (const rule of readable(sheet)) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const absolute = rule.cssText.replace(
        /url\(\s*(["']?)(.*?)\1\s*\)/g,
        (_, __, address: string) => `url("${new URL(address, base).href}")`,
      );
      rules.push(absolute);
    }
  }
  return rules.join("\n");
}

/** A sheet from another origin keeps its rules to itself. */
function readable(sheet: CSSStyleSheet): Iterable<CSSRule> {
  try {
    return sheet.cssRules;
  } catch {
    return [];
  }
}
