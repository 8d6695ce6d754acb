/** What a person decides about a highlight that a version has changed, lost, or found in several places. */

import { t } from "../i18n";
import {
  call,
  type HighlightView,
  type PlacesView,
  type PossiblePlace,
  type WireError,
} from "../ipc";
import { undoAction } from "./library.svelte";
import { reading } from "./reading.svelte";
import { attempt, toasts } from "./toasts.svelte";

/** Places that are offered at once, and how many more each time. */
const FIRST = 6;
const MORE = 50;

/** Whether a highlight has no place that is certain. */
export function isUncertain(one: HighlightView): boolean {
  return one.start == null || (one.state === "ambiguous" && !one.decided);
}

/** Where one highlight may stand, and which place is chosen. */
export class Placing {
  readonly id: string;
  view = $state.raw<PlacesView | null>(null);
  chosen = $state.raw<PossiblePlace | null>(null);
  error = $state.raw<WireError | null>(null);
  private limit = FIRST;

  constructor(id: string) {
    this.id = id;
  }

  /** How many places there are beyond those that are shown. */
  get more(): number {
    return this.view ? this.view.total - this.view.places.length : 0;
  }

  async load(): Promise<void> {
    this.error = null;
    try {
      this.view = await call("highlight.places", { id: this.id, limit: this.limit });
    } catch (error) {
      this.error = error as WireError;
    }
  }

  async loadMore(): Promise<void> {
    this.limit += MORE;
    await this.load();
  }

  /** Shows a place in the text, to be agreed to. */
  look(place: PossiblePlace): void {
    this.chosen = place;
    offered = this;
    const { start, end } = place;
    reading.reader?.scrollToOffset(start, { flash: [start, end], align: "center" });
  }

  /** Puts the highlight on the chosen place. */
  async put(): Promise<void> {
    const { chosen, view, id } = this;
    if (!chosen || !view) return;
    offered = null;
    await attach(id, view.capture, chosen.start, chosen.end, t("place-chosen"));
  }
}

/** The places that were looked at last: the key that accepts takes the one that is chosen there. */
let offered: Placing | null = null;

/** Agrees with where the highlight was found, or with the place that was chosen for it. */
export async function acceptAnchor(id: string): Promise<void> {
  if (offered?.id === id && offered.chosen) return offered.put();
  const changed = await attempt(call("highlight.accept", { id }));
  if (!changed) return;
  reading.replace(changed);
  toasts.announce(t("anchor-accepted"));
}

/** Puts the highlight on what is selected. */
export async function attachToSelection(id: string): Promise<void> {
  const { article, selection } = reading;
  if (!article || !selection) return;
  await attach(id, article.capture, selection.start, selection.end, t("anchor-attached"));
}

async function attach(id: string, capture: string, start: number, end: number, said: string) {
  const changed = await attempt(call("highlight.attach", { id, capture, start, end }));
  if (!changed) return;
  reading.clearSelection();
  reading.replace(changed);
  reading.goTo(id);
  toasts.say(said, undoAction());
}

/** Looks for the passage again. */
export async function retryAnchor(id: string): Promise<void> {
  const changed = await attempt(call("highlight.retry", { id }));
  if (!changed) return;
  reading.replace(changed);
  if (changed.start == null) toasts.say(t("anchor-not-found"));
  else reading.goTo(id);
}

/** Turns the highlight into a note on the article. */
export async function keepAsNote(id: string): Promise<void> {
  if (!(await attempt(call("highlight.toNote", { id })))) return;
  reading.forget(id);
  await reading.refresh();
  toasts.say(t("anchor-kept-as-note"), undoAction());
}
