/** What test runners say about how many passed and failed. */

/** No tests at all. */
export const none = Object.freeze({ passed: 0, failed: 0, skipped: 0 });

/** Two counts in one. */
export function plus(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** `cargo test` prints one line for each test program and for the examples in the documentation. */
export function ofCargo(output) {
  let counts = none;
  for (const [, passed, failed, skipped] of output.matchAll(
    /^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/gm,
  )) {
    counts = plus(counts, { passed: +passed, failed: +failed, skipped: +skipped });
  }
  return counts;
}

/** Vitest's JSON report. */
export function ofVitest(report) {
  const {
    numPassedTests,
    numFailedTests,
    numPendingTests = 0,
    numTodoTests = 0,
  } = JSON.parse(report);
  return {
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  };
}

/** The lines with which Node's own test runner ends, in its `spec` or its `tap` dress. */
export function ofNode(output) {
  const found = (word) => {
    const lines = [...output.matchAll(new RegExp(`^(?:ℹ|#) ${word} (\\d+)$`, "gm"))];
    return Number(lines.at(-1)?.[1] ?? 0);
  };
  return {
    passed: found("pass"),
    failed: found("fail") + found("cancelled"),
    skipped: found("skipped") + found("todo"),
  };
}

/** A runner that ends badly without having counted a failure has failed once. */
export function settled(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** The closing line. */
export function closing({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
