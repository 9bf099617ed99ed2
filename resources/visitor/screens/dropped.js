/** What the page says while there is no connection: that the place is kept, and for how long. */

import { secondsKept } from "../conversation.js";
import { el, fill, icon, write } from "../dom.js";
import { button } from "./parts.js";

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** @param app main.js @returns {{element, update(state), tick()}} */
export function droppedNotice(app) {
  const { words, house } = app;
  const text = el("p", {});
  const spoken = el("p", { class: "unseen", role: "status" });
  const retry = button(words.say("link.retry"), "secondary", () => app.visit.retryNow());
  const shown = el("div", { class: "dropped" }, icon("clock"), text, retry);
  const element = el("div", {}, spoken);
  let last = null;

  const tick = () => {
    if (last?.link !== "lost") return;
    const left = secondsKept(last, house.now(), house.page.resumeWindow);
    write(text, left > 0 ? words.say("link.kept", { time: clock(left) }) : words.say("link.gone"));
  };
  const update = (state) => {
    const wasLost = last?.link === "lost";
    const isLost = state.link === "lost";
    last = state;
    tick();
    if (isLost === wasLost) return;
    fill(element, isLost ? shown : null, spoken);
    // Said once: a countdown read aloud every second would drown everything else.
    fill(spoken, isLost ? words.say("link.lost") : words.say("link.back"));
  };
  return { element, update, tick };
}
