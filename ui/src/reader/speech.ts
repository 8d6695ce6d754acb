/** Reading aloud with the platform's own voices, sentence by sentence. */

import type { Canon } from "./canon";
import type { Interval } from "./intervals";

/** A sentence longer than this is spoken in parts: some voices stop in the middle of long ones. UTF-16 units. */
const LONGEST = 400;

/** The sentences of a text from an offset on; a line of the canonical text ends a sentence. */
export function sentences(text: string, language: string | null, from = 0): Interval[] {
  const found: Interval[] = [];
  const segmenter = new Intl.Segmenter(known(language), { granularity: "sentence" });
  let line = text.lastIndexOf("\n", Math.max(0, from - 1)) + 1;
  while (line < text.length) {
    const stop = text.indexOf("\n", line);
    const end = stop < 0 ? text.length : stop;
    for (const { segment, index } of segmenter.segment(text.slice(line, end))) {
      const start = line + index;
      for (const part of parts(segment)) {
        const [a, b] = [start + part.start, start + part.end];
        if (b > from && /[\p{L}\p{N}]/u.test(text.slice(a, b))) found.push({ start: a, end: b });
      }
    }
    line = end + 1;
  }
  return found;
}

/** The language, if the engine takes it for one. */
function known(language: string | null): string | undefined {
  try {
    return language ? Intl.getCanonicalLocales(language)[0] : undefined;
  } catch {
    return undefined;
  }
}

/** A sentence in stretches that a voice gets through, cut after a comma or a space; no white space at the ends. */
function parts(sentence: string): Interval[] {
  const found: Interval[] = [];
  let start = 0;
  while (start < sentence.length) {
    let end = sentence.length;
    if (end - start > LONGEST) {
      const piece = sentence.slice(start, start + LONGEST);
      const cut = Math.max(piece.lastIndexOf(", "), piece.lastIndexOf("; "));
      const gap = cut > 0 ? cut + 1 : piece.lastIndexOf(" ");
      end = start + (gap > 0 ? gap : LONGEST);
    }
    const text = sentence.slice(start, end);
    const from = start + text.length - text.trimStart().length;
    const to = start + text.trimEnd().length;
    if (from < to) found.push({ start: from, end: to });
    start = end;
  }
  return found;
}

/** The voice to read a language with: the first that speaks it, the platform's usual one before others. */
export function voiceFor(
  voices: readonly SpeechSynthesisVoice[],
  language: string | null,
  chosen: SpeechSynthesisVoice | null,
): SpeechSynthesisVoice | null {
  // Addresses of voices are not always their own, so a choice is the voice itself.
  if (chosen && voices.includes(chosen)) return chosen;
  const base = (tag: string) => tag.toLowerCase().split(/[-_]/)[0];
  const fitting = language ? voices.filter((one) => base(one.lang) === base(language)) : voices;
  const among = fitting.length ? fitting : voices;
  return among.find((one) => one.default) ?? among[0] ?? null;
}

/** The words of a stretch without those that are silent. */
export function spokenText(text: string, of: Interval, silent: readonly Interval[]): string {
  const pieces: string[] = [];
  let at = of.start;
  for (const { start, end } of silent) {
    if (end <= at || start >= of.end) continue;
    pieces.push(text.slice(at, Math.max(at, start)));
    at = end;
  }
  pieces.push(text.slice(at, Math.max(at, of.end)));
  return pieces.join("");
}

/** What is told while somebody is read to. */
export interface SpeechCallbacks {
  /** The sentence that is spoken now; none at the end. */
  onSentence(sentence: Interval | null): void;
  /** The voice could not speak. */
  onFailure(): void;
}

/** Reads one text aloud. */
export class Speech {
  readonly #text: string;
  readonly #sentences: readonly Interval[];
  readonly #language: string | null;
  readonly #tell: SpeechCallbacks;
  readonly #silent: readonly Interval[];
  #at = 0;
  /** Counts utterances, so that one that was stopped says nothing more. */
  #turn = 0;
  rate = 1;
  voice: SpeechSynthesisVoice | null = null;

  /** Begins with the first sentence that ends after `from`; what is `silent`, in its order, is not spoken. */
  constructor(
    canon: Canon,
    silent: readonly Interval[],
    language: string | null,
    from: number,
    tell: SpeechCallbacks,
  ) {
    this.#silent = silent;
    this.#text = canon.text;
    this.#language = language;
    this.#tell = tell;
    this.#sentences = sentences(canon.text, language);
    // After the last sentence it begins again.
    this.#at = Math.max(
      0,
      this.#sentences.findIndex((one) => one.end > from),
    );
  }

  /** Speaks from the sentence that is next. */
  play(): void {
    const turn = ++this.#turn;
    speechSynthesis.cancel();
    const sentence = this.#sentences[this.#at];
    this.#tell.onSentence(sentence ?? null);
    if (!sentence) return;
    const words = new SpeechSynthesisUtterance(spokenText(this.#text, sentence, this.#silent));
    const voice = voiceFor(speechSynthesis.getVoices(), this.#language, this.voice);
    if (voice) words.voice = voice;
    words.lang = voice?.lang ?? this.#language ?? "";
    words.rate = this.rate;
    words.addEventListener("end", () => {
      if (turn !== this.#turn) return;
      this.#at += 1;
      this.play();
    });
    words.addEventListener("error", () => {
      if (turn === this.#turn) this.#tell.onFailure();
    });
    speechSynthesis.speak(words);
  }

  /** Goes a sentence on or back and speaks it. */
  step(by: 1 | -1): void {
    this.#at = Math.max(0, Math.min(this.#sentences.length - 1, this.#at + by));
    this.play();
  }

  /** Falls silent; `play` begins the sentence again. */
  pause(): void {
    this.#turn += 1;
    speechSynthesis.cancel();
  }
}

/** The voices of this computer, once it has told them; some engines take a moment. */
export async function voices(): Promise<SpeechSynthesisVoice[]> {
  if (!("speechSynthesis" in globalThis)) return [];
  for (let wait = 0; wait < 10; wait += 1) {
    const found = speechSynthesis.getVoices();
    if (found.length) return found;
    await new Promise((later) => setTimeout(later, 60));
  }
  return [];
}
