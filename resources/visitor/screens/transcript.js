/**
 * The lines on the screen. Foreign text is a text node in an isolated block; new lines are read aloud once.
 *
 * All lines stay in the page, so that the browser's own search finds each of them. They stand in blocks, and page.css
 * lets the browser lay out only the blocks in sight. A change touches the rows it is about and no others.
 */

import { nameOf, visibleLines } from "../conversation.js";
import { el, fill, icon } from "../dom.js";
import { isolate } from "../words.js";
import { button } from "./parts.js";

const NEAR = 80;
const BLOCK = 40;

/** Why a line of ours will never arrive, by the server's code. */
const FAILED = {
  at_limit: "line.at_limit",
  bad_message: "line.bad_message",
  not_allowed: "line.not_allowed",
  conversation_over: "line.conversation_over",
  unknown_conversation: "line.unknown_conversation",
};

/** @param app main.js @returns {{element, update(state)}} */
export function transcript(app) {
  const { words, visit } = app;
  const list = el("div", { class: "lines", role: "list" });
  const spoken = el("div", { class: "unseen", "aria-live": "polite", "aria-relevant": "additions" });
  const earlier = el(
    "div",
    { class: "earlier", hidden: true },
    el("p", {}, words.say("earlier.text")),
    button(words.say("earlier.show"), "secondary", () => {
      visit.showEarlier();
      scroller.focus();
    }),
  );
  const scroller = el(
    "div",
    { class: "scroller", tabindex: "0", role: "region", "aria-label": words.say("lines") },
    earlier,
    list,
  );
  const element = el("div", { class: "talk" }, scroller, spoken);
  /** What stands in the list, in its order: {each, isLastOwn, link, element}. */
  let rows = [];
  let before = null;
  let isFirst = true;
  let isAtEnd = true;

  let top = 0;

  const toEnd = () => (scroller.scrollTop = scroller.scrollHeight);
  scroller.addEventListener("scroll", () => {
    const isNear = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    // Lines that come, or get their true height, move the end away: only who goes up wants to read what is there.
    if (isNear || scroller.scrollTop < top) isAtEnd = isNear;
    top = scroller.scrollTop;
  });
  // A keyboard takes room away, a row that comes into sight gets its true height: the newest line stays in sight.
  new ResizeObserver(() => isAtEnd && toEnd()).observe(scroller);
  new ResizeObserver(() => requestAnimationFrame(() => isAtEnd && toEnd())).observe(list);

  const update = (state) => {
    const [was, wasAtEnd] = [before, isFirst || isAtEnd];
    before = state;
    if (was && was.lines === state.lines && was.isEarlierHidden === state.isEarlierHidden && was.link === state.link)
      return;
    earlier.hidden = !(state.isEarlierHidden && state.lines.some((each) => each.isEarlier));
    const now = visibleLines(state);
    const isOwnNew = now.at(-1)?.own && now.at(-1).key !== rows.at(-1)?.each.key;
    place(now, state);
    if (wasAtEnd || isOwnNew) {
      isAtEnd = true;
      toEnd();
    }
    isFirst = false;
  };

  /** Put these lines into the list: what is the same at its beginning and at its end is not touched. */
  function place(now, state) {
    const lastOwn = now.findLast((each) => each.own && each.delivery === "sent");
    const fits = (row, each) =>
      row.each === each && row.isLastOwn === (each === lastOwn) && (row.link === state.link || !isOnItsWay(each));
    const most = Math.min(now.length, rows.length);
    let head = 0;
    while (head < most && fits(rows[head], now[head])) head += 1;
    let tail = 0;
    while (tail < most - head && fits(rows.at(-1 - tail), now.at(-1 - tail))) tail += 1;
    const gone = rows.slice(head, rows.length - tail);
    const known = new Map(gone.map((row) => [row.each.key, row]));
    const come = now.slice(head, now.length - tail).map((each) => {
      const old = known.get(each.key);
      return old && fits(old, each) ? old : make(each, state, each === lastOwn, old === undefined);
    });
    if (come.length === gone.length && come.every((row, at) => row.each.key === gone[at].each.key)) {
      come.forEach((row, at) => row !== gone[at] && gone[at].element.replaceWith(row.element));
    } else {
      for (const row of gone) remove(row.element);
      let last = head > 0 ? rows[head - 1].element : null;
      for (const row of come) last = putAfter(last, row.element);
    }
    rows = [...rows.slice(0, head), ...come, ...rows.slice(rows.length - tail)];
  }

  /** Put a row behind another, or before all; a block that is full is cut there. */
  function putAfter(last, element) {
    let block = last?.parentElement ?? null;
    if (block === null || block.childElementCount >= BLOCK) {
      const next = el("div", { class: "block", role: "none" });
      if (block === null) list.prepend(next);
      else block.after(next);
      while (last?.nextElementSibling) next.append(last.nextElementSibling);
      block = next;
      block.prepend(element);
    } else {
      last.after(element);
    }
    return element;
  }

  function remove(element) {
    const block = element.parentElement;
    element.remove();
    if (block.childElementCount === 0) block.remove();
  }

  const isOnItsWay = (each) => each.kind === "line" && each.delivery === "unsent";

  function make(each, state, isLastOwn, isNew) {
    if (isNew && !isFirst && !each.own && !each.isEarlier) speak(each, state);
    return {
      each,
      isLastOwn,
      link: state.link,
      element: each.kind === "event" ? eventRow(each) : lineRow(each, state, isLastOwn),
    };
  }

  function lineRow(each, state, isLastOwn) {
    const name = each.own ? words.say("you") : (each.name ?? nameOf(state, each.by) ?? words.say("someone"));
    const text = el("p", { class: "text", dir: "auto" }, each.text);
    const told = each.own ? delivery(each, state, isLastOwn) : null;
    return el(
      "div",
      { class: each.own ? "line own" : "line theirs", role: "listitem" },
      el("p", { class: each.own ? "unseen" : "who" }, el("bdi", {}, isolate(name))),
      el("div", { class: "bubble" }, text),
      el("p", { class: "meta" }, each.at ? el("span", {}, words.time(each.at)) : null, told),
    );
  }

  function delivery(each, state, isLastOwn) {
    if (each.delivery === "failed")
      return el("span", { class: "attention" }, words.say(FAILED[each.why] ?? "delivery.failed"));
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
      "div",
      { class: each.what === "broken" ? "event attention" : "event", role: "listitem" },
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
