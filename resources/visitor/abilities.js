/**
 * Whether this browser can do what the chat needs. Each algorithm really runs once; nothing ever falls back to plain
 * text.
 */

import { bind, concat, equal, randomBytes, utf8 } from "./bytes.js";

/**
 * @returns {Promise<?string>} the name of the first ability that is missing, or null when all are there
 */
export async function missingAbility() {
  const tests = { storage, socket, random, sealing, signing, channel };
  for (const [name, holds] of Object.entries(tests)) {
    try {
      if (!(await holds())) return name;
    } catch {
      return name;
    }
  }
  return null;
}

function storage() {
  sessionStorage.setItem("t", "1");
  sessionStorage.removeItem("t");
  return true;
}

const socket = () => typeof WebSocket === "function" && typeof AbortSignal.timeout === "function";
const random = () => !equal(randomBytes(16), randomBytes(16));

/** X25519 and HPKE: seal something and open it again. */
async function sealing() {
  const { openSealed, seal } = await import("./crypto/sealing.js");
  const pair = await crypto.subtle.generateKey("X25519", true, ["deriveBits"]);
  const publicBytes = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const jwk = await crypto.subtle.exportKey("jwk", pair.privateKey);
  const privateBytes = Uint8Array.from(atob(jwk.d.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
    letter.charCodeAt(0),
  );
  const info = bind("luwte/1 ability");
  return equal(await openSealed(privateBytes, await seal(publicBytes, utf8("test"), info), info), utf8("test"));
}

/** Ed25519: what was signed verifies, anything else does not; the key survives being kept. */
async function signing() {
  const { SigningKey, verifies } = await import("./crypto/primitives.js");
  const made = await SigningKey.make();
  const key = await SigningKey.from(made.bytes, made.public);
  const signature = await key.sign(utf8("test"));
  return (
    (await verifies(key.public, signature, utf8("test"))) && !(await verifies(key.public, signature, utf8("tost")))
  );
}

/** HKDF and AES-GCM: a channel that opens its own frame, with a text that needs Unicode rules. */
async function channel() {
  const { Channel } = await import("./crypto/channel.js");
  const [conversation, key] = [randomBytes(16), randomBytes(32)];
  const frame = await new Channel(conversation, [key]).sealText("é".normalize("NFC"));
  const opened = await new Channel(conversation, [key]).open(1, "visitor", frame);
  return opened.text === "é" && concat(frame).length > 120;
}
