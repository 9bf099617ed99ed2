/** Consent: one explicit act, never ticked beforehand, that names special data (C10). */

import { el, fill } from "../dom.js";
import { inLanguage } from "../house.js";
import { button, heading, stepOf } from "./parts.js";

/** @param app main.js */
export function consentScreen(app) {
  const { words, house } = app;
  const agreement = inLanguage(house.page.consent, words.language) ?? words.say("consent.agree");
  const problem = el("p", { class: "problem", id: "consent-problem", role: "alert" });
  const box = el("input", {
    type: "checkbox",
    id: "agree",
    "aria-describedby": "consent-problem",
    autocomplete: "off",
  });
  box.checked = app.form.hasConsented;
  box.addEventListener("change", () => {
    app.form.hasConsented = box.checked;
    fill(problem);
    box.removeAttribute("aria-invalid");
  });
  const agree = (event) => {
    event.preventDefault();
    if (box.checked) {
      app.go("introduce");
      return;
    }
    box.setAttribute("aria-invalid", "true");
    fill(problem, words.say("consent.needed"));
    box.focus();
  };
  const element = el(
    "section",
    { class: "screen" },
    stepOf(words, 2),
    heading(words.say("consent.title")),
    el("p", {}, words.say("consent.text")),
    el(
      "form",
      { onsubmit: agree, novalidate: true, autocomplete: "off" },
      el("label", { class: "agree", for: "agree" }, box, el("span", {}, agreement)),
      problem,
      el("p", { class: "muted" }, words.say("consent.stop")),
      el(
        "div",
        { class: "buttons" },
        el("button", { type: "submit", class: "button primary" }, words.say("consent.go")),
        button(words.say("back"), "secondary", () => app.go("promise")),
      ),
    ),
  );
  return { element };
}
