"""The queue: who waits, in the order they came, and the place each was told, which never grows."""

from collections.abc import Iterator

from luwte.protocol.ids import ConversationId
from luwte.protocol.messages import Waiting


class Queue:
    """Conversations nobody answers yet, in arrival order; before them, those whose volunteer was lost.

    The lost ones have no number: they do not push anybody's place back.
    """

    def __init__(self) -> None:
        self._waiting: list[ConversationId] = []
        self._adrift: list[ConversationId] = []
        self._told: dict[ConversationId, Waiting] = {}

    def __iter__(self) -> Iterator[ConversationId]:
        return iter((*self._adrift, *self._waiting))

    def __contains__(self, conversation: ConversationId) -> bool:
        return conversation in self._waiting or conversation in self._adrift

    @property
    def length(self) -> int:
        """How many newcomers wait."""
        return len(self._waiting)

    def join(self, conversation: ConversationId) -> None:
        """Stand at the end."""
        if conversation in self:
            raise ValueError("a visitor waits in one place only")
        self._waiting.append(conversation)

    def come_back(self, conversation: ConversationId) -> None:
        """Stand before all newcomers: this visitor has had a volunteer and lost them."""
        if conversation in self:
            raise ValueError("a visitor waits in one place only")
        self._adrift.append(conversation)

    def leave(self, conversation: ConversationId) -> None:
        """Go, from whichever place."""
        if conversation in self._adrift:
            self._adrift.remove(conversation)
        else:
            self._waiting.remove(conversation)
        self._told.pop(conversation, None)

    def forget_told(self, conversation: ConversationId) -> None:
        """The visitor's page is new to the queue: tell it its place again."""
        self._told.pop(conversation, None)

    def news(self, volunteers: int) -> Iterator[tuple[ConversationId, Waiting]]:
        """Give each newcomer whose place or number of volunteers changed what it has not been told yet."""
        for place, conversation in enumerate(self._waiting, start=1):
            waiting = Waiting(position=place, volunteers=volunteers)
            if self._told.get(conversation) != waiting:
                self._told[conversation] = waiting
                yield conversation, waiting
