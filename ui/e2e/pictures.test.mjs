// @ts-check
/** The window looks as its pictures in the README say. `npm run screenshots` draws them anew, to be looked at and kept. */

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PNG } from "pngjs";
import { draw, SCENES } from "../screenshots/scenes.mjs";
import { ROOT, withApp } from "./harness/app.mjs";
import { difference } from "./harness/pictures.mjs";

/** The share of a reduced picture that may differ: a date, and letters that another machine draws otherwise. */
const TOLERANCE = 0.005;

const KEPT = join(ROOT, "ui", "screenshots");
const OUT = join(ROOT, "out", "pictures");

test("the window looks as its pictures say", { timeout: 300_000 }, () =>
  withApp("pictures", async (app) => {
    mkdirSync(OUT, { recursive: true });
    /** @type {string[]} */
    const changed = [];
    await draw(app, (name, png) => {
      const kept = join(KEPT, `${name}.png`);
      assert.ok(existsSync(kept), `${name}.png is missing: npm run screenshots`);
      const { share, picture } = difference(readFileSync(kept), png);
      console.log(`${name}: ${(share * 100).toFixed(2)} % differ`);
      if (share <= TOLERANCE) return;
      changed.push(name);
      writeFileSync(join(OUT, `${name}.png`), png);
      writeFileSync(join(OUT, `${name}-difference.png`), picture);
    });
    assert.deepEqual(
      changed,
      [],
      "out/pictures shows what was kept, what is drawn now and where they differ; where that is meant, npm run screenshots",
    );
  }),
);

test("a change that a person sees is seen", () => {
  const light = readFileSync(join(KEPT, "light.png"));
  assert.equal(difference(light, light).share, 0);
  for (const other of Object.keys(SCENES).filter((name) => name !== "light"))
    assert.ok(difference(light, readFileSync(join(KEPT, `${other}.png`))).share > TOLERANCE, other);
  // Cards that are gone, words that are gone, and a panel that has lost its colour a little.
  for (const paint of [
    { left: 1110, top: 95, right: 1390, bottom: 480, color: [245, 244, 239] },
    { left: 0, top: 44, right: 209, bottom: 880, color: [245, 244, 239] },
    { left: 0, top: 44, right: 209, bottom: 880, color: [225, 224, 219] },
  ])
    assert.ok(difference(light, painted(light, paint)).share > TOLERANCE);
});

/** A picture with a rectangle over it. @param {Buffer} png @param {{ left: number, top: number, right: number, bottom: number, color: number[] }} over */
function painted(png, { left, top, right, bottom, color }) {
  const picture = PNG.sync.read(png);
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      color.forEach((value, channel) => {
        picture.data[(y * picture.width + x) * 4 + channel] = value;
      });
    }
  }
  return PNG.sync.write(picture);
}
