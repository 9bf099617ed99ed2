/**
 * Puts the page together: abilities, house, the steps before the queue, then the visit. The only module that knows
 * them all.
 */

import { missingAbility } from "./abilities.js";
import { SIZES, bar } from "./bar.js";
import { CryptoError } from "./crypto/primitives.js";
import { fill } from "./dom.js";
import { Exit } from "./exit.js";
import { AwayError, SOMEWHERE_ELSE, fetchHouse } from "./house.js";
import { Kept } from "./kept.js";
import { chatScreen } from "./screens/chat.js";
import { consentScreen } from "./screens/consent.js";
import { introduceScreen } from "./screens/introduce.js";
import * as notices from "./screens/notices.js";
import { overScreen } from "./screens/over.js";
import { promiseScreen } from "./screens/promise.js";
import { waitingScreen } from "./screens/waiting.js";
import { Visit } from "./visit.js";
import { loadWords, preferredLanguage } from "./words.js";

const SCREENS = {
  loading: notices.loadingScreen,
  unable: notices.unableScreen,
  away: notices.awayScreen,
  unsafe: notices.unsafeScreen,
  door: notices.doorScreen,
  promise: promiseScreen,
  consent: consentScreen,
  introduce: introduceScreen,
  // The stages of a visit (conversation.js).
  outside: waitingScreen,
  waiting: waitingScreen,
  keys: waitingScreen,
  talking: chatScreen,
  over: overScreen,
  turned_away: notices.turnedAwayScreen,
  stranded: notices.strandedScreen,
  elsewhere: notices.elsewhereScreen,
};

const nothingWritten = () => ({ nickname: null, words: "", hasConsented: false });

/** What every screen works with: words, house, form, visit, and where to go. */
class App {
  words = null;
  house = null;
  visit = null;
  form = nothingWritten();
  draft = "";
  code = null;
  #step = "loading";
  #screen = null;
  #shown = null;
  #size = 0;
  #kept = new Kept();
  #soon = null;
  #isEnteringAgain = false;
  #isLooking = false;

  constructor() {
    this.exit = new Exit(
      () => this.visit?.leave() ?? this.#kept.clear(),
      () => this.house?.page.exitTo ?? SOMEWHERE_ELSE,
    );
    setInterval(() => this.#screen?.tick?.(), 1_000);
    document.addEventListener("visibilitychange", () => this.#visibilityChanged());
    globalThis.visualViewport?.addEventListener("resize", () => this.#fit());
    this.#fit();
  }

  /** Begin: everything is checked before anything is asked. */
  async start() {
    this.visit = null;
    this.go("loading");
    const missing = await missingAbility();
    if (missing !== null) {
      this.code = missing;
      this.go("unable");
      return;
    }
    const agreedTo = this.house?.policy.version ?? 0;
    try {
      this.house = await fetchHouse(agreedTo);
    } catch (error) {
      this.code = error.code ?? null;
      if (error instanceof AwayError) this.go("away");
      else if (error instanceof CryptoError) this.go("unsafe");
      else throw error;
      return;
    }
    // Consent was given to one version of the policy; a newer one is asked about anew (C10).
    if (this.house.policy.version !== agreedTo) this.form.hasConsented = false;
    const { languages } = this.house.page;
    if (!languages.includes(this.words.language)) await this.speak(preferredLanguage(languages));
    if (this.#kept.isThere) this.#comeBack();
    else this.go(this.house.state === "open" ? "promise" : "door");
  }

  /** Whether a reload can go on with something. */
  get isKept() {
    return this.#kept.isThere;
  }

  /** Look whether the server answers now, and begin if it does; until then the screen stays as it is. */
  async lookAgain() {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const isAway = await fetchHouse().then(
      () => false,
      (error) => error instanceof AwayError,
    );
    this.#isLooking = false;
    if (!isAway && this.#step === "away") await this.start();
  }

  /** Forget what was said and begin again. */
  startAnew() {
    this.form = nothingWritten();
    this.draft = "";
    return this.start();
  }

  /** Begin again after the page stopped by itself: what it stopped stays as it is and ends with its window. */
  async startAfterStop() {
    await forgetCookie();
    return this.start();
  }

  /** Show one of the steps before the queue. */
  go(step) {
    this.#step = step;
    this.show();
  }

  /** Join the queue. */
  enter(nickname, words) {
    Object.assign(this.form, { nickname, words });
    this.visit = this.#newVisit();
    const day = new Date().toLocaleDateString("sv-SE", { timeZone: this.house.page.timeZone });
    this.visit.enter({ nickname, words, language: this.words.language, day });
    this.visit.remember({ preferences: this.#preferences });
  }

  /** Give up a seat whose keys are lost, and join the queue with what was written here, or begin again. */
  enterAgain() {
    this.#isEnteringAgain = true;
    this.visit.end();
  }

  /** Another language. */
  async speak(language) {
    this.words = await loadWords(language);
    document.documentElement.lang = language;
    this.exit.speak(this.words);
    this.visit?.remember({ preferences: this.#preferences });
    this.#shown = null;
    const hadFocus = document.activeElement?.classList.contains("language");
    this.show();
    if (hadFocus) document.querySelector("#bar .language")?.focus();
  }

  /** Larger or smaller text. */
  resize(step) {
    this.#size = Math.min(SIZES.length - 1, Math.max(0, this.#size + step));
    document.documentElement.dataset.size = SIZES[this.#size];
    this.visit?.remember({ preferences: this.#preferences });
  }

  /** Put the screen of this step or stage on the page, or tell it what changed. */
  show() {
    if (!this.words) return;
    const name = this.visit ? this.visit.state.stage : this.#step;
    const make = SCREENS[name];
    if (this.#shown !== make) {
      const isFirst = this.#shown === null;
      this.#shown = make;
      this.#screen = make(this);
      fill(document.querySelector("#bar"), ...bar(this));
      const main = document.querySelector("main");
      main.className = make === chatScreen ? "wide" : "";
      fill(main, this.#screen.element);
      if (this.visit) this.#screen.update?.(this.visit.state);
      if (!isFirst) this.#focus();
      return;
    }
    if (this.visit) this.#screen.update?.(this.visit.state);
  }

  get #preferences() {
    return { language: this.words.language, size: this.#size };
  }

  #focus() {
    scrollTo(0, 0);
    if (this.#screen.focus) this.#screen.focus();
    else document.querySelector("main h1")?.focus({ preventScroll: true });
  }

  #newVisit() {
    const url = new URL("/visitor", location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const refreshHouse = async () => (this.house = await fetchHouse(this.house.policy.version));
    return new Visit({
      house: this.house,
      kept: this.#kept,
      url: url.href,
      refreshHouse,
      onChange: (state) => this.#changed(state),
    });
  }

  #comeBack() {
    this.visit = this.#newVisit();
    this.visit.comeBack();
  }

  #changed(state) {
    const { draft, preferences } = this.visit?.remembered ?? {};
    if (state.nickname && preferences && this.form.nickname === null) {
      // After a reload: what was chosen before it.
      this.form.nickname = state.nickname;
      this.draft = draft;
      this.resize(preferences.size - this.#size);
      if (preferences.language !== this.words.language) this.speak(preferences.language);
    }
    if (state.stage === "talking" && state.link === "open") this.visit.present(presence());
    if (state.stage === "over" && this.#isEnteringAgain) {
      this.#isEnteringAgain = false;
      if (this.form.hasConsented && this.form.nickname) this.enter(this.form.nickname, this.form.words);
      else this.startAnew();
      return;
    }
    // The cookie has served its purpose; where the page stopped by itself, consent can still be withdrawn with it (C6).
    if (state.stage === "over" && state.why !== "unsafe" && this.#shown !== overScreen) forgetCookie();
    // A hundred lines that arrive together are one change of the screen.
    this.#soon ??= setTimeout(() => {
      this.#soon = null;
      this.show();
    }, 16);
  }

  #visibilityChanged() {
    if (!this.visit) return;
    this.visit.present(presence());
    if (document.visibilityState !== "visible") return;
    // A phone cuts the sockets of pages in the background.
    this.visit.retryNow();
    this.show();
  }

  /** The height that a phone's keyboard leaves. */
  #fit() {
    const height = globalThis.visualViewport?.height;
    if (height) document.documentElement.style.setProperty("--height", `${Math.round(height)}px`);
  }
}

const forgetCookie = () => fetch("/forget", { credentials: "same-origin", cache: "no-store" }).catch(() => undefined);
const presence = () => (document.visibilityState === "hidden" ? "hidden" : "here");

// The words for browsers that cannot read this module (old.js) are not needed.
document.querySelector("#old").remove();
const app = new App();
await app.speak(preferredLanguage());
await app.start();
