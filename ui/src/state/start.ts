/** Brings the window up: what was kept, the first list, the last article, and everything that comes by itself. */
import { said, speak } from "../i18n";
import { type ChangeView, call, type Event, firstAnswer, onEvent } from "../ipc";
import { openAddress } from "./acts";
import { adding } from "./adding.svelte";
import { dialogs } from "./dialogs.svelte";
import { library } from "./library.svelte";
import { list } from "./list.svelte";
import { organise } from "./organise.svelte";
import { reading } from "./reading.svelte";
import { search } from "./search.svelte";
import { settings } from "./settings.svelte";
import { taskName } from "./tasks";
import { attempt, toasts } from "./toasts.svelte";

const GATHER_MS = 40;
/** Opening and reading change no more than a date and a bar in the list, which need not compete with the text. */
const READING_MS = 1_000;

/** Functions to run when something in the library has changed. */
const watchers = new Set<() => void>();

/** Runs `again` after every change until the returned function is called. */
export function onChanged(again: () => void): () => void {
  watchers.add(again);
  return () => watchers.delete(again);
}

/** Takes what the first picture needs; that is there at once, unless the page is loaded again. */
export async function prepare(): Promise<void> {
  settings.watchSystem();
  const answer = await attempt(firstAnswer());
  if (!answer) return;
  settings.take(answer.settings);
  await speak(settings.language);
  library.info = answer.info;
  list.begin(settings.layout, answer.list);
  // The row of the article that will be opened is drawn as such from the first picture on.
  reading.chosen = firstArticle() ?? null;
}

/** What was open last, else what stands first. */
function firstArticle(): string | undefined {
  return settings.layout.article ?? list.row(0)?.id;
}

/** Starts listening, and opens what was open last; `readRest` brings the parts that show it. */
export async function start(readRest: () => Promise<void>): Promise<void> {
  onEvent(hear);
  const known = library.info?.revision;
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  await Promise.all([readRest(), library.refresh()]);
  // Another program may have written meanwhile.
  if (library.info?.revision !== known) await list.refresh();
  const first = firstArticle();
  if (first) await reading.open(first);
  // What was open may have been deleted by another program meanwhile.
  if (reading.error && settings.layout.article) reading.close();
  await takeAsked();
  // Where there is no bar, the window has a menu of its own.
  if (library.mac) await attempt(import("./menus").then((menus) => menus.showBar()));
}

/** Shows or saves what the program was started with. */
async function takeAsked(): Promise<void> {
  const asked = await attempt(call("window.asked", {}));
  for (const address of asked?.addresses ?? []) await openAddress(address);
  if (!asked?.paths.length) return;
  // Files of an earlier start may still be on their way.
  const sources = asked.paths.map((path) => ({ path }));
  const saved = await attempt(call("article.save", { sources, task: taskName("asked") }));
  if (saved) adding.dropped(saved);
}

function hear(event: Event): void {
  switch (event.type) {
    case "changed":
      changed(event.changes, event.byReading);
      break;
    case "progress":
      toasts.progress(event.task, said(event.now), event.done, event.total, event.finished);
      break;
    case "dropped":
      dialogs.dropping = false;
      adding.dropped(event.outcomes);
      break;
    case "dragOver":
      dialogs.dropping = event.over;
      break;
    case "asked":
      void takeAsked();
      break;
    case "act":
      void import("./menus").then((menus) => menus.chosen(event.act));
      break;
    case "index":
      library.index = event.state;
      if (event.state === "ready") {
        void search.refresh();
        organise.countSoon();
      }
      break;
  }
}

let timer: ReturnType<typeof setTimeout> | undefined;
let touchesReader = false;
let touchesMore = false;

function changed(changes: ChangeView[], byReading: boolean): void {
  // Arranging the window is written too; nothing shown depends on it.
  if (changes.length && changes.every((one) => one.kind === "setting")) return;
  const open = reading.id;
  const touches =
    open !== null &&
    (changes.length === 0 ||
      changes.some((one) => one.article === open || one.id === open || !one.article));
  if (touches && !byReading) touchesReader = true;
  if (!byReading) touchesMore = true;
  // Whatever waits already comes soon enough for what reading does.
  if (byReading && timer !== undefined) return;
  clearTimeout(timer);
  timer = setTimeout(
    () => {
      timer = undefined;
      void library.refresh();
      void list.refresh();
      if (touchesReader) void reading.refresh();
      if (touchesMore) for (const again of watchers) again();
      touchesReader = false;
      touchesMore = false;
    },
    byReading ? READING_MS : GATHER_MS,
  );
}
