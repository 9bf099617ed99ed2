"""What was typed to a visitor and is not at the server yet: kept in the vault until it is, for after a
crash."""

from dataclasses import dataclass, field

from luwte.console.state.outbox import Outbox
from luwte.console.state.outcome import Outcome
from luwte.protocol.ids import ConversationId, LineId
from luwte.vault.notes import Draft, DropDraft, DropUnsent, KeepDraft, KeepUnsent, Unsent


@dataclass(slots=True)
class Unsaid:
    """What the vault holds of one conversation, but for its note. Compared with what there is after each
    step, so that no way of sending, taking back or losing a line can be forgotten."""

    conversation: ConversationId
    draft: str = ""
    lines: set[LineId] = field(default_factory=set)

    def follow(self, draft: str, outbox: Outbox, out: Outcome) -> None:
        """Have the vault hold this draft and the typed lines of this outbox, and nothing else.

        The policy's own words are not kept: nobody typed them, and after a restart they can be sent anew.
        """
        if draft != self.draft:
            self.draft = draft
            here = self.conversation
            out.keep(KeepDraft(Draft(here, draft)) if draft else DropDraft(here))
        typed = {pending.id: pending for pending in outbox.lines if pending.is_typed}
        for line in sorted(self.lines - typed.keys()):
            out.keep(DropUnsent(self.conversation, line))
        for line, pending in typed.items():
            if line not in self.lines:
                out.keep(KeepUnsent(Unsent(self.conversation, line, pending.text, int(pending.at))))
        self.lines = set(typed)

    def drop(self, out: Outcome) -> None:
        """The conversation is no longer here: its lines and its draft are gone from the screen as well
        (T1)."""
        self.follow("", Outbox(self.conversation), out)
