"""Asks the dictionary in a thread of its own and remembers the answers: typing never waits for it."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from luwte.console.spelling import Engine, SpellingError

_MOST_REMEMBERED: Final = 4_000
"""Words whose answer is kept; beyond it all are asked again."""


Answer = tuple[dict[str, bool], str, tuple[str, ...]]
"""Word → whether it is one; the word in doubt; what may have been meant by it."""


class Speller(QObject):
    """Spelling help for one reply box.

    ``open_engine`` is called once, in the thread, when help is first wanted. One question is under way at a
    time; what is asked meanwhile waits for the next, so nothing piles up.

    Signals: judged (more is known now: look again) · suggested (word, suggestions).
    """

    judged = Signal()
    suggested = Signal(str, object)
    _answered = Signal(object)

    def __init__(self, open_engine: Callable[[], Engine], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_engine = open_engine
        self._engine: Engine | None = None
        self._pool = ThreadPoolExecutor(1, "spelling")
        self._is_asking = False
        self._is_over = False
        self._known: dict[str, bool] = {}
        self._accepted: frozenset[str] = frozenset()
        self._let_be: set[str] = set()
        self._waiting: set[str] = set()
        self._doubted = ""
        self._answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    @property
    def is_over(self) -> bool:
        """Whether there is no help any more: no dictionary could be opened, or the program ends."""
        return self._is_over

    @property
    def remembered(self) -> int:
        """How many written words are remembered."""
        return len(self._known) + len(self._waiting) + len(self._let_be)

    def accept(self, words: Iterable[str]) -> None:
        """Take these words as right, whatever their capitals: the names in this conversation."""
        fresh = frozenset(word.casefold() for word in words)
        if fresh != self._accepted:
            self._accepted = fresh
            self.judged.emit()

    def let_be(self, word: str) -> None:
        """Mark this word no more, until the program ends."""
        self._let_be.add(word.casefold())
        self.judged.emit()

    def is_wrong(self, word: str) -> bool:
        """Return whether a word is known to be none; one that was never asked about is asked about now."""
        if word.casefold() in self._accepted or word.casefold() in self._let_be:
            return False
        if word not in self._known:
            self._waiting.add(word)
            self._ask()
        return not self._known.get(word, True)

    def doubt(self, word: str) -> None:
        """Ask what may have been meant; ``suggested`` answers."""
        self._doubted = word
        self._ask()

    def forget(self) -> None:
        """Forget every word that was written."""
        self._known.clear()
        self._waiting.clear()
        self._let_be.clear()
        self._doubted = ""

    def close(self) -> None:
        """Let the thread end."""
        self._is_over = True
        self._pool.shutdown(cancel_futures=True)

    def _ask(self) -> None:
        if self._is_asking or self._is_over or not (self._waiting or self._doubted):
            return
        self._is_asking = True
        words, doubted = frozenset(self._waiting), self._doubted
        self._waiting.clear()
        self._doubted = ""
        self._pool.submit(self._look_up, words, doubted).add_done_callback(self._hand_over)

    def _look_up(self, words: frozenset[str], doubted: str) -> Answer:
        """In the thread: load what is needed and answer."""
        if self._engine is None:
            self._engine = self._open_engine()
        engine = self._engine
        return (
            {word: _is_word(engine, word) for word in words},
            doubted,
            (engine.suggest(doubted) if doubted else ()),
        )

    def _hand_over(self, future: "Future[Answer]") -> None:
        if not future.cancelled() and not self._is_over:
            self._answered.emit(future)

    @Slot(object)
    def _answer(self, future: "Future[Answer]") -> None:
        self._is_asking = False
        try:
            known, doubted, suggestions = future.result()
        except SpellingError:
            # Without a dictionary nothing is marked, and nobody is kept from writing.
            self._is_over = True
            return
        if len(self._known) > _MOST_REMEMBERED:
            self._known.clear()
        self._known.update(known)
        if doubted:
            self.suggested.emit(doubted, suggestions)
        if known:
            self.judged.emit()
        self._ask()


def _is_word(engine: Engine, word: str) -> bool:
    """Return whether a word, or each part between its hyphens, is known."""
    return engine.is_known(word) or ("-" in word and all(engine.is_known(part) for part in word.split("-")))
