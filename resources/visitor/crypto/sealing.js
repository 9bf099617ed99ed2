/** What the page seals to somebody's public key with HPKE, and what it binds each seal to. */

import { bind, concat, idBytes, pad, u32 } from "../bytes.js";
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "../vendor/hpke-core-1.9.0.js";
import { CryptoError, sha256 } from "./primitives.js";

const WORDS_SIZES = [4096, 8192];

let suite = null;
const hpke = () =>
  (suite ??= new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() }));

/** A fresh copy in a buffer of its own: the library reads the whole buffer behind a view. */
const buffer = (bytes) => bytes.slice().buffer;

/** Base mode HPKE: 32 bytes of encapsulated key, then ciphertext and tag. */
export async function seal(recipient, plain, info) {
  try {
    const recipientPublicKey = await hpke().kem.deserializePublicKey(buffer(recipient));
    const sender = await hpke().createSenderContext({ recipientPublicKey, info: buffer(info) });
    const sealed = await sender.seal(buffer(plain));
    return concat(new Uint8Array(sender.enc), new Uint8Array(sealed));
  } catch {
    throw new CryptoError("key");
  }
}

/** Open a seal with a raw private key; only the ability check and the tests have one. */
export async function openSealed(privateBytes, sealed, info) {
  const recipientKey = await hpke().kem.importKey("raw", buffer(privateBytes), false);
  const enc = buffer(sealed.subarray(0, 32));
  const recipient = await hpke().createRecipientContext({ recipientKey, enc, info: buffer(info) });
  return new Uint8Array(await recipient.open(buffer(sealed.subarray(32))));
}

/**
 * Nickname, first words and language for the waiting room.
 * @param intake {{payload: Uint8Array, public: Uint8Array}} the checked intake key
 */
export async function sealWords(intake, visitorKey, nickname, words, language) {
  const info = bind("luwte/1 intake", await sha256(intake.payload), visitorKey);
  return seal(intake.public, pad(bind(nickname, words, language), WORDS_SIZES), info);
}

/** All conversation keys so far, to a member's shift. */
export const sealKeysToShift = (keys, shift, conversation, epoch, visitorKey) =>
  sealKeys("luwte/1 conversation", keys, shift, conversation, epoch, visitorKey);

/** All conversation keys so far, to the archive. */
export const sealKeysToArchive = (keys, archive, conversation, epoch, visitorKey) =>
  sealKeys("luwte/1 archive", keys, archive, conversation, epoch, visitorKey);

async function sealKeys(purpose, keys, recipient, conversation, epoch, visitorKey) {
  const info = bind(purpose, conversation, u32(epoch), await sha256(recipient.payload), visitorKey);
  return seal(recipient.public, concat(...keys), info);
}

/** What the visitor signs when offering keys: who gets which seal, in order. */
export async function keyOfferBytes(conversation, epoch, seals, archiveKey, archiveSeal) {
  const parts = [];
  for (const each of seals) {
    parts.push(idBytes(each.shift), await sha256(each.sealed));
  }
  return bind("luwte/1 keys", conversation, u32(epoch), ...parts, idBytes(archiveKey), await sha256(archiveSeal));
}
