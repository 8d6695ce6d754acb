/** The chips over the results: what each writes into the query. */
export const operators: readonly { write: string; label: string }[] = [
  { write: "in:notes", label: "op-in-notes" },
  { write: "in:highlights", label: "op-in-highlights" },
  { write: "tag:", label: "op-tag" },
  { write: "site:", label: "op-site" },
  { write: "author:", label: "op-author" },
  { write: "color:yellow", label: "op-color" },
  { write: "is:unread", label: "op-unread" },
  { write: "before:", label: "op-before" },
];

/** The query with an operator added at its end, or taken away if it stands there as a whole word already. */
export function withOperator(query: string, operator: string): string {
  const words = query.split(/\s+/).filter(Boolean);
  if (!operator.endsWith(":") && words.includes(operator)) {
    return words.filter((word) => word !== operator).join(" ");
  }
  const before = query.trimEnd();
  const after = operator.endsWith(":") ? operator : `${operator} `;
  return before ? `${before} ${after}` : after;
}

/** The query with its UTF-16 units from `start` to `end` replaced; with nothing, the space around them goes too. */
export function withRange(query: string, start: number, end: number, by = ""): string {
  const [before, after] = [query.slice(0, start), query.slice(end)];
  if (by) return before + by + after;
  return [before.trimEnd(), after.trimStart()].filter(Boolean).join(" ");
}
