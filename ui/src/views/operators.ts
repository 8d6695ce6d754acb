import type { Counted, SearchFacets } from "../ipc";

/** Filters that are offered whatever was found. */
export const operators: readonly { write: string; label: string }[] = [
  { write: "is:unread", label: "op-unread" },
  { write: "before:", label: "op-before" },
];

/** What an answer has in common, each with the field that narrows it down. */
export const facets: readonly { of: keyof SearchFacets; field: string; label: string }[] = [
  { of: "kinds", field: "in", label: "op-kind" },
  { of: "tags", field: "tag", label: "op-tag" },
  { of: "sites", field: "site", label: "op-site" },
  { of: "authors", field: "author", label: "op-author" },
  { of: "years", field: "published", label: "op-year" },
  { of: "colors", field: "color", label: "op-color" },
];

/** What asks for one of the things counted; kinds are named in the plural. */
export function operatorFor(field: string, { name }: Counted): string {
  const value = field === "in" ? `${name}s` : name;
  return `${field}:${/^[\p{L}\p{N}._-]+$/u.test(value) ? value : `"${value.replaceAll('"', " ")}"`}`;
}

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
