import { expect, test } from "vitest";
import { readUnseen } from "./frame";

test("what is read unseen brings no styles that the frame's policy would have refused", () => {
  const body = readUnseen(
    document,
    '<p style="position: fixed">One <b style="color: red">two</b></p>',
  );
  expect(body.innerHTML).toBe("<p>One <b>two</b></p>");
  expect(body.ownerDocument).not.toBe(document);
});
