/** Screens that say one thing: loading, closed, full, away, and everything that keeps the page from going on. */

import { el } from "../dom.js";
import { button, heading, otherHelp, paragraphs } from "./parts.js";

/** While the page is getting ready. */
export const loadingScreen = ({ words }) => ({
  element: el("section", { class: "screen late" }, heading(words.say("loading"))),
});

/**
 * One heading, one text, one action, other help.
 * @param about the key of the words: "<about>.title" and "<about>.text"
 */
function notice(
  app,
  about,
  { action = "again", act = () => app.start(), values = {}, code = null, needsHelp = true } = {},
) {
  const { words } = app;
  return {
    element: el(
      "section",
      { class: "screen" },
      heading(words.say(`${about}.title`, values)),
      ...paragraphs(words.say(`${about}.text`, values)),
      action ? el("div", { class: "buttons" }, button(words.say(action), "primary", act)) : null,
      needsHelp ? otherHelp(app, { isOpen: true }) : null,
      code ? el("p", { class: "muted" }, words.say("code", { code })) : null,
    ),
  };
}

/** The browser lacks something: no plain text instead. */
export const unableScreen = (app) => notice(app, "unable", { action: null, code: app.code });

/** The server does not answer. */
export const awayScreen = (app) => notice(app, "away");

/** Something in the chain does not hold. */
export const unsafeScreen = (app) => notice(app, "unsafe", { code: app.code });

/** Closed, paused or full: the truth about it, and when to come back. */
export function doorScreen(app) {
  const { words, house } = app;
  const { state, opensAt } = house;
  if (state === "closed" && opensAt) {
    const moment = words.moment(opensAt, house.page.timeZone);
    return notice(app, "closed_until", { action: "look_again", values: { moment } });
  }
  return notice(app, ["closed", "paused", "full"].includes(state) ? state : "closed", { action: "look_again" });
}

/** Turned away at the queue although the door looked open. */
export function turnedAwayScreen(app) {
  const { why } = app.visit.state;
  if (why === "old_policy") return notice(app, "old_policy", { action: "look_again", needsHelp: false });
  if (why === "unknown_version") return notice(app, "old_page", { act: () => location.reload(), needsHelp: false });
  const about = { full: "full", at_limit: "full", paused: "paused" }[why] ?? "closed";
  return notice(app, about, { action: "look_again" });
}

/** This browser has a conversation whose keys this page does not have. */
export const strandedScreen = (app) =>
  notice(app, "stranded", { action: "stranded.end", act: () => app.enterAgain(), needsHelp: false });

/** Another tab took the conversation over. */
export const elsewhereScreen = (app) => notice(app, "other_tab", { action: null, needsHelp: false });
