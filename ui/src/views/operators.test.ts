import { describe, expect, it } from "vitest";
import { operatorFor, withOperator, withRange } from "./operators";

describe("withOperator", () => {
  it("adds at the end and takes away again", () => {
    expect(withOperator("ink  ", "in:notes")).toBe("ink in:notes ");
    expect(withOperator("ink in:notes ", "in:notes")).toBe("ink");
    expect(withOperator("ink", "tag:")).toBe("ink tag:");
  });
});

describe("what narrows an answer down", () => {
  const one = (field: string, name: string) => operatorFor(field, { name, count: 1 });

  it("is written so that it is read as one value", () => {
    expect(one("in", "highlight")).toBe("in:highlights");
    expect(one("site", "lwn.net")).toBe("site:lwn.net");
    expect(one("author", "Ada Lovelace")).toBe('author:"Ada Lovelace"');
    expect(one("tag", 'a "b"')).toBe('tag:"a  b "');
    expect(one("tag", "c++")).toBe('tag:"c++"');
  });
});

describe("a range of the query", () => {
  it("goes with the space around it", () => {
    expect(withRange("bees tag:locke honey", 5, 14)).toBe("bees honey");
    expect(withRange("tag:locke bees", 0, 9)).toBe("bees");
    expect(withRange("bees tag:locke ", 5, 14)).toBe("bees");
  });

  it("is replaced in its place", () => {
    expect(withRange("comonplace book", 0, 10, "commonplace")).toBe("commonplace book");
  });
});
