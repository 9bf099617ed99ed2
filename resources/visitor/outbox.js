/**
 * Lines on their way: one at a time, in order. A line is sealed when its turn comes, and from then on the very same
 * bytes are sent until
 * the server has stored them, so that sending again is harmless and no frame of a session can go missing before the
 * next.
 */

/** What is not stored yet. */
export class Outbox {
  #items;

  /** @param items what was kept for a reload */
  constructor(items = []) {
    this.#items = items.map((item) => ({ ...item }));
  }

  /** Everything, to be kept: {id, kind, text|opening, frame (base64) or null, epoch}. */
  get items() {
    return this.#items.map((item) => ({ ...item }));
  }

  /** The item whose turn it is, or null. */
  get head() {
    return this.#items[0] ?? null;
  }

  /** Put one at the end. */
  add(item) {
    this.#items.push({ frame: null, epoch: null, ...item });
  }

  /** Put one before all others: the opening is always the first frame. */
  addFirst(item) {
    this.#items.unshift({ frame: null, epoch: null, ...item });
  }

  /** The head was sealed under this epoch. */
  sealed(frame, epoch) {
    this.#items[0].frame = frame;
    this.#items[0].epoch = epoch;
  }

  /** The server refused the frame for its epoch and stored nothing: it will be sealed anew under the same id. */
  reopen(id) {
    const item = this.#items.find((each) => each.id === id);
    if (item) item.frame = null;
  }

  /** Stored, or given up: it goes. Returns the item, or null if it was not here. */
  remove(id) {
    const at = this.#items.findIndex((each) => each.id === id);
    return at < 0 ? null : this.#items.splice(at, 1)[0];
  }

  /** Forget everything. */
  clear() {
    this.#items = [];
  }
}
