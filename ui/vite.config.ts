import { readFileSync } from "node:fs";
import { FluentResource } from "@fluent/bundle";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Parses the catalogue of messages when the page is built, so that it need not be parsed at every start. */
const messages: Plugin = {
  name: "messages",
  load(id) {
    if (!id.endsWith(".ftl")) return null;
    const { body } = new FluentResource(readFileSync(id, "utf8"));
    // Empty attributes would be a third of the file.
    if (body.some(({ attributes }) => Object.keys(attributes).length > 0))
      throw new Error(`${id}: attributes of messages are not read`);
    const pairs = JSON.stringify(body.map(({ id, value }) => [id, value]));
    const code = `export default JSON.parse(${JSON.stringify(pairs)}).map(([id, value]) => ({ id, value, attributes: {} }));`;
    return { code, moduleType: "js" };
  },
};

/**
 * The shell freezes `Object.prototype`, and then what inherits from it cannot be given a `constructor` or `toString` by
 * assignment, which D3 does. Such a property is made the object's own before it is assigned.
 */
const ownProperties: Plugin = {
  name: "own-properties",
  transform(code, id) {
    if (!/[\\/]node_modules[\\/](d3-|@observablehq)/.test(id)) return null;
    const assigned =
      /\b([A-Za-z_$][\w$]*(?:\.prototype)?)\.(constructor|toString|valueOf)\s*=(?!=)/g;
    return {
      code: code.replace(
        assigned,
        'Object.defineProperty($1, "$2", { writable: true, configurable: true }).$2 =',
      ),
      map: null,
    };
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    messages,
    ownProperties,
    svelte({ configFile: `${import.meta.dirname}/svelte.config.js` }),
  ],
  // Relative addresses work under the shell's own scheme as well as in a plain file server.
  base: "./",
  resolve: process.env.VITEST ? { conditions: ["browser"] } : {},
  server: { port: 5173, strictPort: true },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // The engines the shell runs on: WebKitGTK 2.50 and its siblings on the other platforms.
    target: "safari18",
    // The content security policy allows files only, no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // All that the first picture needs in one file: every file is asked for through the shell's main thread.
        codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] },
      },
    },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
  },
});
