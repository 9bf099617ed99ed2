/** In the queue: the place in words, what else helps, and a circle to breathe with. */

import { el, write } from "../dom.js";
import { alwaysPossible, heading, otherHelp } from "./parts.js";
import { droppedNotice } from "./dropped.js";

/** Why the queue does not take the visitor just now; the page goes on asking. */
const HELD = {
  too_fast: "held.too_fast",
  storage: "held.storage",
  draining: "held.draining",
  not_now: "held.not_now",
};

/** @param app main.js */
export function waitingScreen(app) {
  const { words } = app;
  const title = heading("");
  const about = el("p", { class: "lead" });
  // The screen reader hears a new place once, with its volunteers.
  const spoken = el("p", { class: "unseen", role: "status" });
  const link = droppedNotice(app);
  const element = el(
    "section",
    { class: "screen waiting" },
    link.element,
    title,
    about,
    el("div", { class: "breath", "aria-hidden": "true" }, el("div", { class: "circle" })),
    el("p", { class: "muted centred" }, words.say("waiting.breathe")),
    el("p", { class: "centred" }, words.say("waiting.stay")),
    otherHelp(app),
    alwaysPossible(app, {
      end: words.say("waiting.leave"),
      endQuestion: {
        title: words.say("waiting.leave.title"),
        text: words.say("waiting.leave.text"),
        yes: words.say("waiting.leave.yes"),
        no: words.say("waiting.leave.no"),
        isDanger: false,
      },
    }),
    spoken,
  );
  const update = (state) => {
    link.update(state);
    const said = sentences(words, state);
    write(title, said.title);
    write(about, said.about);
    if (state.position !== null || state.held) write(spoken, `${said.title} ${said.about}`);
  };
  return { element, update, tick: link.tick };
}

function sentences(words, state) {
  if (state.isEnding) return { title: words.say("waiting.leaving"), about: "" };
  if (state.stage === "keys") return { title: words.say("waiting.almost"), about: words.say("waiting.almost.text") };
  if (state.position === null)
    return { title: words.say("waiting.joining"), about: HELD[state.held] ? words.say(HELD[state.held]) : "" };
  const title =
    state.position <= 1 ? words.say("waiting.first") : words.say("waiting.position", { position: state.position });
  const many = state.volunteers;
  const about =
    many === 0 ? words.say("waiting.nobody") : words.say("waiting.volunteers", { n: many, number: words.number(many) });
  return { title, about };
}
