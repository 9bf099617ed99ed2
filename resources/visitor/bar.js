/** The bar on top: text size and language on the left, the exit on the right, always on screen. */

import { el, icon } from "./dom.js";
import { LANGUAGES } from "./words.js";

/** The text sizes to choose from, in per cent; page.css knows each. */
export const SIZES = Object.freeze([100, 112, 125, 150, 175, 200]);

export function bar(app) {
  const { words } = app;
  const languages = app.house?.page.languages ?? Object.keys(LANGUAGES);
  const other = languages.find((language) => language !== words.language);
  const size = (text, label, step) =>
    el(
      "button",
      {
        type: "button",
        class: `tool ${step > 0 ? "larger" : "smaller"}`,
        "aria-label": label,
        title: label,
        onclick: () => app.resize(step),
      },
      text,
    );
  return [
    el(
      "div",
      { class: "tools" },
      size("A−", words.say("text.smaller"), -1),
      size("A+", words.say("text.larger"), 1),
      other
        ? el(
            "button",
            { type: "button", class: "tool language", lang: other, onclick: () => app.speak(other) },
            LANGUAGES[other],
          )
        : null,
    ),
    el(
      "button",
      { type: "button", class: "exit", onclick: () => app.exit.go() },
      icon("out"),
      el("span", {}, words.say("exit")),
    ),
  ];
}
