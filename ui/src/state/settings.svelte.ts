/** What a person has arranged: theme and type of the reader, the panes of the window. Kept in the library. */
import { reword } from "../i18n";
import { call, type Setting } from "../ipc";
import type { ReaderStyle } from "../reader";
import { type Chosen, choose } from "./keys";
import { attempt } from "./toasts.svelte";

export type Theme = "system" | ReaderStyle["theme"];

/** How articles are set; sizes in pixels, width in characters. */
export interface ReadingStyle {
  theme: Theme;
  font: ReaderStyle["font"];
  size: number;
  width: number;
  lineHeight: number;
  justify: boolean;
  /** Whole screens instead of scrolling. */
  paged: boolean;
}

/** What the window looked like; widths in pixels. */
export interface Layout {
  sidebar: number;
  list: number;
  notes: number;
  showSidebar: boolean;
  showList: boolean;
  showNotes: boolean;
  /** The article's table of contents. */
  showContents: boolean;
  view: string;
  tag: string | null;
  collection: string | null;
  narrow: string[];
  /** Parts of the sidebar and the list that are folded. */
  folded: string[];
  sort: string;
  reverse: boolean;
  article: string | null;
}

/** How articles are saved; the core reads this too. */
export interface Saving {
  /** Whether the images of a page come with it when its address is saved. */
  fetchImages: boolean;
}

export const defaultStyle: ReadingStyle = {
  theme: "system",
  font: "serif",
  size: 18.5,
  width: 68,
  lineHeight: 1.62,
  justify: false,
  paged: false,
};

/** Sizes of the text that can be chosen, in pixels. */
export const SMALLEST = 14;
export const LARGEST = 40;

const defaultLayout: Layout = {
  sidebar: 212,
  list: 316,
  notes: 308,
  showSidebar: true,
  showList: true,
  showNotes: true,
  showContents: false,
  view: "inbox",
  tag: null,
  collection: null,
  narrow: [],
  folded: [],
  sort: "saved",
  reverse: false,
  article: null,
};

const defaultSaving: Saving = { fetchImages: true };

const SAVE_AFTER_MS = 400;

class Settings {
  style = $state<ReadingStyle>({ ...defaultStyle });
  layout = $state<Layout>({ ...defaultLayout });
  saving = $state<Saving>({ ...defaultSaving });
  /** What the window speaks: one of the catalogues, or `system`. */
  language = $state("system");
  /** Strokes that a person chose, by act. */
  keys = $state.raw<Chosen>({});
  /** What a person calls the colours of highlights. */
  colors = $state.raw<Readonly<Record<string, string>>>({});
  /** Whether the system asks for dark. */
  private dark = $state(false);
  /** What will be written soon. */
  private waiting = new Map<
    string,
    { timer: ReturnType<typeof setTimeout>; write: () => Promise<unknown> }
  >();

  /** The theme in force. */
  theme: ReaderStyle["theme"] = $derived(
    this.style.theme === "system" ? (this.dark ? "dark" : "light") : this.style.theme,
  );

  /** The style as the reader takes it. */
  reader: ReaderStyle = $derived({ ...this.style, theme: this.theme });

  /** Follows the system's colours from now on. */
  watchSystem(): void {
    const query = matchMedia("(prefers-color-scheme: dark)");
    this.dark = query.matches;
    query.addEventListener("change", () => {
      this.dark = query.matches;
    });
  }

  /** Takes what was kept; what is missing or damaged keeps its default. */
  take(kept: readonly Setting[]): void {
    this.style = { ...defaultStyle, ...known(defaultStyle, parsed(kept, "reader")) };
    this.layout = { ...defaultLayout, ...known(defaultLayout, parsed(kept, "window")) };
    this.saving = { ...defaultSaving, ...known(defaultSaving, parsed(kept, "saving")) };
    const language = parsed(kept, "language");
    this.language = typeof language === "string" ? language : "system";
    this.keys = record(parsed(kept, "keys"), isStrokes);
    choose(this.keys);
    this.colors = record(
      parsed(kept, "colors"),
      (name): name is string => typeof name === "string",
    );
    reword(colorWords(this.colors));
  }

  /** Speaks another language. Every word on the screen changes with it, so the page begins anew. */
  async setLanguage(language: string): Promise<void> {
    this.language = language;
    this.keep("language", language);
    await this.flush();
    location.reload();
  }

  /** Changes how articles are set. */
  setStyle(change: Partial<ReadingStyle>): void {
    this.style = { ...this.style, ...change };
    this.keep("reader", this.style);
  }

  /** Makes the text larger (1) or smaller (-1), or as large as it usually is (0). */
  zoom(by: 1 | 0 | -1): void {
    const size = by === 0 ? defaultStyle.size : this.style.size * (by > 0 ? 1.1 : 1 / 1.1);
    this.setStyle({ size: Math.max(SMALLEST, Math.min(LARGEST, Math.round(size * 2) / 2)) });
  }

  /** Changes what the window looks like. */
  setLayout(change: Partial<Layout>): void {
    this.layout = { ...this.layout, ...change };
    this.keep("window", this.layout);
  }

  isFolded(part: string): boolean {
    return this.layout.folded.includes(part);
  }

  /** Folds a part away, or opens it. */
  fold(part: string, folded: boolean): void {
    const others = this.layout.folded.filter((one) => one !== part);
    this.setLayout({ folded: folded ? [...others, part] : others });
  }

  /** Changes how articles are saved. */
  setSaving(change: Partial<Saving>): void {
    this.saving = { ...this.saving, ...change };
    this.keep("saving", this.saving);
  }

  /** Gives an act other strokes; none brings the usual ones back. */
  setKeys(act: string, strokes: readonly string[] | null): void {
    const { [act]: _, ...others } = this.keys;
    this.keys = strokes ? { ...others, [act]: strokes } : others;
    choose(this.keys);
    this.keep("keys", this.keys);
  }

  /** Brings all the usual strokes back. */
  resetKeys(): void {
    this.keys = {};
    choose(this.keys);
    this.keep("keys", this.keys);
  }

  /** Calls a colour something else; an empty name brings its own back. */
  setColor(color: string, name: string): void {
    const { [color]: _, ...others } = this.colors;
    this.colors = name.trim() ? { ...others, [color]: name.trim() } : others;
    reword(colorWords(this.colors));
    this.keep("colors", this.colors);
  }

  /** Writes what has not been written yet, now. */
  private async flush(): Promise<void> {
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    await Promise.all(
      waiting.map(({ timer, write }) => {
        clearTimeout(timer);
        return write();
      }),
    );
  }

  private keep(name: string, value: unknown): void {
    const text = JSON.stringify(value);
    clearTimeout(this.waiting.get(name)?.timer);
    const write = () => {
      this.waiting.delete(name);
      return attempt(call("setting.put", { name, value: text }));
    };
    this.waiting.set(name, { timer: setTimeout(write, SAVE_AFTER_MS), write });
  }
}

function parsed(kept: readonly Setting[], name: string): unknown {
  const value = kept.find((one) => one.name === name)?.value;
  try {
    return value ? JSON.parse(value) : null;
  } catch {
    return null;
  }
}

function isStrokes(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** The properties whose values are what they should be. */
function record<T>(kept: unknown, fits: (value: unknown) => value is T): Record<string, T> {
  if (typeof kept !== "object" || kept === null) return {};
  return Object.fromEntries(
    Object.entries(kept).filter((pair): pair is [string, T] => fits(pair[1])),
  );
}

function colorWords(colors: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(colors).map(([color, name]) => [`color-${color}`, name]));
}

/** The properties of `kept` that `defaults` has too, with a value of the same type. */
export function known<T extends object>(defaults: T, kept: unknown): Partial<T> {
  if (typeof kept !== "object" || kept === null) return {};
  const found: Partial<T> = {};
  for (const key of Object.keys(defaults) as (keyof T)[]) {
    const value = (kept as T)[key];
    const usual = defaults[key];
    if (Array.isArray(usual) !== Array.isArray(value)) continue;
    const nullable = usual === null && (typeof value === "string" || value === null);
    if (nullable || (value !== null && typeof value === typeof usual)) found[key] = value;
  }
  return found;
}

export const settings = new Settings();
