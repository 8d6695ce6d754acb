/** Names that are painted, apart from what paints them, so that nothing is loaded for a name. */

/** The kinds of words in code that have a colour; few, because engines slow down with every painted name. */
export const SYNTAX_NAMES = ["keyword", "string", "comment", "number", "name", "tag"] as const;

/** One of the kinds. */
export type Syntax = (typeof SYNTAX_NAMES)[number];
