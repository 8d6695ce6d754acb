import { describe, expect, it } from "vitest";
import { asWireError } from "./index";

describe("asWireError", () => {
  it("passes the backend’s own errors through", () => {
    const error = { kind: "notFound", message: "There is no such article." };
    expect(asWireError(error)).toBe(error);
  });

  it("makes internal errors of everything else", () => {
    for (const odd of ["call not allowed", new Error("boom"), undefined, { kind: 3 }]) {
      expect(asWireError(odd).kind).toBe("internal");
    }
    expect(asWireError("call not allowed").detail).toBe("call not allowed");
  });
});
