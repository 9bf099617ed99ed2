/** The page's modules, run over the sample values of tests/wire/vectors.json: served to a blank page by the stage. */

import * as b from "/bytes.js";
import { Channel } from "/crypto/channel.js";
import { Chain } from "/crypto/claims.js";
import { verifies } from "/crypto/primitives.js";
import { keyOfferBytes, openSealed } from "/crypto/sealing.js";
import { isProper } from "/limits.js";
import { read } from "/protocol.js";

export async function identifiers(v) {
  return v.every(({ raw, text }) => b.idText(b.fromBase64(raw)) === text && b.toBase64(b.idBytes(text)) === raw);
}

export async function bound(v) {
  return v.map(({ parts }) => b.toBase64(b.bind(...parts.map(b.fromBase64))));
}

export async function padding(v) {
  const padded = v.pad.map(({ plain, sizes }) => b.toBase64(b.pad(b.fromBase64(plain), sizes)));
  const back = v.pad.map(({ padded }) => b.toBase64(b.unpad(b.fromBase64(padded))));
  const refused = v.refused_padding.map((each) => {
    try {
      b.unpad(b.fromBase64(each));
      return false;
    } catch {
      return true;
    }
  });
  return { padded, back, refused };
}

export async function lines(v) {
  return v.map(({ unit, times }) => unit.repeat(times).normalize("NFC")).map((text) => text !== "" && isProper(text));
}

export async function openedFrames(v) {
  const channel = new Channel(b.fromBase64(v.conversation), v.keys.map(b.fromBase64));
  const opened = [];
  for (const { number, sender, frame } of v.frames)
    opened.push(await channel.open(number, sender, b.fromBase64(frame)));
  return opened;
}

export async function refusedFrames(v) {
  const codes = [];
  for (const { after, sender, frame } of v.refused) {
    const channel = new Channel(b.fromBase64(v.conversation), v.keys.map(b.fromBase64));
    for (const each of v.frames.slice(0, after)) await channel.open(each.number, each.sender, b.fromBase64(each.frame));
    try {
      await channel.open(after + 1, sender, b.fromBase64(frame));
      codes.push("opened");
    } catch (error) {
      codes.push(error.code ?? String(error));
    }
  }
  return codes;
}

export async function offer(v) {
  const seals = v.seals.map(({ shift, sealed }) => ({ shift, sealed: b.fromBase64(sealed) }));
  const signed = await keyOfferBytes(
    b.fromBase64(v.conversation),
    v.epoch,
    seals,
    v.archive_key,
    b.fromBase64(v.archive),
  );
  return [b.toBase64(signed), await verifies(b.fromBase64(v.visitor_key), b.fromBase64(v.signature), signed)];
}

export async function seals(v) {
  const open = (key, each) => openSealed(b.fromBase64(each[key]), b.fromBase64(each.sealed), b.fromBase64(each.info));
  const keys = (each) => b.toBase64(b.concat(...each.keys.map(b.fromBase64)));
  const words = await open("intake_private", v.words);
  const shift = b.toBase64(await open("private", v.keys_to_shift));
  const archive = b.toBase64(await open("private", v.keys_to_archive));
  const plain = b.bind(v.words.nickname, v.words.words, v.words.language);
  return [b.equal(b.unpad(words), plain), shift === keys(v.keys_to_shift), archive === keys(v.keys_to_archive)];
}

export async function chain(v) {
  const signed = (one) => Object.fromEntries(Object.entries(one).map(([field, each]) => [field, b.fromBase64(each)]));
  const outcome = [];
  for (const { changes } of v.cases) {
    const house = { ...v.house, ...changes };
    let at = "build";
    try {
      const chain = await Chain.build({
        root: b.fromBase64(house.root),
        fingerprint: v.root_fingerprint,
        helpline: house.helpline,
        coordinators: house.coordinators.map(signed),
        removals: house.removals.map(signed),
        now: () => v.now,
      });
      at = "member";
      const { certificate, coordinator, shift } = house.member;
      await chain.member({ certificate: signed(certificate), coordinator: signed(coordinator), shift: signed(shift) });
      at = "intake";
      await chain.key(signed(house.intake), "intake");
      at = "archive";
      await chain.key(signed(house.archive), "archive");
      at = "policy";
      await chain.policy(signed(house.policy), house.newest_policy);
      outcome.push(["", ""]);
    } catch (error) {
      outcome.push([at, error.code ?? String(error)]);
    }
  }
  return outcome;
}

/** How many of the frames with one byte turned were opened all the same; each sample frame, each byte of header and tag. */
export async function turnedBytes(v) {
  const turned = [];
  for (const { number, sender, frame } of v.frames.slice(0, 2)) {
    const whole = b.fromBase64(frame);
    const places = [...Array(120).keys(), ...Array.from({ length: 16 }, (_, at) => whole.length - 1 - at)];
    for (const at of places) {
      const channel = new Channel(b.fromBase64(v.conversation), v.keys.map(b.fromBase64));
      for (const each of v.frames.slice(0, number - 1))
        await channel.open(each.number, each.sender, b.fromBase64(each.frame));
      const copy = whole.slice();
      copy[at] ^= 1 << (at % 8);
      const isOpen = await channel.open(number, sender, copy).then(
        () => true,
        (error) => error.code === undefined,
      );
      // A refusal leaves everything as it was: the true frame still opens.
      await channel.open(number, sender, whole);
      if (isOpen) turned.push([number, at]);
    }
  }
  return turned;
}

/** Random damage to well-formed messages: the reader answers with a message or null, and never throws. */
export function damagedMessages({ messages, seed }) {
  let state = seed;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
  const bits = [
    '"',
    "{",
    "}",
    "[",
    "null",
    "-1",
    "1e999",
    "\\u0000",
    "true",
    ",",
    ":",
    "😀",
    '"type":"__proto__"',
    "9".repeat(40),
  ];
  let known = 0;
  for (let turn = 0; turn < 5_000; turn += 1) {
    const text = messages[random(messages.length)];
    const at = random(text.length);
    const damaged = text.slice(0, at) + bits[random(bits.length)] + text.slice(at + random(12));
    const message = read(damaged);
    if (message !== null && typeof message.type !== "string") throw new Error("neither a message nor null");
    known += message === null ? 0 : 1;
  }
  return known;
}
