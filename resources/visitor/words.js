/**
 * The page's words in one language. Names stand isolated in a sentence, so that no script or sign of theirs can turn
 * it around.
 */

/** The languages there are, each in its own name. */
export const LANGUAGES = Object.freeze({ nl: "Nederlands", en: "English" });

/** The language to begin with: the browser's, if the page speaks it; Dutch otherwise. */
export function preferredLanguage(allowed = Object.keys(LANGUAGES)) {
  const wanted = (navigator.languages ?? []).map((language) => language.slice(0, 2).toLowerCase());
  return wanted.find((language) => allowed.includes(language)) ?? (allowed.includes("nl") ? "nl" : allowed[0]);
}

/** Fetch the words of a language. */
export async function loadWords(language) {
  const answer = await fetch(new URL(`./words/${language}.json`, import.meta.url), { credentials: "omit" });
  return new Words(language, await answer.json());
}

const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Something a person chose to be called, isolated from the sentence around it. */
export const isolate = (name) => `\u2068${name.replaceAll(BIDI, "")}\u2069`;

/** Sentences by their key. */
export class Words {
  #texts;
  // Made once: a formatter costs more than everything else about a line.
  #figures;
  #hours;

  constructor(language, texts) {
    this.language = language;
    this.#texts = texts;
    this.#figures = new Intl.NumberFormat(language);
    this.#hours = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }

  /** The sentence of a key with its {places} filled. A number ``n`` chooses between "key.one" and "key.other". */
  say(key, values = {}) {
    const number = values.n === undefined ? "" : values.n === 1 ? ".one" : ".other";
    const text = this.#texts[key] ?? this.#texts[key + number];
    if (text === undefined) throw new Error(`no words for ${key}`);
    const written = (value) => (typeof value === "number" ? this.#figures.format(value) : String(value));
    return text.replaceAll(/\{(\w+)\}/g, (_, place) => written(values[place]));
  }

  /** Whether there are words for a key. */
  has(key) {
    return Object.hasOwn(this.#texts, key);
  }

  /** A list of words, such as the nicknames proposed. */
  list(key) {
    return this.#texts[key];
  }

  /** Small numbers as words: "twee". */
  number(n) {
    return this.#texts.numbers[n] ?? String(n);
  }

  /** Names as they are said: "Noor, Sam en Kim". */
  names(names) {
    return new Intl.ListFormat(this.language, { type: "conjunction" }).format(names.map(isolate));
  }

  /** "20:14". */
  time(seconds) {
    return this.#hours.format(seconds * 1000);
  }

  /** "maandag 23 november om 18:00", in the helpline's time zone. */
  moment(seconds, timeZone) {
    const day = { weekday: "long", day: "numeric", month: "long", timeZone };
    const hour = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone };
    const say = (form) =>
      new Intl.DateTimeFormat(this.language === "en" ? "en-GB" : this.language, form).format(seconds * 1000);
    return this.say("moment", { day: say(day), time: say(hour) });
  }
}
