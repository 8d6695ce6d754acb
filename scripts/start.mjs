/** `npm start`: from a fresh clone to the window. Arguments after `--` go to the window. */
import { buildPrograms, buildUi } from "./parts.mjs";
import { built, main, run, say } from "./run.mjs";
import { setup } from "./setup.mjs";

const headless =
  process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

await main(async () => {
  await setup({ display: headless });
  await buildUi();
  await buildPrograms();
  if (headless) {
    say("There is no display here: going through the journey in a virtual one instead.");
    const { journey } = await import("./headless-journey.mjs");
    return journey();
  }
  const { code } = await run(built("commonplace-window"), process.argv.slice(2));
  return code;
});
