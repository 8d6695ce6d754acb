/** Pictures by Observable Plot, drawn anew when their place changes its width. */
import * as Plot from "@observablehq/plot";

export { Plot };

/** Draws with `make` into an element, as wide as it is, and calls `done` with every picture. */
export function drawn(
  make: (width: number) => SVGSVGElement | HTMLElement,
  done?: (picture: Element) => void,
): (node: HTMLElement) => () => void {
  return (node) => {
    let width = 0;
    const size = new ResizeObserver(() => {
      const now = Math.floor(node.clientWidth);
      if (!now || now === width) return;
      width = now;
      const picture = make(width);
      node.replaceChildren(picture);
      done?.(picture);
      // A name belongs to what has a role.
      picture.setAttribute("role", "group");
      for (const part of picture.querySelectorAll("g[aria-label]"))
        part.removeAttribute("aria-label");
    });
    size.observe(node);
    return () => size.disconnect();
  };
}

/** Makes the marks of a picture buttons, each with a name; what they stand for is behind them. */
export function clickable(
  marks: Iterable<Element>,
  name: (i: number) => string,
  pick: (i: number) => void,
): void {
  let i = 0;
  for (const mark of marks) {
    const at = i++;
    mark.setAttribute("role", "button");
    mark.setAttribute("tabindex", at === 0 ? "0" : "-1");
    mark.setAttribute("aria-label", name(at));
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = name(at);
    mark.querySelector("title")?.remove();
    mark.append(title);
    mark.addEventListener("click", () => pick(at));
    mark.addEventListener("keydown", (event) => {
      if (!(event instanceof KeyboardEvent)) return;
      if (event.key === "Enter" || event.key === " ") pick(at);
      else if (!move(mark, event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    });
  }
}

/** One stop of Tab for all marks; the arrows go on from there. */
function move(from: Element, key: string): boolean {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
  if (!by) return false;
  const all = [...(from.closest("svg")?.querySelectorAll<SVGElement>("[role=button]") ?? [])];
  const to = all[all.indexOf(from as SVGElement) + by];
  from.setAttribute("tabindex", "-1");
  (to ?? from).setAttribute("tabindex", "0");
  (to ?? (from as SVGElement)).focus();
  return true;
}
