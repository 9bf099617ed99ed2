/**
 * One visit, as the screens see it: what the visitor does goes in, the state comes out. Everything happens one after
 * another.
 */

import { OUTSIDE, newestSeen, next } from "./conversation.js";
import { Course } from "./course.js";
import { CryptoError } from "./crypto/primitives.js";
import { Link } from "./link.js";
import { read } from "./protocol.js";

/** How ``/withdraw`` answers: erased, or ended otherwise before it came. */
const WITHDRAWN = 204;
const TOO_LATE = 410;

/** ``onChange(state)`` is told after every change. */
export class Visit {
  #house;
  #onChange;
  #link;
  #course;
  #work = Promise.resolve();
  #state = OUTSIDE;
  #presence = "here";
  #seen = 0;
  #isLeaving = false;

  /**
   * @param house what house.js checked @param kept {Kept} @param url {string} of the socket
   * @param refreshHouse {() => Promise<object>} fetches and checks ``/house`` again
   */
  constructor({ house, kept, url, onChange, refreshHouse }) {
    this.#house = house;
    this.#onChange = onChange;
    this.#course = new Course({ house, kept, refreshHouse, visit: this });
    this.#link = new Link(url, {
      onOpen: () => this.#do(() => this.#hello()),
      onMessage: (untrusted) => this.#receive(untrusted),
      onLost: () => this.#do(() => this.#lost()),
      onElsewhere: () => this.#do(() => this.#elsewhere()),
    });
  }

  /** What is known now (conversation.js). */
  get state() {
    return this.#state;
  }

  /** What was kept over a reload: {draft, preferences}. */
  get remembered() {
    return this.#course.remembered;
  }

  /** Join the queue with {nickname, words, language, day}. */
  enter(profile) {
    this.dispatch({ type: "connecting" });
    this.#do(async () => {
      await this.#course.begin(profile);
      this.#link.open();
    });
  }

  /** Come back after a reload. */
  comeBack() {
    this.dispatch({ type: "connecting" });
    this.#link.open();
  }

  /** Write a line. */
  say(text) {
    this.#do(() => this.#course.say(text));
  }

  /** Keep what is half written, and the language and text size. */
  remember(remembered) {
    this.#do(() => this.#course.remember(remembered));
  }

  /** Bare presence: "here", "typing" or "hidden". */
  present(presence) {
    if (presence === this.#presence || this.#state.stage === "over") return;
    this.#presence = presence;
    this.#link.send({ type: "state", state: presence });
  }

  /** The lines so far stand on the screen. */
  markSeen() {
    const number = newestSeen(this.#state);
    if (number > this.#seen && this.#link.send({ type: "seen", number })) this.#seen = number;
  }

  /** Show what was written before the page was loaded again. */
  showEarlier() {
    this.dispatch({ type: "showEarlier" });
  }

  /** Try to connect now. */
  retryNow() {
    this.#link.retryNow();
  }

  /** End the conversation, or leave the queue. */
  end() {
    this.dispatch({ type: "ending" });
    this.#do(() => this.#course.end());
  }

  /** Withdraw consent (C6): nothing stays here at once; the server is told now, or as soon as it can be reached. */
  withdraw() {
    this.dispatch({ type: "withdrawing" });
    // Not in its turn: it must work even where an earlier step hangs. The request outlives this page and a lost socket.
    this.#course.withdraw();
    fetch("/withdraw", { keepalive: true, credentials: "same-origin", cache: "no-store" }).then(
      ({ status }) => {
        if (status === WITHDRAWN) this.#withdrawn("withdrawn");
        if (status === TOO_LATE) this.#withdrawn("too_late");
      },
      () => undefined,
    );
  }

  /** Leave at once: the server hears it if it can; nothing is waited for. */
  leave() {
    this.#isLeaving = true;
    this.#link.send({ type: "quick_exit" });
    this.#course.forget();
    this.#link.close();
  }

  /** Close the link; what is kept for a reload stays. */
  disconnect() {
    this.#link.close();
  }

  /** Close the link and forget keys and lines; the state stays as it is. */
  close() {
    this.#course.forget();
    this.#link.close();
  }

  // ── what course.js and talk.js may do ──

  /** A message to the server; false when there is no connection. */
  send(message) {
    return this.#link.send(message);
  }

  /** This connection no longer answers, or the server asked to come back later. */
  drop() {
    this.#link.drop();
  }

  /** Do this in its turn. */
  later(work) {
    this.#do(work);
  }

  /** An event for the state. */
  dispatch(event) {
    this.#state = next(this.#state, event);
    this.#onChange(this.#state);
  }

  #do(work) {
    this.#work = this.#work.then(work).catch((error) => {
      if (this.#course.isWithdrawing || this.#isLeaving) return;
      // Somebody or something could not be verified, or we made a mistake: no keys go out, nothing goes on.
      if (!(error instanceof CryptoError)) reportError(error);
      // Left to the window, not ended: what is ended is archived, and until then consent can be withdrawn (C6).
      if (this.#state.isEnding) this.send({ type: "end" });
      this.close();
      this.dispatch({ type: "over", why: "unsafe", code: error.code ?? "error" });
    });
  }

  #withdrawn(why) {
    if (this.#state.stage === "over" && this.#state.why !== "unsafe") return;
    this.close();
    this.dispatch({ type: "over", why });
  }

  #hello() {
    this.dispatch({ type: "connected" });
    this.send(this.#course.hello);
  }

  #receive(untrusted) {
    const message = read(untrusted);
    if (message) this.#do(() => this.#course.answer(message));
  }

  #lost() {
    this.#course.hold();
    this.#presence = "here";
    if (this.#state.stage !== "over") this.dispatch({ type: "lost", at: this.#house.now() });
  }

  #elsewhere() {
    this.#course.forget();
    this.dispatch({ type: "elsewhere" });
  }
}
