/** What is said about an article, and the order of its highlights. */

import { t } from "../i18n";
import { count, duration, names, published } from "../i18n/format";
import type { ArticleView, HighlightView } from "../ipc";
import type { ReaderArticle, ReaderWords } from "../reader";

/** What the reader says itself, in the window's language. */
export function readerWords(): ReaderWords {
  return { footnote: t("footnote"), back: t("back-to-text"), picture: t("picture") };
}

/** An article as the reader shows it. */
export function readerArticle(article: ArticleView): ReaderArticle {
  const { row } = article;
  return {
    id: row.id,
    title: row.title,
    body: article.body,
    language: row.language ?? null,
    textLength: article.textLength,
    textHash: article.textHash,
    header: {
      title: row.title,
      subtitle: article.subtitle ?? null,
      parts: headerParts(article),
      link: article.url ? { url: article.url, label: t("original") } : null,
      receipt: receiptLine(article),
    },
  };
}

/** A passage with its source, as it is put into another text. */
export function quoteWithSource({ row, url }: ArticleView, text: string): string {
  const source = [row.authors.join(", "), `“${row.title}”`, row.site, url];
  return `“${text.trim()}”\n— ${source.filter(Boolean).join(", ")}`;
}

/** The line under the title: who, where, when, how long. */
export function headerParts(article: ArticleView): string[] {
  const { row } = article;
  const parts: string[] = [];
  if (row.authors.length) parts.push(names(row.authors));
  if (row.site) parts.push(row.site);
  if (row.published) parts.push(published(row.published));
  parts.push(t("length", { words: count(row.words), time: duration(row.minutes) }));
  return parts;
}

/** What extraction kept, where it left something out. */
export function receiptLine({ receipt }: ArticleView): string | null {
  const [kept, all] = [receipt.kept.words, receipt.source.words];
  return all > kept ? t("receipt", { kept: count(kept), all: count(all) }) : null;
}

/** Orphans first, then by place. */
export function inOrder(a: HighlightView, b: HighlightView): number {
  return (
    (a.start ?? -1) - (b.start ?? -1) || (a.end ?? -1) - (b.end ?? -1) || a.created - b.created
  );
}
