/**
 * Leaving at once, after the GOV.UK pattern "Exit this page": a button that is always on screen, and Shift three
 * times. First the screen
 * is covered, then the server hears it, then everything here is wiped, then another page takes this one's place in the
 * history.
 */

import { el, fill } from "./dom.js";

const PRESSES = 3;
const PATIENCE = 5_000;

/** Watches for Shift three times and knows how to leave. */
export class Exit {
  #leave;
  #where;
  #presses = 0;
  #timer = null;
  #status;
  #isLeaving = false;

  /**
   * @param leave tells the server over the socket and forgets keys @param where {() => string} the page that takes
   * over
   */
  constructor(leave, where) {
    this.#leave = leave;
    this.#where = where;
    this.#status = el("p", { class: "unseen", role: "status", id: "exit-status" });
    document.body.append(this.#status);
    addEventListener("keyup", (event) => this.#pressed(event));
  }

  /** Words for the screen reader: called with the page's language. */
  speak(words) {
    this.words = words;
  }

  /** Leave now. */
  go() {
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    const cover = el(
      "div",
      { class: "cover", role: "alert" },
      el("p", { class: "unseen" }, this.words?.say("exit.going") ?? ""),
    );
    document.body.replaceChildren(cover);
    const target = this.#where();
    try {
      this.#leave();
      sessionStorage.clear();
      // The socket may be gone: the same is told once more by a request that outlives this page.
      fetch("/leave", { keepalive: true, credentials: "same-origin", cache: "no-store" }).catch(() => undefined);
    } finally {
      // Whatever went wrong before, the next page comes.
      location.replace(target);
    }
  }

  #pressed(event) {
    if (event.key !== "Shift") {
      this.#forget();
      return;
    }
    this.#presses += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#forget(), PATIENCE);
    if (this.#presses >= PRESSES) this.go();
    else if (this.words) fill(this.#status, this.words.say("exit.more", { n: PRESSES - this.#presses }));
  }

  #forget() {
    this.#presses = 0;
    clearTimeout(this.#timer);
    fill(this.#status);
  }
}
