/** The message channel: frames in strict order under one key per sender session. Mirrors luwte.crypto.channel. */

import { LINE_SIZES, bind, concat, equal, idText, pad, randomBytes, textOf, u32, u64, u8, unpad, utf8 } from "../bytes.js";
import { isProper } from "../limits.js";
import { CryptoError, aesKey, decrypt, encrypt, hkdf, sha256 } from "./primitives.js";

const HEADER = 88;
const BOUND = HEADER + 32;
const TEXT = 1;
const END = 2;
const OPENING = 3;
const DIRECTIONS = ["visitor", "staff"];
const NOBODY = new Uint8Array(16);
const ZEROS = new Uint8Array(32);

async function sessionSecrets(key, conversation, epoch, direction, session) {
  const info = bind("luwte/1 session", u32(epoch), u8(direction), session);
  const secrets = await hkdf(key, conversation, info, 64);
  return { key: await aesKey(secrets.subarray(0, 32)), commitment: secrets.slice(32) };
}

const nonceOf = (seq) => concat(new Uint8Array(4), u64(seq));

/** Seals this page's lines and opens everybody's. Calls must not overlap: the visit makes them one after another. */
export class Channel {
  #conversation;
  #keys;
  #own = null;
  #sessions = new Map();
  /** Per direction: the chain's head after 0, 1, 2 … frames. */
  #heads = DIRECTIONS.map(() => [ZEROS]);

  /** @param conversation 16 bytes @param keys K of every epoch so far, 32 bytes each */
  constructor(conversation, keys = []) {
    this.#conversation = conversation;
    this.#keys = [...keys];
  }

  /** The epoch of the newest key, -1 before the first. */
  get epoch() {
    return this.#keys.length - 1;
  }

  /** A new epoch begins: a new session with it, so no nonce repeats. */
  addKey(key) {
    this.#keys.push(key);
    this.#own = null;
  }

  /** A new session under the same epoch, after a frame that was sealed but never stored. */
  freshSession() {
    this.#own = null;
  }

  /** A line of text as a frame. */
  sealText(text) {
    if (text === "" || !isProper(text)) throw new CryptoError("bad_text");
    return this.#seal(TEXT, utf8(text));
  }

  /** The first frame: nickname, first words, language, the policy's version and the day consent was given (C10). */
  sealOpening({ nickname, words, language, policy, day }) {
    return this.#seal(OPENING, utf8(JSON.stringify({ nickname, words, language, policy, day })));
  }

  /** The last frame: how many lines of both sides this page has, and the chain of their hashes. */
  sealEnd() {
    return this.#seal(END, concat(...this.#heads.flatMap((heads) => [u32(heads.length - 1), heads.at(-1)])));
  }

  async #seal(type, body) {
    const epoch = this.epoch;
    if (!this.#own) {
      const session = randomBytes(16);
      const secrets = await sessionSecrets(this.#keys[epoch], this.#conversation, epoch, 0, session);
      this.#own = { ...secrets, session, seq: 0, prev: ZEROS };
    }
    const { session, seq, prev, key, commitment } = this.#own;
    const header = concat(
      Uint8Array.of(1, 1), this.#conversation, u32(epoch), u8(0), session, u64(seq), u64(this.#heads[1].length - 1), u8(type), prev,
    );
    const bound = concat(header, commitment);
    const frame = concat(bound, await encrypt(key, nonceOf(seq), pad(concat(NOBODY, body), LINE_SIZES), bound));
    this.#own.seq += 1;
    this.#own.prev = await sha256(frame);
    return frame;
  }

  /**
   * Open one frame, in the order of the line numbers; CryptoError when anything about it does not fit.
   * @param sender who the server says sent it: "visitor" or "staff"
   * @returns {{kind: "text"|"opening"|"end", by: ?string, text: ?string, opening: ?object, endHolds: ?boolean, epoch: number}}
   */
  async open(sender, frame) {
    const header = parse(frame, this.#conversation, DIRECTIONS.indexOf(sender), this.epoch);
    const name = `${header.direction} ${header.epoch} ${idText(header.session)}`;
    const known = this.#sessions.get(name);
    const session = known ?? {
      ...(await sessionSecrets(this.#keys[header.epoch], this.#conversation, header.epoch, header.direction, header.session)),
      seq: 0n,
      prev: ZEROS,
    };
    if (!equal(session.commitment, header.commitment)) throw new CryptoError("commitment");
    if (header.seq !== session.seq || !equal(header.prev, session.prev)) throw new CryptoError("order");
    const bound = frame.subarray(0, BOUND);
    const plain = unpad(await decrypt(session.key, nonceOf(header.seq), frame.subarray(BOUND), bound));
    if (plain.length < 16) throw new CryptoError("format");
    const opened = await this.#read(header, plain.subarray(0, 16), plain.subarray(16));
    const hash = await sha256(frame);
    this.#sessions.set(name, { ...session, seq: session.seq + 1n, prev: hash });
    if (header.type !== END) await this.#count(header.direction, hash);
    return { ...opened, epoch: header.epoch };
  }

  async #count(direction, hash) {
    const heads = this.#heads[direction];
    heads.push(await sha256(concat(heads.at(-1), hash)));
  }

  #read(header, by, body) {
    const isVisitor = header.direction === 0;
    if (isVisitor !== equal(by, NOBODY)) throw new CryptoError("format");
    const sender = isVisitor ? null : idText(by);
    if (header.type === TEXT) {
      const text = textOf(body);
      if (text === "" || !isProper(text)) throw new CryptoError("bad_text");
      return { kind: "text", by: sender, text };
    }
    if (header.type === END) return { kind: "end", by: sender, endHolds: this.#holds(body) };
    if (!isVisitor) throw new CryptoError("format");
    return { kind: "opening", by: sender, opening: readOpening(body) };
  }

  /** Whether the other side's last frame counts and chains the lines that this page has too. */
  #holds(body) {
    if (body.length !== 72) throw new CryptoError("format");
    const view = new DataView(body.buffer, body.byteOffset, body.length);
    return this.#heads.every((heads, direction) => {
      const at = direction * 36;
      const head = heads[view.getUint32(at)];
      return head !== undefined && equal(head, body.subarray(at + 4, at + 36));
    });
  }
}

function parse(frame, conversation, direction, newest) {
  if (frame.length < BOUND + 16) throw new CryptoError("format");
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
  const header = {
    epoch: view.getUint32(18),
    direction: frame[22],
    session: frame.subarray(23, 39),
    seq: view.getBigUint64(39),
    type: frame[55],
    prev: frame.subarray(56, HEADER),
    commitment: frame.subarray(HEADER, BOUND),
  };
  if (frame[0] !== 1 || frame[1] !== 1) throw new CryptoError("format");
  if (!equal(frame.subarray(2, 18), conversation)) throw new CryptoError("conversation");
  if (header.direction !== direction) throw new CryptoError("direction");
  if (header.epoch > newest) throw new CryptoError("epoch");
  if (![TEXT, END, OPENING].includes(header.type)) throw new CryptoError("format");
  return header;
}

function readOpening(body) {
  let opening;
  try {
    opening = JSON.parse(textOf(body));
  } catch {
    throw new CryptoError("format");
  }
  const { nickname, words, language, policy, day } = opening ?? {};
  const isWhole = [nickname, words, language, day].every((value) => typeof value === "string") && Number.isSafeInteger(policy);
  if (!isWhole) throw new CryptoError("format");
  return { nickname, words, language, policy, day };
}

