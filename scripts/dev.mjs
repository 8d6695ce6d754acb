/** `npm run dev`: the window with pages that change as you save them. */
import { spawn } from "node:child_process";
import { main, root, run, tool } from "./run.mjs";
import { setup } from "./setup.mjs";

await main(async () => {
  await setup();
  const pages = spawn(process.execPath, tool("vite", "ui"), { cwd: root, stdio: "inherit" });
  try {
    const { code } = await run("cargo", [
      "run",
      "--package",
      "commonplace-window",
      "--no-default-features",
      "--",
      ...process.argv.slice(2),
    ]);
    return code;
  } finally {
    pages.kill();
  }
});
