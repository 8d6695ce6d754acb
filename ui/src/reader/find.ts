/** Finds what was typed in a text as a person means it: whatever the case, the accents and the line breaks. */

const MARKS = /\p{M}/u;

/** A text without case, accents and kinds of white space, and where each of its units came from. */
export class FoldedText {
  readonly #folded: string;
  /** Offset in the text of each unit of the folded one, and the text's length at the end. */
  readonly #from: Uint32Array;

  constructor(text: string) {
    const from = new Uint32Array(text.length * 3 + 1);
    const pieces: string[] = [];
    let length = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.codePointAt(at) ?? 0;
      const units = code > 0xffff ? 2 : 1;
      for (const piece of fold(code)) {
        pieces.push(piece);
        for (let unit = 0; unit < piece.length; unit += 1) from[length++] = at;
      }
      at += units - 1;
    }
    from[length] = text.length;
    this.#folded = pieces.join("");
    this.#from = from.slice(0, length + 1);
  }

  /** Where `wanted` stands, from the first to the last, none over another. At most `limit` of them. */
  find(wanted: string, limit: number): [number, number][] {
    const needle = foldAll(wanted);
    const found: [number, number][] = [];
    if (needle.trim() === "") return found;
    let at = this.#folded.indexOf(needle);
    while (at >= 0 && found.length < limit) {
      const end = at + needle.length;
      found.push([this.#from[at] ?? 0, this.#from[end] ?? 0]);
      at = this.#folded.indexOf(needle, end);
    }
    return found;
  }
}

function foldAll(text: string): string {
  const pieces: string[] = [];
  for (const letter of text) pieces.push(...fold(letter.codePointAt(0) ?? 0));
  return pieces.join("");
}

/** The units that stand for a character: none for marks and soft hyphens, more than one for some capitals. */
function fold(code: number): string[] {
  if (code < 128) {
    if (code >= 65 && code <= 90) return [String.fromCharCode(code + 32)];
    return [code < 33 ? " " : String.fromCharCode(code)];
  }
  if (code === 0xad) return [];
  if (code === 0xa0 || code === 0x202f) return [" "];
  // What looks alike is typed alike: quotation marks and apostrophes.
  if (code === 0x2018 || code === 0x2019) return ["'"];
  if (code === 0x201c || code === 0x201d) return ['"'];
  const plain = String.fromCodePoint(code).normalize("NFD").toLowerCase();
  return Array.from(plain).filter((letter) => !MARKS.test(letter));
}
