/** Pieces that several screens share. */

import { el, fill, icon } from "../dom.js";
import { inLanguage } from "../house.js";
import { broken, measure } from "../limits.js";

/** The heading of a screen; the focus goes to it when the screen appears. */
export const heading = (text) => el("h1", { tabindex: "-1", dir: "auto" }, text);

/** A button. ``kind``: "primary" (one per screen), "secondary", "quiet" or "danger". */
export const button = (text, kind, onclick, attributes = {}) =>
  el("button", { type: "button", class: `button ${kind}`, onclick, ...attributes }, text);

/** Texts with empty lines between them as paragraphs; a question on a line of its own is their heading. */
export const paragraphs = (text) =>
  text
    .trim()
    .split(/\n\s*\n/)
    .map((part) => {
      const [first, ...rest] = part.trim().split("\n");
      const isHeading = first.endsWith("?") && rest.length > 0;
      return isHeading
        ? el("p", {}, el("strong", {}, first), el("br"), rest.join(" "))
        : el("p", {}, part.trim().replaceAll("\n", " "));
    });

/** Where to go with a complaint (H6), where the house policy says so. */
export function complaints({ words, house }) {
  const text = inLanguage(house?.page.complaints ?? {}, words.language);
  if (!text) return null;
  return el("details", { class: "fold" }, el("summary", {}, words.say("complaints.title")), ...paragraphs(text));
}

/** Other ways to get help, from the house policy or, without one, the page's own short list. */
export function otherHelp(app, { isOpen = false } = {}) {
  const { words, house } = app;
  const others = house?.page.elsewhere.length > 0 ? house.page.elsewhere : words.list("elsewhere");
  const list = el("ul", { class: "elsewhere", role: "list" }, ...others.map((other) => otherWay(other, words)));
  return el("details", { class: "fold", open: isOpen }, el("summary", {}, words.say("elsewhere.title")), list);
}

function otherWay(other, words) {
  const text = typeof other.text === "object" ? inLanguage(other.text ?? {}, words.language) : other.text;
  const digits = String(other.phone ?? "").replaceAll(/[^0-9+]/g, "");
  const isWeb = /^https:\/\//.test(other.url ?? "");
  return el(
    "li",
    {},
    el("strong", {}, other.name),
    text ? el("span", {}, text) : null,
    digits ? el("a", { href: `tel:${digits}`, class: "way" }, icon("phone"), other.phone) : null,
    isWeb
      ? el(
          "a",
          { href: other.url, class: "way", rel: "noopener noreferrer", target: "_blank" },
          icon("out"),
          host(other.url),
        )
      : null,
  );
}

const host = (url) => new URL(url).host.replace(/^www\./, "");

/** Where a visitor stands before the queue: "Step 2 of 3". */
export const stepOf = (words, step) => el("p", { class: "step" }, words.say("step", { step, of: 3 }));

/**
 * How much room a text has left, said in words below its field; it speaks up when little is left.
 * @param field the input or textarea @param limit one of limits.js
 * @returns {{element, fits: () => boolean}}
 */
export function counter(words, field, limit, { isAlwaysShown = false } = {}) {
  const shown = el("p", { class: "counter", id: `${field.id}-left` });
  const spoken = el("p", { class: "unseen", role: "status" });
  const count = () => {
    const left = limit.characters - measure(field.value).characters;
    const problem = broken(field.value, limit);
    const isTight = left < limit.characters / 10;
    let text = isAlwaysShown || isTight ? words.say("left", { n: Math.max(0, left) }) : "";
    if (problem === "characters") text = words.say("too_long", { n: -left });
    if (problem === "bytes") text = words.say("too_heavy");
    fill(shown, text);
    shown.classList.toggle("attention", problem !== null);
    field.toggleAttribute("aria-invalid", problem !== null);
    // Every tenth key is often enough to be told.
    if (problem !== null || (isTight && left % 10 === 0)) fill(spoken, text);
  };
  field.addEventListener("input", count);
  count();
  return {
    element: el("div", { class: "under" }, shown, spoken),
    fits: () => broken(field.value, limit) === null,
    count,
  };
}

/**
 * A question before something that cannot be undone. It stands in the page, not over it: the exit button stays within
 * reach.
 * @param question {{title, text, yes, no, isDanger}} words @param onYes what then happens @param opener gets the focus
 * back
 */
export function confirmation({ title, text, yes, no, isDanger = true }, onYes, onNo) {
  const name = el("h2", { tabindex: "-1", id: "question" }, title);
  const panel = el(
    "section",
    { class: "question", "aria-labelledby": "question", onkeydown: (event) => event.key === "Escape" && onNo() },
    name,
    text ? el("p", {}, text) : null,
    el("div", { class: "buttons" }, button(yes, isDanger ? "danger" : "primary", onYes), button(no, "secondary", onNo)),
  );
  return { element: panel, focus: () => name.focus() };
}

/**
 * The row with what can always be done: end or leave (where there is something to end), and withdraw consent (C6).
 * Questions appear in its place.
 */
export function alwaysPossible(app, { end = null, endQuestion = null } = {}) {
  const { words } = app;
  const row = el("div", { class: "always" });
  const ask = (question, onYes) => (event) => {
    const opener = event.currentTarget.dataset.name;
    const back = () => {
      fill(row, ...buttons());
      row.querySelector(`[data-name="${opener}"]`).focus();
    };
    const panel = confirmation(question, onYes, back);
    fill(row, panel.element);
    panel.focus();
  };
  const withdrawal = {
    title: words.say("withdraw.title"),
    text: words.say("withdraw.text"),
    yes: words.say("withdraw.yes"),
    no: words.say("withdraw.no"),
  };
  const buttons = () => [
    end === null
      ? null
      : button(
          end,
          "quiet",
          ask(endQuestion, () => app.visit.end()),
          { "data-name": "end" },
        ),
    button(
      words.say("withdraw"),
      "quiet",
      ask(withdrawal, () => app.visit.withdraw()),
      { "data-name": "withdraw" },
    ),
  ];
  fill(row, ...buttons());
  return row;
}
