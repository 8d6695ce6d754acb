/** What can be done with articles, as a menu. */
import { t } from "../i18n";
import type { MenuItem } from "../parts/menu";
import { restore, type Some, setState, takeOut, toggleFavourite, trash } from "../state/articles";
import { dialogs } from "../state/dialogs.svelte";
import { library } from "../state/library.svelte";
import { list } from "../state/list.svelte";
import { pickCollection } from "../state/organise.svelte";

/** `tag` lets a person edit the tags of the articles. */
export function rowMenu(articles: Some, anchor: DOMRect, tag: () => void): MenuItem[] {
  const { rows } = articles;
  if (rows.every((row) => row.deleted != null)) {
    return [{ label: t("restore"), icon: "restore", run: () => void restore(articles) }];
  }
  const is = (state: string) => rows.every((row) => row.state === state);
  const favourite = rows.every((row) => row.favourite);
  const { collection } = list;
  const items: MenuItem[] = [
    {
      label: t(is("archived") ? "to-inbox" : "archive"),
      icon: "archive",
      hint: "E",
      run: () => void setState("archived", articles),
    },
    {
      label: t(is("reading") ? "to-inbox" : "to-reading"),
      icon: "book",
      run: () => void setState("reading", articles),
    },
    {
      label: t(is("finished") ? "unfinish" : "finish"),
      icon: "check",
      hint: "F",
      run: () => void setState("finished", articles),
    },
    {
      label: t(favourite ? "unfavourite" : "favourite"),
      icon: "star",
      hint: "S",
      run: () => void toggleFavourite(articles),
    },
    { label: t("edit-tags"), icon: "tag", hint: "T", separated: true, run: tag },
    {
      label: t("add-to-collection"),
      icon: "folder",
      hint: "M",
      run: () => pickCollection(anchor, articles),
    },
  ];
  if (collection) {
    const name = library.collection(collection)?.name ?? "";
    items.push({
      label: t("take-out-of", { name }),
      icon: "close",
      run: () => void takeOut(articles, collection),
    });
  }
  items.push(
    {
      label: t("export-these"),
      icon: "file",
      run: () => {
        list.chosen = new Set(articles.ids);
        dialogs.show("export");
      },
    },
    {
      label: t("move-to-trash"),
      icon: "trash",
      hint: "Del",
      danger: true,
      separated: true,
      run: () => void trash(articles),
    },
  );
  // In both states a set of articles has two ways back to the inbox; one is enough.
  return items.filter((item, at) => items.findIndex(({ label }) => label === item.label) === at);
}
