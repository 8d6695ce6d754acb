/** What becomes of articles and collections that are dragged in the window. */
import { t } from "../i18n";
import type { Drag, Landing } from "../parts/drag";
import { addTag, collect, type Some, setFavourite, setState, trash } from "./articles";
import { library } from "./library.svelte";
import { isInside, moveCollection } from "./organise.svelte";

const STATES: ReadonlySet<string> = new Set(["inbox", "reading", "finished", "archived"]);

/** Parts of a target: `collection:…`, `tag:…`, `view:…` or `collections:` (the top of the tree). */
function parts(target: string): [string, string] {
  const at = target.indexOf(":");
  return [target.slice(0, at), target.slice(at + 1)];
}

/** Articles on their way to a collection, a tag or a view. */
export function articleDrag(articles: Some): Drag {
  const [first] = articles.rows;
  const label =
    articles.ids.length > 1
      ? t("chosen-articles", { count: articles.ids.length })
      : (first?.title ?? "");
  return {
    label,
    over(target) {
      const [kind, id] = parts(target);
      const view = kind === "view" && (STATES.has(id) || id === "favourites" || id === "trash");
      return kind === "collection" || kind === "tag" || view ? "in" : null;
    },
    drop(target) {
      const [kind, id] = parts(target);
      if (kind === "collection") void collect(articles, id);
      else if (kind === "tag") void addTag(articles, id);
      else if (id === "trash") void trash(articles);
      else if (id === "favourites") void setFavourite(articles, true);
      else void setState(id, { ids: articles.ids, rows: [] });
    },
  };
}

/** A collection on its way to another place of the tree. */
export function collectionDrag(id: string): Drag {
  return {
    label: library.collection(id)?.name ?? "",
    over(target, at): Landing | null {
      const [kind, other] = parts(target);
      if (kind === "collections") return "in";
      if (kind !== "collection" || isInside(other, id)) return null;
      return at < 0.25 ? "before" : at > 0.75 ? "after" : "in";
    },
    drop(target, landing) {
      const [, other] = parts(target);
      const there = library.collection(other);
      if (!there) void moveCollection(id, null, null);
      else if (landing === "in") void moveCollection(id, other, null);
      else {
        const beside = (library.info?.collections ?? []).filter(
          (one) => one.parent === there.parent,
        );
        const at = beside.findIndex((one) => one.id === other) + (landing === "after" ? 1 : 0);
        const before = beside.slice(at).find((one) => one.id !== id);
        void moveCollection(id, there.parent, before?.id ?? null);
      }
    },
  };
}
