/**
 * The canonical text `canon/1` of an article, mirrored from the core's rules over the same sealed HTML, with an index
 * between its UTF-16 offsets and places in the DOM. The tree is walked once; every look-up is a binary search.
 */

const SKIPPED = new Set(
  (
    "script style template noscript head title svg textarea select iframe object video audio canvas annotation " +
    "annotation-xml rt rp"
  ).split(" "),
);

const BLOCKS = new Set(
  (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer " +
    "form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table caption thead " +
    "tbody tfoot tr ul br"
  ).split(" "),
);

/** Which side of a gap (a line break between blocks, collapsed white space) a place belongs to. */
export type Edge = "start" | "end";

/** A place in a text node, in UTF-16 units of its data. */
export interface Point {
  node: Text;
  offset: number;
}

/** A text node that is part of the canonical text, with the offset of its first character. */
export interface IndexedNode {
  node: Text;
  start: number;
}

enum Separator {
  None,
  Tab,
  Line,
}

/** The canonical text of one root element and its index. Valid while the DOM below the root stays as it is. */
export class Canon {
  /** The text. */
  readonly text: string;
  /** Text nodes with canonical characters, in document order. */
  readonly nodes: readonly IndexedNode[];
  readonly #root: Node;
  /** First run of each node; runs of a node are consecutive. */
  readonly #firstRun: readonly number[];
  readonly #indexOf: ReadonlyMap<Node, number>;
  /** A run is a stretch of one text node whose characters stand unchanged, side by side, in the text. */
  readonly #runStart: readonly number[];
  readonly #runEnd: readonly number[];
  readonly #runFrom: readonly number[];
  readonly #runNode: readonly number[];

  /** Walks the tree below `root`; the root itself counts as no block. */
  constructor(root: Node) {
    const walk = new Walk();
    walk.over(root);
    this.#root = root;
    this.text = walk.pieces.join("");
    this.#runStart = walk.runStart;
    this.#runEnd = walk.runEnd;
    this.#runFrom = walk.runFrom;
    this.#runNode = walk.runNode;
    this.#firstRun = walk.firstRun;
    this.nodes = walk.nodes.map((node, i) => ({
      node,
      start: walk.runStart[walk.firstRun[i] ?? 0] ?? 0,
    }));
    this.#indexOf = new Map(walk.nodes.map((node, i) => [node, i]));
  }

  /** UTF-16 units in the text. */
  get length(): number {
    return this.text.length;
  }

  /**
   * The place in the DOM of an offset. With `start` it stands before the character at `offset`, with `end` after the
   * character before it, so that a range of both hugs its characters. None for an empty text.
   */
  pointAt(offset: number, edge: Edge = "start"): Point | null {
    const runs = this.#runStart.length;
    if (runs === 0) return null;
    const at = Math.max(0, Math.min(offset, this.text.length));
    let run: number;
    if (edge === "start") {
      // The first run that ends after the offset holds it, or follows the gap it is in.
      run = firstIndex(runs, (i) => num(this.#runEnd, i) > at);
      if (run === runs) return this.#placeIn(runs - 1, num(this.#runEnd, runs - 1));
    } else {
      run = firstIndex(runs, (i) => num(this.#runStart, i) >= at) - 1;
      if (run < 0) return this.#placeIn(0, 0);
    }
    const inside = Math.max(num(this.#runStart, run), Math.min(at, num(this.#runEnd, run)));
    return this.#placeIn(run, inside);
  }

  /** A range around the characters `start..end`; none when there are no such characters. */
  range(start: number, end: number): Range | null {
    const range = this.#root.ownerDocument?.createRange();
    return range && this.span(range, start, end) ? range : null;
  }

  /** Puts `range` around the characters `start..end`; false, and the range as it was, when there are none. */
  span(range: Range, start: number, end: number): boolean {
    if (start >= end) return false;
    const from = this.pointAt(start, "start");
    const to = this.pointAt(end, "end");
    if (!from || !to) return false;
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return true;
  }

  /**
   * The offset of a place in the DOM, in a text node or between children, inside the root or beside it. A place in a gap goes to the
   * next character with `start` and to the end of the one before with `end`.
   */
  offsetAt(container: Node, offset: number, edge: Edge): number {
    const index = this.#indexOf.get(container);
    if (index === undefined) return this.#offsetBetween(container, offset, edge);
    const first = num(this.#firstRun, index);
    const stop = this.#firstRun[index + 1] ?? this.#runStart.length;
    let run = stop - 1;
    let low = first;
    while (low <= run) {
      const middle = (low + run) >> 1;
      if (num(this.#runFrom, middle) <= offset) low = middle + 1;
      else run = middle - 1;
    }
    if (run < first) return this.#edgeBefore(first, edge);
    const start = num(this.#runStart, run);
    const end = num(this.#runEnd, run);
    const inside = start + offset - num(this.#runFrom, run);
    if (inside <= end) return inside;
    return edge === "end" ? end : (this.#runStart[run + 1] ?? end);
  }

  /** The offset of a place that is not in a text node of ours. */
  #offsetBetween(container: Node, offset: number, edge: Edge): number {
    const child =
      container.nodeType === 1 || container.nodeType === 11
        ? container.childNodes[offset]
        : container;
    const before = (node: Node): boolean =>
      child
        ? (node.compareDocumentPosition(child) & 4) !== 0
        : (node.compareDocumentPosition(container) & (4 | 8)) !== 0;
    const next = firstIndex(this.nodes.length, (i) => {
      const entry = this.nodes[i];
      return entry !== undefined && !before(entry.node);
    });
    return this.#edgeBefore(this.#firstRun[next] ?? this.#runStart.length, edge);
  }

  /** The offset just before a run: its own start, or the end of the run before it. */
  #edgeBefore(run: number, edge: Edge): number {
    if (edge === "end") return run > 0 ? num(this.#runEnd, run - 1) : 0;
    return this.#runStart[run] ?? this.text.length;
  }

  #placeIn(run: number, at: number): Point | null {
    const entry = this.nodes[num(this.#runNode, run)];
    if (!entry) return null;
    return { node: entry.node, offset: num(this.#runFrom, run) + at - num(this.#runStart, run) };
  }
}

/** Whether an element starts and ends a line of the canonical text. */
export function isBlock(element: Element): boolean {
  return BLOCKS.has(element.localName);
}

/** The first of `0..count` for which the test holds, where it holds for all that follow; `count` when for none. */
export function firstIndex(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function num(list: readonly number[], index: number): number {
  return list[index] ?? 0;
}

/** One walk over the tree. */
class Walk {
  readonly pieces: string[] = [];
  readonly nodes: Text[] = [];
  readonly firstRun: number[] = [];
  readonly runStart: number[] = [];
  readonly runEnd: number[] = [];
  readonly runFrom: number[] = [];
  readonly runNode: number[] = [];
  #length = 0;
  #separator = Separator.None;
  /** The white space that will become one space, where it began. */
  #space: Point | null = null;
  #preformatted = 0;

  /** Without recursion, because an article may nest deeply. */
  over(root: Node): void {
    let node: Node | null = root.firstChild;
    while (node) {
      const child: Node | null = this.#enter(node) ? node.firstChild : null;
      if (child) {
        node = child;
        continue;
      }
      let from: Node = node;
      this.#leave(from);
      while (!from.nextSibling && from.parentNode && from.parentNode !== root) {
        from = from.parentNode;
        this.#leave(from);
      }
      node = from.nextSibling;
    }
  }

  /** Whether the node's children are to be visited. */
  #enter(node: Node): boolean {
    if (node.nodeType === 3) {
      this.#text(node as Text);
      return false;
    }
    if (node.nodeType !== 1 || skipped(node as Element)) return false;
    this.#separate(node as Element);
    if ((node as Element).localName === "pre") this.#preformatted += 1;
    return true;
  }

  #leave(node: Node): void {
    if (node.nodeType !== 1 || skipped(node as Element)) return;
    this.#separate(node as Element);
    if ((node as Element).localName === "pre") this.#preformatted -= 1;
  }

  #separate(element: Element): void {
    if (this.#length === 0) return;
    const name = element.localName;
    if (BLOCKS.has(name)) this.#separator = Separator.Line;
    else if (name === "td" || name === "th") {
      if (this.#separator === Separator.None) this.#separator = Separator.Tab;
    } else return;
    this.#space = null;
  }

  #text(node: Text): void {
    const data = node.data;
    if (this.#preformatted > 0) {
      if (data.length > 0) {
        this.#flush();
        this.#append(node, 0, data.length);
      }
      return;
    }
    let at = 0;
    while (at < data.length) {
      if (isSpace(data.charCodeAt(at))) {
        if (this.#length > 0 && this.#separator === Separator.None && !this.#space) {
          this.#space = { node, offset: at };
        }
        at += 1;
        continue;
      }
      // A lone space between characters stays as it is, so a paragraph is mostly one stretch.
      let end = at + 1;
      for (; end < data.length; end += 1) {
        const unit = data.charCodeAt(end);
        if (!isSpace(unit)) continue;
        if (unit !== 32 || end + 1 === data.length || isSpace(data.charCodeAt(end + 1))) break;
      }
      this.#flush();
      this.#append(node, at, end);
      at = end;
    }
  }

  /** Writes what is pending; only called when a character follows. */
  #flush(): void {
    if (this.#separator !== Separator.None) {
      this.pieces.push(this.#separator === Separator.Line ? "\n" : "\t");
      this.#length += 1;
      this.#separator = Separator.None;
    } else if (this.#space) {
      this.#run(this.#space.node, this.#space.offset, 1);
      this.pieces.push(" ");
      this.#length += 1;
    }
    this.#space = null;
  }

  #append(node: Text, from: number, to: number): void {
    this.#run(node, from, to - from);
    this.pieces.push(node.data.slice(from, to));
    this.#length += to - from;
  }

  /** Notes that `length` units at `from` of a node stand at the end of the text. */
  #run(node: Text, from: number, length: number): void {
    const last = this.runStart.length - 1;
    const sameNode = this.nodes[this.nodes.length - 1] === node;
    if (last >= 0 && sameNode && num(this.runEnd, last) === this.#length) {
      const end = num(this.runFrom, last) + num(this.runEnd, last) - num(this.runStart, last);
      if (end === from) {
        this.runEnd[last] = this.#length + length;
        return;
      }
    }
    if (!sameNode) {
      this.nodes.push(node);
      this.firstRun.push(last + 1);
    }
    this.runStart.push(this.#length);
    this.runEnd.push(this.#length + length);
    this.runFrom.push(from);
    this.runNode.push(this.nodes.length - 1);
  }
}

function skipped(element: Element): boolean {
  return SKIPPED.has(element.localName) || element.hasAttribute("data-noanchor");
}

/** SPACE, TAB, LF, FF and CR; every other white space is text. */
function isSpace(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10 || unit === 12 || unit === 13;
}
