/** The program's whole road in a virtual display: save, read, highlight, annotate, take away. Leaves a picture and a note. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root, Stop, say } from "./run.mjs";

const out = join(root, "out");

const ARTICLE = `# A page saved without a display

There was nobody to look at this window, so it looked at itself.
It saved this page, opened it, and marked one sentence of it.

What you find beside this note is a picture of that moment.
`;

/** Goes through it in the real window and says where the results are. Gives the exit code. */
export async function journey() {
  const { withApp } = await import("../ui/e2e/harness/app.mjs");
  mkdirSync(out, { recursive: true });
  await withApp("start", async (app) => {
    await app.session.post("/window/rect", { width: 1280, height: 800 });

    say("Saving an article");
    const file = join(app.folder, "page.md");
    writeFileSync(file, ARTICLE);
    const [saved] = await app.call("article.save", { sources: [{ path: file }] });
    if (!saved?.id) throw new Stop(`The article was not saved: ${JSON.stringify(saved)}`);

    say("Opening it and highlighting a sentence");
    await app.click("option", saved.title, { partial: true });
    await app.reading(saved.title);
    await app.select("marked one sentence of it");
    await app.click("button", "Yellow", { timeout: 20_000 });
    const highlight = await eventually(async () => {
      const view = await app.call("article.show", { id: saved.id });
      return view.highlights[0];
    });
    await app.call("note.save", {
      highlight: highlight.id,
      markdown: "Marked by nobody, **kept** all the same.",
    });
    await app.says("kept all the same");

    say("Exporting it");
    const folder = join(app.folder, "export");
    mkdirSync(folder);
    await app.call("export", {
      format: "markdown",
      ids: [saved.id],
      path: join(folder, "note.md"),
    });
    const [name] = readdirSync(folder);
    if (!name) throw new Stop("Nothing was exported.");
    copyFileSync(join(folder, name), join(out, name));
    if (!readFileSync(join(out, name), "utf8").includes("marked one sentence of it")) {
      throw new Stop("The exported note lacks the highlight.");
    }
    writeFileSync(join(out, "screenshot.png"), await app.session.screenshot());
    say(`A picture of the window: ${relative(root, join(out, "screenshot.png"))}`);
    say(`The exported note:       ${relative(root, join(out, name))}`);
  });
  return 0;
}

/** Asks until there is an answer, for ten seconds. */
async function eventually(ask) {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Stop("The highlight did not arrive in the library.");
}
