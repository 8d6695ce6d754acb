import assert from "node:assert/strict";
import { test } from "node:test";
import { closing, none, ofCargo, ofNode, ofVitest, plus, settled } from "./counts.mjs";
import { isOlder } from "./setup.mjs";

test("cargo's programs are added up", () => {
  const output = `
running 2 tests
test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s
test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
`;
  assert.deepEqual(ofCargo(output), { passed: 15, failed: 2, skipped: 1 });
});

test("Node's summary is read in both dresses", () => {
  for (const mark of ["ℹ", "#"]) {
    const lines = ["tests 6", "suites 0", "pass 3", "fail 1", "cancelled 1", "skipped 1", "todo 0"];
    const output = lines.map((line) => `${mark} ${line}`).join("\n");
    assert.deepEqual(ofNode(output), { passed: 3, failed: 2, skipped: 1 });
  }
});

test("Vitest's report is read", () => {
  const report = '{"numPassedTests":4,"numFailedTests":0,"numPendingTests":1,"numTodoTests":1}';
  assert.deepEqual(ofVitest(report), { passed: 4, failed: 0, skipped: 2 });
});

test("a runner that crashes counts as one failure, and only then", () => {
  assert.equal(settled(none, 101).failed, 1);
  assert.equal(settled({ passed: 1, failed: 2, skipped: 0 }, 1).failed, 2);
  assert.equal(settled({ passed: 1, failed: 0, skipped: 0 }, 0).failed, 0);
});

test("the closing line", () => {
  assert.equal(closing({ passed: 3, failed: 0, skipped: 0 }), "3 passed, 0 failed");
  assert.equal(
    closing(plus(none, { passed: 3, failed: 1, skipped: 2 })),
    "3 passed, 1 failed, 2 skipped",
  );
});

test("versions are compared number by number", () => {
  assert.ok(isOlder("1.9.0", "1.90"));
  assert.ok(!isOlder("1.90.0", "1.90"));
  assert.ok(!isOlder("2.0.0", "1.90"));
});
