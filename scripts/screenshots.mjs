/** `npm run screenshots`: draws the README's pictures anew, of the real window with a small library. */
import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { buildPrograms, buildUi } from "./parts.mjs";
import { main, root, say } from "./run.mjs";
import { setup } from "./setup.mjs";

await main(async () => {
  await setup({ display: true });
  await buildUi();
  await buildPrograms();
  const { withApp } = await import("../ui/e2e/harness/app.mjs");
  const { draw } = await import("../ui/screenshots/scenes.mjs");
  await withApp("screenshots", (app) =>
    draw(app, (name, png) => {
      const path = join(root, "ui", "screenshots", `${name}.png`);
      writeFileSync(path, png);
      say(relative(root, path));
    }),
  );
});
