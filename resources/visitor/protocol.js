/**
 * What the server says, read strictly: every field has a shape, unknown fields are left behind, unknown types are
 * null.
 */

import { fromBase64, isId } from "./bytes.js";

/** The version of the protocol this page speaks. */
export const VERSION = 1;

class ShapeError extends Error {}

const require = (holds, value) => {
  if (!holds) throw new ShapeError();
  return value;
};
const count = (value) => require(Number.isSafeInteger(value) && value >= 0, value);
const id = (value) => require(isId(value), value);
const flat = (value) => require(typeof value === "string" && value.length <= 64, value);
const bytes = (least, most) => (value) => {
  const read = fromBase64(value);
  return require(read.length >= least && read.length <= most, read);
};
const oneOf =
  (...words) =>
  (value) =>
    require(words.includes(value), value);
const maybe = (shape) => (value) => (value === null || value === undefined ? null : shape(value));
const list = (shape, most) => (value) => require(Array.isArray(value) && value.length <= most, value).map(shape);
const record = (fields) => (value) => {
  require(value !== null && typeof value === "object" && !Array.isArray(value));
  return Object.fromEntries(Object.entries(fields).map(([field, shape]) => [field, shape(value[field])]));
};

const key = bytes(32, 32);
const signed = record({ payload: bytes(2, 262_144), signature: bytes(64, 64), signer: key });
const member = record({ certificate: signed, coordinator: signed, shift: signed });
const line = record({ number: count, id, sender: oneOf("visitor", "staff"), frame: bytes(121, 8_448), at: count });

const MESSAGES = {
  house: record({
    version: count,
    root: key,
    helpline: id,
    policy: signed,
    coordinators: list(signed, 512),
    removals: list(signed, 4_096),
    intake: maybe(signed),
    state: oneOf("open", "closed", "paused", "full"),
    opens_at: maybe(count),
    now: count,
  }),
  ready: record({ version: count, now: count, ended: (value) => flat(value ?? "no") }),
  entered: record({ conversation: id, share: key }),
  waiting: record({ position: count, volunteers: count }),
  resumed: record({
    conversation: id,
    stage: oneOf("waiting", "keys", "talking"),
    shares: list(key, 16),
    fresh: maybe(key),
    last: count,
    was_away: count,
  }),
  members: record({ conversation: id, epoch: count, members: list(member, 8), archive: signed, retention: flat }),
  keys_kept: record({ epoch: count }),
  stored: record({ id, number: count, at: count }),
  lines: record({ lines: list(line, 10_000) }),
  staff: record({ person: id, state: oneOf("here", "typing", "reconnecting", "left") }),
  ended: record({ why: flat }),
  refused: record({ code: flat, about: maybe(id) }),
  draining: record({}),
};

/**
 * Read one message of the server.
 * @param untrusted the text frame
 * @returns {?object} the message with its ``type``; null for anything this page does not know or that is not well
 * formed
 */
export function read(untrusted) {
  try {
    const message = JSON.parse(untrusted);
    if (!Object.hasOwn(MESSAGES, message?.type)) return null;
    return { ...MESSAGES[message.type](message), type: message.type };
  } catch {
    return null;
  }
}
