import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Canon } from "./canon";

const FIXTURES = `${import.meta.dirname}/../../../crates/core/tests/fixtures/canon`;

function parse(html: string): { root: HTMLElement; canon: Canon } {
  const root = document.createElement("div");
  root.innerHTML = html;
  document.body.replaceChildren(root);
  return { root, canon: new Canon(root) };
}

function check(html: string, text: string): Canon {
  const { canon } = parse(html);
  expect(canon.text).toBe(text);
  return canon;
}

describe("the text", () => {
  test("collapses white space outside code", () => {
    check("  <p> one \n two <b> three</b> </p> ", "one two three");
    check("a<b> </b>c", "a c");
    check("a\u00a0 b\u00ad\u200bc", "a\u00a0 b\u00ad\u200bc");
  });

  test("puts blocks and line breaks on lines of their own", () => {
    check("<p>one</p><p>two</p>", "one\ntwo");
    check("<div><div>one</div></div>two<br><br>three", "one\ntwo\nthree");
    check("<ul><li>a <li>b</ul>", "a\nb");
  });

  test("puts cells between tabs and rows on lines", () => {
    check(
      "<table><tbody><tr><th>a</th><td>b </td></tr><tr><td></td><td>c</td></tr></tbody></table>",
      "a\tb\nc",
    );
    check("<table><tbody><tr><td><p>a</p></td><td>b</td></tr></tbody></table>", "a\nb");
  });

  test("keeps code as it is", () => {
    check("<p>x</p><pre><code>  a\n\n\tb </code></pre><p>y</p>", "x\n  a\n\n\tb \ny");
  });

  test("leaves out what is not to be read", () => {
    check("a<script>b</script><style>c</style><span data-noanchor>d</span>e", "ae");
    check("<ruby>漢<rp>(</rp><rt>kan</rt></ruby>字", "漢字");
  });

  test("is empty for nothing", () => {
    const canon = check(" <p> </p> ", "");
    expect(canon.pointAt(0)).toBeNull();
    expect(canon.range(0, 1)).toBeNull();
  });
});

describe("the index", () => {
  test("finds the characters it named", () => {
    const canon = check("<p>one <b>two</b>\n three</p><p>four</p>", "one two three\nfour");
    expect(canon.range(4, 7)?.toString()).toBe("two");
    expect(canon.range(8, 13)?.toString()).toBe("three");
    expect(canon.range(14, 18)?.toString()).toBe("four");
  });

  test("puts the edges of a gap on its two sides", () => {
    const { root, canon } = parse("<p>one</p>\n<p>two</p>");
    const [first, second] = root.querySelectorAll("p");
    expect(canon.pointAt(3, "end")).toEqual({ node: first?.firstChild, offset: 3 });
    expect(canon.pointAt(4, "start")).toEqual({ node: second?.firstChild, offset: 0 });
    // A triple click selects up to the start of the next paragraph.
    expect(canon.offsetAt(second as Node, 0, "end")).toBe(3);
    expect(canon.offsetAt(second as Node, 0, "start")).toBe(4);
    expect(canon.offsetAt(root, 1, "end")).toBe(3);
    expect(canon.offsetAt(root, 2, "start")).toBe(4);
    expect(canon.offsetAt(root, 3, "end")).toBe(7);
    expect(canon.offsetAt(document.body, 0, "start")).toBe(0);
  });

  test("goes there and back for every character of any tree", () => {
    const leaf = fc.constantFrom(" ", "a", "b c", " \n d", "😀", "e\u0301", "שלום", "&amp;");
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        leaf,
        fc
          .tuple(
            fc.constantFrom("p", "b", "div", "pre", "blockquote", "span", "li"),
            fc.array(tie("tree"), { maxLength: 4 }),
          )
          .map(([name, children]) => `<${name}>${children.join("")}</${name}>`),
      ),
    }));
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 6 }), (trees) => {
        const { canon } = parse(trees.join(""));
        for (let at = 0; at < canon.length; at += 1) {
          const point = canon.pointAt(at);
          if (!point) throw new Error("no place");
          const unit = point.node.data[point.offset];
          const back = canon.offsetAt(point.node, point.offset, "start");
          // A separator has no place of its own: the next character stands for it.
          if (back === at)
            expect(/\s/.test(unit ?? "") ? " " : unit).toBe(
              /\s/.test(canon.text[at] ?? "") ? " " : canon.text[at],
            );
          else expect([back, "\n\t".includes(canon.text[at] ?? "")]).toEqual([at + 1, true]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

const fixtures = existsSync(FIXTURES)
  ? readdirSync(FIXTURES).filter((name) => name.endsWith(".html"))
  : [];
for (const name of fixtures) {
  test(`${name} has the core's text`, () => {
    const html = readFileSync(`${FIXTURES}/${name}`, "utf8");
    check(html, readFileSync(`${FIXTURES}/${name.replace(/\.html$/, ".txt")}`, "utf8"));
  });
}
