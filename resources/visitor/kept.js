/**
 * What a reload needs, sealed under H(A, B): share A lies here, share B at the server. Chromium keeps sessionStorage
 * on disk even after
 * it was cleared, so what lies here must be worth nothing alone. Every use renews both shares.
 */

import { bind, concat, fromBase64, idBytes, pad, randomBytes, textOf, toBase64, unpad, utf8 } from "./bytes.js";
import { CryptoError, aesKey, decrypt, encrypt, hkdf } from "./crypto/primitives.js";

const NAME = "c";
const NOTHING = new Uint8Array(0);
const SIZES = Array.from({ length: 10 }, (_, power) => 2048 * 2 ** power);

async function stateKey(shareA, shareB, conversation) {
  const raw = await hkdf(concat(shareA, shareB), conversation, bind("luwte/1 kept", conversation), 32);
  return aesKey(raw);
}

/** The page's kept state of one conversation. */
export class Kept {
  #shareA = null;
  #key = null;

  /** Whether something is kept, be it readable or not. */
  get isThere() {
    return sessionStorage.getItem(NAME) !== null;
  }

  /** From now on keep under the server's share ``shareB`` and a fresh share A. */
  async renew(conversation, shareB) {
    this.#shareA = randomBytes(32);
    this.#key = await stateKey(this.#shareA, shareB, idBytes(conversation));
  }

  /** Keep this plain value (it becomes JSON). One item holds share and seal, so they change together. */
  async write(state) {
    const [key, shareA] = [this.#key, this.#shareA];
    if (!key) return;
    const nonce = randomBytes(12);
    const sealed = await encrypt(key, nonce, pad(utf8(JSON.stringify(state)), SIZES), NOTHING);
    // Cleared or renewed while sealing: what was sealed belongs to nobody any more.
    if (this.#key === key) sessionStorage.setItem(NAME, toBase64(concat(shareA, nonce, sealed)));
  }

  /** The kept value, opened with whichever of the server's shares fits; CryptoError("kept") when none does. */
  async read(conversation, shares) {
    let kept = NOTHING;
    try {
      kept = fromBase64(sessionStorage.getItem(NAME) ?? "");
    } catch {
      throw new CryptoError("kept");
    }
    for (const shareB of shares) {
      try {
        const key = await stateKey(kept.subarray(0, 32), shareB, idBytes(conversation));
        const plain = await decrypt(key, kept.subarray(32, 44), kept.subarray(44), NOTHING);
        return JSON.parse(textOf(unpad(plain)));
      } catch {
        continue;
      }
    }
    throw new CryptoError("kept");
  }

  /** Forget everything, here and in memory. */
  clear() {
    this.#key = null;
    this.#shareA = null;
    sessionStorage.clear();
  }
}
