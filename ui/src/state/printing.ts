/** An article on paper. Loaded when something is printed. */

import { t } from "../i18n";
import type { ArticleView } from "../ipc";
import { makePages } from "../reader/print";
import { readerArticle } from "./article";
import { settings } from "./settings.svelte";
import { toasts } from "./toasts.svelte";

/** The pages that were printed last; some engines print them after they were asked to. */
let pages: HTMLIFrameElement | null = null;

/** Opens the platform's dialog for printing on the article with its highlights and notes. */
export async function printArticle(article: ArticleView): Promise<void> {
  pages?.remove();
  pages = null;
  try {
    pages = await makePages(document.body, {
      article: readerArticle(article),
      style: { ...settings.reader },
      heading: t("notes"),
      notes: article.notes.map((note) => note.html),
      highlights: article.highlights.flatMap((one) =>
        one.start == null || one.end == null
          ? []
          : [
              {
                id: one.id,
                start: one.start,
                end: one.end,
                color: one.color,
                quote: one.quote,
                note: one.note?.html ?? null,
                tags: one.tags,
              },
            ],
      ),
    });
    pages.contentWindow?.print();
  } catch {
    toasts.fail({ kind: "internal", message: t("print-failed") });
  }
}
