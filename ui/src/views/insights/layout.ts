/** Where the articles of the picture of connections stand. */
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from "d3-force";
import type { GraphLink, GraphNode, GraphView } from "../../ipc";

export interface Place extends SimulationNodeDatum {
  node: GraphNode;
  x: number;
  y: number;
  /** Ties it has. */
  ties: number;
  r: number;
}

export interface Tie {
  source: Place;
  target: Place;
  link: GraphLink;
}

export interface Picture {
  places: Place[];
  ties: Tie[];
  box: { x: number; y: number; width: number; height: number };
}

const TICKS = 260;
/** Milliseconds that laying out may take at a time, so that the window keeps answering. */
const SLICE_MS = 10;
const MARGIN = 40;

/** Lays a graph out, a slice at a time; none when `stopped` says so. */
export async function layOut(graph: GraphView, stopped: () => boolean): Promise<Picture | null> {
  const degree = new Map<number, number>();
  for (const { source, target } of graph.links)
    for (const end of [source, target]) degree.set(end, (degree.get(end) ?? 0) + 1);
  const places = new Map<number, Place>();
  let at = 0;
  for (const [i, node] of graph.nodes.entries()) {
    const ties = degree.get(i) ?? 0;
    if (!ties) continue;
    // A spiral, so that the same library gives the same picture.
    const [angle, away] = [at * 2.4, 9 * Math.sqrt(at++)];
    const place = { node, ties, r: 3.5 + Math.sqrt(ties) * 1.3 };
    places.set(i, { ...place, x: away * Math.cos(angle), y: away * Math.sin(angle) });
  }
  const ties = graph.links.flatMap((link): Tie[] => {
    const [source, target] = [places.get(link.source), places.get(link.target)];
    return source && target ? [{ source, target, link }] : [];
  });
  const all = [...places.values()];
  const simulation = forceSimulation(all)
    .force(
      "tie",
      forceLink(ties.map((tie) => ({ ...tie })))
        .distance(44)
        .strength(0.35),
    )
    .force("apart", forceManyBody().strength(-90).distanceMax(260))
    .force(
      "room",
      forceCollide<Place>((place) => place.r + 5),
    )
    // Parts that nothing ties to the rest must not drift out of the picture.
    .force("x", forceX(0).strength(0.03))
    .force("y", forceY(0).strength(0.09))
    .stop();
  for (let tick = 0; tick < TICKS; ) {
    const until = performance.now() + SLICE_MS;
    while (tick++ < TICKS && performance.now() < until) simulation.tick();
    await new Promise((next) => setTimeout(next));
    if (stopped()) return null;
  }
  const [xs, ys] = [all.map(({ x }) => x), all.map(({ y }) => y)];
  const [left, top] = [Math.min(0, ...xs) - MARGIN, Math.min(0, ...ys) - MARGIN];
  const box = {
    x: left,
    y: top,
    width: Math.max(1, ...xs) + MARGIN - left,
    height: Math.max(1, ...ys) + MARGIN - top,
  };
  return { places: all, ties, box };
}

/** Pixels of a title's letters, and of the space between a circle and its title. */
const LETTER = 6.2;
const LINE = 16;
const GAP = 3;

/** A title's place beside its circle: where its line begins or ends, and its middle. */
export interface Label {
  place: Place;
  x: number;
  y: number;
  /** Which end of the title stands at the circle. */
  anchor: "start" | "middle" | "end";
}

/** A part of the picture. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/**
 * Titles that can be written within a frame without covering one another or a circle, those with the most ties first: to
 * the right of their circle, to the left, below or above. `short` is what is written of a title.
 */
export function labelled(
  places: readonly Place[],
  short: (title: string) => string,
  frame: Box,
  scale: number,
  most: number,
): Label[] {
  const taken: Box[] = places.map(({ x, y, r }) => ({
    left: x - r,
    right: x + r,
    top: y - r,
    bottom: y + r,
  }));
  const free = (box: Box) =>
    box.left >= frame.left &&
    box.right <= frame.right &&
    box.top >= frame.top &&
    box.bottom <= frame.bottom &&
    taken.every(
      (other) =>
        box.left >= other.right ||
        box.right <= other.left ||
        box.top >= other.bottom ||
        box.bottom <= other.top,
    );
  const chosen: Label[] = [];
  for (const place of places.toSorted((a, b) => b.ties - a.ties)) {
    if (chosen.length >= most) break;
    const width = short(place.node.title).length * LETTER * scale;
    const label = beside(place, scale).find((one) => {
      const box = boxOf(one, width, LINE * scale);
      if (!free(box)) return false;
      taken.push(box);
      return true;
    });
    if (label) chosen.push(label);
  }
  return chosen;
}

/** The places for a title, the best first. */
export function beside(place: Place, scale: number): [Label, Label, Label, Label] {
  const { x, y, r } = place;
  const [away, line] = [r + GAP * scale, (LINE / 2) * scale];
  return [
    { place, x: x + away, y, anchor: "start" },
    { place, x: x - away, y, anchor: "end" },
    { place, x, y: y + r + line, anchor: "middle" },
    { place, x, y: y - r - line, anchor: "middle" },
  ];
}

function boxOf({ x, y, anchor }: Label, width: number, height: number): Box {
  const left = x - width * { start: 0, middle: 0.5, end: 1 }[anchor];
  return { left, right: left + width, top: y - height / 2, bottom: y + height / 2 };
}
