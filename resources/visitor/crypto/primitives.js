/** The primitives of WebCrypto that the page uses, each behind one plain function. Nothing of our own. */

import { concat, utf8 } from "../bytes.js";

const subtle = globalThis.crypto?.subtle;

/** A check failed. ``code`` says which; no text of anybody stands in it. */
export class CryptoError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** SHA-256, 32 bytes. */
export const sha256 = async (bytes) => new Uint8Array(await subtle.digest("SHA-256", bytes));

/** HKDF with SHA-256: ``length`` bytes. */
export async function hkdf(secret, salt, info, length) {
  const key = await subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const bits = await subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, key, length * 8);
  return new Uint8Array(bits);
}

/** A key for AES-256-GCM that cannot be taken out again. */
export const aesKey = (raw) => subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

/** AES-256-GCM: ciphertext and tag. */
export async function encrypt(key, nonce, plain, bound) {
  return new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: bound }, key, plain));
}

/** The plaintext; CryptoError("sealed") when key, nonce, bound bytes or ciphertext do not belong together. */
export async function decrypt(key, nonce, sealed, bound) {
  try {
    return new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv: nonce, additionalData: bound }, key, sealed));
  } catch {
    throw new CryptoError("sealed");
  }
}

/** Whether an Ed25519 signature holds. */
export async function verifies(publicKey, signature, bytes) {
  try {
    const key = await subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
    return await subtle.verify("Ed25519", key, signature, bytes);
  } catch {
    return false;
  }
}

/** The visitor's ephemeral Ed25519 key. It can be kept (``bytes``), because the page seals it for a reload. */
export class SigningKey {
  #pair;

  constructor(privateKey, publicBytes, bytes) {
    this.#pair = privateKey;
    /** The public key, 32 bytes. */
    this.public = publicBytes;
    /** The private key as PKCS 8. */
    this.bytes = bytes;
  }

  /** A fresh key. */
  static async make() {
    const pair = await subtle.generateKey("Ed25519", true, ["sign", "verify"]);
    const publicBytes = new Uint8Array(await subtle.exportKey("raw", pair.publicKey));
    const bytes = new Uint8Array(await subtle.exportKey("pkcs8", pair.privateKey));
    return new SigningKey(pair.privateKey, publicBytes, bytes);
  }

  /** A key that was kept. */
  static async from(bytes, publicBytes) {
    return new SigningKey(await subtle.importKey("pkcs8", bytes, "Ed25519", false, ["sign"]), publicBytes, bytes);
  }

  /** The signature over these bytes, 64 bytes. */
  async sign(bytes) {
    return new Uint8Array(await subtle.sign("Ed25519", this.#pair, bytes));
  }
}

/** The bytes that a signed claim's signature covers. */
export const signedBytes = (payload) => concat(utf8("luwte/1 signed\0"), payload);

let probe = null;

/** Whether an X25519 public key can be sealed to: with one of small order every exchange comes out the same. */
export async function canBeSealedTo(publicKey) {
  try {
    probe ??= await subtle.generateKey("X25519", false, ["deriveBits"]);
    const key = await subtle.importKey("raw", publicKey, "X25519", false, []);
    const shared = await subtle.deriveBits({ name: "X25519", public: key }, probe.privateKey, 256);
    return new Uint8Array(shared).some((byte) => byte !== 0);
  } catch {
    return false;
  }
}
