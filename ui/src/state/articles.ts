/** What a person does with articles: one, the chosen ones, or all of a list. */
import { t } from "../i18n";
import { type ArticleRow, call } from "../ipc";
import { library, undoAction } from "./library.svelte";
import { list } from "./list.svelte";
import { reading } from "./reading.svelte";
import { attempt, toasts } from "./toasts.svelte";

/** Articles that an act is about. The rows are those of them that have been read, which may be fewer. */
export interface Some {
  ids: string[];
  rows: ArticleRow[];
}

/** Articles whose rows are all known. */
export function some(rows: ArticleRow[]): Some {
  return { ids: rows.map((row) => row.id), rows };
}

/** The chosen articles, else the one with the focus, else the open one. */
export function targets(): Some {
  if (list.chosen.size) return chosen();
  const inList = document.activeElement?.id === "articles";
  const row = inList ? list.rows.find((one) => one.id === list.activeId) : reading.article?.row;
  return some(row ? [row] : []);
}

/** The chosen articles. */
export function chosen(): Some {
  return { ids: [...list.chosen], rows: list.rows.filter((row) => list.chosen.has(row.id)) };
}

function subject({ ids, rows }: Some): { count: number; title: string } {
  return { count: ids.length, title: rows[0]?.title ?? "" };
}

function asSome(of: Some | ArticleRow[]): Some {
  return Array.isArray(of) ? some(of) : of;
}

/** Moves articles to a reading state; back to the inbox where all are in it already. */
export async function setState(state: string, of: Some | ArticleRow[] = targets()): Promise<void> {
  const these = asSome(of);
  if (!these.ids.length) return;
  const there = these.rows.length > 0 && these.rows.every((row) => row.state === state);
  const next = there ? "inbox" : state;
  const done = await attempt(call("article.update", { ids: these.ids, state: next }));
  if (done) toasts.say(t("moved", { ...subject(these), state: next }), undoAction());
}

/** Makes articles favourites; no longer where all are. */
export async function toggleFavourite(of: Some | ArticleRow[] = targets()): Promise<void> {
  const these = asSome(of);
  if (!these.ids.length) return;
  const favourite = !(these.rows.length > 0 && these.rows.every((row) => row.favourite));
  await setFavourite(these, favourite);
}

/** Makes articles favourites, or no longer. */
export async function setFavourite(these: Some, favourite: boolean): Promise<void> {
  const done = await attempt(call("article.update", { ids: these.ids, favourite }));
  const message = t(favourite ? "favourite-added" : "favourite-removed", subject(these));
  if (done) toasts.say(message, undoAction());
}

export async function trash(of: Some | ArticleRow[] = targets()): Promise<void> {
  const these = asSome(of);
  const gone = new Set(these.rows.filter((row) => row.deleted != null).map((row) => row.id));
  const live = these.ids.filter((id) => !gone.has(id));
  if (!live.length) return;
  const done = await attempt(call("article.trash", { ids: live }));
  if (!done) return;
  if (reading.id !== null && live.includes(reading.id)) reading.close();
  list.clearChoice();
  const rows = these.rows.filter((row) => !gone.has(row.id));
  toasts.say(t("trashed", subject({ ids: live, rows })), undoAction());
}

export async function restore(of: Some | ArticleRow[] = targets()): Promise<void> {
  const these = asSome(of);
  if (!these.ids.length || these.rows.some((row) => row.deleted == null)) return;
  const done = await attempt(call("article.restore", { ids: these.ids }));
  if (!done) return;
  list.clearChoice();
  toasts.say(t("restored", subject(these)), undoAction());
}

/** Removes for good what is in the Trash; whoever calls has asked. */
export async function emptyTrash(): Promise<void> {
  const done = await attempt(call("trash.empty", {}));
  if (!done) return;
  list.clearChoice();
  if (reading.article?.row.deleted != null) reading.close();
  toasts.say(t("trash-emptied", { count: done.count }));
}

/** Gives articles exactly the tags of `next`, where they had those of `before`. */
export async function tagArticles(
  of: Some | ArticleRow[],
  before: string[],
  next: string[],
): Promise<void> {
  const addTags = next.filter((tag) => !before.includes(tag));
  const removeTags = before.filter((tag) => !next.includes(tag));
  if (!addTags.length && !removeTags.length) return;
  const { ids } = asSome(of);
  await attempt(call("article.update", { ids, addTags, removeTags }));
}

/** Gives articles one more tag, and says so. */
export async function addTag(these: Some, tag: string): Promise<void> {
  const done = await attempt(call("article.update", { ids: these.ids, addTags: [tag] }));
  if (done) toasts.say(t("tagged", { ...subject(these), tag }), undoAction());
}

/** Puts articles into a collection. */
export async function collect(these: Some, collection: string): Promise<void> {
  const done = await attempt(call("article.collect", { ids: these.ids, collection }));
  const name = library.collection(collection)?.name ?? "";
  if (done) toasts.say(t("collected", { ...subject(these), name }), undoAction());
}

/** Takes articles out of a collection. */
export async function takeOut(these: Some, collection: string): Promise<void> {
  const done = await attempt(call("article.takeOut", { ids: these.ids, collection }));
  if (!done) return;
  list.clearChoice();
  const name = library.collection(collection)?.name ?? "";
  toasts.say(t("taken-out", { ...subject(these), name }), undoAction());
}
