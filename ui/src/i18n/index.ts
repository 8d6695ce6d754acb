/** Every visible word comes from here: `t('id', { args })` over the Fluent catalogues. */
import {
  FluentBundle,
  FluentNumber,
  type FluentResource,
  type FluentVariable,
} from "@fluent/bundle";
import english from "./en.ftl";
import { stretch } from "./pseudo";

type Messages = FluentResource["body"];

/** A language that the window can speak. */
interface Language {
  /** What it calls itself; none for one that only tests speak. */
  name?: string;
  /** For words, dates and numbers. */
  locale: string;
  direction: "ltr" | "rtl";
  /** What stands between the thousands of a number. */
  group: "," | ".";
  /** Reads its catalogue; English comes with the window. */
  messages?: () => Promise<Messages>;
  /** Changes every piece of text of a message. */
  transform?: (text: string) => string;
}

/** The languages by the name that is kept in the settings. */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  en: { name: "English", locale: "en-GB", direction: "ltr", group: "," },
  de: {
    name: "Deutsch",
    locale: "de-DE",
    direction: "ltr",
    group: ".",
    messages: async () => {
      const parts = await Promise.all([import("./de.ftl"), import("./rust.de.ftl")]);
      return parts.flatMap((part) => part.default);
    },
  },
  // English in disguise: a word that is not in the catalogue stands out, and every line is longer or runs the other way.
  "en-XA": { locale: "en-GB", direction: "ltr", group: ",", transform: stretch },
  "ar-XB": { locale: "en-GB", direction: "rtl", group: ",", transform: stretch },
};

/** The language that words, dates and numbers are written in. */
export let locale = "en-GB";
let group: string = ",";

/** How tests disguise what is said. */
let disguise: Language["transform"];
let bundle = bundleOf(LANGUAGES.en, english);

/**
 * Speaks a language from now on: one of `LANGUAGES`, or the system's with `system`. What is drawn already stays, so this
 * comes before the first picture.
 */
export async function speak(choice: string): Promise<void> {
  const language = LANGUAGES[choice] ?? LANGUAGES[systemLanguage()];
  // What a catalogue lacks is said in English.
  const messages = language?.messages ? [english, await language.messages()] : [english];
  locale = language?.locale ?? "en-GB";
  group = language?.group ?? ",";
  disguise = language?.transform;
  bundle = bundleOf(language, ...messages);
  document.documentElement.lang = locale;
  document.documentElement.dir = language?.direction ?? "ltr";
}

/** The first language of the system that the window speaks. */
function systemLanguage(): string {
  const wanted = navigator.languages.map((tag) => tag.split("-")[0] ?? "");
  return wanted.find((code) => LANGUAGES[code]?.name) ?? "en";
}

function bundleOf(language: Language | undefined, ...messages: Messages[]): FluentBundle {
  const { transform } = language ?? {};
  // Isolation marks would end up in accessible names and in copied text.
  const made = new FluentBundle(language?.locale ?? "en-GB", {
    useIsolating: false,
    ...(transform && { transform }),
  });
  for (const body of messages) made.addResource({ body }, { allowOverrides: true });
  return made;
}

/** Messages in a person's own words. */
let own: ReadonlyMap<string, string> = new Map();

/** Takes a person's own words for some messages, such as the names of colours. */
export function reword(words: ReadonlyMap<string, string>): void {
  own = words;
}

/** The message `id` with its arguments filled in; the id itself when the catalogue lacks it. */
export function t(id: string, args?: Record<string, FluentVariable>): string {
  const word = own.get(id);
  if (word !== undefined) return word;
  const pattern = bundle.getMessage(id)?.value;
  return pattern ? bundle.formatPattern(pattern, args ? numbered(args) : null, []) : id;
}

/**
 * `1408` → `1,408`. The first picture is full of counts, and the engine's first number format alone would take a tenth of
 * the time until it stands; a test compares the two.
 */
export function count(n: number): string {
  if (!Number.isInteger(n)) return n.toLocaleString(locale);
  return String(n).replace(/\B(?=(\d{3})+$)/g, group);
}

/** A number in a message, written as {@link count} does. */
class Count extends FluentNumber {
  override toString(): string {
    return count(this.value);
  }
}

function numbered(args: Record<string, FluentVariable>): Record<string, FluentVariable> {
  const entries = Object.entries(args);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "number" ? new Count(value) : value]),
  );
}

/** What Rust says: a sentence in English, with its name and what is filled into it; a title or a name has none. */
export interface Said {
  code: string;
  parts?: Record<string, string>;
  message: string;
}

/** What Rust says, in the window's language: from the catalogue, or in English where that lacks it. */
export function said({ code, parts, message }: Said): string {
  if (!code) return message;
  const id = `said-${code}`;
  if (bundle.hasMessage(id)) return t(id, parts);
  return disguise ? disguise(message) : message;
}

/** Whether the catalogue knows `id`. */
export function knows(id: string): boolean {
  return bundle.hasMessage(id);
}
