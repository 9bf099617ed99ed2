/** The conversation: who reads it, the lines, the reply box, and what can always be done. */

import { newestSeen, whoIs } from "../conversation.js";
import { el, fill, icon, write } from "../dom.js";
import { LINE, clean } from "../limits.js";
import { droppedNotice } from "./dropped.js";
import { PRIVATE, limitPaste } from "./introduce.js";
import { alwaysPossible, counter } from "./parts.js";
import { transcript } from "./transcript.js";

/** Why a line stays here a little longer, or why no other can follow. */
const HELD = {
  at_limit: "chat.full",
  too_fast: "line.too_fast",
  storage: "line.storage",
  draining: "line.draining",
  not_now: "line.not_now",
  key_missing: "line.key_missing",
};

const TYPING_ENDS = 4_000;
const KEEP_DRAFT_AFTER = 250;

/** @param app main.js */
export function chatScreen(app) {
  const { words, visit } = app;
  const readers = el("h1", { class: "readers", tabindex: "-1" });
  const doing = el("p", { class: "doing", role: "status" });
  const link = droppedNotice(app);
  const lines = transcript(app);
  const reply = composer(app);
  const element = el(
    "section",
    { class: "chat" },
    el("div", { class: "strip" }, icon("lock"), readers),
    link.element,
    lines.element,
    doing,
    reply.element,
    alwaysPossible(app, {
      end: words.say("end"),
      endQuestion: {
        title: words.say("end.title"),
        text: words.say("end.text"),
        yes: words.say("end.yes"),
        no: words.say("end.no"),
      },
    }),
  );
  const update = (state) => {
    link.update(state);
    write(readers, whoReads(words, state));
    write(doing, whatTheyDo(words, state));
    doing.classList.toggle("attention", HELD[state.held] !== undefined || whoIs(state, "reconnecting").length > 0);
    lines.update(state);
    reply.update(state);
    if (document.visibilityState === "visible" && newestSeen(state) > 0) visit.markSeen();
  };
  return { element, update, tick: link.tick, focus: () => reply.focus() };
}

function whoReads(words, state) {
  if (state.members.length === 0) return words.say("chat.nobody");
  return words.say("chat.readers", {
    names: words.names([words.say("you.among"), ...state.members.map(({ name }) => name)]),
  });
}

function whatTheyDo(words, state) {
  if (state.isEnding) return words.say("chat.ending");
  if (state.link !== "open") return "";
  if (HELD[state.held]) return words.say(HELD[state.held]);
  const typing = whoIs(state, "typing");
  if (typing.length > 0) return words.say("chat.typing", { names: words.names(typing), n: typing.length });
  const reconnecting = whoIs(state, "reconnecting");
  if (reconnecting.length > 0)
    return words.say("chat.reconnecting", { names: words.names(reconnecting), n: reconnecting.length });
  return "";
}

/** The reply box. What is half written is kept over a reload. */
function composer(app) {
  const { words, visit } = app;
  const box = el("textarea", {
    id: "reply",
    rows: "1",
    "aria-label": words.say("reply.label"),
    placeholder: words.say("reply.label"),
    "aria-describedby": "reply-left",
    dir: "auto",
    enterkeyhint: "enter",
    ...PRIVATE,
  });
  box.value = app.draft ?? "";
  const cut = el("p", { class: "counter", role: "status" });
  const left = counter(words, box, LINE);
  let typingTimer = null;
  let draftTimer = null;

  const grow = () => {
    if (CSS.supports("field-sizing", "content")) return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  };
  const rest = () => {
    clearTimeout(typingTimer);
    visit.present(document.visibilityState === "hidden" ? "hidden" : "here");
  };
  const written = () => {
    app.draft = box.value;
    fill(cut);
    grow();
    visit.present("typing");
    clearTimeout(typingTimer);
    typingTimer = setTimeout(rest, TYPING_ENDS);
    clearTimeout(draftTimer);
    draftTimer = setTimeout(() => visit.remember({ draft: box.value }), KEEP_DRAFT_AFTER);
  };
  const send = (event) => {
    event.preventDefault();
    const text = clean(box.value).trim();
    if (text === "" || !left.fits()) {
      box.focus();
      return;
    }
    clearTimeout(draftTimer);
    box.value = app.draft = "";
    left.count();
    grow();
    visit.say(text);
    rest();
    box.focus();
  };
  box.addEventListener("input", written);
  box.addEventListener("keydown", (event) => {
    // With a real keyboard Enter sends; on a phone it is a new line.
    const isPhone = matchMedia("(pointer: coarse)").matches;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !isPhone) send(event);
  });
  limitPaste(box, LINE, () => fill(cut, words.say("cut")));
  const submit = el(
    "button",
    { type: "submit", class: "button primary send" },
    icon("send"),
    el("span", {}, words.say("send")),
  );
  const element = el(
    "form",
    { class: "composer", onsubmit: send, autocomplete: "off", novalidate: true },
    el("div", { class: "beside" }, box, submit),
    left.element,
    cut,
  );
  grow();
  return {
    element,
    focus: () => box.focus({ preventScroll: true }),
    update: (state) => element.classList.toggle("resting", state.isEnding),
  };
}
