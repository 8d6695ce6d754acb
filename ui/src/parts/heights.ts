/**
 * Heights of the rows of a long list: known where a row was measured, an estimate elsewhere. Every question costs
 * O(log n), so 100,000 rows of different heights scroll as easily as ten.
 */
export class Heights {
  /** Fenwick tree over the differences between a row's height and the estimate. */
  private tree: Float64Array;
  private known: Float64Array;

  /** `count` rows, each `estimate` pixels high until {@link set} says otherwise. */
  constructor(
    readonly count: number,
    readonly estimate: number,
  ) {
    this.tree = new Float64Array(count + 1);
    this.known = new Float64Array(count);
  }

  /** Pixels of all rows together. */
  get total(): number {
    return this.offset(this.count);
  }

  /** Pixels above row `index`. */
  offset(index: number): number {
    const end = Math.min(Math.max(index, 0), this.count);
    let sum = end * this.estimate;
    for (let i = end; i > 0; i -= i & -i) sum += this.tree[i] ?? 0;
    return sum;
  }

  /** Pixels of row `index`. */
  height(index: number): number {
    return this.estimate + (this.known[index] ?? 0);
  }

  /** Notes that row `index` is `height` pixels high; gives how much that differs from what was thought. */
  set(index: number, height: number): number {
    if (index < 0 || index >= this.count) return 0;
    const delta = height - this.height(index);
    if (delta === 0) return 0;
    this.known[index] = height - this.estimate;
    for (let i = index + 1; i <= this.count; i += i & -i) {
      this.tree[i] = (this.tree[i] ?? 0) + delta;
    }
    return delta;
  }

  /** The row that covers pixel `y`, clamped to the ends. */
  at(y: number): number {
    let low = 0;
    let high = Math.max(0, this.count - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.offset(middle) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** First row and one after the last that show in `view` pixels from `top`, with `spare` rows on each side. */
  window(top: number, view: number, spare: number): [first: number, end: number] {
    if (this.count === 0) return [0, 0];
    const first = Math.max(0, this.at(top) - spare);
    const end = Math.min(this.count, this.at(top + view) + 1 + spare);
    return [first, end];
  }
}
