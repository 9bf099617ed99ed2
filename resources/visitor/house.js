/**
 * The helpline as the server shows it, believed only as far as the chain from the root's fingerprint in this page
 * carries.
 */

import { Chain } from "./crypto/claims.js";
import { CryptoError } from "./crypto/primitives.js";
import { read } from "./protocol.js";

/** Where the exit button leads when the house policy names no other place: the weather, like the GOV.UK pattern. */
export const SOMEWHERE_ELSE = "https://www.buienradar.be/";
const PATIENCE = 15_000;

/** The server could not be reached, or is not ready. */
export class AwayError extends Error {}

/**
 * Fetch and check ``/house``.
 * @param newestSeen the highest policy version this page has held
 * @returns {{chain, policy: {version, issued}, page: object, intake: ?object, state: string, opensAt: ?number, now: ()
 * => number}}
 * @throws AwayError @throws CryptoError when anything is not what the root's owner signed
 */
export async function fetchHouse(newestSeen = 0) {
  const house = await get();
  const fingerprint = document.querySelector('meta[name="luwte-root"]')?.content ?? "";
  const now = () => Date.now() / 1000;
  const chain = await Chain.build({ ...house, fingerprint, now });
  const policy = await chain.policy(house.policy, newestSeen);
  const intake = house.intake && (await chain.key(house.intake, "intake"));
  const state = house.state === "open" && !intake ? "closed" : house.state;
  return { chain, policy, page: readPage(policy.page), intake, state, opensAt: house.opens_at, now };
}

async function get() {
  let text;
  try {
    const answer = await fetch("/house", {
      cache: "no-store",
      credentials: "omit",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!answer.ok) throw new AwayError();
    text = await answer.text();
  } catch {
    throw new AwayError();
  }
  const house = read(text);
  if (house?.type !== "house") throw new CryptoError("wrong_kind");
  return house;
}

const isObject = (value) => value !== null && typeof value === "object";
const texts = (value) => (isObject(value) ? value : {});

/** What the page shows of the policy; its signer is trusted, its shape is checked all the same. */
function readPage(page) {
  const languages = Array.isArray(page.languages)
    ? page.languages.filter((language) => ["nl", "en"].includes(language))
    : [];
  return {
    name: String(page.name ?? ""),
    languages: languages.length > 0 ? languages : ["nl", "en"],
    promises: texts(page.promises),
    statement: texts(page.statement),
    notice: texts(page.notice),
    complaints: texts(page.complaints),
    consent: texts(page.consent),
    elsewhere: (Array.isArray(page.elsewhere) ? page.elsewhere : []).filter((other) => isObject(other) && other.name),
    timeZone: typeof page.time_zone === "string" ? page.time_zone : "Europe/Brussels",
    resumeWindow: Number.isSafeInteger(page.resume_window) ? page.resume_window : 300,
    retention: isObject(page.retention) ? page.retention : null,
    exitTo: /^https:\/\//.test(page.exit_to ?? "") ? page.exit_to : SOMEWHERE_ELSE,
  };
}

/** The text of this language, or of the first language there is. */
export const inLanguage = (byLanguage, language) => byLanguage[language] ?? Object.values(byLanguage)[0] ?? null;
