/** Nickname and first words. A nickname is proposed and may be changed; nothing else is asked (C1). */

import { el, fill } from "../dom.js";
import { FIRST_WORDS, NICKNAME, clean, cleanNickname, clip } from "../limits.js";
import { button, counter, heading, stepOf } from "./parts.js";

/** A proposed nickname other than the one that stands there. */
export function proposeNickname(words, current = "") {
  const names = words.list("nicknames").filter((name) => name !== current);
  return names[crypto.getRandomValues(new Uint32Array(1))[0] % names.length];
}

/** Private text stays out of autofill, spell checkers and translators, which send it elsewhere. */
export const PRIVATE = Object.freeze({
  autocomplete: "off",
  spellcheck: "false",
  autocorrect: "off",
  writingsuggestions: "false",
  translate: "no",
  "data-lpignore": "true",
});

/** What is pasted beyond the limit is cut before the browser lays it out: megabytes would freeze a cheap phone. */
export function limitPaste(field, limit, onCut) {
  field.maxLength = limit.characters * 2;
  const cut = (event) => {
    const text = (event.clipboardData ?? event.dataTransfer)?.getData("text") ?? "";
    if (text.length <= limit.characters) return;
    event.preventDefault();
    field.setRangeText(clip(text, limit), field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    onCut?.();
  };
  field.addEventListener("paste", cut);
  field.addEventListener("drop", cut);
}

/** @param app main.js */
export function introduceScreen(app) {
  const { words, form } = app;
  if (form.nickname === null) form.nickname = proposeNickname(words);
  const name = el("input", {
    id: "nickname",
    type: "text",
    "aria-describedby": "nickname-hint nickname-left nickname-problem",
    dir: "auto",
    enterkeyhint: "next",
    autocapitalize: "words",
    ...PRIVATE,
  });
  const first = el("textarea", {
    id: "first",
    rows: "4",
    "aria-describedby": "first-hint first-left",
    dir: "auto",
    ...PRIVATE,
  });
  name.value = form.nickname;
  first.value = form.words;
  const problem = el("p", { class: "problem", id: "nickname-problem", role: "alert" });
  const cut = el("p", { class: "counter", role: "status" });
  const nameLeft = counter(words, name, NICKNAME);
  const firstLeft = counter(words, first, FIRST_WORDS, { isAlwaysShown: true });
  limitPaste(name, NICKNAME);
  limitPaste(first, FIRST_WORDS, () => fill(cut, words.say("cut")));
  name.addEventListener("input", () => {
    form.nickname = name.value;
    fill(problem);
  });
  first.addEventListener("input", () => {
    form.words = first.value;
    fill(cut);
  });
  const other = () => {
    form.nickname = name.value = proposeNickname(words, name.value);
    nameLeft.count();
    fill(problem);
  };
  const send = (event) => {
    event.preventDefault();
    const nickname = cleanNickname(name.value);
    if (nickname === "") fill(problem, words.say("nickname.needed"));
    if (nickname === "" || !nameLeft.fits()) name.focus();
    else if (!firstLeft.fits()) first.focus();
    else app.enter(nickname, clean(first.value).trim());
  };
  const element = el(
    "section",
    { class: "screen" },
    stepOf(words, 3),
    heading(words.say("introduce.title")),
    el(
      "form",
      { onsubmit: send, novalidate: true, autocomplete: "off" },
      el("label", { for: "nickname", class: "label" }, words.say("nickname.label")),
      el("p", { class: "hint", id: "nickname-hint" }, words.say("nickname.hint")),
      el("div", { class: "beside" }, name, button(words.say("nickname.other"), "secondary", other)),
      problem,
      nameLeft.element,
      el("label", { for: "first", class: "label" }, words.say("first.label")),
      el("p", { class: "hint", id: "first-hint" }, words.say("first.hint")),
      first,
      firstLeft.element,
      cut,
      el(
        "div",
        { class: "buttons" },
        el("button", { type: "submit", class: "button primary" }, words.say("introduce.go")),
        button(words.say("back"), "secondary", () => app.go("consent")),
      ),
    ),
  );
  return { element };
}
