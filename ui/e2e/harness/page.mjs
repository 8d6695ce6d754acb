// @ts-check
/** Functions that run inside the window: finding things by role and name, as a person with a screen reader would. */

/**
 * Finds the visible element with a role and an accessible name, and gives its place.
 * @param {string} role
 * @param {string | null} name exact, or null for any
 * @param {string | null} within a selector that an ancestor matches
 * @param {{ partial?: boolean, reveal?: boolean }} options `reveal` scrolls to it where it is out of sight
 */
export function findByRole(role, name, within, options = {}) {
  /** @type {Record<string, string>} */
  const selectors = {
    button: "button, [role=button], summary",
    link: "a[href], [role=link]",
    textbox:
      "textarea, input:not([type]), input[type=text], input[type=url], [role=textbox], [contenteditable=true]",
    searchbox: "input[type=search], [role=searchbox]",
    combobox: "select, [role=combobox]",
    checkbox: "input[type=checkbox], [role=checkbox], [role=switch]",
    radio: "input[type=radio], [role=radio]",
    dialog: "dialog[open], [role=dialog], [role=alertdialog]",
    navigation: "nav, [role=navigation]",
    complementary: "aside, [role=complementary]",
    region: "section[aria-label], section[aria-labelledby], main[aria-label], [role=region]",
    article: "article, [role=article]",
    toolbar: "[role=toolbar]",
    status: "[role=status], output",
    heading: "h1, h2, h3, h4, h5, h6, [role=heading]",
    option: "option, [role=option]",
    row: "tr, [role=row]",
    listitem: "li, [role=listitem]",
    menuitem: "[role=menuitem], [role=menuitemradio], [role=menuitemcheckbox]",
    tab: "[role=tab]",
    frame: "iframe",
  };
  const selector = selectors[role] ?? `[role=${role}]`;
  /** @param {Element} element @returns {string} */
  const nameOf = (element) => {
    const by = element.getAttribute("aria-labelledby");
    if (by) {
      return by
        .split(/\s+/)
        .map((id) => document.getElementById(id)?.textContent ?? "")
        .join(" ");
    }
    const own = element.getAttribute("aria-label");
    if (own) return own;
    const labels = /** @type {HTMLInputElement} */ (element).labels;
    if (labels && labels.length > 0)
      return Array.from(labels, (l) => l.textContent ?? "").join(" ");
    if (/^(INPUT|TEXTAREA)$/.test(element.tagName)) {
      return element.getAttribute("placeholder") ?? element.getAttribute("title") ?? "";
    }
    return (element.textContent || element.getAttribute("title")) ?? "";
  };
  const tidy = (/** @type {string} */ text) => text.replace(/\s+/g, " ").trim();
  for (const element of document.querySelectorAll(selector)) {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (style.visibility === "hidden" || style.display === "none") continue;
    if (box.width === 0 || box.height === 0) continue;
    if (within && !element.closest(within)) continue;
    if (element.closest("[inert], [aria-hidden=true]")) continue;
    const own = tidy(nameOf(element));
    if (name !== null && !(options.partial ? own.includes(name) : own === name)) continue;
    if (options.reveal) element.scrollIntoView({ block: "nearest", inline: "nearest" });
    const place = options.reveal ? element.getBoundingClientRect() : box;
    return {
      name: own,
      text: tidy(element.textContent ?? ""),
      x: place.x,
      y: place.y,
      width: place.width,
      height: place.height,
      disabled:
        /** @type {any} */ (element).disabled === true ||
        element.getAttribute("aria-disabled") === "true",
      focused: element === document.activeElement || element.contains(document.activeElement),
    };
  }
  return null;
}

/** What is visible in the window as text, for messages about what was not found. */
export function outline() {
  const names = Array.from(
    document.querySelectorAll("button, a, input, [role], dialog[open], h1, h2"),
    (e) =>
      `${e.tagName.toLowerCase()}[${e.getAttribute("role") ?? ""}] ${(e.getAttribute("aria-label") ?? e.textContent ?? "").replace(/\s+/g, " ").trim().slice(0, 60)}`,
  );
  return names.join("\n");
}

/**
 * Where a passage stands in the reader: the points before its first and behind its last character, in the window's
 * viewport. None while the reader does not show it.
 * @param {string} quote as in the DOM, white space collapsed
 * @param {number} occurrence
 */
export function locate(quote, occurrence = 0) {
  const frame = document.querySelector("iframe");
  const inner = frame?.contentDocument;
  const body = inner?.querySelector(".body");
  if (!frame || !inner || !body) return null;
  const walker = inner.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  /** @type {[Node, number][]} */
  const units = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const data = /** @type {Text} */ (node).data;
    for (let i = 0; i < data.length; i += 1) {
      const blank = /[ \t\n\r\f]/.test(data[i] ?? "");
      if (blank && text.endsWith(" ")) continue;
      text += blank ? " " : data[i];
      units.push([node, i]);
    }
  }
  let at = -1;
  for (let i = 0; i <= occurrence; i += 1) at = text.indexOf(quote, at + 1);
  const first = units[at];
  const last = units[at + quote.length - 1];
  if (at < 0 || !first || !last) return null;
  const range = inner.createRange();
  range.setStart(first[0], first[1]);
  range.setEnd(last[0], last[1] + 1);
  const view = inner.defaultView;
  const outer = frame.getBoundingClientRect();
  const whole = range.getBoundingClientRect();
  if (view && (whole.top < 60 || whole.bottom > view.innerHeight - 60)) {
    view.scrollBy({ top: whole.top - view.innerHeight / 3, behavior: "instant" });
  }
  const boxes = Array.from(range.getClientRects()).filter((box) => box.width > 0);
  const a = boxes[0];
  const b = boxes[boxes.length - 1];
  if (!a || !b) return null;
  // The first and the last thing a person would call a character: half an emoji has no edge to aim at.
  const letters = Array.from(new Intl.Segmenter().segment(quote), (part) => part.segment);
  const firstLetter = letters[0] ?? "";
  const lastLetter = letters[letters.length - 1] ?? "";
  /** @param {number} from @param {number} to */
  const boxOf = (from, to) => {
    const [begin, stop] = [units[from], units[to - 1]];
    const part = inner.createRange();
    if (begin) part.setStart(begin[0], begin[1]);
    if (stop) part.setEnd(stop[0], stop[1] + 1);
    return part.getBoundingClientRect();
  };
  /** A right-to-left letter begins at its right. @param {string} letter */
  const rtl = (letter) => /[\u0590-\u08ff\ufb1d-\ufefc]/.test(letter);
  const start = boxOf(at, at + firstLetter.length);
  const end = boxOf(at + quote.length - lastLetter.length, at + quote.length);
  const from = rtl(firstLetter) ? start.right - 0.5 : start.left + 0.5;
  const to = rtl(lastLetter) ? end.left + 0.5 : end.right - 0.5;
  return {
    from: { x: outer.left + from, y: outer.top + start.top + start.height / 2 },
    to: { x: outer.left + to, y: outer.top + end.top + end.height / 2 },
    middle: { x: outer.left + start.left + 3, y: outer.top + start.top + start.height / 2 },
  };
}

/** What the reader has painted near the viewport: the text under each of its names. */
export function painted() {
  const view = /** @type {any} */ (document.querySelector("iframe")?.contentWindow);
  /** @type {Record<string, string[]>} */
  const found = {};
  for (const [name, ranges] of view?.CSS.highlights ?? []) {
    const texts = Array.from(ranges, (range) => String(range)).sort();
    if (texts.length > 0) found[name] = texts;
  }
  return found;
}
