/** The message channel: frames in strict order under one key per sender session. Mirrors luwte.crypto.channel. */

import {
  LINE_SIZES,
  bind,
  concat,
  equal,
  idText,
  pad,
  randomBytes,
  textOf,
  u32,
  u64,
  u8,
  unpad,
  utf8,
} from "../bytes.js";
import { FIRST_WORDS, LINE, NICKNAME, isProper } from "../limits.js";
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
  #number = 0;
  #newestEpoch = 0;
  #hasEnded = false;
  #hasSkipped = false;

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
    if (text === "" || !isProper(text)) throw new CryptoError("contents");
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
      Uint8Array.of(1, 1),
      this.#conversation,
      u32(epoch),
      u8(0),
      session,
      u64(seq),
      u64(this.#heads[1].length - 1),
      u8(type),
      prev,
    );
    const bound = concat(header, commitment);
    const frame = concat(bound, await encrypt(key, nonceOf(seq), pad(concat(NOBODY, body), LINE_SIZES), bound));
    this.#own.seq += 1;
    this.#own.prev = await sha256(frame);
    return frame;
  }

  /**
   * Open the frame with the next number. A CryptoError leaves everything as it was: show that it could not be verified
   * and ``skip`` it.
   * @param number 1, 2, 3 … without a hole @param sender who the server says sent it: "visitor" or "staff"
   * @returns {{kind: "text"|"opening"|"end", by: ?string, text: ?string, opening: ?object, endHolds: ?boolean, epoch:
   * number}}
   */
  async open(number, sender, frame) {
    if (number !== this.#number + 1) throw new CryptoError("number");
    const header = parse(frame);
    this.#checkPlace(header, sender);
    const name = `${header.direction} ${header.epoch} ${idText(header.session)}`;
    const session = this.#sessions.get(name) ?? {
      ...(await sessionSecrets(
        this.#keys[header.epoch],
        this.#conversation,
        header.epoch,
        header.direction,
        header.session,
      )),
      seq: 0n,
      prev: ZEROS,
      peerSeen: 0n,
    };
    if (header.seq !== session.seq || !equal(header.prev, session.prev)) throw new CryptoError("order");
    if (header.peerSeen < session.peerSeen) throw new CryptoError("peer_seen");
    if (!equal(session.commitment, header.commitment)) throw new CryptoError("commitment");
    const plain = await decrypt(session.key, nonceOf(header.seq), frame.subarray(BOUND), frame.subarray(0, BOUND));
    const opened = this.#read(header, plain);
    const hash = await sha256(frame);
    this.#sessions.set(name, { ...session, seq: session.seq + 1n, prev: hash, peerSeen: header.peerSeen });
    const heads = this.#heads[header.direction];
    heads.push(await sha256(concat(heads.at(-1), hash)));
    this.#number = number;
    this.#newestEpoch = header.epoch;
    this.#hasEnded = header.type === END;
    return { ...opened, epoch: header.epoch };
  }

  /** Leave out the next number, whose frame cannot be verified. Its session stays refused, and no end will hold. */
  skip(number) {
    if (number !== this.#number + 1) throw new CryptoError("number");
    this.#number = number;
    this.#hasSkipped = true;
  }

  #checkPlace(header, sender) {
    if (!equal(header.conversation, this.#conversation)) throw new CryptoError("conversation");
    if (header.direction !== DIRECTIONS.indexOf(sender)) throw new CryptoError("direction");
    if (header.epoch > this.epoch) throw new CryptoError("epoch");
    if (header.epoch < this.#newestEpoch) throw new CryptoError("old_epoch");
    if (this.#hasEnded) throw new CryptoError("after_end");
    // Frames skipped here may have been good there: then nobody here knows how many there are.
    const seen = this.#heads[1 - header.direction].length - 1;
    if (header.peerSeen > seen && !this.#hasSkipped) throw new CryptoError("peer_seen");
  }

  #read(header, padded) {
    const plain = contents(() => unpad(padded));
    if (plain.length < 16) throw new CryptoError("contents");
    const [by, body] = [plain.subarray(0, 16), plain.subarray(16)];
    const isVisitor = header.direction === 0;
    if (isVisitor !== equal(by, NOBODY)) throw new CryptoError("contents");
    const sender = isVisitor ? null : idText(by);
    if (header.type === TEXT) {
      const text = contents(() => textOf(body));
      if (text === "" || !isProper(text)) throw new CryptoError("contents");
      return { kind: "text", by: sender, text };
    }
    if (header.type === END) return { kind: "end", by: sender, endHolds: this.#holds(body) };
    const isFirst = this.#heads[0].length === 1;
    if (header.type !== OPENING || !isVisitor || !isFirst) throw new CryptoError("contents");
    return { kind: "opening", by: sender, opening: readOpening(body) };
  }

  /** Whether a last frame counts and chains the lines that this page has too. Lower counts are lines that crossed. */
  #holds(body) {
    if (body.length !== 72) throw new CryptoError("contents");
    const view = new DataView(body.buffer, body.byteOffset, body.length);
    const areSame = this.#heads.every((heads, direction) => {
      const head = heads[view.getUint32(direction * 36)];
      return head !== undefined && equal(head, body.subarray(direction * 36 + 4, direction * 36 + 36));
    });
    return areSame && !this.#hasSkipped;
  }
}

/** What is authentic but not what a line may hold is refused like everything else. */
function contents(read) {
  try {
    return read();
  } catch {
    throw new CryptoError("contents");
  }
}

function parse(frame) {
  if (!LINE_SIZES.includes(frame.length - BOUND - 16)) throw new CryptoError("frame");
  if (frame[0] !== 1 || frame[1] !== 1) throw new CryptoError("version");
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
  return {
    conversation: frame.subarray(2, 18),
    epoch: view.getUint32(18),
    direction: frame[22],
    session: frame.subarray(23, 39),
    seq: view.getBigUint64(39),
    peerSeen: view.getBigUint64(47),
    type: frame[55],
    prev: frame.subarray(56, HEADER),
    commitment: frame.subarray(HEADER, BOUND),
  };
}

function readOpening(body) {
  if (body.length > LINE.bytes) throw new CryptoError("contents");
  const opening = contents(() => JSON.parse(textOf(body)));
  const { nickname, words, language, policy, day } = opening ?? {};
  const isWhole =
    [nickname, words, language, day].every((value) => typeof value === "string") && Number.isSafeInteger(policy);
  if (!isWhole || nickname === "" || !isProper(nickname, NICKNAME) || !isProper(words, FIRST_WORDS))
    throw new CryptoError("contents");
  if (policy < 0 || !/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/.test(language))
    throw new CryptoError("contents");
  return { nickname, words, language, policy, day };
}
