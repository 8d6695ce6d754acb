import { describe, expect, it } from "vitest";
import { labelled, layOut, type Place } from "./layout";

function place(title: string, x: number, y: number, ties = 1): Place {
  return { node: { id: title, title, highlights: 0 }, x, y, ties, r: 5 };
}

const WIDE = { left: -9999, right: 9999, top: -9999, bottom: 9999 };
const whole = (title: string) => title;
const titles = (labels: ReturnType<typeof labelled>) =>
  labels.map(({ place: { node }, anchor }) => [node.title, anchor]);

describe("titles in the picture of connections", () => {
  it("stand to the right, and elsewhere where a circle is in the way", () => {
    const free = labelled([place("alone", 0, 0)], whole, WIDE, 1, 9);
    expect(titles(free)).toEqual([["alone", "start"]]);
    const beside = labelled([place("left one", 0, 0, 2), place("x", 20, 0)], whole, WIDE, 1, 9);
    expect(titles(beside)).toEqual([
      ["left one", "end"],
      ["x", "start"],
    ]);
  });

  it("are left out where every place would cover something", () => {
    const ring = [
      [20, 0],
      [-20, 0],
      [0, 16],
      [0, -16],
    ].map(([x = 0, y = 0], i) => place(`${i}`, x, y));
    const found = labelled([place("in the middle of others", 0, 0, 9), ...ring], whole, WIDE, 1, 9);
    expect(titles(found).map(([title]) => title)).not.toContain("in the middle of others");
  });

  it("stay within the picture", () => {
    const frame = { left: -50, right: 20, top: -50, bottom: 50 };
    const found = labelled([place("title", 0, 0)], whole, frame, 1, 9);
    expect(titles(found)).toEqual([["title", "end"]]);
  });

  it("never cover one another or a circle, also where there are five hundred", async () => {
    const nodes = Array.from({ length: 500 }, (_, i) => ({
      id: `${i}`,
      title: `A title of number ${i}`,
      highlights: i % 3,
    }));
    const links = Array.from({ length: 1400 }, (_, i) => ({
      source: i % 500,
      target: (i * 7 + 13 * Math.floor(i / 500) + 1) % 500,
      joint: "tag",
      tags: [],
      weight: 1,
    })).filter(({ source, target }) => source !== target);
    const picture = await layOut({ nodes, links, leftOut: 0, alone: 0 }, () => false);
    const scale = (picture?.box.width ?? 0) / 1000;
    const labels = labelled(picture?.places ?? [], whole, WIDE, scale, 26);
    expect(labels.length).toBeGreaterThan(8);
    const boxes = labels.map(({ place: { node }, x, y, anchor }) => {
      const width = node.title.length * 6 * scale;
      const left = x - width * { start: 0, middle: 0.5, end: 1 }[anchor];
      return { left, right: left + width, top: y - 7 * scale, bottom: y + 7 * scale };
    });
    const circles = (picture?.places ?? []).map(({ x, y, r }) => ({
      left: x - r,
      right: x + r,
      top: y - r,
      bottom: y + r,
    }));
    const meets = (a: (typeof boxes)[number], b: (typeof boxes)[number]) =>
      a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
    for (const [i, box] of boxes.entries()) {
      expect(boxes.slice(i + 1).some((other) => meets(box, other))).toBe(false);
      expect(circles.some((circle) => meets(box, circle))).toBe(false);
    }
  });
});
