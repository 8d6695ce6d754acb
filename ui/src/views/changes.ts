/** A changed line in pieces: what was added or removed, and which highlight lies on it. */

import type { ChangedLine, HighlightInBoth } from "../ipc";

export interface Piece {
  change: string;
  text: string;
  highlight: HighlightInBoth | null;
}

/**
 * Cuts a line where a highlight begins or ends. Highlights are shown where they stand in the newer text; those that
 * it has no more, in lines that it has no more.
 */
export function piecesOf(line: ChangedLine, highlights: readonly HighlightInBoth[]): Piece[] {
  const gone = !line.new;
  let at = (line.new ?? line.old)?.[0] ?? 0;
  const pieces: Piece[] = [];
  for (const { change, text } of line.words) {
    if (change === "removed" && !gone) {
      pieces.push({ change, text, highlight: null });
      continue;
    }
    const end = at + text.length;
    const here = highlights.flatMap((highlight) => {
      const range = gone ? (highlight.new ? null : highlight.old) : highlight.new;
      return range && range[0] < end && range[1] > at ? [{ highlight, range }] : [];
    });
    const borders = here.flatMap(({ range }) => range).filter((one) => one > at && one < end);
    const cuts = [...new Set([at, ...borders, end])].sort((a, b) => a - b);
    for (const [i, from] of cuts.slice(0, -1).entries()) {
      const to = cuts[i + 1] ?? end;
      const on = here.find(({ range }) => range[0] <= from && range[1] >= to);
      pieces.push({
        change,
        text: text.slice(from - at, to - at),
        highlight: on?.highlight ?? null,
      });
    }
    at = end;
  }
  return pieces;
}
