/** Everything the palette can do or go to, and in which order it is offered. */
import { t } from "../i18n";
import type { NameHit } from "../ipc";
import { match } from "../parts/fuzzy";
import type { IconName } from "../parts/icons";
import { perform } from "./acts";
import { dialogs } from "./dialogs.svelte";
import { type Act, strokesOf } from "./keys";
import { library } from "./library.svelte";
import { ask, show, startNew } from "./organise.svelte";
import { reading } from "./reading.svelte";
import { search } from "./search.svelte";
import { settings, type Theme } from "./settings.svelte";

export interface Entry {
  key: string;
  label: string;
  about: string;
  icon: IconName;
  stroke?: string | undefined;
  marks?: [number, number][];
  /** What it does; else it is something to open. */
  run?: () => void;
}

const ICONS: Partial<Record<Act, IconName>> = {
  next: "down",
  previous: "up",
  find: "search",
  versions: "archive",
  nextHighlight: "down",
  previousHighlight: "up",
  highlight: "pen",
  note: "note",
  tags: "tag",
  copy: "copy",
  archive: "archive",
  finish: "check",
  favourite: "star",
  collect: "folder",
  trash: "trash",
  undo: "restore",
  redo: "restore",
  search: "search",
  add: "plus",
  paste: "copy",
  export: "file",
  newCollection: "folder",
  settings: "sun",
  help: "keyboard",
};
const THEMES: Theme[] = ["system", "light", "sepia", "dark", "contrast"];
const VIEWS: [string, IconName][] = [
  ["inbox", "inbox"],
  ["reading", "book"],
  ["finished", "check"],
  ["archived", "archive"],
  ["favourites", "star"],
  ["all", "all"],
  ["trash", "trash"],
];

/** What can be done, with its keys. */
export function commands(): Entry[] {
  const acts = (Object.keys(ICONS) as Act[]).map((act): Entry => {
    const [stroke] = strokesOf(act);
    const icon = ICONS[act] ?? "more";
    return {
      key: `act ${act}`,
      label: t(`act-${act}`),
      about: "",
      icon,
      stroke,
      run: () => void perform(act),
    };
  });
  const themes = THEMES.map(
    (theme): Entry => ({
      key: `theme ${theme}`,
      label: t("theme-named", { theme: t(`theme-${theme}`) }),
      about: "",
      icon: "sun",
      run: () => settings.setStyle({ theme }),
    }),
  );
  const { layout } = settings;
  const own: Entry[] = [
    {
      key: "sidebar",
      label: t("toggle-sidebar"),
      about: "",
      icon: "left",
      run: () => settings.setLayout({ showSidebar: !layout.showSidebar }),
    },
    {
      key: "annotations",
      label: t("toggle-annotations"),
      about: "",
      icon: "right",
      run: () => settings.setLayout({ showNotes: !layout.showNotes }),
    },
  ];
  if (library.info?.trash)
    own.push({
      key: "empty trash",
      label: t("empty-trash-act"),
      about: "",
      icon: "trash",
      run: () => dialogs.show("emptyTrash"),
    });
  if (search.active)
    own.push({
      key: "save search",
      label: t("save-search"),
      about: search.query,
      icon: "search",
      run: () => startNew("search"),
    });
  return [...acts, ...own, ...themes];
}

/** Where one can go: views, collections, tags, saved searches. */
export function places(): Entry[] {
  const info = library.info;
  const place = (name: "highlights" | "notes" | "insights", icon: IconName): Entry => ({
    key: `place ${name}`,
    label: t(name),
    about: t("go-to"),
    icon,
    run: () => {
      search.clear();
      dialogs.place = name;
    },
  });
  return [
    ...VIEWS.map(
      ([view, icon]): Entry => ({
        key: `view ${view}`,
        label: t(`view-${view}`),
        about: t("go-to"),
        icon,
        run: () => show(view),
      }),
    ),
    place("highlights", "pen"),
    place("notes", "note"),
    place("insights", "chart"),
    ...(info?.collections ?? []).map(
      ({ id }): Entry => ({
        key: `collection ${id}`,
        label: library.path(id).join(" / "),
        about: t("collection"),
        icon: "folder",
        run: () => show("all", null, id),
      }),
    ),
    ...(info?.tags ?? []).map(
      ({ name }): Entry => ({
        key: `tag ${name}`,
        label: name,
        about: t("tag"),
        icon: "tag",
        run: () => show("all", name),
      }),
    ),
    ...(info?.savedSearches ?? []).map(
      ({ id, name, query }): Entry => ({
        key: `search ${id}`,
        label: name,
        about: t("saved-search"),
        icon: "search",
        run: () => ask(query),
      }),
    ),
  ];
}

/** Opens an article or a note that was found by its name. */
export async function goTo({ key }: Entry): Promise<void> {
  const [kind, id = ""] = key.split(" ");
  search.clear();
  if (kind === "note") {
    dialogs.note = id;
    dialogs.place = "notes";
  } else {
    dialogs.place = "articles";
    await reading.open(id, { focus: true });
  }
}

function named({ kind, id, name, about }: NameHit): Entry {
  const icon = kind === "article" ? "book" : "note";
  return { key: `${kind} ${id}`, label: name, about: about ?? "", icon };
}

/** What fits what was typed, the best first; before anything is typed, what was used last. */
export function ranked(typed: string, fixed: Entry[], names: NameHit[], recent: string[]): Entry[] {
  const known = [...fixed, ...names.map(named)];
  const lately = (key: string) => {
    const at = recent.indexOf(key);
    return at < 0 ? 0 : 1 - at / recent.length;
  };
  if (!typed.trim()) {
    const used = recent
      .map((key) => known.find((one) => one.key === key))
      .filter((one) => one !== undefined);
    const others = known.filter((one) => !recent.includes(one.key));
    return [
      ...used,
      ...others.filter((one) => !one.run).slice(0, 5),
      ...others.filter((one) => one.run),
    ];
  }
  const scored = known.flatMap((entry) => {
    const found = match(typed, entry.label);
    if (!found) return [];
    // A command is meant rather than an article that has its word somewhere.
    const score = found.score + 12 * lately(entry.key) + (entry.run ? 5 : 0);
    return [{ entry: { ...entry, marks: found.marks }, score }];
  });
  return scored.toSorted((a, b) => b.score - a.score).map(({ entry }) => entry);
}
