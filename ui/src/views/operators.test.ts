import { describe, expect, it } from "vitest";
import { withOperator } from "./operators";

describe("withOperator", () => {
  it("adds at the end and takes away again", () => {
    expect(withOperator("ink  ", "in:notes")).toBe("ink in:notes ");
    expect(withOperator("ink in:notes ", "in:notes")).toBe("ink");
    expect(withOperator("ink", "tag:")).toBe("ink tag:");
  });
});
