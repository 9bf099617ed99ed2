"""Where the volunteer sits: whom this console believes, the shift that is open here, and what was chosen."""

from dataclasses import dataclass, field

from luwte.console.own_keys import OpenedShift
from luwte.console.signin import Unlocked
from luwte.console.trust import Colleague, Trust
from luwte.crypto.sealing import (
    SealError,
    WhisperKind,
    open_team,
    open_whisper,
    open_words,
    seal_team,
    seal_whisper,
)
from luwte.crypto.words import FirstWords
from luwte.protocol.ids import ConversationId, Id, LineId, PersonId, id_bytes
from luwte.protocol.parts import KeyId, Note
from luwte.settings import Preferences


@dataclass(slots=True)
class Seat:
    """What all parts of the state need to know. ``ahead``: seconds the server's clock is ahead of this one.

    ``is_connected``: signed in on the present line. ``is_on_shift``: and the desk has told where everything
    stands. ``vault``: where this shift's notes are kept. ``share``: the server's half of its key;
    ``is_kept``: the one it had before, which opens what was written under it.
    """

    trust: Trust
    unlocked: Unlocked
    preferences: Preferences
    ahead: int = 0
    shift: OpenedShift | None = None
    vault: Id = ""
    share: bytes = field(default=b"", repr=False)
    is_kept: bool = False
    shift_there: Id | None = None
    is_connected: bool = False
    is_on_shift: bool = False
    selected: ConversationId = ""
    colleagues: dict[PersonId, Colleague] = field(default_factory=dict)

    @property
    def me(self) -> PersonId:
        """The person who sits here."""
        return self.trust.me.person

    @property
    def may_send(self) -> bool:
        """Whether the desk would hear us now."""
        return self.is_connected and self.is_on_shift and self.shift is not None

    def here(self, server_time: float) -> float:
        """Return a time of the server by this computer's clock."""
        return server_time - self.ahead

    def words(self, key: KeyId, visitor_key: bytes, sealed: bytes) -> FirstWords | None:
        """Return a visitor's first words, or None if this console cannot open them."""
        intake = self.trust.keys.get(key)
        if intake is None or intake.private is None or intake.claim.purpose != "intake":
            return None
        try:
            return open_words(intake.private, sealed, intake.digest, visitor_key)
        except SealError:
            return None

    def whispered(
        self, sender: PersonId, conversation: ConversationId, sealed: bytes, kind: WhisperKind = "whisper"
    ) -> str | None:
        """Return a colleague's word, or None if it does not open or is not by who it is said to be by.

        Only somebody on shift is heard: their verified certificate is at hand.
        """
        colleague = self.colleagues.get(sender)
        if self.shift is None or colleague is None:
            return None
        about = id_bytes(conversation) if conversation else b""
        staff, digest = colleague.person.staff, self.shift.digest
        try:
            return open_whisper(self.shift.key, sealed, digest, staff, id_bytes(sender), about, kind)
        except SealError:
            return None

    def whisper(
        self, to: Colleague, conversation: ConversationId, text: str, kind: WhisperKind = "whisper"
    ) -> bytes:
        """Return a word signed and sealed to a colleague's shift; WordsError if it is too long."""
        about = id_bytes(conversation) if conversation else b""
        signer = self.unlocked.keys.staff
        return seal_whisper(to.shift.key, text, to.digest, signer, id_bytes(self.me), about, kind)

    def said_to_team(self, sender: PersonId, line: LineId, sealed: bytes) -> str | None:
        """Return a colleague's line to the team, or None if it does not open or is not theirs, of the shift
        they have now.
        """
        colleague = self.colleagues.get(sender)
        if self.shift is None or colleague is None:
            return None
        staff, by, which = colleague.person.staff, id_bytes(sender), id_bytes(line)
        try:
            return open_team(self.shift.key, sealed, self.shift.digest, staff, by, colleague.digest, which)
        except SealError:
            return None

    def for_team(self, text: str, line: LineId) -> list[Note]:
        """Return a line signed and sealed to everybody else on shift; WordsError if it is too long."""
        shift, signer, me = self.shift, self.unlocked.keys.staff, id_bytes(self.me)
        if shift is None:
            return []
        return [
            Note(
                one.shift.shift,
                seal_team(one.shift.key, text, one.digest, signer, me, shift.digest, id_bytes(line)),
            )
            for one in self.colleagues.values()
        ]
