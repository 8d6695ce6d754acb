import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte({ configFile: `${import.meta.dirname}/svelte.config.js` })],
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
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
  },
});
