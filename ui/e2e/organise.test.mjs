// @ts-check
/** Organising: collections, tags, saved searches, the Trash, the palette and the keys, by mouse and by keyboard. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key, until, withApp } from "./harness/app.mjs";

/** @typedef {import("./harness/app.mjs").App} App */

const TITLES = ["Tides of the strait", "Walls without mortar", "Bread by night", "Letters by sea"];
const NAV = "nav[aria-label=Library]";

test("a library is put in order with the mouse", { timeout: 240_000 }, () =>
  withApp("organise-mouse", async (app) => {
    await fill(app);
    await collect(app);
    await choose(app);
    await arrange(app);
    await throwAway(app);
  }),
);

test("a library is put in order with the keyboard", { timeout: 240_000 }, () =>
  withApp("organise-keyboard", async (app) => {
    await fill(app);
    await collectByKey(app);
    await treeByKey(app);
    await saveSearch(app);
    await palette(app);
    await menu(app);
    await shortcuts(app);
  }),
);

/** @param {App} app */
async function fill(app) {
  const sources = TITLES.map((title) => ({
    text: `# ${title}\n\nWords about ${title.toLowerCase()}, kept to be put in order.`,
    kind: "markdown",
  }));
  await app.call("article.save", { sources });
  for (const title of TITLES) await app.find("option", title);
}

/** A new collection, and an article dragged onto it. @param {App} app */
async function collect(app) {
  await app.click("button", "New collection");
  await until(async () => (await app.has("textbox", "Name"))?.focused, "the field for a name");
  await app.type("Thesis");
  await app.keys(Key.Enter);
  await app.find("button", "Thesis", { within: NAV });
  // A name that is taken can be mended, and is not lost.
  await app.click("button", "New collection");
  await app.find("textbox", "Name");
  await app.type("Thesis");
  await app.keys(Key.Enter);
  await app.says("There is a collection “Thesis” at this place.");
  await until(async () => (await app.has("textbox", "Name"))?.focused, "the field to come back");
  assert.equal(
    await app.run(
      () => /** @type {HTMLInputElement | null} */ (document.querySelector("nav input"))?.value,
    ),
    "Thesis",
  );
  await app.keys(Key.Escape);
  await drag(app, ["option", TITLES[0] ?? ""], ["button", "Thesis"]);
  await app.find("button", "Thesis 1", { within: NAV });
  await app.says("put into Thesis");
  await app.keys([Key.Control, "z"]);
  await app.find("button", "Thesis", { within: NAV });
  await app.says("Undone: Put into collection");
  await app.keys([Key.Control, Key.Shift, "z"]);
  await app.click("button", "Thesis 1", { within: NAV });
  await until(
    async () => (await titles(app)).join() === TITLES[0],
    "the article in the collection",
  );
  await app.click("button", "All articles", { partial: true, within: NAV });
  await app.find("option", TITLES[1] ?? "");
}

/** Several at once, and what the bar does with them. @param {App} app */
async function choose(app) {
  const [first, , third] = await rows(app);
  await app.session.click(middle(first));
  await withShift(app, () => app.session.click(middle(third)));
  await app.find("toolbar", "Selection");
  await app.says("3 selected");
  await app.click("button", "Edit tags", { within: "[role=toolbar]" });
  await app.find("combobox", "Add a tag");
  await app.type("craft");
  await app.keys(Key.Enter, Key.Escape);
  await app.find("button", "# craft 3", { within: NAV });
  await app.click("button", "Favourite", { within: "[role=toolbar]" });
  await app.find("button", "Favourites 3", { within: NAV });
  await app.keys(Key.Escape);
  await until(async () => !(await app.has("toolbar", "Selection")), "the bar to go");
  // Filters.
  await app.click("button", "Filter");
  await app.click("menuitem", "Favourites");
  await until(async () => (await titles(app)).length === 3, "three favourites");
  await app.click("button", "Take away the filter Favourites");
  await until(async () => (await titles(app)).length > 3, "all articles again");
}

/** The tree by dragging, names, colours and merging from the menu. @param {App} app */
async function arrange(app) {
  await app.call("collection.add", { name: "Chapter" });
  await app.find("button", "Chapter", { within: NAV });
  await drag(app, ["button", "Chapter"], ["button", "Thesis 1"]);
  await until(async () => {
    const { collections } = await app.call("library.info", {});
    const by = Object.fromEntries(collections.map((/** @type {any} */ one) => [one.name, one]));
    return by.Chapter.parent === by.Thesis.id;
  }, "the chapter to lie in the thesis");
  await menuOf(app, "# craft 3");
  await app.click("menuitem", "Colour…");
  await app.click("button", "Green", { within: ".popover" });
  await until(
    async () => (await app.call("library.info", {})).tags[0].color === "green",
    "the tag's colour",
  );
  await menuOf(app, "craft 3");
  await app.click("menuitem", "Rename", { partial: true });
  await until(async () => (await app.has("textbox", "Name"))?.focused, "the field for a name");
  await app.type("workmanship");
  await app.keys(Key.Enter);
  await app.find("button", "workmanship 3", { within: NAV });
  await menuOf(app, "workmanship 3");
  await app.click("menuitem", "Delete tag", { partial: true });
  await until(async () => !(await app.has("button", "workmanship 3")), "the tag to go");
  await app.click("button", "Undo");
  await app.find("button", "workmanship 3", { within: NAV });
}

/** Into the Trash by dragging, out of it, and emptied after being asked. @param {App} app */
async function throwAway(app) {
  await drag(app, ["option", TITLES[3] ?? ""], ["button", "Trash"]);
  await app.click("button", "Trash 1", { within: NAV });
  await until(async () => (await titles(app)).length === 1, "one article in the Trash");
  await app.click("button", "Empty Trash…");
  await app.find("dialog", "Empty Trash…");
  await app.click("button", "Cancel");
  assert.equal((await app.call("library.info", {})).trash, 1);
  await app.click("button", "Empty Trash…");
  await app.click("button", "Delete 1 article");
  await until(async () => (await app.call("library.info", {})).trash === 0, "an empty Trash");
}

/** M, and a new collection by typing its name. @param {App} app */
async function collectByKey(app) {
  await app.run(() => /** @type {HTMLElement} */ (document.querySelector("#articles")).focus());
  await app.keys(Key.Home, [Key.Shift, Key.Down], "m");
  await until(
    async () => (await app.has("combobox", "Put 2 articles into"))?.focused,
    "the field for a collection",
  );
  await app.type("Kitchen");
  await app.keys(Key.Enter);
  await app.find("button", "Kitchen 2", { within: NAV });
  await app.keys([Key.Control, "a"]);
  await until(() => app.has("toolbar", "Selection"), "everything to be selected");
  await app.keys(Key.Escape);
}

/** The sidebar with the arrow keys. @param {App} app */
async function treeByKey(app) {
  await app.call("collection.add", { name: "Garden" });
  await app.find("button", "Garden", { within: NAV });
  await focusItem(app, "Garden");
  await app.keys(Key.Up);
  assert.equal(await focusedText(app), "Kitchen 2");
  await app.keys(Key.Down, [Key.Alt, Key.Up]);
  await until(
    async () => (await app.call("library.info", {})).collections[0].name === "Garden",
    "the garden to come first",
  );
  await focusItem(app, "Garden");
  await app.keys(Key.F2);
  await until(async () => (await app.has("textbox", "Name"))?.focused, "the field for a name");
  await app.type("Orchard");
  await app.keys(Key.Enter);
  await app.find("button", "Orchard", { within: NAV });
  // Into the other one, by the menu.
  await focusItem(app, "Orchard");
  await app.keys([Key.Shift, Key.F10]);
  await app.find("menuitem", "Move into…");
  await app.click("menuitem", "Move into…");
  await until(
    async () => (await app.has("combobox", "Move “Orchard” into"))?.focused,
    "the field for a place",
  );
  await app.type("kit");
  await app.keys(Key.Enter);
  await app.find("button", "What lies in Kitchen", { within: NAV });
  await focusItem(app, "Kitchen");
  await app.keys(Key.Left);
  await until(async () => !(await app.has("button", "Orchard")), "the kitchen to be folded");
  await app.keys(Key.Right, Key.Down);
  assert.equal(await focusedText(app), "Orchard");
  await app.keys(Key.Delete);
  await until(async () => !(await app.has("button", "Orchard")), "the orchard to go");
  await app.keys([Key.Control, "z"]);
  await app.find("button", "Orchard", { within: NAV });
}

/** A search kept under a name, with its count. @param {App} app */
async function saveSearch(app) {
  await app.keys("/");
  await app.type("title:by");
  await until(() => app.has("option", null, { within: "#hits" }), "hits");
  await app.click("button", "Save search");
  await until(async () => (await app.has("textbox", "Name"))?.focused, "the field for a name");
  await app.type("By whom");
  await app.keys(Key.Enter);
  await app.find("button", "By whom 2", { within: NAV });
  await app.call("article.save", {
    sources: [{ text: "# Gone by\n\nAnd so on.", kind: "markdown" }],
  });
  await app.find("button", "By whom 3", { within: NAV });
  await app.click("button", "Clear the search");
  await app.click("button", "By whom 3", { within: NAV });
  await until(() => app.has("option", null, { within: "#hits" }), "the hits again");
  await app.click("button", "Clear the search");
}

/** Everything by its name, the last used first. @param {App} app */
async function palette(app) {
  await app.keys(Key.Escape, [Key.Control, "k"]);
  await until(async () => (await app.has("combobox", "Commands"))?.focused, "the palette");
  await app.type("brd ngt");
  await app.find("option", TITLES[2] ?? "", { partial: true });
  await app.keys(Key.Enter);
  await app.reading(TITLES[2] ?? "");
  await app.keys([Key.Control, "k"]);
  await until(async () => (await app.has("combobox", "Commands"))?.focused, "the palette");
  const first = await until(() => app.has("option", null, { within: "dialog" }), "entries");
  assert.ok(first.name.startsWith(TITLES[2] ?? ""), `${first.name} is not what was used last`);
  await app.type("kitchen");
  await app.find("option", "Kitchen, Collection", { within: "dialog" });
  await app.keys(Key.Enter);
  await until(async () => (await titles(app)).length === 2, "the collection");
}

/** The menu for what stands on no button, by keys alone. @param {App} app */
async function menu(app) {
  await app.keys(Key.Escape);
  await app.tabTo("button", "Menu", { back: true });
  await app.keys(Key.Enter);
  await until(
    async () => (await app.has("menuitem", "Paste as an article", { partial: true }))?.focused,
    "the focus in the menu",
  );
  await app.keys(Key.Up, Key.Enter);
  await app.find("dialog", "Settings");
  await app.keys(Key.Escape);
  await until(async () => !(await app.has("dialog", "Settings")), "the settings to close");
  assert.ok((await app.has("button", "Menu"))?.focused, "the focus is lost");
}

/** A key of one's own, a clash, and everything back as it was. @param {App} app */
async function shortcuts(app) {
  await app.keys("?");
  await app.find("dialog", "Keyboard shortcuts");
  await app.click("button", "Change shortcuts…");
  await app.click("button", "Change the keys of: Archive");
  await app.keys("f");
  await app.says("already stands for");
  await app.click("button", "Use it here");
  await app.click("button", "Done");
  await until(async () => !(await app.has("dialog", null)), "the settings to close");
  const before = (await app.call("library.info", {})).archived;
  await app.run(() => /** @type {HTMLElement} */ (document.querySelector("#articles")).focus());
  await app.keys(Key.Home, "f");
  await until(
    async () => (await app.call("library.info", {})).archived === before + 1,
    "F to archive now",
  );
  await app.keys([Key.Control, ","]);
  await app.find("dialog", "Settings");
  await app.click("button", "Reset all");
  await app.click("button", "Done");
}

/** @param {App} app @returns {Promise<string[]>} */
function titles(app) {
  return app.run(() =>
    Array.from(document.querySelectorAll("#articles [role=option]"), (row) =>
      (row.textContent ?? "").trim(),
    ),
  );
}

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

/** @param {App} app @returns {Promise<Box[]>} */
function rows(app) {
  return app.run(() =>
    Array.from(document.querySelectorAll("#articles [role=option]"), (row) => {
      const { x, y, width, height } = row.getBoundingClientRect();
      return { x, y, width, height };
    }),
  );
}

/** @param {Box | undefined} box */
function middle(box) {
  if (!box) throw new Error("There is no such row.");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** @param {App} app @param {() => Promise<unknown>} act */
async function withShift(app, act) {
  const keys = (/** @type {string} */ type) =>
    app.session.post("/actions", {
      actions: [{ type: "key", id: "keyboard", actions: [{ type, value: Key.Shift }] }],
    });
  await keys("keyDown");
  await act();
  await keys("keyUp");
}

/** Drags one thing onto another. @param {App} app @param {[string, string]} what @param {[string, string]} onto */
async function drag(app, what, onto) {
  const [from, to] = [
    await app.find(what[0], what[1], what[0] === "button" ? { within: NAV } : {}),
    await app.find(onto[0], onto[1], { within: NAV }),
  ];
  const [a, b] = [middle(from), middle(to)];
  const half = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  await app.session.drag([a, { x: a.x + 12, y: a.y + 4 }, half, b, { x: b.x + 1, y: b.y }]);
}

/** Opens the menu of an entry of the sidebar, as the right button does. @param {App} app @param {string} name */
async function menuOf(app, name) {
  const at = middle(await app.find("button", name, { within: NAV }));
  await app.run(
    (x, y) => {
      const event = new MouseEvent("contextmenu", {
        bubbles: true,
        cancelable: true,
        clientX: x,
        clientY: y,
      });
      document.elementFromPoint(x, y)?.dispatchEvent(event);
    },
    at.x,
    at.y,
  );
  await app.find("menuitem", "Rename", { partial: true });
}

/** @param {App} app @param {string} name */
async function focusItem(app, name) {
  await until(
    () =>
      app.run((wanted) => {
        const all = document.querySelectorAll("nav [data-item]");
        const found = Array.from(all).find((item) => item.textContent?.trim().startsWith(wanted));
        if (found instanceof HTMLElement) found.focus();
        return document.activeElement === found;
      }, name),
    `the focus on ${name}`,
  );
}

/** @param {App} app */
function focusedText(app) {
  return app.run(() => (document.activeElement?.textContent ?? "").replace(/\s+/g, " ").trim());
}
