// @ts-check
/** Pictures of the window against those that are kept, told apart as a person would at arm's length. */

import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/** So many pixels on each side become one: letters are drawn a little otherwise by every machine, what they make up is not. */
const REDUCED = 4;
/** How far a colour may be off, from 0 to 1, after pixelmatch. */
const THRESHOLD = 0.06;

/** @typedef {{ width: number, height: number, data: Uint8Array }} Picture */

/**
 * The share of a picture that differs from another, from 0 to 1, and a picture of where.
 * @param {Buffer} kept PNG
 * @param {Buffer} now PNG
 * @returns {{ share: number, picture: Buffer }}
 */
export function difference(kept, now) {
  const [a, b] = [reduced(PNG.sync.read(kept)), reduced(PNG.sync.read(now))];
  if (a.width !== b.width || a.height !== b.height) return { share: 1, picture: now };
  const marks = new PNG({ width: a.width, height: a.height });
  const count = pixelmatch(a.data, b.data, marks.data, a.width, a.height, {
    threshold: THRESHOLD,
    includeAA: true,
  });
  return { share: count / (a.width * a.height), picture: PNG.sync.write(beside([a, b, marks])) };
}

/** Each square of pixels as their mean. @param {Picture} picture @returns {Picture} */
function reduced({ width, height, data }) {
  const [across, down] = [Math.floor(width / REDUCED), Math.floor(height / REDUCED)];
  const means = new Uint8Array(across * down * 4);
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1) {
      for (let channel = 0; channel < 4; channel += 1) {
        let sum = 0;
        for (let dy = 0; dy < REDUCED; dy += 1) {
          for (let dx = 0; dx < REDUCED; dx += 1)
            sum += data[((y * REDUCED + dy) * width + x * REDUCED + dx) * 4 + channel] ?? 0;
        }
        means[(y * across + x) * 4 + channel] = sum / (REDUCED * REDUCED);
      }
    }
  }
  return { width: across, height: down, data: means };
}

/** Pictures of one size from left to right. @param {Picture[]} pictures */
function beside(pictures) {
  const { width = 0, height = 0 } = pictures[0] ?? {};
  const all = new PNG({ width: width * pictures.length, height });
  pictures.forEach((picture, at) => {
    for (let y = 0; y < height; y += 1) {
      const row = picture.data.subarray(y * width * 4, (y + 1) * width * 4);
      all.data.set(row, (y * all.width + at * width) * 4);
    }
  });
  return all;
}
