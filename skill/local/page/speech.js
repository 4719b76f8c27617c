/** Reads answers aloud with the browser's own voices, once somebody asked for it. */

import { byId } from "./dom.js";

const REMEMBERED = "read-aloud";

export class Voice {
  /** The locale of the skill's answers. */
  locale = "en-US";
  #toggle = byId("read-aloud");

  constructor() {
    this.#toggle.disabled = !("speechSynthesis" in window);
    this.#toggle.checked = !this.#toggle.disabled && localStorage.getItem(REMEMBERED) === "yes";
    this.#toggle.addEventListener("change", () => this.#switched());
    this.#explain();
  }

  get isSpeaking() {
    return this.#toggle.checked && speechSynthesis.speaking;
  }

  /** Reads these texts one after the other, instead of what is being read. */
  read(texts) {
    if (!this.#toggle.checked) return;
    speechSynthesis.cancel();
    texts.forEach((text) => speechSynthesis.speak(this.#utterance(text)));
  }

  #utterance(text) {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = this.locale;
    utterance.voice = voiceOnThisMachine(this.locale);
    return utterance;
  }

  #switched() {
    localStorage.setItem(REMEMBERED, this.#toggle.checked ? "yes" : "no");
    if (!this.#toggle.checked) speechSynthesis.cancel();
    this.#explain();
  }

  #explain() {
    byId("voice-note").hidden = !this.#toggle.checked;
  }
}

/** A voice that needs no network, when the browser has one for this language; null leaves the choice to the browser. */
function voiceOnThisMachine(locale) {
  const fitting = (voice) => voice.localService && voice.lang.slice(0, 2) === locale.slice(0, 2);
  const voices = speechSynthesis.getVoices().filter(fitting);
  return voices.find((voice) => voice.lang === locale) ?? voices[0] ?? null;
}
