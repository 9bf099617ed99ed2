/** First screen: what the helpline promises, in five short lines; the whole statement is one click away. */

import { el, icon } from "../dom.js";
import { inLanguage } from "../house.js";
import { button, complaints, heading, otherHelp, paragraphs, stepOf } from "./parts.js";

/** @param app main.js */
export function promiseScreen(app) {
  const { words, house } = app;
  const { page, policy } = house;
  const lines = inLanguage(page.promises, words.language) ?? [];
  const notice = inLanguage(page.notice, words.language);
  const statement = inLanguage(page.statement, words.language);
  const element = el(
    "section",
    { class: "screen" },
    stepOf(words, 1),
    heading(words.say("promise.title", { name: page.name })),
    el("p", { class: "lead" }, words.say("promise.lead")),
    el(
      "ul",
      { class: "promises", role: "list" },
      ...lines.map((line) => el("li", {}, icon("check"), el("span", {}, line))),
    ),
    // C7: visitors know whom they talk to before they write a word.
    notice
      ? el(
          "aside",
          { class: "notice", "aria-label": words.say("notice.title") },
          icon("note"),
          el("div", {}, ...paragraphs(notice)),
        )
      : null,
    el(
      "div",
      { class: "buttons" },
      button(words.say("promise.go"), "primary", () => app.go("consent")),
    ),
    statement
      ? el(
          "details",
          { class: "fold" },
          el("summary", {}, words.say("promise.all")),
          ...paragraphs(statement),
          el(
            "p",
            { class: "muted" },
            words.say("promise.version", { version: policy.version, day: day(words, policy.issued) }),
          ),
        )
      : null,
    el(
      "details",
      { class: "fold" },
      el("summary", {}, words.say("promise.traces")),
      ...paragraphs(words.say("promise.traces.text")),
    ),
    complaints(app),
    otherHelp(app),
  );
  return { element };
}

const day = (words, seconds) =>
  new Intl.DateTimeFormat(words.language === "en" ? "en-GB" : words.language, { dateStyle: "long" }).format(
    seconds * 1000,
  );
