/** The lines on the screen. Foreign text is a text node in an isolated block; new lines are read aloud once. */

import { nameOf, visibleLines } from "../conversation.js";
import { el, fill, icon } from "../dom.js";
import { isolate } from "../words.js";
import { button } from "./parts.js";

const NEAR = 80;

/** @param app main.js @returns {{element, update(state)}} */
export function transcript(app) {
  const { words, visit } = app;
  const list = el("ol", { class: "lines", role: "list" });
  const spoken = el("div", { class: "unseen", "aria-live": "polite", "aria-relevant": "additions" });
  const earlier = el(
    "div",
    { class: "earlier" },
    el("p", {}, words.say("earlier.text")),
    button(words.say("earlier.show"), "secondary", () => {
      visit.showEarlier();
      scroller.focus();
    }),
  );
  const scroller = el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": words.say("lines") });
  const element = el("div", { class: "talk" }, scroller, spoken);
  const shown = new Map();
  let isFirst = true;
  let isAtEnd = true;

  const toEnd = () => (scroller.scrollTop = scroller.scrollHeight);
  scroller.addEventListener(
    "scroll",
    () => (isAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR),
  );
  // A keyboard or a notice takes room away: the newest line stays in sight.
  new ResizeObserver(() => isAtEnd && toEnd()).observe(scroller);

  const update = (state) => {
    const wasAtEnd = isFirst || isAtEnd;
    const hasHidden = state.isEarlierHidden && state.lines.some((each) => each.isEarlier);
    const now = visibleLines(state);
    const lastOwn = now.findLast((each) => each.own && each.delivery === "sent");
    const rows = now.map((each) => row(each, state, each === lastOwn));
    if (rows.length !== list.childElementCount || rows.some((one, at) => list.children[at] !== one))
      list.replaceChildren(...rows);
    fill(scroller, hasHidden ? earlier : null, list);
    if (wasAtEnd || now.at(-1)?.own) toEnd();
    isFirst = false;
  };

  /** The row of a line: made once, made again only when something about it changed. */
  function row(each, state, isLastOwn) {
    const known = shown.get(each.key);
    if (known?.each === each && known.isLastOwn === isLastOwn && known.link === state.link) return known.element;
    const made = each.kind === "event" ? eventRow(each) : lineRow(each, state, isLastOwn);
    if (!known && !isFirst && !each.own && !each.isEarlier) speak(each, state);
    shown.set(each.key, { each, isLastOwn, link: state.link, element: made });
    return made;
  }

  function lineRow(each, state, isLastOwn) {
    const name = each.own ? words.say("you") : (nameOf(state, each.by) ?? words.say("someone"));
    const text = el("p", { class: "text", dir: "auto" }, each.text);
    const told = each.own ? delivery(each, state, isLastOwn) : null;
    return el(
      "li",
      { class: each.own ? "line own" : "line theirs" },
      el("p", { class: each.own ? "unseen" : "who" }, el("bdi", {}, isolate(name))),
      el("div", { class: "bubble" }, text),
      el("p", { class: "meta" }, each.at ? el("span", {}, words.time(each.at)) : null, told),
    );
  }

  function delivery(each, state, isLastOwn) {
    if (each.delivery === "failed") return el("span", { class: "attention" }, words.say("delivery.failed"));
    if (each.delivery === "unsent") {
      const isWaiting = state.link !== "open";
      return el(
        "span",
        { class: isWaiting ? "attention" : "" },
        words.say(isWaiting ? "delivery.unsent" : "delivery.sending"),
      );
    }
    return el("span", { class: isLastOwn ? "" : "unseen" }, words.say("delivery.sent"));
  }

  const eventText = (each) => words.say(`event.${each.what}`, { names: words.names(each.names), n: each.names.length });

  const eventRow = (each) =>
    el(
      "li",
      { class: each.what === "broken" ? "event attention" : "event" },
      icon(each.what === "broken" ? "note" : "check"),
      el("span", {}, eventText(each)),
    );

  function speak(each, state) {
    const text =
      each.kind === "event"
        ? eventText(each)
        : `${isolate(nameOf(state, each.by) ?? words.say("someone"))}: ${each.text}`;
    spoken.append(el("p", { dir: "auto" }, text));
    while (spoken.childElementCount > 5) spoken.firstElementChild.remove();
  }

  return { element, update };
}
