// @ts-check
/** Whatever a page contains: nothing in it runs, nothing in it loads, no link takes the window away. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { until, withApp } from "./harness/app.mjs";

/** @param {string} server */
const hostile = (server) => `<!doctype html>
<html><head>
<title>An ordinary page</title>
<base href="${server}/base/">
<meta http-equiv="refresh" content="0; url=${server}/refresh">
<link rel="stylesheet" href="${server}/sheet.css"><link rel="preload" as="image" href="${server}/preload.png">
<script src="${server}/script.js"></script>
<style>@import "${server}/import.css"; body { background: url(${server}/background.png); position: fixed }</style>
</head><body onload="top.harm = 'onload'">
<article>
<h1>An ordinary page</h1>
<p>There is <a href="${server}/followed">a link that may be followed</a> in an ordinary paragraph of this page, long
enough to be read as one, with a second sentence that says nothing of interest to anybody at all.</p>
<p>And <a href="javascript:top.harm='link'">one that may not</a>, with
<a href="data:text/html,<script>top.harm='data'</script>">a stranger one</a> behind it and more words to fill the line.</p>
<script>top.harm = 'script'; document.body.innerHTML = '';</script>
<img src="${server}/picture.png" onerror="top.harm = 'onerror'" alt="A picture">
<img src="x" onerror="top.harm = 'onerror2'" srcset="${server}/set.png 2x">
<svg onload="top.harm = 'svg'"><script>top.harm = 'svg script'</script><use href="${server}/use.svg#a"/></svg>
<math><mtext><table><mglyph><style><img src=x onerror="top.harm = 'mathml'"></style></mglyph></table></mtext></math>
<iframe src="${server}/frame.html" srcdoc="<script>top.harm = 'srcdoc'</script>"></iframe>
<object data="${server}/object"></object><embed src="${server}/embed"><video src="${server}/video" poster="${server}/poster"></video>
<audio src="${server}/audio" autoplay></audio><form action="${server}/form"><button autofocus onfocus="top.harm='focus'">Go</button></form>
<p style="background:url(${server}/inline.png)">A last paragraph, which has a style of its own that nobody asked for, and
enough words to stay in the article when everything else around it has been taken away for good.</p>
<noscript><p title="</noscript><img src=x onerror=top.harm='noscript'>">x</p></noscript>
<template><img src=x onerror="top.harm = 'template'"></template>
</article></body></html>`;

test("a hostile page is only text", async () => {
  /** @type {string[]} */
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  try {
    await withApp("safety", async (app) => {
      const extracted = join(app.folder, "hostile.html");
      writeFileSync(extracted, hostile(base));
      const whole = join(app.folder, "hostile.jsonl");
      writeFileSync(whole, JSON.stringify({ title: "A page taken whole", html: hostile(base) }));
      await app.cli("save", extracted);
      await app.cli("import", whole, "--format", "jsonl");

      for (const title of ["A page taken whole", "An ordinary page"]) {
        await app.click("option", title);
        await app.reading(title);
        const start = await app.run(() => location.href);
        await app.select("a link that may be followed");
        await app.run(() => {
          const inner = document.querySelector("iframe")?.contentWindow;
          inner?.getSelection()?.removeAllRanges();
        });
        const links = await app.run(() => {
          const frame = /** @type {HTMLIFrameElement} */ (document.querySelector("iframe"));
          const outer = frame.getBoundingClientRect();
          return Array.from(frame.contentDocument?.querySelectorAll(".body a") ?? [], (link) => {
            const box = link.getClientRects()[0];
            return {
              href: link.getAttribute("href"),
              x: outer.left + (box?.left ?? 0) + 4,
              y: outer.top + (box?.top ?? 0) + (box?.height ?? 0) / 2,
            };
          });
        });
        for (const { href } of links) {
          if (href !== null) assert.match(href, /^(https?|mailto):/);
        }
        const before = app.opened().length;
        for (const link of links) await app.session.click(link);
        await until(() => app.opened().length > before, "the link to be opened outside");
        assert.ok(app.opened().every((opened) => opened === `${base}/followed`));

        const state = await app.run(() => {
          const frame = /** @type {HTMLIFrameElement} */ (document.querySelector("iframe"));
          const inner = /** @type {Document} */ (frame.contentDocument);
          return {
            harm: /** @type {any} */ (window).harm ?? null,
            place: location.href,
            inner: frame.contentWindow?.location.href,
            forbidden: inner.querySelectorAll(
              ".body :is(script, style, link, meta, base, iframe, object, embed, video, audio, form, button, svg, template, noscript, [onerror], [onload], [style], [srcset])",
            ).length,
          };
        });
        assert.deepEqual(state, { harm: null, place: start, inner: "about:srcdoc", forbidden: 0 });
      }
      assert.deepEqual(asked, []);
    });
  } finally {
    server.close();
  }
});
