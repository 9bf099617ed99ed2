"""Tells a screen reader what happens elsewhere than where the focus is.

Behind a lock it is silent about conversations.
"""

from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from luwte.console.state import ConversationRow, LinesChanged, Queue, Session
from luwte.console.views.desk import Desk
from luwte.console.views.words import Words

MOST: Final = 3
"""Lines that are spoken of one arrival; who comes back to many reads them in the list."""


class Announcer(QObject):
    """Follows what the desk shows, in its own words."""

    def __init__(self, window: QWidget, desk: Desk, words: Words) -> None:
        super().__init__(window)
        self._window, self._desk, self._words = window, desk, words
        self._is_waited = False
        self._is_locked = False
        self._unread: dict[str, int] = {}

    @Slot(object)
    def follow_session(self, session: Session) -> None:
        """Know whether the window is locked."""
        self._is_locked = session.is_locked

    @Slot(object)
    def follow_queue(self, queue: Queue) -> None:
        """Say it when somebody begins to wait, unless the volunteer wants to know nothing of it."""
        is_waited = queue.someone_waits and queue.mode != "nothing"
        if is_waited and not self._is_waited:
            self.say(self._desk.side.sign.text())
        self._is_waited = is_waited

    @Slot(object)
    def follow_lines(self, change: LinesChanged) -> None:
        """Read the visitor's new lines of the conversation in front aloud."""
        if self._is_locked or change.removed or change.conversation != self._desk.pane.conversation:
            return
        arrived = [line for line in change.lines if not line.is_own]
        for line in arrived[-MOST:]:
            self.say(self._words.say_entry(line))

    @Slot(object)
    def follow_conversation(self, row: ConversationRow) -> None:
        """Tell that another conversation has something new, without its words."""
        before = self._unread.get(row.conversation, 0)
        self._unread[row.conversation] = row.unread
        if row.unread > before and not self._is_locked:
            self.say(self._words.say_conversation(row))

    @Slot(str)
    def forget(self, conversation: str) -> None:
        """A conversation is over."""
        self._unread.pop(conversation, None)

    @Slot(str)
    def tell_notice(self, sentence: str) -> None:
        """Have a notice spoken: the connection, a colleague's request, what went wrong."""
        if not self._is_locked:
            self.say(sentence)

    def say(self, words: str) -> None:
        """Have a sentence spoken after what is being spoken now."""
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, words))
