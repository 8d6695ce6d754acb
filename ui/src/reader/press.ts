/** Keys and clicks that belong to the engine or to a control in the text. */

/** Keys by which the engine scrolls the text or moves between links; the app is not asked about them. */
export function scrolls(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return /^(Arrow(Up|Down|Left|Right)|Page(Up|Down)|Home|End| |Tab)$/.test(event.key);
}

/** Enter and Space belong to the link, button or summary that has the focus. */
export function pressesControl(event: KeyboardEvent, document: Document): boolean {
  return (
    event.key === "Enter" && document.activeElement?.matches("a[href], button, summary") === true
  );
}

/** Keeps a link from being opened by the engine. */
export function stopLink(event: MouseEvent): void {
  if ((event.target as Element | null)?.closest?.("a[href]")) event.preventDefault();
}

/** Lets the keyboard reach what scrolls sideways on its own. */
export function offerScrollers(body: Element): void {
  for (const element of body.querySelectorAll("pre, table")) {
    if (element.scrollWidth > element.clientWidth + 1) element.setAttribute("tabindex", "0");
    else element.removeAttribute("tabindex");
  }
}
