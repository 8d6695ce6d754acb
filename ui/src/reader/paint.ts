/**
 * Highlights, found words and flashes, painted with CSS custom highlights in the frame's own registry. There are about
 * a dozen names, registered once; each holds only the ranges near the viewport, because engines slow down with every
 * name and every range they must look at.
 */

import type { Canon } from "./canon";
import type { Flow } from "./flow";
import type { Formula } from "./formulas";
import { type Interval, IntervalIndex, overlaps } from "./intervals";
import type { Syntax } from "./names";
import { COLORS, type PaintedHighlight } from "./types";

/** Screens above and below the visible one whose ranges are registered. */
const MARGIN = 1;

/** Milliseconds a flash stays. */
const FLASH = 1400;

/** The stretches painted under one name. */
class Layer<T extends Interval> {
  index = new IntervalIndex<T>([]);
  readonly #highlight: Highlight;
  #shown = new Map<string, Range>();

  constructor(window: Window & typeof globalThis, name: string, priority: number) {
    this.#highlight = new window.Highlight();
    this.#highlight.priority = priority;
    window.CSS.highlights.set(name, this.#highlight);
  }

  /** Registers what touches `start..end` and takes the rest out, leaving alone what stays. */
  update(canon: Canon, start: number, end: number): void {
    const stay = new Map<string, Range>();
    for (const item of this.index.touching(start, end)) {
      const key = `${item.start} ${item.end}`;
      const range = this.#shown.get(key) ?? stay.get(key) ?? canon.range(item.start, item.end);
      if (range) stay.set(key, range);
    }
    for (const [key, range] of this.#shown) {
      if (!stay.has(key)) this.#highlight.delete(range);
    }
    for (const [key, range] of stay) {
      if (!this.#shown.has(key)) this.#highlight.add(range);
    }
    this.#shown = stay;
  }

  /** Takes everything out. */
  clear(): void {
    this.index = new IntervalIndex<T>([]);
    this.#highlight.clear();
    this.#shown.clear();
  }
}

/** Paints one article at a time in one frame. */
export class Painter {
  readonly #window: Window & typeof globalThis;
  readonly #colors: ReadonlyMap<string, Layer<PaintedHighlight>>;
  readonly #depth: Layer<Interval>;
  readonly #find: Layer<Interval>;
  readonly #current: Layer<Interval>;
  readonly #pending: Layer<Interval>;
  readonly #flash: Layer<Interval>;
  readonly #spoken: Layer<Interval>;
  /** The colours of code; made with the first article that has some. */
  #syntax = new Map<Syntax, Layer<Interval>>();
  #formulas: readonly Formula[] = [];
  #all = new IntervalIndex<PaintedHighlight>([]);
  #canon: Canon | null = null;
  #flow: Flow | null = null;
  #flashTimer = 0;

  constructor(window: Window & typeof globalThis) {
    this.#window = window;
    this.#colors = new Map(COLORS.map((color) => [color, new Layer(window, color, 0)]));
    this.#depth = new Layer(window, "depth", 1);
    this.#find = new Layer(window, "find", 2);
    this.#current = new Layer(window, "find-current", 3);
    this.#pending = new Layer(window, "pending", 4);
    this.#flash = new Layer(window, "flash", 5);
    this.#spoken = new Layer(window, "spoken", 2);
  }

  /** Begins with another article, nothing painted. */
  attach(canon: Canon, flow: Flow): void {
    for (const layer of this.#layers()) layer.clear();
    this.#all = new IntervalIndex<PaintedHighlight>([]);
    this.#formulas = [];
    this.#canon = canon;
    this.#flow = flow;
  }

  /** Replaces the highlights. */
  setHighlights(highlights: readonly PaintedHighlight[]): void {
    const colors = new Map<string, PaintedHighlight[]>();
    for (const highlight of highlights) {
      const color = this.#colors.has(highlight.color) ? highlight.color : "yellow";
      const list = colors.get(color);
      if (list) list.push(highlight);
      else colors.set(color, [highlight]);
    }
    for (const [color, layer] of this.#colors) {
      layer.index = new IntervalIndex(colors.get(color) ?? []);
    }
    this.#all = new IntervalIndex(highlights);
    this.#depth.index = new IntervalIndex(overlaps(highlights));
    this.#markFormulas();
    this.refresh();
  }

  /** Colours words of code. */
  setSyntax(words: ReadonlyMap<Syntax, Interval[]>): void {
    for (const [kind, intervals] of words) {
      let layer = this.#syntax.get(kind);
      if (!layer) {
        layer = new Layer(this.#window, `syntax-${kind}`, -1);
        this.#syntax.set(kind, layer);
      }
      layer.index = new IntervalIndex(intervals);
    }
    this.refresh();
  }

  /** Takes formulas that were drawn in the place of their source; they show the highlights on it. */
  setFormulas(formulas: readonly Formula[]): void {
    this.#formulas = formulas;
    this.#markFormulas();
  }

  /** Marks the sentence that is read aloud. */
  setSpoken(range: Interval | null): void {
    this.#spoken.index = new IntervalIndex(range ? [range] : []);
    this.refresh();
  }

  /** Replaces the found words; `current` is the place in the list of the one that is looked at. */
  setMatches(ranges: readonly [number, number][], current: number): void {
    this.#find.index = new IntervalIndex(ranges.map(([start, end]) => ({ start, end })));
    const here = ranges[current];
    this.#current.index = new IntervalIndex(here ? [{ start: here[0], end: here[1] }] : []);
    this.refresh();
  }

  /** Keeps a passage marked while its highlight is being made. */
  setPending(range: Interval | null): void {
    this.#pending.index = new IntervalIndex(range ? [range] : []);
    this.refresh();
  }

  /** Marks a passage for a moment. */
  flash(start: number, end: number): void {
    this.#flash.index = new IntervalIndex([{ start, end }]);
    this.refresh();
    this.#window.clearTimeout(this.#flashTimer);
    this.#flashTimer = this.#window.setTimeout(() => this.#flash.clear(), FLASH);
  }

  /** The highlights that hold the character at `offset`, the shortest first. */
  at(offset: number): PaintedHighlight[] {
    return this.#all.at(offset);
  }

  /** Registers what has come near the viewport; called when it has moved. */
  refresh(): void {
    if (!this.#canon || !this.#flow) return;
    const [start, end] = this.#flow.visible(MARGIN);
    for (const layer of this.#layers()) layer.update(this.#canon, start, end);
  }

  #markFormulas(): void {
    for (const { element, start, end } of this.#formulas) {
      const color = this.#all.touching(start, end)[0]?.color;
      if (color) element.dataset.mark = color;
      else delete element.dataset.mark;
    }
  }

  #layers(): Layer<Interval>[] {
    return [
      ...(this.#colors.values() as Iterable<Layer<Interval>>),
      this.#depth,
      this.#find,
      this.#current,
      this.#pending,
      this.#flash,
      this.#spoken,
      ...this.#syntax.values(),
    ];
  }
}
