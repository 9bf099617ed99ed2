/**
 * Bytes and how they are written: base64, identifiers, length-prefixed parts, padding. The same as
 * luwte.crypto.encoding.
 */

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The sizes a line is padded to. */
export const LINE_SIZES = [128, 256, 512, 1024, 2048, 4096, 8192];

/** Something was not written the way it must be. */
export class BytesError extends Error {}

/** The UTF-8 bytes of a text. */
export const utf8 = (text) => encoder.encode(text);

/** The text that UTF-8 bytes hold; BytesError where they hold none. */
export function textOf(bytes) {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new BytesError("not UTF-8");
  }
}

/** One array of all parts, in order. */
export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** An unsigned number as 1, 4 or 8 big-endian bytes. */
export const u8 = (value) => Uint8Array.of(value);
export function u32(value) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
export function u64(value) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** Every part behind its own length, so that no two lists of parts give the same bytes. Texts become UTF-8. */
export function bind(...parts) {
  return concat(
    ...parts.flatMap((part) => {
      const bytes = typeof part === "string" ? utf8(part) : part;
      return [u32(bytes.length), bytes];
    }),
  );
}

/** Whether two byte arrays are equal. Not constant time: only for values that are no secret. */
export const equal = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);

/** Bytes as lower-case hexadecimal. */
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Bytes as standard base64 with padding. */
export function toBase64(bytes) {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 4096) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 4096));
  }
  return btoa(binary);
}

/** The bytes of standard base64 with padding; BytesError where it is anything else. */
export function fromBase64(text) {
  if (typeof text !== "string" || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    throw new BytesError("not base64");
  }
  const binary = atob(text);
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/** Fresh random bytes. */
export const randomBytes = (size) => crypto.getRandomValues(new Uint8Array(size));

/** The written form (22 characters) of an identifier's 16 bytes. */
export const idText = (raw) => toBase64(raw).slice(0, 22).replaceAll("+", "-").replaceAll("/", "_");

/** The 16 bytes of a written identifier; BytesError if it is none. */
export function idBytes(id) {
  if (!isId(id)) throw new BytesError("not an identifier");
  return fromBase64(`${id.replaceAll("-", "+").replaceAll("_", "/")}==`);
}

/** Whether a value is a written identifier. */
export const isId = (value) => typeof value === "string" && /^[A-Za-z0-9_-]{21}[AQgw]$/.test(value);

/** A fresh identifier. */
export const newId = () => idText(randomBytes(16));

/** ISO 7816-4: the bytes, 0x80, zeros, to the smallest size that holds them; BytesError if none does. */
export function pad(bytes, sizes) {
  const size = sizes.find((candidate) => candidate > bytes.length);
  if (size === undefined) throw new BytesError("too long");
  const padded = new Uint8Array(size);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  return padded;
}

/** What was padded; BytesError if it was not padded this way. */
export function unpad(padded) {
  let at = padded.length - 1;
  while (at >= 0 && padded[at] === 0) at -= 1;
  if (at < 0 || padded[at] !== 0x80) throw new BytesError("not padded");
  return padded.slice(0, at);
}
