/** How long texts may be, in characters (Unicode code points) and in bytes, and what may not stand in them. */

import { utf8 } from "./bytes.js";

/** The two limits of each text the visitor writes. */
export const NICKNAME = Object.freeze({ characters: 24, bytes: 96 });
export const FIRST_WORDS = Object.freeze({ characters: 1000, bytes: 4000 });
export const LINE = Object.freeze({ characters: 4000, bytes: 8000 });

// Control characters except new line and tab, and halves of a character that stand alone.
const REFUSED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/u;
const REFUSED_ALL = new RegExp(REFUSED.source, "gu");

/** The text as it is sent: NFC, plain new lines, no control characters. */
export function clean(text) {
  return text.replaceAll(/\r\n?/g, "\n").replaceAll(REFUSED_ALL, "").normalize("NFC");
}

/** A nickname as it is sent: one line, no outer blanks. */
export const cleanNickname = (text) =>
  clean(text)
    .replaceAll(/[\n\t\u2028\u2029]/g, " ")
    .trim();

/** How many characters and bytes a text has, once cleaned. */
export function measure(text) {
  const cleaned = clean(text);
  return { characters: codePoints(cleaned), bytes: utf8(cleaned).length };
}

/** Which limit a text breaks: "characters", "bytes", or null when it fits. */
export function broken(text, limit) {
  const size = measure(text);
  if (size.characters > limit.characters) return "characters";
  return size.bytes > limit.bytes ? "bytes" : null;
}

/** Whether a text keeps to the rules, counted as it is. */
export const isProper = (text, limit = LINE) =>
  !REFUSED.test(text) && codePoints(text) <= limit.characters && utf8(text).length <= limit.bytes;

function codePoints(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The beginning of a text that fits both limits; used where something enormous is pasted. */
export function clip(text, limit) {
  // No character is longer than two units: whatever lies behind that cannot fit and is never looked at.
  const start = Array.from(clean(text.slice(0, limit.characters * 2))).slice(0, limit.characters);
  while (utf8(start.join("")).length > limit.bytes) {
    start.length = Math.floor(start.length * 0.9);
  }
  return start.join("");
}
