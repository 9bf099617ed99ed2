/** The socket to the server: reconnects by itself with growing, jittered pauses until it is closed. */

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
const PATIENCE = 10_000;
/** The server closes the older socket with this code when another tab takes the conversation over. */
const ELSEWHERE = 4001;

/** One connection that comes back. Calls ``onOpen()``, ``onMessage(text)``, ``onLost()`` and ``onElsewhere()``. */
export class Link {
  #url;
  #listener;
  #socket = null;
  #isWanted = false;
  #failures = 0;
  #timer = null;
  #listening = new AbortController();

  /** @param url {string} ws: or wss: @param listener {{onOpen, onMessage, onLost, onElsewhere}} */
  constructor(url, listener) {
    this.#url = url;
    this.#listener = listener;
    // The browser knows of a lost network long before the socket does.
    const { signal } = this.#listening;
    addEventListener("offline", () => this.drop(), { signal });
    addEventListener("online", () => this.retryNow(), { signal });
  }

  /** Whether a message would leave now. */
  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Connect, and stay connected. */
  open() {
    this.#isWanted = true;
    this.#failures = 0;
    this.#connect();
  }

  /** Send a message; false when there is no connection. */
  send(message) {
    if (!this.isOpen) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Close for good. */
  close() {
    this.#isWanted = false;
    this.#listening.abort();
    this.#forget();
  }

  /** Try again at once instead of after the pause. */
  retryNow() {
    if (this.#isWanted && !this.isOpen) {
      this.#failures = 0;
      this.#connect();
    }
  }

  /** Give this socket up (it no longer answers) and begin to reconnect. */
  drop() {
    if (this.#isWanted && this.#socket) this.#lost();
  }

  #connect() {
    this.#forget();
    let socket;
    try {
      socket = new WebSocket(this.#url);
    } catch {
      this.#lost();
      return;
    }
    this.#socket = socket;
    // A handshake that hangs counts as a failure.
    this.#timer = setTimeout(() => this.#lost(), PATIENCE);
    socket.onopen = () => {
      clearTimeout(this.#timer);
      this.#listener.onOpen();
    };
    socket.onmessage = (event) => {
      this.#failures = 0;
      this.#listener.onMessage(event.data);
    };
    socket.onclose = (event) => {
      if (event.code === ELSEWHERE) {
        this.close();
        this.#listener.onElsewhere();
      } else {
        this.#lost();
      }
    };
  }

  #lost() {
    this.#forget();
    if (!this.#isWanted) return;
    this.#listener.onLost();
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#failures);
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#connect(), pause * (0.5 + Math.random() / 2));
  }

  #forget() {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }
}
