// @ts-check
/** Opening an article in the real window, as a person waits for it. */

/** @typedef {import("../ui/e2e/harness/app.mjs").App} App */

/**
 * Milliseconds from the click on an article until its text stands, its highlights are painted where it has any, and two
 * frames have passed.
 * @param {App} app @param {string} title @param {boolean} [marked] whether it has highlights
 * @returns {Promise<number>}
 */
export async function open(app, title, marked = false) {
  await app.find("option", title);
  return app.run(
    async (wanted, painted) => {
      const options = /** @type {NodeListOf<HTMLElement>} */ (
        document.querySelectorAll("[role=option]")
      );
      const row = Array.from(options).find((option) => option.textContent?.includes(wanted));
      const frames = () =>
        new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const registry = (/** @type {HTMLIFrameElement} */ frame) =>
        /** @type {(Window & typeof globalThis) | null} */ (frame.contentWindow)?.CSS.highlights;
      const start = performance.now();
      row?.click();
      for (;;) {
        await new Promise((done) => requestAnimationFrame(done));
        const frame = document.querySelector("iframe");
        if (
          frame &&
          frame.title === wanted &&
          frame.contentDocument?.querySelector("#title")?.textContent === wanted &&
          (!painted || (registry(frame)?.get("yellow")?.size ?? 0) > 0)
        )
          break;
      }
      await frames();
      return performance.now() - start;
    },
    title,
    marked,
  );
}
