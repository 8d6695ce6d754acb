/** `npm run build`: the release build and this platform's installers. Arguments after `--` go to `tauri build`. */
import { main, node, root, tool } from "./run.mjs";
import { setup } from "./setup.mjs";

await main(async () => {
  await setup({ bundle: true });
  const { code } = await node(tool("tauri", "build", ...process.argv.slice(2)), { cwd: root });
  return code;
});
