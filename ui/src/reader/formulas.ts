/**
 * Formulas in TeX, drawn as MathML. What is drawn is put beside the source and is no part of the canonical text; the
 * source stays where it is, out of sight, so that every offset keeps its meaning. Loaded when an article has formulas.
 */

import temml from "temml";
import type { Canon } from "./canon";

/** A drawn formula and the stretch of the canonical text that it stands for. */
export interface Formula {
  element: HTMLElement;
  start: number;
  end: number;
}

/** Longer sources are no formulas. UTF-16 units. */
const LONGEST = 10_000;

/** Draws every formula of an article. What cannot be read as TeX stays as it was written. */
export function drawFormulas(body: Element, canon: Canon): Formula[] {
  const drawn: Formula[] = [];
  for (const source of body.querySelectorAll("[data-language='math']")) {
    // A block is marked on `pre`, on the `code` in it, or on both; the outermost is the formula.
    if (source.parentElement?.closest("[data-language='math']")) continue;
    const block = source.closest("pre");
    const whole = block ?? source;
    const tex = whole.textContent.trim();
    const math = tex && tex.length <= LONGEST ? draw(tex, block !== null, body) : null;
    if (!math) continue;
    const element = body.ownerDocument.createElement(block ? "div" : "span");
    element.className = block ? "formula display" : "formula";
    element.setAttribute("data-noanchor", "");
    element.append(math);
    whole.before(element);
    whole.classList.add("tex");
    whole.setAttribute("aria-hidden", "true");
    const start = canon.offsetAt(whole, 0, "start");
    const end = canon.offsetAt(whole, whole.childNodes.length, "end");
    drawn.push({ element, start, end });
  }
  return drawn;
}

function draw(tex: string, display: boolean, body: Element): Element | null {
  const box = document.createElement("div");
  try {
    temml.render(tex, box, { displayMode: display, throwOnError: true, annotate: false });
  } catch {
    return null;
  }
  const math = box.querySelector("math");
  if (!math) return null;
  // The policy forbids style attributes; set one by one, their rules are allowed.
  for (const element of math.querySelectorAll<HTMLElement>("[style]")) {
    const style = element.getAttribute("style") ?? "";
    element.removeAttribute("style");
    element.style.cssText = style;
  }
  return body.ownerDocument.adoptNode(math);
}
