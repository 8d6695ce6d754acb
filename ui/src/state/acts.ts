/** What a person can do, each act once: keys, buttons, menus and the palette all come here. */

import { tick } from "svelte";
import { said, t } from "../i18n";
import { call, type SaveOutcome, type SearchHit, type WireError } from "../ipc";
import { quoteWithSource } from "./article";
import { restore, setState, tagArticles, targets, toggleFavourite, trash } from "./articles";
import { dialogs } from "./dialogs.svelte";
import { finding } from "./finding.svelte";
import type { Act } from "./keys";
import { library, undoAction } from "./library.svelte";
import { list } from "./list.svelte";
import { pickCollection, startNew } from "./organise.svelte";
import { acceptAnchor } from "./placing.svelte";
import { reading } from "./reading.svelte";
import { search } from "./search.svelte";
import { settings } from "./settings.svelte";
import { attempt, toasts } from "./toasts.svelte";
import { expectWriting } from "./typeahead";
import { versions } from "./versions.svelte";

export { restore, setState, tagArticles, toggleFavourite, trash };

const COLORS: ReadonlySet<string> = new Set(["yellow", "green", "blue", "magenta", "purple"]);

/** Does what a key or a palette entry stands for. Gives whether anything was done. */
export function perform(act: Act): boolean {
  if (COLORS.has(act)) return colour(act);
  switch (act) {
    case "next":
      return step(1);
    case "previous":
      return step(-1);
    case "open":
      return openActive();
    case "back":
      return back();
    case "highlight":
      return colour(reading.color);
    case "note":
      return started(writeNote());
    case "tags":
      return started(editTags());
    case "copy":
      return started(copyQuote());
    case "nextHighlight":
      reading.step(1);
      return true;
    case "previousHighlight":
      reading.step(-1);
      return true;
    case "archive":
      return started(setState("archived"));
    case "finish":
      return started(setState("finished"));
    case "favourite":
      return started(toggleFavourite());
    case "trash":
      return started(trash());
    case "accept":
      return accept();
    case "versions":
      if (reading.article) void versions.open();
      return reading.article !== null;
    case "review":
      dialogs.place = "review";
      return true;
    case "contents":
      return toggleContents();
    case "focus":
      return focusMode();
    case "speak":
      return started(speak());
    case "print":
      return started(print());
    case "larger":
      settings.zoom(1);
      return true;
    case "smaller":
      settings.zoom(-1);
      return true;
    case "usualSize":
      settings.zoom(0);
      return true;
    case "collect":
      return collectThese();
    case "insights":
      search.clear();
      dialogs.place = "insights";
      return true;
    case "newCollection":
      startNew("collection");
      return true;
    case "find":
      if (reading.article) finding.ask();
      return reading.article !== null;
    case "search":
      focusSearch();
      return true;
    case "undo":
      return started(library.undo());
    case "redo":
      return started(library.redo());
    case "paste":
      return started(paste());
    case "add":
      return opened("add");
    case "export":
      return opened("export");
    case "settings":
      return opened("settings");
    case "palette":
      return opened("palette");
    case "help":
      return opened("shortcuts");
    default:
      return false;
  }
}

/** An act that goes on by itself; it shows its own failures. */
function started(_work: Promise<void>): true {
  return true;
}

function opened(name: "add" | "export" | "settings" | "palette" | "shortcuts"): true {
  dialogs.show(name);
  return true;
}

export function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>("#search");
  field?.focus();
  field?.select();
}

/** Leaves nothing on the screen but the text, or brings the rest back. */
function focusMode(): boolean {
  if (!reading.article) return false;
  dialogs.focus = !dialogs.focus;
  dialogs.drawer = null;
  reading.focus();
  return true;
}

/** Reads the open article aloud, from `from` or the first line on the screen; stops if it is being read. */
export async function speak(from = reading.place): Promise<void> {
  const { article, reader } = reading;
  if (!article || !reader) return;
  const { speaking } = await import("./speaking.svelte");
  if (speaking.open) speaking.stop();
  else await speaking.start(reader, article.row.language ?? null, from);
}

/** Prints the open article with its highlights and notes. */
export async function print(): Promise<void> {
  const { id } = reading;
  if (!id) return;
  // Just after an article was opened its notes are not here yet.
  const article = reading.whole ? reading.article : await attempt(call("article.show", { id }));
  if (!article) return;
  const { printArticle } = await import("./printing");
  await printArticle(article);
}

/** Shows or hides the open article's table of contents; shown, it takes the focus. */
function toggleContents(): boolean {
  if (reading.sections.length < 2) return false;
  const showContents = !settings.layout.showContents;
  settings.setLayout({ showContents });
  if (showContents)
    void tick().then(() =>
      document.querySelector<HTMLElement>("#contents [tabindex='0']")?.focus(),
    );
  else reading.focus();
  return true;
}

function step(by: 1 | -1): boolean {
  if (search.active) {
    search.move(by);
    return true;
  }
  dialogs.place = "articles";
  const row = list.activate(list.index + by);
  list.clearChoice();
  if (row) void reading.open(row.id);
  return true;
}

function openActive(): boolean {
  if (search.active) {
    const hit = search.flat[search.index];
    if (hit) void openHit(hit);
    return hit !== undefined;
  }
  const id = list.activeId;
  if (id) void reading.open(id, { focus: true });
  return id !== null;
}

/** One step back: whatever lies on top goes first. */
function back(): boolean {
  if (reading.clicked || reading.selection) reading.clearSelection();
  else if (reading.tagging) reading.tagging = null;
  else if (dialogs.drawer) dialogs.drawer = null;
  else if (dialogs.focus) dialogs.focus = false;
  else if (finding.open) finding.close();
  else if (list.chosen.size) list.clearChoice();
  else if (search.active) search.clear();
  else focusList();
  return true;
}

export function focusList(): void {
  document.querySelector<HTMLElement>("#articles")?.focus();
}

/** Opens what a hit points at: the passage, the highlight, the note. */
export async function openHit(hit: SearchHit): Promise<void> {
  if (!hit.article) {
    dialogs.note = hit.id;
    dialogs.place = "notes";
    return;
  }
  dialogs.place = "articles";
  const query = search.query;
  const passage = hit.passage ?? null;
  const highlight = hit.kind === "highlight" ? { highlight: hit.id } : {};
  await reading.open(hit.article, { passage, query, focus: true, ...highlight });
  if (hit.kind !== "note") return;
  const on = reading.article?.highlights.find((one) => one.note?.id === hit.id);
  if (on) reading.goTo(on.id);
}

// Highlights.

function colour(color: string): boolean {
  if (reading.selection) void reading.mark(color);
  else if (reading.active) void reading.recolor(reading.active, color);
  else return false;
  return true;
}

/** Lets a person choose a collection for what an act is about. */
function collectThese(): boolean {
  const articles = targets();
  const row = document.getElementById(`row-${list.index}`) ?? document.getElementById("search");
  if (articles.ids.length && row) pickCollection(row.getBoundingClientRect(), articles);
  return articles.ids.length > 0;
}

/** Agrees with where the active highlight was found, if that is in question. */
function accept(): boolean {
  const one = reading.highlight(reading.active);
  if (!one || one.start == null || one.state === "exact" || one.decided) return false;
  return started(acceptAnchor(one.id));
}

/** Opens the editor of a note: on the selection, on the active highlight, or on the article. */
export async function writeNote(): Promise<void> {
  if (!reading.article) return;
  expectWriting();
  const made = reading.selection ? await reading.mark(reading.color) : undefined;
  reading.clicked = null;
  reading.editing = made?.id ?? reading.active ?? "new";
  showNotes();
}

export async function editTags(): Promise<void> {
  if (!reading.article) return;
  const made = reading.selection ? await reading.mark(reading.color) : undefined;
  reading.clicked = null;
  const highlight = made?.id ?? reading.active;
  reading.tagging = highlight ?? "article";
  if (highlight) showNotes();
}

/** Makes sure that the annotations can be seen. */
function showNotes(): void {
  if (dialogs.narrow) dialogs.drawer = "notes";
  else settingsShowNotes();
}

let settingsShowNotes: () => void = () => {};
/** The layout tells how its panel is opened. */
export function onShowNotes(show: () => void): void {
  settingsShowNotes = show;
}

/** Copies the selected or active passage with its source. */
export async function copyQuote(): Promise<void> {
  const article = reading.article;
  const text = reading.selection?.text ?? reading.highlight(reading.active)?.quote;
  if (!article || !text) return;
  const done = await attempt(call("clipboard.write", { text: quoteWithSource(article, text) }));
  if (done) toasts.say(t("copied"));
  reading.clicked = null;
}

export async function removeHighlight(id: string): Promise<void> {
  const done = await attempt(call("highlight.remove", { id }));
  if (!done) return;
  reading.forget(id);
  toasts.say(t("highlight-deleted"), undoAction());
}

// Saving.

/** Saves what is on the clipboard. */
export async function paste(): Promise<void> {
  try {
    arrived(await call("article.paste", {}));
  } catch (error) {
    toasts.fail(error as WireError);
  }
}

/** Says what became of things that were saved, and opens the first of them. */
export function arrived(outcomes: SaveOutcome[]): void {
  const good = outcomes.filter((one) => one.status !== "failed");
  const bad = outcomes.filter((one) => one.status === "failed");
  const first = good.find((one) => one.id);
  if (good.length) {
    const status = good.length === 1 ? (good[0]?.status ?? "created") : "many";
    toasts.say(t("saved-articles", { count: good.length, title: good[0]?.title ?? "", status }));
  }
  for (const one of bad.slice(0, 2)) {
    const message = t("save-failed", {
      source: one.source,
      error: one.error ? said(one.error) : t("error-unknown"),
    });
    toasts.fail({ kind: "unreadable", message });
  }
  if (first?.id) {
    dialogs.place = "articles";
    search.clear();
    void reading.open(first.id);
  }
}

/** Opens a link: outside, or what it leads to in the library. */
export function openLink(url: string): void {
  if (url.startsWith("commonplace://")) void openAddress(url);
  else void attempt(call("link.open", { url }));
}

/** Shows what an address in the library leads to: an article, a passage in it, a note. */
export async function openAddress(url: string): Promise<void> {
  const target = await attempt(call("link.resolve", { url }));
  if (!target) return;
  const { article, highlight, passage, note } = target;
  if (article) {
    dialogs.place = "articles";
    await reading.open(article, { passage, focus: true, ...(highlight ? { highlight } : {}) });
  } else if (note) {
    dialogs.note = note;
    dialogs.place = "notes";
  }
}
