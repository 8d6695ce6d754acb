import { describe, expect, it } from "vitest";
import { Canon } from "./canon";
import { Curtain } from "./curtain";

/** A text of so many paragraphs of a thousand letters. */
function text(paragraphs: number): { body: HTMLElement; canon: Canon } {
  const body = document.createElement("div");
  for (let i = 0; i < paragraphs; i += 1) {
    const p = document.createElement("p");
    p.textContent = "letters ".repeat(125).trim();
    body.append(p);
  }
  return { body, canon: new Canon(body) };
}

/** The numbers of the first and the last paragraph that is laid out, and how many are. */
function shown(body: HTMLElement): [number, number, number] {
  const all = [...body.children].map((p, at) => (p.className === "later" ? -1 : at));
  const some = all.filter((at) => at >= 0);
  return [some[0] ?? -1, some.at(-1) ?? -1, some.length];
}

describe("the curtain before a long text", () => {
  it("is not there before a short one", () => {
    const { body, canon } = text(50);
    expect(new Curtain(canon, body).drawn).toBe(false);
    expect(shown(body)[2]).toBe(50);
  });

  it("leaves the beginning, and a place that is gone to", () => {
    const { body, canon } = text(400);
    const curtain = new Curtain(canon, body);
    expect(shown(body)).toEqual([0, 12, 13]);
    curtain.around(5_000);
    expect(shown(body)).toEqual([0, 12, 13]);
    curtain.around(200_500);
    const [first, last, count] = shown(body);
    expect([first <= 200, last >= 208, count < 30, count === last - first + 1]).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it("is lifted downwards first, until nothing is left behind it and nothing has changed", () => {
    const { body, canon } = text(400);
    const before = body.innerHTML;
    const curtain = new Curtain(canon, body);
    curtain.around(200_500);
    const ways: string[] = [];
    while (curtain.drawn && ways.length < 100) ways.push(curtain.lift());
    expect(ways.indexOf("above")).toBeGreaterThan(3);
    expect(ways.lastIndexOf("below")).toBeLessThan(ways.indexOf("above"));
    expect(body.innerHTML).toBe(before);
  });

  it("knows on which side of what is shown a place is, and keeps room for what is not", () => {
    const { body, canon } = text(400);
    const curtain = new Curtain(canon, body);
    curtain.around(200_500);
    const [first, last] = shown(body);
    expect([0, 200_500, canon.length - 1].map((at) => curtain.side(at))).toEqual([-1, 0, 1]);
    const { paddingBlockStart, paddingBlockEnd } = body.style;
    expect([paddingBlockStart, paddingBlockEnd]).toEqual([
      `${first * 8}em`,
      `${(399 - last) * 8}em`,
    ]);
    while (curtain.drawn) curtain.lift();
    expect([0, canon.length - 1].map((at) => curtain.side(at))).toEqual([0, 0]);
  });

  it("never hides the only block of a text", () => {
    const { body, canon } = text(400);
    const whole = document.createElement("div");
    whole.append(body);
    expect(new Curtain(canon, whole).drawn).toBe(false);
  });
});
