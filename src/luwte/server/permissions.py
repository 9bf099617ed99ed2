"""Who may say which message, and when: one table per speaker, used by the session and by the desk.

What the house policy has a deed for is the policy in force's to give: a role that it does not name may not.

A new message without a row here fails ``tests/server/test_matrix.py``. Whose conversation it is, and
whether it still has room, is the desk's to say.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from luwte.crypto.certificates import ANSWERING, Role
from luwte.policy.promising import ROLES, Conduct, Deed
from luwte.protocol import messages as say
from luwte.protocol.messages import StaffMessage, VisitorMessage
from luwte.protocol.parts import RefusalCode

ShiftMessage = (
    say.CloseShift
    | say.Pause
    | say.Limit
    | say.Accept
    | say.ArchiveCopy
    | say.SetRetention
    | say.StaffLine
    | say.StaffTyping
    | say.CatchUp
    | say.HandOver
    | say.AskAlong
    | say.Danger
    | say.Answer
    | say.StepOut
    | say.Whisper
    | say.TeamLine
    | say.EndConversation
)
"""What somebody on shift says to the desk; everything else is between the session and the roster."""

VisitorStage = Literal["new", "greeted", "waiting", "keys", "talking", "over"]
"""new: before hello. greeted: no conversation. keys: accepted, no keys yet. over: the last one has ended."""

Needs = Literal["stranger", "sign_in", "shift"]
"""stranger: nobody has signed in here. sign_in: somebody has. shift: and their shift is open here."""


@dataclass(frozen=True, slots=True)
class Right:
    """One row of the table: how far a console must have come, which roles may, and which deed the policy must
    give them besides."""

    needs: Needs
    roles: frozenset[Role]
    deed: Deed | None = None


NOBODY_MAY: Final = Conduct(roles={})
"""Where no policy can be read: what only a policy gives, nobody has."""

_EVERYBODY: Final[frozenset[Role]] = frozenset(ROLES)
_COORDINATOR: Final[frozenset[Role]] = frozenset({"coordinator"})

_STRANGER: Final = Right("stranger", frozenset())
_OWN: Final = Right("sign_in", _EVERYBODY)
_SEND: Final = Right("sign_in", ANSWERING)
_SHIFT: Final = Right("shift", ANSWERING)
_LEAD: Final = Right("sign_in", _COORDINATOR)
_COUNT: Final = Right("sign_in", _EVERYBODY, "registrations")

STAFF_RIGHTS: Final = MappingProxyType[type[StaffMessage], Right](
    {
        say.StaffHello: _STRANGER,
        say.CreateHelpline: _STRANGER,
        say.Enrol: _STRANGER,
        say.SignIn: _STRANGER,
        say.Return: _STRANGER,
        say.WishCertificate: _OWN,
        # A trainer reads reviewed scripts, a leader figures, never a live conversation (N1, T4): no shift, so
        # no key. Where a newer policy lets a role answer no longer, what runs may be ended, nothing be begun.
        say.OpenShift: Right("sign_in", ANSWERING, "answer"),
        say.CloseShift: _SHIFT,
        say.Pause: _SHIFT,
        say.Limit: _SHIFT,
        say.Accept: Right("shift", ANSWERING, "answer"),
        say.ArchiveCopy: _SHIFT,
        say.SetRetention: _SHIFT,
        say.StaffLine: _SHIFT,
        say.StaffTyping: _SHIFT,
        say.CatchUp: _SHIFT,
        say.HandOver: _SHIFT,
        say.AskAlong: _SHIFT,
        say.Danger: _SHIFT,
        say.Answer: _SHIFT,
        say.StepOut: _SHIFT,
        say.Whisper: _SHIFT,
        say.TeamLine: _SHIFT,
        say.EndConversation: _SHIFT,
        say.SetHouse: _LEAD,
        say.EndShift: _LEAD,
        say.AddPerson: _LEAD,
        say.RemovePerson: _LEAD,
        say.Certify: _LEAD,
        say.PublishPolicy: _LEAD,
        say.PublishKeys: _LEAD,
        say.ListPeople: _LEAD,
        # Also without a shift: what a crash left over is sent at the next sign-in.
        say.SendRegistrations: _SEND,
        say.ListRegistrations: _COUNT,
        say.ReadRegistrations: _COUNT,
    }
)

_LIVE: Final = frozenset[VisitorStage]({"waiting", "keys", "talking"})

VISITOR_RIGHTS: Final = MappingProxyType[type[VisitorMessage], frozenset[VisitorStage]](
    {
        say.VisitorHello: frozenset({"new"}),
        say.Enter: frozenset({"greeted", "over"}),
        say.Keys: frozenset({"keys", "talking"}),
        say.VisitorLine: frozenset({"talking"}),
        say.VisitorState: _LIVE,
        say.Seen: frozenset({"talking"}),
        say.VisitorCatchUp: frozenset({"talking"}),
        say.ShareKept: _LIVE,
        say.VisitorEnd: _LIVE,
        say.Withdraw: _LIVE,
        # Also without a socket (GET /leave), and harmless when nothing is left: the exit button never fails.
        say.QuickExit: _LIVE | {"new", "greeted", "over"},
    }
)


def may_staff_say(
    kind: type[StaffMessage], role: Role | None, has_shift: bool, conduct: Conduct
) -> RefusalCode | None:
    """Return why a console may not say a message of this kind, None if it may.

    ``role`` is None while nobody has signed in on this connection; ``conduct`` is the policy's in force. That
    the hello comes first, and once, is the session's to see.
    """
    right = STAFF_RIGHTS[kind]
    if right.needs == "stranger":
        return None if role is None else "not_now"
    if role is None:
        return "not_now"
    if role not in right.roles or (right.deed is not None and not conduct.may(role, right.deed)):
        return "not_allowed"
    if right.needs == "shift" and not has_shift:
        return "not_now"
    return None


def may_visitor_say(kind: type[VisitorMessage], stage: VisitorStage) -> RefusalCode | None:
    """Return why a visitor may not say a message of this kind in this stage, None if they may."""
    if stage in VISITOR_RIGHTS[kind]:
        return None
    return "conversation_over" if stage == "over" else "not_now"
