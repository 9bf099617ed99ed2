/** Signed claims and the chain that makes them worth believing: root → coordinator → staff → shift. */

import { equal, fromBase64, hex, isId, textOf } from "../bytes.js";
import { CryptoError, canBeSealedTo, sha256, signedBytes, verifies } from "./primitives.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Cheap phones have clocks that are wrong by a day or two. */
export const TOLERANCE = 48 * HOUR;
const LONGEST = { coordinator: 366 * DAY, staff: 31 * DAY, shift: 12 * HOUR };

const isText = (value) => typeof value === "string";
const isTime = Number.isSafeInteger;
const isKey = (value) => value instanceof Uint8Array && value.length === 32;
const FIELDS = {
  person: {
    helpline: isId,
    person: isId,
    role: isText,
    name: isText,
    staff: isKey,
    envelope: isKey,
    not_before: isTime,
    not_after: isTime,
  },
  shift: { helpline: isId, person: isId, shift: isId, key: isKey, not_before: isTime, not_after: isTime },
  key: {
    helpline: isId,
    key: isId,
    purpose: isText,
    period: isText,
    retention: isText,
    public: isKey,
    not_before: isTime,
    not_after: isTime,
  },
  policy: {
    helpline: isId,
    version: isTime,
    issued: isTime,
    page: (value) => value !== null && typeof value === "object",
  },
  removal: {
    helpline: isId,
    person: isId,
    staff: isKey,
    at: isTime,
    keys: (value) => value === undefined || (Array.isArray(value) && value.every(isId)),
  },
};
const KEYS = ["staff", "envelope", "key", "public"];
/** Which field of a claim is an X25519 key. */
const BOXES = { person: "envelope", shift: "key", key: "public" };

/** The claim inside a signed one, of this kind, once its signature holds; CryptoError otherwise. */
export async function claimOf(signed, kind) {
  if (!(await verifies(signed.signer, signed.signature, signedBytes(signed.payload))))
    throw new CryptoError("bad_signature");
  const claim = read(signed.payload, kind);
  const box = claim[BOXES[kind]];
  // A key nobody can hold: sealing to it would fail, or hide nothing.
  if (box && !(await canBeSealedTo(box))) throw new CryptoError("wrong_kind");
  return { ...claim, signer: signed.signer, payload: signed.payload };
}

function read(payload, kind) {
  let claim;
  try {
    claim = JSON.parse(textOf(payload));
    if (claim?.kind !== kind) throw new CryptoError("wrong_kind");
    for (const [field, holds] of Object.entries(FIELDS[kind])) {
      // "key" names a public key in a shift claim and an identifier in a key claim.
      if (KEYS.includes(field) && holds === isKey) claim[field] = fromBase64(claim[field]);
      if (!holds(claim[field])) throw new CryptoError("wrong_kind");
    }
  } catch {
    throw new CryptoError("wrong_kind");
  }
  return claim;
}

/**
 * Everything the page believes about a helpline, from its root's fingerprint on; the same rules and codes as
 * luwte.crypto.certificates. A removal voids the person: the staff key it names for ever, and every certificate of
 * that person begun up to its time. Only the root's removals touch coordinators' certificates. Nothing that a voided
 * key signed holds any longer, but removals; those by signers the chain does not know change nothing. Nothing is
 * sealed to the helpline keys a removal names: that person has their private halves.
 */
export class Chain {
  #root;
  #helpline;
  #now;
  #coordinators = [];
  #removed = new Set();
  #voidUntil = new Map();
  #voidUntilByRoot = new Map();
  #ended = new Set();

  /**
   * @param root the root's public key, as the server gave it
   * @param fingerprint 40 hexadecimal digits, as they stand in the page
   * @param now {() => number} unix seconds
   */
  static async build({ root, fingerprint, helpline, coordinators, removals, now }) {
    if (hex((await sha256(root)).subarray(0, 20)) !== fingerprint) throw new CryptoError("wrong_root");
    const chain = new Chain();
    chain.#root = root;
    chain.#helpline = helpline;
    chain.#now = now;
    for (const signed of coordinators) chain.#coordinators.push(await chain.#coordinatorClaim(signed));
    for (const signed of removals) await chain.#takeRemoval(signed);
    return chain;
  }

  /** Someone who will read along: {person, shift}. ``member`` brings whoever certified them with it. */
  async member({ certificate, coordinator, shift }) {
    const above = await this.#checkCoordinator(coordinator);
    const person = await claimOf(certificate, "person");
    this.#checkHelpline(person);
    if (person.role === "coordinator") {
      const own = await this.#checkCoordinator(certificate);
      if (!equal(own.payload, above.payload)) throw new CryptoError("ghost");
    } else {
      if (person.role !== "volunteer" || equal(person.signer, this.#root)) throw new CryptoError("wrong_role");
      if (!equal(person.signer, above.staff)) throw new CryptoError("ghost");
      this.#checkTime(person, LONGEST.staff);
      this.#checkRemoved(person);
    }
    return { person, shift: await this.#shift(person, shift) };
  }

  /** The helpline's key for one purpose, of a period that runs now. */
  async key(signed, purpose) {
    const claim = await claimOf(signed, "key");
    if (claim.purpose !== purpose) throw new CryptoError("wrong_kind");
    this.#checkHelpline(claim);
    this.#checkSigner(claim);
    if (this.#ended.has(claim.key)) throw new CryptoError("removed");
    this.#checkTime(claim, Infinity);
    return claim;
  }

  /** The house policy; never an older one than the page has seen. */
  async policy(signed, newestSeen = 0) {
    const claim = await claimOf(signed, "policy");
    this.#checkHelpline(claim);
    this.#checkSigner(claim);
    if (claim.issued > this.#now() + TOLERANCE) throw new CryptoError("not_yet");
    if (claim.version < newestSeen) throw new CryptoError("older_policy");
    return claim;
  }

  async #shift(person, signed) {
    const claim = await claimOf(signed, "shift");
    this.#checkHelpline(claim);
    if (!equal(claim.signer, person.staff) || claim.person !== person.person) throw new CryptoError("ghost");
    this.#checkTime(claim, LONGEST.shift);
    return claim;
  }

  async #takeRemoval(signed) {
    const claim = await claimOf(signed, "removal");
    this.#checkHelpline(claim);
    if (equal(claim.signer, this.#root)) putNewest(this.#voidUntilByRoot, claim);
    else if (!this.#isCoordinator(claim.signer)) return;
    // A coordinator removes volunteers; only the root takes a coordinator away.
    else if (this.#isCoordinator(claim.staff)) throw new CryptoError("wrong_role");
    putNewest(this.#voidUntil, claim);
    this.#removed.add(hex(claim.staff));
    for (const key of claim.keys ?? []) this.#ended.add(key);
  }

  async #coordinatorClaim(signed) {
    const claim = await claimOf(signed, "person");
    this.#checkHelpline(claim);
    if (claim.role !== "coordinator") throw new CryptoError("wrong_role");
    if (!equal(claim.signer, this.#root))
      throw new CryptoError(this.#isCoordinator(claim.signer) ? "wrong_role" : "wrong_root");
    if (claim.not_after - claim.not_before > LONGEST.coordinator) throw new CryptoError("too_long");
    return claim;
  }

  async #checkCoordinator(signed) {
    const claim = await this.#coordinatorClaim(signed);
    this.#checkTime(claim, LONGEST.coordinator);
    this.#checkRemoved(claim);
    return claim;
  }

  #isCoordinator(staff) {
    return this.#coordinators.some((known) => equal(known.staff, staff));
  }

  #checkSigner(claim) {
    if (equal(claim.signer, this.#root)) throw new CryptoError("wrong_role");
    const certificates = this.#coordinators.filter((known) => equal(known.staff, claim.signer));
    if (certificates.length === 0) throw new CryptoError("ghost");
    const standing = certificates.filter((each) => !this.#isVoid(each));
    if (standing.length === 0) throw new CryptoError("removed");
    // A renewed coordinator has two certificates; one that runs is enough.
    if (standing.some((each) => this.#isRunning(each))) return;
    throw new CryptoError(standing.some((each) => each.not_after <= this.#now()) ? "expired" : "not_yet");
  }

  #checkHelpline(claim) {
    if (claim.helpline !== this.#helpline) throw new CryptoError("wrong_helpline");
  }

  #checkRemoved(person) {
    if (this.#isVoid(person)) throw new CryptoError("removed");
  }

  #isVoid({ role, person, staff, not_before: begun }) {
    const until = role === "coordinator" ? this.#voidUntilByRoot : this.#voidUntil;
    return this.#removed.has(hex(staff)) || begun <= (until.get(person) ?? -1);
  }

  #checkTime(claim, longest) {
    if (claim.not_after - claim.not_before > longest) throw new CryptoError("too_long");
    if (!this.#isRunning(claim)) throw new CryptoError(claim.not_before > this.#now() ? "not_yet" : "expired");
  }

  #isRunning({ not_before: before, not_after: after }) {
    return before < after && before - TOLERANCE <= this.#now() && this.#now() < after + TOLERANCE;
  }
}

function putNewest(until, { person, at }) {
  until.set(person, Math.max(at, until.get(person) ?? -1));
}
