/** The end: thank you, a copy to keep, other help. */

import { copyOf, isSaid, isUnsent } from "../conversation.js";
import { el, icon } from "../dom.js";
import { button, complaints, heading, otherHelp, paragraphs } from "./parts.js";

const KNOWN = ["visitor", "staff", "window", "withdrawn", "silent", "closed", "unsafe"];
const CALM = ["visitor", "staff"];

/** @param app main.js */
export function overScreen(app) {
  const { words, visit } = app;
  const { state } = visit;
  const why = KNOWN.includes(state.why) ? state.why : "closed";
  const hadTalk = state.lines.some(isSaid);
  const leftQueue = why === "visitor" && !hadTalk;
  const unsent = state.lines.filter(isUnsent);
  const element = el(
    "section",
    { class: "screen" },
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
        ? button(words.say("again"), "primary", () => app.start())
        : button(words.say("over.new"), "secondary", () => app.startAnew()),
    ),
    otherHelp(app, { isOpen: true }),
    complaints(app),
    el("p", { class: "muted" }, words.say("over.history")),
  );
  return { element };
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
