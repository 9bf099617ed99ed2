/** The end: thank you, a copy to keep, other help. */

import { copyOf, isSaid, isUnsent } from "../conversation.js";
import { el, fill, icon } from "../dom.js";
import { alwaysPossible, button, complaints, heading, otherHelp, paragraphs } from "./parts.js";

const KNOWN = ["visitor", "staff", "window", "withdrawn", "too_late", "silent", "closed", "unsafe"];
const CALM = ["visitor", "staff"];

/** @param app main.js @returns {{element, update(state), tick()}} */
export function overScreen(app) {
  const { house, visit } = app;
  const element = el("section", { class: "screen" });
  const stoppedAt = house.now();
  let shown = visit.state;
  fill(element, ...contents(app, shown));
  const update = (state) => {
    if (state.why === shown.why && state.isWithdrawing === shown.isWithdrawing) return;
    shown = state;
    fill(element, ...contents(app, state));
    element.querySelector("h1").focus();
  };
  // After the window it has ended as any other: a withdrawal would no longer reach it.
  const tick = () => {
    if (house.now() - stoppedAt >= house.page.resumeWindow) element.querySelector(".stopped")?.remove();
  };
  return { element, update, tick };
}

function contents(app, state) {
  const { words } = app;
  const why = KNOWN.includes(state.why) ? state.why : "closed";
  const hadTalk = state.lines.some(isSaid);
  const leftQueue = why === "visitor" && !hadTalk;
  const unsent = state.lines.filter(isUnsent);
  return [
    heading(words.say(leftQueue ? "over.left.title" : CALM.includes(why) ? "over.title" : `over.${why}.title`)),
    ...paragraphs(words.say(leftQueue ? "over.left" : `over.${why}`)),
    unsent.length > 0
      ? el(
          "div",
          { class: "card" },
          el("h2", {}, words.say("over.unsent")),
          ...unsent.map((each) => el("blockquote", { dir: "auto" }, each.text)),
        )
      : null,
    hadTalk ? copyCard(app, state) : null,
    el(
      "div",
      { class: "buttons" },
      why === "unsafe"
        ? button(words.say("again"), "primary", () => app.startAfterStop())
        : button(words.say("over.new"), "secondary", () => app.startAnew()),
    ),
    why === "unsafe"
      ? el("div", { class: "stopped" }, el("p", {}, words.say("over.unsafe.withdraw")), alwaysPossible(app))
      : null,
    otherHelp(app, { isOpen: true }),
    complaints(app),
    el("p", { class: "muted" }, words.say("over.history")),
  ];
}

function copyCard(app, state) {
  const { words } = app;
  return el(
    "div",
    { class: "card" },
    el("h2", {}, words.say("copy.title")),
    el("p", {}, icon("note"), " ", words.say("copy.warning")),
    button(words.say("copy.save"), "primary", () => saveCopy(words, state)),
  );
}

/** The file is made in this page; nothing is sent anywhere. */
function saveCopy(words, state) {
  const names = { you: words.say("you"), someone: words.say("someone") };
  const text = copyOf(state, { ...names, when: (at) => words.time(at) });
  const url = URL.createObjectURL(new Blob([`\ufeff${text}`], { type: "text/plain;charset=utf-8" }));
  const link = el("a", { href: url, download: words.say("copy.file") });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
