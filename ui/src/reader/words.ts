/** Where words begin and end. */

/** UTF-16 units that are looked at on each side of a place. */
const AROUND = 200;

const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** The word that holds the unit at `offset`, or the nearest one before it, else after it; none where there is none near. */
export function wordAt(text: string, offset: number): [number, number] | null {
  const from = Math.max(0, offset - AROUND);
  let before: [number, number] | null = null;
  for (const { segment, index, isWordLike } of segmenter.segment(
    text.slice(from, offset + AROUND),
  )) {
    if (!isWordLike) continue;
    const word: [number, number] = [from + index, from + index + segment.length];
    if (word[0] > offset) return before ?? word;
    before = word;
    if (word[1] > offset) return word;
  }
  return before;
}
