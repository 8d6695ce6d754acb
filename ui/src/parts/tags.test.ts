import { describe, expect, it } from "vitest";
import { cleanTag, suggest } from "./tags";

describe("tags", () => {
  it("cleans what was typed", () => {
    expect(cleanTag("  #to   cite ")).toBe("to cite");
    expect(cleanTag("##")).toBe("");
  });

  it("suggests beginnings first and nothing that is there already", () => {
    expect(suggest("cl", ["recluse", "Claim", "class", "evidence"], ["class"])).toEqual([
      "Claim",
      "recluse",
    ]);
    expect(suggest("", ["a", "b"], ["a"])).toEqual(["b"]);
  });
});
