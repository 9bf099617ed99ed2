/**
 * The conversation's keys: checks who will read, makes K for a new epoch, and seals all K so far to them and to the
 * archive.
 */

import { fromBase64, idBytes, randomBytes, toBase64 } from "./bytes.js";
import { CryptoError } from "./crypto/primitives.js";
import { keyOfferBytes, sealKeysToArchive, sealKeysToShift } from "./crypto/sealing.js";

/** Keys K₀ … Kₑ of one conversation and the offer that is not yet known to be stored. */
export class Keyring {
  #house;
  #signing;
  #conversation;
  #keys;
  #pending;

  /** @param house whose chain and retention classes count @param kept what ``toKeep`` returned before a reload */
  constructor(house, signing, conversation, kept = { keys: [], pending: null }) {
    this.#house = house;
    this.#signing = signing;
    this.#conversation = conversation;
    this.#keys = kept.keys.map(fromBase64);
    this.#pending = kept.pending;
  }

  /** Believe this house from now on: the helpline's, fetched again. */
  trust(house) {
    this.#house = house;
  }

  /** Plain values for a reload. */
  get toKeep() {
    return { keys: this.#keys.map(toBase64), pending: this.#pending };
  }

  /** Who can read once the offer on its way has left: {person, name, role} each. */
  get pendingReaders() {
    return this.#pending?.readers ?? [];
  }

  /**
   * Answer ``members``: verify everyone, make keys, return the offer.
   * @returns the offer as it is sent; asked the same again, the very same offer
   * @throws CryptoError when somebody or the archive key cannot be verified: then nobody gets a key
   */
  async offer(wanted) {
    const members = [];
    for (const member of wanted.members) members.push(await this.#house.chain.member(member));
    const archive = await this.#house.chain.key(wanted.archive, "archive");
    if (archive.retention !== wanted.retention) throw new CryptoError("wrong_kind");
    if (!isPromised(this.#house.page.retention, archive.retention)) throw new CryptoError("retention");
    if (members.length === 0 || new Set(members.map(({ shift }) => shift.shift)).size !== members.length)
      throw new CryptoError("ghost");
    const shifts = members.map(({ shift }) => shift.shift).join(" ");
    if (
      this.#pending?.epoch === wanted.epoch &&
      this.#pending.shifts === shifts &&
      this.#pending.archiveKey === archive.key
    ) {
      return this.#pending.offer;
    }
    // Others than last time for the same epoch: they get a key of their own.
    if (this.#pending?.epoch === wanted.epoch) this.#keys.pop();
    if (wanted.epoch < this.#keys.length || wanted.epoch > 63) throw new CryptoError("epoch");
    while (this.#keys.length <= wanted.epoch) this.#keys.push(randomBytes(32));
    const offer = await this.#seal(wanted.epoch, members, archive);
    const readers = members.map(({ person }) => ({ person: person.person, name: person.name, role: person.role }));
    this.#pending = { epoch: wanted.epoch, shifts, archiveKey: archive.key, offer, readers };
    return offer;
  }

  async #seal(epoch, members, archive) {
    const conversation = idBytes(this.#conversation);
    const visitor = this.#signing.public;
    const seals = [];
    for (const { shift } of members) {
      const recipient = { payload: shift.payload, public: shift.key };
      seals.push({
        shift: shift.shift,
        sealed: await sealKeysToShift(this.#keys, recipient, conversation, epoch, visitor),
      });
    }
    const copy = await sealKeysToArchive(this.#keys, archive, conversation, epoch, visitor);
    const signature = await this.#signing.sign(await keyOfferBytes(conversation, epoch, seals, archive.key, copy));
    return {
      epoch,
      seals: seals.map(({ shift, sealed }) => ({ shift, sealed: toBase64(sealed) })),
      archive_key: archive.key,
      archive: toBase64(copy),
      signature: toBase64(signature),
    };
  }

  /**
   * The server has stored the keys of this epoch.
   * @returns {?{keys: Uint8Array[], readers: object[]}} all keys and who reads now; null if no offer was on its way
   * for it
   */
  kept(epoch) {
    if (this.#pending?.epoch !== epoch) return null;
    const { readers } = this.#pending;
    this.#pending = null;
    return { keys: [...this.#keys], readers };
  }

  /** All keys that are known to be stored. */
  get keys() {
    return this.#pending ? this.#keys.slice(0, this.#pending.epoch) : [...this.#keys];
  }
}

/** Whether the policy knows a retention class, and it is not shorter than the one a conversation begins with. */
function isPromised(retention, name) {
  if (!retention) return true;
  const days = (each) => retention.classes?.[each]?.days ?? -1;
  return Object.hasOwn(retention.classes ?? {}, name) && days(name) >= days(retention.default);
}
