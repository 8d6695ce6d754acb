import { describe, expect, it } from "vitest";
import { Canon } from "./canon";
import type { Syntax } from "./names";
import { coloured } from "./syntax";

function words(html: string, kind: Syntax): string[] {
  const body = document.createElement("div");
  body.innerHTML = html;
  const before = body.innerHTML;
  const canon = new Canon(body);
  const found = coloured(body, canon).get(kind) ?? [];
  expect(body.innerHTML).toBe(before);
  return found.map(({ start, end }) => canon.text.slice(start, end));
}

describe("the colours of code", () => {
  const python =
    '<p>So:</p><pre><code data-language="python">def f(x):\n    return "a" # b\n</code></pre>';

  it("lie over the very words, wherever the block stands", () => {
    expect(words(python, "keyword")).toEqual(["def", "return"]);
    expect(words(python, "string")).toEqual(['"a"']);
    expect(words(python, "comment")).toEqual(["# b"]);
    expect(words(`${python}${python}`, "name")).toEqual(["f", "f"]);
  });

  it("are none in a language that is unknown or not named", () => {
    expect(words("<pre>def f(): pass</pre>", "keyword")).toEqual([]);
    expect(words('<pre data-language="klingon">def f(): pass</pre>', "keyword")).toEqual([]);
    expect(words('<pre data-language="math">x^2</pre>', "keyword")).toEqual([]);
  });
});
