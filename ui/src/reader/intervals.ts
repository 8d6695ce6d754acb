/** Look-ups over stretches of text: which of them touch a window, which hold a place, where they lie over each other. */

import { firstIndex } from "./canon";

/** A stretch of UTF-16 units, from `start` to before `end`. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** Stretches sorted by their start, found again by what they touch in logarithmic time plus the answers. */
export class IntervalIndex<T extends Interval> {
  /** All of them, by start and then the longest first. */
  readonly items: readonly T[];
  /** The furthest end among the items up to each. */
  readonly #reach: readonly number[];

  constructor(items: readonly T[]) {
    this.items = items
      .filter((item) => item.start < item.end)
      .sort((a, b) => a.start - b.start || b.end - a.end);
    let reach = 0;
    this.#reach = this.items.map((item) => {
      reach = Math.max(reach, item.end);
      return reach;
    });
  }

  /** Those that share a unit with `start..end`, in order. */
  touching(start: number, end: number): T[] {
    const found: T[] = [];
    let at = firstIndex(this.items.length, (i) => (this.items[i]?.start ?? 0) >= end) - 1;
    for (; at >= 0 && (this.#reach[at] ?? 0) > start; at -= 1) {
      const item = this.items[at];
      if (item && item.end > start) found.push(item);
    }
    return found.reverse();
  }

  /** Those that hold the unit at `offset`, the shortest first. */
  at(offset: number): T[] {
    return this.touching(offset, offset + 1).sort((a, b) => a.end - a.start - (b.end - b.start));
  }
}

/** The stretches where two or more of the given ones lie over each other, in order, not touching. */
export function overlaps(items: readonly Interval[]): Interval[] {
  const events: [number, number][] = [];
  for (const { start, end } of items) {
    if (start < end) events.push([start, 1], [end, -1]);
  }
  // At the same place ends come first: two that only meet do not overlap.
  events.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const found: { start: number; end: number }[] = [];
  let depth = 0;
  let since = 0;
  for (const [at, step] of events) {
    if (depth >= 2 && depth + step < 2 && at > since) {
      const last = found[found.length - 1];
      if (last && last.end === since) last.end = at;
      else found.push({ start: since, end: at });
    }
    if (depth < 2 && depth + step >= 2) since = at;
    depth += step;
  }
  return found;
}
