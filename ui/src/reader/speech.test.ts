import { describe, expect, it } from "vitest";
import { sentences, spokenText, voiceFor } from "./speech";

const spoken = (text: string, from = 0) =>
  sentences(text, "en", from).map(({ start, end }) => text.slice(start, end));

describe("reading aloud", () => {
  it("takes sentence after sentence, and never two paragraphs at once", () => {
    expect(spoken("One is here. Two is there!\nA heading\n\nThree")).toEqual([
      "One is here.",
      "Two is there!",
      "A heading",
      "Three",
    ]);
  });

  it("begins with the sentence that is being read", () => {
    expect(spoken("One is here. Two is there.\nThree.", 16)).toEqual(["Two is there.", "Three."]);
  });

  it("leaves out lines without a word", () => {
    expect(spoken("One.\n* * *\nTwo.")).toEqual(["One.", "Two."]);
  });

  it("cuts what is too long at a comma and loses nothing", () => {
    const text = `${"a row of words, ".repeat(80)}and an end.`;
    const parts = spoken(text);
    expect(parts.length).toBeGreaterThan(2);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(400);
    expect(parts.join(" ")).toBe(text);
  });

  it("does not speak the numbers of footnotes", () => {
    const text = "From Paris[1] and back.[2] Then";
    const silent = [
      { start: 10, end: 13 },
      { start: 23, end: 26 },
    ];
    expect(spokenText(text, { start: 0, end: 26 }, silent)).toBe("From Paris and back.");
    expect(spokenText(text, { start: 27, end: 31 }, silent)).toBe("Then");
  });

  it("takes a voice of the language, the chosen one first", () => {
    const voice = (voiceURI: string, lang: string, usual = false) =>
      ({ voiceURI, lang, default: usual }) as SpeechSynthesisVoice;
    const all = [voice("a", "en-GB", true), voice("b", "de-DE"), voice("c", "de_AT")];
    expect(voiceFor(all, "de", null)?.voiceURI).toBe("b");
    expect(voiceFor(all, "de", all[2] ?? null)?.voiceURI).toBe("c");
    expect(voiceFor(all, "fr", null)?.voiceURI).toBe("a");
    expect(voiceFor([], "de", null)).toBeNull();
  });
});
