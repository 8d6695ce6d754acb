/** Reading the open article aloud. */

import { t } from "../i18n";
import type { Reader, Speech } from "../reader";
import { voices } from "../reader/speech";
import { toasts } from "./toasts.svelte";

/** How fast a voice may speak, as multiples of its own speed. */
export const RATES = [0.8, 1, 1.2, 1.5, 1.8];

class Speaking {
  /** Whether the bar is shown. */
  open = $state(false);
  playing = $state(false);
  rate = $state(1);
  /** The chosen voice; none for the one that fits the language. */
  voice = $state.raw<SpeechSynthesisVoice | null>(null);
  voices = $state.raw<SpeechSynthesisVoice[]>([]);
  private speech: Speech | null = null;
  private view: Reader | null = null;

  /** Begins at an offset of the open article; says so where this computer has no voice. */
  async start(view: Reader, language: string | null, from: number): Promise<void> {
    this.stop();
    const found = await voices();
    if (!found.length) {
      toasts.say(t("no-voices"));
      return;
    }
    this.voices = found;
    this.view = view;
    this.speech = view.speech(language, from, {
      onSentence: (sentence) => {
        view.setSpoken(sentence);
        if (!sentence) this.stop();
      },
      onFailure: () => {
        this.stop();
        toasts.say(t("voice-failed"));
      },
    });
    this.open = this.speech !== null;
    this.play();
  }

  play(): void {
    if (!this.speech) return;
    this.speech.rate = this.rate;
    this.speech.voice = this.voice;
    this.playing = true;
    this.speech.play();
  }

  pause(): void {
    this.speech?.pause();
    this.playing = false;
  }

  step(by: 1 | -1): void {
    this.playing = true;
    this.speech?.step(by);
  }

  /** Takes another speed or voice, from this sentence on. */
  choose(change: { rate?: number; voice?: SpeechSynthesisVoice | null }): void {
    this.rate = change.rate ?? this.rate;
    if (change.voice !== undefined) this.voice = change.voice;
    if (this.playing) this.play();
  }

  stop(): void {
    this.speech?.pause();
    this.speech = null;
    this.view?.setSpoken(null);
    this.view = null;
    this.playing = false;
    this.open = false;
  }
}

export const speaking = new Speaking();
