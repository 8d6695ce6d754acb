import { describe, expect, it } from "vitest";
import { withOperator, withRange } from "./operators";

describe("withOperator", () => {
  it("adds at the end and takes away again", () => {
    expect(withOperator("ink  ", "in:notes")).toBe("ink in:notes ");
    expect(withOperator("ink in:notes ", "in:notes")).toBe("ink");
    expect(withOperator("ink", "tag:")).toBe("ink tag:");
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
