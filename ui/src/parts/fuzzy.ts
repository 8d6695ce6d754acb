/** Finding a label by parts of its words, by what they begin with, or by letters with others between them. */

export interface Match {
  /** The greater the better; comparable between labels for one query. */
  score: number;
  /** UTF-16 units of the label that were matched, in order. */
  marks: [number, number][];
}

/** Letters without case and accents, one for each UTF-16 unit, so that places stay what they are. */
function plain(text: string): string {
  return Array.from({ length: text.length }, (_, i) => {
    const unit = text[i] ?? "";
    const bare = unit.normalize("NFD")[0]?.toLowerCase() ?? unit;
    return bare.length === 1 ? bare : unit;
  }).join("");
}

function isStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? "");
}

/** Whether every word of the query is in the label, and how well. None where one is not. */
export function match(query: string, label: string): Match | null {
  const text = plain(label);
  let score = 0;
  const marks: [number, number][] = [];
  for (const word of plain(query).split(/\s+/).filter(Boolean)) {
    const found = whole(word, text) ?? scattered(word, text);
    if (!found) return null;
    score += found.score;
    marks.push(...found.marks);
  }
  return { score: score - text.length / 100, marks: joined(marks) };
}

function whole(word: string, text: string): Match | null {
  let best: Match | null = null;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const score = at === 0 ? 100 : isStart(text, at) ? 80 : 50;
    if (!best || score > best.score) best = { score, marks: [[at, at + word.length]] };
    if (score >= 80) break;
  }
  return best;
}

/** The letters of a word in their order, the first at the beginning of a word, without too much between them. */
function scattered(word: string, text: string): Match | null {
  if (word.length < 2) return null;
  let best: Match | null = null;
  for (
    let start = text.indexOf(word[0] ?? "");
    start >= 0;
    start = text.indexOf(word[0] ?? "", start + 1)
  ) {
    if (!isStart(text, start)) continue;
    const marks: [number, number][] = [[start, start + 1]];
    let at = start;
    for (const letter of word.slice(1)) {
      const next = text.indexOf(letter, at + 1);
      // Letters after a gap count where a new word begins, so that "sl" finds "save later" and not any "s…l".
      at = next >= 0 && next - at > 1 ? (startOf(letter, text, at + 1) ?? next) : next;
      if (at < 0) break;
      marks.push([at, at + 1]);
    }
    if (at < 0) continue;
    const spread = at - start + 1 - word.length;
    if (spread > word.length * 6) continue;
    const score = 40 - spread;
    if (!best || score > best.score) best = { score, marks };
  }
  return best;
}

function startOf(letter: string, text: string, from: number): number | null {
  for (let at = text.indexOf(letter, from); at >= 0; at = text.indexOf(letter, at + 1))
    if (isStart(text, at)) return at;
  return null;
}

function joined(marks: [number, number][]): [number, number][] {
  const all = marks.toSorted((a, b) => a[0] - b[0]);
  const out: [number, number][] = [];
  for (const [start, end] of all) {
    const last = out.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}
