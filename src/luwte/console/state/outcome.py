"""What one step of the console's state comes to: messages for the server, changes for the screen."""

from dataclasses import dataclass, field

from luwte.console.state.changes import Change, NoticeRaised
from luwte.console.state.rows import Notice
from luwte.protocol.ids import Id
from luwte.protocol.messages import StaffMessage
from luwte.vault.notes import Keep


@dataclass(frozen=True, slots=True)
class Sealed:
    """A registration for the outbox, and the name of its form at this desk, which is in nothing that is
    sent."""

    form: Id
    blob: bytes


@dataclass(slots=True)
class Outcome:
    """Filled while a step is taken. Messages are meant for the line as it is now: with no line they are
    dropped, and the state says again what still matters when it is back. ``keeps`` go into the vault,
    ``registrations`` into the outbox."""

    messages: list[StaffMessage] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    keeps: list[Keep] = field(default_factory=list)
    registrations: list[Sealed] = field(default_factory=list)

    def say(self, message: StaffMessage) -> None:
        """Add a message for the server."""
        self.messages.append(message)

    def tell(self, change: Change) -> None:
        """Add a change for the screen."""
        self.changes.append(change)

    def keep(self, change: Keep) -> None:
        """Add something for the vault: it outlives a crash of this computer, and ends with the shift."""
        self.keeps.append(change)

    def register(self, form: Id, blob: bytes) -> None:
        """Add a sealed registration for the outbox."""
        self.registrations.append(Sealed(form, blob))

    def add(self, other: "Outcome") -> None:
        """Add all of another outcome."""
        self.messages += other.messages
        self.changes += other.changes
        self.keeps += other.keeps
        self.registrations += other.registrations

    def notice(
        self, code: str, *, what: str = "", conversation: str = "", line: str = "", name: str = ""
    ) -> None:
        """Add one sentence for the notice area."""
        self.tell(NoticeRaised(Notice(code, what, conversation, line, name)))
