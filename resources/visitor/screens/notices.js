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

/** Seconds between two looks at a server that does not answer. */
const PATIENCE = 5;

/** The server does not answer. A place may be waiting for this page: it looks again by itself. */
export function awayScreen(app) {
  let seconds = 0;
  const tick = () => {
    seconds += 1;
    if (seconds % PATIENCE === 0) app.lookAgain();
  };
  return { ...notice(app, app.isKept ? "away_kept" : "away"), tick };
}

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

const reload = { action: "again", act: () => location.reload(), needsHelp: false };
const begin = { action: "over.new", needsHelp: false };

/** What each refusal at the queue comes to: the key of its words, and what differs from "look again". */
const TURNED_AWAY = {
  closed: ["closed"],
  paused: ["paused"],
  full: ["full"],
  at_limit: ["at_limit"],
  key_missing: ["key_missing"],
  old_policy: ["old_policy", { needsHelp: false }],
  unknown_version: ["old_page", reload],
  bad_message: ["bad_message", reload],
  not_allowed: ["not_allowed", reload],
  conversation_over: ["conversation_over", begin],
  unknown_conversation: ["unknown_conversation", begin],
};

/** Turned away at the queue although the door looked open. A newer server may have reasons this page cannot know. */
export function turnedAwayScreen(app) {
  const [about, other = {}] = TURNED_AWAY[app.visit.state.why] ?? ["turned_away"];
  return notice(app, about, { action: "look_again", ...other });
}

/** This browser has a conversation whose keys this page does not have. */
export const strandedScreen = (app) =>
  notice(app, "stranded", { action: "stranded.end", act: () => app.enterAgain(), needsHelp: false });

/** Another tab took the conversation over. */
export const elsewhereScreen = (app) => notice(app, "other_tab", { action: null, needsHelp: false });
