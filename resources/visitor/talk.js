/**
 * The lines of one conversation: seals and sends ours one at a time, opens everybody's in the order of their numbers.
 */

import { fromBase64, idBytes, newId, toBase64 } from "./bytes.js";
import { Channel } from "./crypto/channel.js";
import { CryptoError } from "./crypto/primitives.js";
import { Outbox } from "./outbox.js";

/** Said about a line for good: it will never be taken. Anything else passes. */
const FINAL = ["bad_message", "not_allowed", "at_limit", "conversation_over", "unknown_conversation"];

/** A server that says nothing about a line for this long is not there any more. */
const PATIENCE = 12_000;
const PAUSE = 2_000;

/**
 * Speaks through ``visit``: {send(message), dispatch(event), keep(), drop(), isKnown(person)}. Calls must not overlap.
 */
export class Talk {
  #visit;
  #channel;
  #outbox;
  #timer = null;
  #isInFlight = false;
  #isHeld = true;
  #last = 0;
  #arrived = new Map();
  #earlierUntil = 0;

  /** @param kept {{outbox: object[]}} what ``toKeep`` gave before a reload */
  constructor(visit, conversation, kept = { outbox: [] }) {
    this.#visit = visit;
    this.#channel = new Channel(idBytes(conversation));
    this.#outbox = new Outbox(kept.outbox);
    for (const { id, kind, text, opening } of this.#outbox.items) {
      const words = kind === "opening" ? opening.words : text;
      if (words) visit.dispatch({ type: "wrote", key: id, text: words });
    }
  }

  /** Plain values for a reload. */
  get toKeep() {
    return { outbox: this.#outbox.items };
  }

  /** The newest number of which no earlier one is missing. */
  get last() {
    return this.#last;
  }

  /** The newest epoch whose key is in use, -1 before the first. */
  get epoch() {
    return this.#channel.epoch;
  }

  /** Keys K₀ … Kₑ; those that are new begin a new epoch. The first one brings the opening with it (C10). */
  async unlock(keys, opening) {
    const isFirst = this.#channel.epoch < 0;
    for (const key of keys.slice(this.#channel.epoch + 1)) this.#channel.addKey(key);
    if (isFirst && opening) {
      const id = newId();
      this.#outbox.addFirst({ id, kind: "opening", opening });
      if (opening.words !== "") this.#visit.dispatch({ type: "wrote", key: id, text: opening.words });
    }
    await this.#visit.keep();
  }

  /** Lines that are stored up to this number were written before the page was loaded again. */
  startsAfterReload(last) {
    this.#earlierUntil = last;
  }

  /** Write a line. It is sent now, or when the connection and the keys are there. */
  async say(text) {
    const id = newId();
    this.#outbox.add({ id, kind: "text", text });
    this.#visit.dispatch({ type: "wrote", key: id, text });
    await this.#visit.keep();
    await this.flush();
  }

  /** The last frame, behind everything that is still on its way. */
  async end() {
    this.#outbox.add({ id: newId(), kind: "end" });
    await this.#visit.keep();
    await this.flush();
  }

  /** Send what waits, now that the connection stands and everything up to ``last`` is here. */
  async resume() {
    this.#isHeld = false;
    await this.flush();
  }

  /** The connection is gone: what was on its way is sent again later. */
  hold() {
    this.#isHeld = true;
    this.#isInFlight = false;
    clearTimeout(this.#timer);
  }

  /** Send the line whose turn it is. */
  async flush() {
    const item = this.#outbox.head;
    if (!item || this.#isInFlight || this.#isHeld || this.#channel.epoch < 0) return;
    this.#isInFlight = true;
    if (item.frame === null) {
      const frame = await this.#seal(item);
      this.#outbox.sealed(toBase64(frame), this.#channel.epoch);
      // Kept before it leaves: after a reload the very same bytes go again.
      await this.#visit.keep();
    }
    const sent = this.#outbox.head;
    this.#visit.send({ type: sent.kind === "end" ? "end" : "line", id: sent.id, frame: sent.frame });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#visit.drop(), PATIENCE);
  }

  #seal(item) {
    if (item.kind === "opening") return this.#channel.sealOpening(item.opening);
    return item.kind === "end" ? this.#channel.sealEnd() : this.#channel.sealText(item.text);
  }

  /** ``stored``: one of ours is durable. */
  async stored({ id, number, at }) {
    const item = this.#done(id);
    if (!item) return;
    this.#visit.dispatch({ type: "stored", key: id, number, at });
    this.#arrived.set(number, { number, sender: "visitor", frame: fromBase64(item.frame), id, at });
    await this.#openArrived();
  }

  /** ``lines``: stored lines of both sides. Those that are here already are passed over. */
  async heard(lines) {
    for (const line of lines) {
      if (line.number <= this.#last) continue;
      // Perhaps one of ours whose ``stored`` got lost with the connection.
      if (line.sender === "visitor") this.#done(line.id);
      this.#arrived.set(line.number, line);
    }
    await this.#openArrived();
  }

  #done(id) {
    const item = this.#outbox.remove(id);
    if (item) {
      clearTimeout(this.#timer);
      this.#isInFlight = false;
    }
    return item;
  }

  /** Open what is here in the order of its numbers; a hole is asked for, never passed over. */
  async #openArrived() {
    while (this.#arrived.has(this.#last + 1)) {
      const line = this.#arrived.get(this.#last + 1);
      this.#arrived.delete(line.number);
      await this.#open(line);
      this.#last = line.number;
      this.#visit.dispatch({ type: "reached", last: this.#last });
    }
    if (this.#arrived.size > 0) this.#visit.send({ type: "catch_up", after: this.#last });
    await this.#visit.keep();
    await this.flush();
  }

  async #open({ number, sender, frame, id, at }) {
    const isEarlier = number <= this.#earlierUntil;
    const broken = () => this.#visit.dispatch({ type: "broken", key: `broken-${number}`, isEarlier });
    let opened;
    try {
      opened = await this.#channel.open(number, sender, frame);
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      this.#channel.skip(number);
      broken();
      return;
    }
    const text = opened.kind === "opening" ? opened.opening.words : opened.text;
    const isBroken =
      (opened.by !== null && !this.#visit.isKnown(opened.by)) || (opened.kind === "end" && !opened.endHolds);
    if (isBroken) broken();
    else if (text)
      this.#visit.dispatch({
        type: "heard",
        key: id,
        own: sender === "visitor",
        by: opened.by,
        text,
        number,
        at,
        isEarlier,
      });
  }

  /** ``refused`` about one of our lines. */
  async refused({ code, about }) {
    this.#isInFlight = false;
    clearTimeout(this.#timer);
    if (FINAL.includes(code)) {
      this.#outbox.remove(about);
      // The receiver will never see that frame: what follows is a session of its own.
      this.#channel.freshSession();
      this.#visit.dispatch({ type: "failed", key: about, why: code });
      return this.flush();
    }
    if (code === "stale_epoch") {
      // Not stored: sealed anew under the same id, in a session of its own.
      this.#outbox.reopen(about);
      this.#channel.freshSession();
    }
    this.#visit.dispatch({ type: "held", why: code });
    this.#timer = setTimeout(() => this.#visit.again(), PAUSE);
    return undefined;
  }

  /** Forget every line and key. */
  clear() {
    this.hold();
    this.#outbox.clear();
  }
}
