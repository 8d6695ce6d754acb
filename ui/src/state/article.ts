/** What is said about an article, and the order of its highlights. */

import { t } from "../i18n";
import { count, names, published } from "../i18n/format";
import type { ArticleView, HighlightView } from "../ipc";
import type { ReaderWords } from "../reader";

/** What the reader says itself, in the window's language. */
export function readerWords(): ReaderWords {
  return { footnote: t("footnote"), back: t("back-to-text"), picture: t("picture") };
}

/** The line under the title: who, where, when, how long, what was kept. */
export function headerParts(article: ArticleView): string[] {
  const { row, receipt } = article;
  const parts: string[] = [];
  if (row.authors.length) parts.push(names(row.authors));
  if (row.site) parts.push(row.site);
  if (row.published) parts.push(published(row.published));
  parts.push(t("length", { words: count(row.words), minutes: row.minutes }));
  if (receipt.source.words > receipt.kept.words) {
    const [kept, all] = [count(receipt.kept.words), count(receipt.source.words)];
    parts.push(t("receipt", { kept, all }));
  }
  return parts;
}

/** Orphans first, then by place. */
export function inOrder(a: HighlightView, b: HighlightView): number {
  return (
    (a.start ?? -1) - (b.start ?? -1) || (a.end ?? -1) - (b.end ?? -1) || a.created - b.created
  );
}
