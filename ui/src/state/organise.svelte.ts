/** Collections, tags and saved searches: what the sidebar shows beside the views, and what is done to it. */
import { t } from "../i18n";
import { type CollectionView, call } from "../ipc";
import { chosen, collect, type Some } from "./articles";
import { dialogs } from "./dialogs.svelte";
import { library, undoAction } from "./library.svelte";
import { list } from "./list.svelte";
import { search } from "./search.svelte";
import { settings } from "./settings.svelte";
import { attempt, toasts } from "./toasts.svelte";

/** Something in the sidebar that a person made. */
export interface Thing {
  kind: "collection" | "tag" | "search";
  /** The id; a tag's name. */
  id: string;
}

/** What is being typed in the sidebar: a new name, or the name of something new in `id` (empty: at the top). */
export interface Naming extends Thing {
  fresh: boolean;
  /** What was typed for it before, and could not be taken. */
  typed?: string;
}

/** What is being chosen from a list of collections or tags. */
export type Picking =
  | { what: "collect"; articles: Some; anchor: DOMRect }
  | { what: "nest"; id: string; anchor: DOMRect }
  | { what: "merge"; id: string; anchor: DOMRect };

/** How long a burst of changes may go on before saved searches are counted again. */
const COUNT_AFTER_MS = 300;

class Organise {
  naming = $state.raw<Naming | null>(null);
  /** The thing whose menu is open, and where. */
  menu = $state.raw<(Thing & { anchor: DOMRect }) | null>(null);
  coloring = $state.raw<{ tag: string; anchor: DOMRect } | null>(null);
  picking = $state.raw<Picking | null>(null);
  /** How much each saved search finds. */
  counts = $state.raw(new Map<string, number>());
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Counts again what the saved searches find, once changes have come to rest. */
  countSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.count(), COUNT_AFTER_MS);
  }

  private async count(): Promise<void> {
    if (!library.info?.savedSearches.length) return;
    const answer = await call("savedSearch.counts", {}).catch(() => null);
    if (answer) this.counts = new Map(answer.map(({ id, total }) => [id, total]));
  }
}

export const organise = new Organise();

/** Shows a part of the library in the list. */
export function show(
  view: string,
  tag: string | null = null,
  collection: string | null = null,
): void {
  dialogs.place = "articles";
  dialogs.drawer = null;
  search.clear();
  void list.show(view, tag, collection);
}

/** Asks what a saved search asks. */
export function ask(query: string): void {
  dialogs.drawer = null;
  search.type(query);
}

// Names.

/** Begins to name something new: a collection in another (none: at the top), or the search that is typed. */
export function startNew(kind: "collection" | "search", parent = ""): void {
  if (dialogs.slim) dialogs.drawer = "sidebar";
  else settings.setLayout({ showSidebar: true });
  settings.fold(kind === "collection" ? "collections" : "searches", false);
  if (parent) settings.fold(parent, false);
  organise.naming = { kind, id: parent, fresh: true };
}

/** Takes what was typed for {@link Organise.naming}; nothing typed changes nothing, and what is refused can be mended. */
export async function named(naming: Naming, typed: string): Promise<void> {
  organise.naming = null;
  const name = typed.trim().replace(/\s+/g, " ");
  if (!name || (await attempt(give(naming, name)))) return;
  organise.naming ??= { ...naming, typed: name };
}

/** Gives something its name; says that it went well. */
async function give({ kind, id, fresh }: Naming, name: string): Promise<true> {
  if (kind === "tag") await renameTag(id, name);
  else if (kind === "search" && fresh) await call("savedSearch.add", { name, query: search.query });
  else if (kind === "search") await call("savedSearch.update", { id, name });
  else if (fresh) await call("collection.add", { name, parent: id || null });
  else await call("collection.rename", { id, name });
  return true;
}

async function renameTag(name: string, to: string): Promise<void> {
  if (name === to) return;
  const done = await call("tag.rename", { name, to });
  if (done.merged) toasts.say(t("tags-merged", { name, into: to }), undoAction());
  if (list.tag === name) await list.tagIs(to);
}

// Collections.

export function children(parent: string | null): CollectionView[] {
  return (library.info?.collections ?? []).filter((one) => one.parent === parent);
}

/** Whether a collection is another, or lies in it. */
export function isInside(id: string, other: string): boolean {
  for (let next = library.collection(id); next; next = library.collection(next.parent))
    if (next.id === other) return true;
  return false;
}

export async function moveCollection(
  id: string,
  parent: string | null,
  before: string | null,
): Promise<void> {
  const name = library.collection(id)?.name ?? "";
  const done = await attempt(call("collection.move", { id, parent, before }));
  if (!done) return;
  if (parent) settings.fold(parent, false);
  toasts.announce(t("collection-moved", { name }));
}

/** Moves a collection up or down among those beside it. */
export function stepCollection(id: string, by: 1 | -1): void {
  const one = library.collection(id);
  if (!one) return;
  const beside = children(one.parent);
  const at = beside.findIndex((other) => other.id === id);
  const place = at + by;
  if (place < 0 || place >= beside.length) return;
  const before = by < 0 ? beside[place] : beside[place + 1];
  void moveCollection(id, one.parent, before?.id ?? null);
}

async function removeCollection(id: string): Promise<void> {
  const name = library.collection(id)?.name ?? "";
  const shown = list.collection !== null && isInside(list.collection, id);
  const done = await attempt(call("collection.remove", { id }));
  if (!done) return;
  if (shown) void list.show("all");
  toasts.say(t("collection-deleted", { name }), undoAction());
}

// Tags and saved searches.

export async function colorTag(name: string, color: string | null): Promise<void> {
  await attempt(call("tag.color", { name, color }));
}

export async function mergeTag(name: string, into: string): Promise<void> {
  const done = await attempt(call("tag.merge", { names: [name], into }));
  if (!done) return;
  if (list.tag === name) await list.tagIs(into);
  toasts.say(t("tags-merged", { name, into }), undoAction());
}

/** Deletes something a person made; it can be undone. */
export async function remove({ kind, id }: Thing): Promise<void> {
  if (kind === "collection") return removeCollection(id);
  if (kind === "tag") {
    if (!(await attempt(call("tag.remove", { name: id })))) return;
    if (list.tag === id) await list.tagIs(null);
    toasts.say(t("tag-deleted", { name: id }), undoAction());
    return;
  }
  const name = library.info?.savedSearches.find((one) => one.id === id)?.name ?? "";
  if (!(await attempt(call("savedSearch.remove", { id })))) return;
  toasts.say(t("search-deleted", { name }), undoAction());
}

/** Lets a person choose a collection for the chosen articles, or for those given. */
export function pickCollection(anchor: DOMRect, articles: Some = chosen()): void {
  if (articles.ids.length) organise.picking = { what: "collect", articles, anchor };
}

/** Makes a collection and puts articles into it. */
export async function collectInNew(articles: Some, name: string): Promise<void> {
  const made = await attempt(call("collection.add", { name }));
  if (!made) return;
  await library.refresh();
  await collect(articles, made.id);
}
