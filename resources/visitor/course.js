/**
 * The course of a visit, from the queue to the end: what each message of the server means and what the page answers.
 */

import { fromBase64, toBase64 } from "./bytes.js";
import { CryptoError, SigningKey } from "./crypto/primitives.js";
import { sealWords } from "./crypto/sealing.js";
import { Keyring } from "./keyring.js";
import { VERSION } from "./protocol.js";
import { Talk } from "./talk.js";

const PAUSE = 2_000;
const PASSING = ["too_fast", "storage", "draining", "not_now"];

/** Holds the visitor's key, the conversation's keys and its lines. Calls must not overlap: visit.js sees to that. */
export class Course {
  #house;
  #kept;
  #refreshHouse;
  #visit;
  #profile = null;
  #signing = null;
  #conversation = null;
  #keyring = null;
  #talk = null;
  #readers = new Set();
  #hasAsked = false;
  #isWithdrawing = false;

  /** What the screens keep over a reload. */
  remembered = { draft: "", preferences: null };

  constructor({ house, kept, refreshHouse, visit }) {
    this.#house = house;
    this.#kept = kept;
    this.#refreshHouse = refreshHouse;
    this.#visit = visit;
  }

  /** Someone new, with {nickname, words, language, day}; consent was given to the policy that the house shows (C10). */
  async begin(profile) {
    this.#profile = { ...profile, policy: this.#house.policy.version };
    this.#signing = await SigningKey.make();
  }

  /** The first message on every connection. */
  get hello() {
    // A page that asked to enter and never heard back needs a share as much as one that was loaded again.
    const isReload = this.#conversation === null && !this.#isWithdrawing && (this.#kept.isThere || this.#hasAsked);
    return { type: "hello", version: VERSION, after: this.#talk?.last ?? 0, is_reload: isReload };
  }

  /** Write a line. */
  async say(text) {
    this.remembered = { ...this.remembered, draft: "" };
    await this.#talk?.say(text);
  }

  /** Keep what is half written, and the language and text size. */
  async remember(remembered) {
    this.remembered = { ...this.remembered, ...remembered };
    await this.keep();
  }

  /** End it: with an end frame once there are keys. */
  async end() {
    if (this.#talk && this.#talk.epoch >= 0) await this.#talk.end();
    else this.#visit.send({ type: "end" });
  }

  /** Consent is withdrawn (C6): nothing that is still under way counts any more. */
  withdraw() {
    this.#isWithdrawing = true;
    this.forget();
    this.#visit.send({ type: "withdraw" });
  }

  /** Whether consent was withdrawn here. */
  get isWithdrawing() {
    return this.#isWithdrawing;
  }

  /** The connection is gone. */
  hold() {
    this.#talk?.hold();
  }

  /** Forget keys, lines and what was kept. */
  forget() {
    this.#talk?.clear();
    this.#talk = null;
    this.#keyring = null;
    this.remembered = { draft: "", preferences: null };
    this.#kept.clear();
  }

  /** What the server said. */
  async answer(message) {
    if (this.#isWithdrawing && !["ready", "resumed", "ended"].includes(message.type)) return;
    await ANSWERS[message.type]?.call(this, message);
  }

  // ── what talk.js may do ──

  send(message) {
    return this.#visit.send(message);
  }

  dispatch(event) {
    this.#visit.dispatch(event);
  }

  drop() {
    this.#visit.drop();
  }

  again() {
    this.#visit.later(() => this.#talk?.flush());
  }

  /** Whether this person was ever verified as a reader of this conversation. */
  isKnown(person) {
    return this.#readers.has(person);
  }

  /** Seal everything a reload needs. */
  async keep() {
    if (!this.#keyring) return;
    await this.#kept.write({
      conversation: this.#conversation,
      profile: this.#profile,
      signing: toBase64(this.#signing.bytes),
      visitorKey: toBase64(this.#signing.public),
      keyring: this.#keyring.toKeep,
      talk: this.#talk.toKeep,
      readers: [...this.#readers],
      members: this.#visit.state.members,
      remembered: this.remembered,
    });
  }

  // ── the answers ──

  static ANSWERS = {
    async ready({ ended }) {
      if (this.#isWithdrawing || this.#conversation !== null || this.#kept.isThere) {
        this.#finish(ended === "no" ? "window" : ended);
        return;
      }
      await this.#enter();
    },

    async entered({ conversation, share }) {
      await this.#kept.renew(conversation, share);
      this.#conversation = conversation;
      this.#keyring = new Keyring(this.#house, this.#signing, conversation);
      this.#talk = new Talk(this, conversation);
      this.dispatch({ type: "entered", nickname: this.#profile.nickname });
      await this.keep();
    },

    waiting({ position, volunteers }) {
      this.dispatch({ type: "waiting", position, volunteers });
    },

    async resumed(message) {
      if (this.#isWithdrawing) {
        this.send({ type: "withdraw" });
        return;
      }
      if (this.#conversation === null) await this.#restore(message);
      if (this.#conversation !== message.conversation) {
        this.dispatch({ type: "stranded" });
        return;
      }
      this.dispatch({ type: "resumed", stage: message.stage });
      if (this.#visit.state.isEnding && this.#talk.epoch < 0) this.send({ type: "end" });
      if (message.last > this.#talk.last) this.send({ type: "catch_up", after: this.#talk.last });
      await this.#talk.resume();
    },

    async members(message) {
      if (message.conversation !== this.#conversation) return;
      const offer = await this.#offer(message);
      this.dispatch({ type: "keys", readers: this.#keyring.pendingReaders, epoch: message.epoch });
      await this.keep();
      this.send({ type: "keys", offer });
    },

    async keys_kept({ epoch }) {
      const kept = this.#keyring?.kept(epoch);
      if (!kept) return;
      for (const { person } of kept.readers) this.#readers.add(person);
      this.dispatch({ type: "readers", members: kept.readers, epoch });
      await this.#talk.unlock(kept.keys, this.#profile);
      await this.#talk.resume();
    },

    async stored(message) {
      await this.#talk?.stored(message);
    },

    async lines({ lines }) {
      await this.#talk?.heard(lines);
    },

    staff({ person, state }) {
      this.dispatch({ type: "staff", person, doing: state });
    },

    ended({ why }) {
      this.#finish(why);
    },

    async refused(message) {
      if (message.about !== null) await this.#talk?.refused(message);
      else if (message.code === "unknown_version") this.#outdated();
      else if (this.#conversation === null) this.#turnedAway(message.code);
    },

    draining() {
      this.drop();
    },
  };

  async #enter() {
    const { nickname, words, language } = this.#profile;
    const intake = this.#house.intake;
    const sealed = await sealWords(intake, this.#signing.public, nickname, words, language);
    this.#hasAsked = true;
    this.send({
      type: "enter",
      visitor_key: toBase64(this.#signing.public),
      key: intake.key,
      words: toBase64(sealed),
      policy: this.#profile.policy,
    });
  }

  #turnedAway(code) {
    if (PASSING.includes(code)) {
      this.dispatch({ type: "held", why: code });
      setTimeout(() => this.#visit.later(() => this.#conversation ?? this.#enter()), PAUSE);
    } else {
      this.#visit.close();
      this.dispatch({ type: "turnedAway", why: code });
    }
  }

  /** The server speaks a newer protocol than this page: loaded again, it goes on with what is kept. */
  #outdated() {
    this.#visit.disconnect();
    this.dispatch({ type: "turnedAway", why: "unknown_version" });
  }

  /**
   * After a reload, or when the answer to ``enter`` got lost. Leaves #conversation null when the keys cannot be had.
   */
  async #restore({ conversation, shares, fresh, stage, last }) {
    if (this.#kept.isThere) {
      let state;
      try {
        state = await this.#kept.read(conversation, shares);
      } catch (error) {
        if (error instanceof CryptoError) return;
        throw error;
      }
      await this.#take(state, stage, last);
    } else if (this.#hasAsked) {
      this.#keyring = new Keyring(this.#house, this.#signing, conversation);
      this.#talk = new Talk(this, conversation);
      this.dispatch({ type: "entered", nickname: this.#profile.nickname });
    } else {
      return;
    }
    this.#conversation = conversation;
    if (fresh) {
      await this.#kept.renew(conversation, fresh);
      await this.keep();
      this.send({ type: "share_kept" });
    }
  }

  async #take(state, stage, last) {
    this.#profile = state.profile;
    this.#signing = await SigningKey.from(fromBase64(state.signing), fromBase64(state.visitorKey));
    this.#keyring = new Keyring(this.#house, this.#signing, state.conversation, state.keyring);
    this.#readers = new Set(state.readers);
    this.remembered = state.remembered;
    this.dispatch({ type: "restored", nickname: state.profile.nickname, members: state.members, stage });
    this.#talk = new Talk(this, state.conversation, state.talk);
    this.#talk.startsAfterReload(last);
    const keys = this.#keyring.keys;
    if (keys.length > 0) await this.#talk.unlock(keys, null);
  }

  /**
   * Check who will read and seal the keys to them. Somebody certified since the page was loaded needs the house of
   * today.
   */
  async #offer(wanted) {
    try {
      return await this.#keyring.offer(wanted);
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      this.#house = await this.#refreshHouse();
      this.#keyring.trust(this.#house);
      return this.#keyring.offer(wanted);
    }
  }

  #finish(why) {
    this.#visit.close();
    this.dispatch({ type: "over", why });
  }
}

const { ANSWERS } = Course;
