"""Role × message type and stage × message type, generated from the wire's unions (T4).

Each row says who may; everything else must be refused. A new message type without a row fails here.
"""

from collections.abc import Callable
from typing import Final, Literal, get_args, get_type_hints

import pytest

from luwte.crypto.certificates import Role
from luwte.policy.promising import DEEDS, ROLES, Conduct, Deed
from luwte.protocol import messages as say
from luwte.protocol.messages import StaffMessage, ToStaff, VisitorMessage
from luwte.protocol.parts import RefusalCode
from luwte.server.effects import (
    Send,
    SendColleagues,
    SendEntered,
    SendEveryone,
    SendEveryVisitor,
    SendResumed,
    SendShiftOpened,
    SendStaff,
    SendStaffLines,
    SendVisitor,
    SendVisitorLines,
)
from luwte.server.permissions import NOBODY_MAY, ShiftMessage, VisitorStage, may_staff_say, may_visitor_say
from tests.server.plays import STANDARD, Play, entering, frame, name_id, offer_for, token

Standing = tuple[Role | None, bool]
"""A role (None: not signed in), and whether a shift is open on this console."""

NOBODY: Final[Standing] = (None, False)
VOLUNTEER: Final[Standing] = ("volunteer", False)
COORDINATOR: Final[Standing] = ("coordinator", False)
LEADER: Final[Standing] = ("leader", False)
TRAINER: Final[Standing] = ("trainer", False)
VOLUNTEER_ON_SHIFT: Final[Standing] = ("volunteer", True)
COORDINATOR_ON_SHIFT: Final[Standing] = ("coordinator", True)
LEADER_ON_SHIFT: Final[Standing] = ("leader", True)
TRAINER_ON_SHIFT: Final[Standing] = ("trainer", True)
STANDINGS: Final = (
    NOBODY,
    VOLUNTEER,
    COORDINATOR,
    LEADER,
    TRAINER,
    VOLUNTEER_ON_SHIFT,
    COORDINATOR_ON_SHIFT,
    LEADER_ON_SHIFT,
    TRAINER_ON_SHIFT,
)

STRANGERS: Final = {NOBODY}
SIGNED_IN: Final = set(STANDINGS) - STRANGERS
ANSWERING: Final = {VOLUNTEER, COORDINATOR, VOLUNTEER_ON_SHIFT, COORDINATOR_ON_SHIFT}
ON_SHIFT: Final = {VOLUNTEER_ON_SHIFT, COORDINATOR_ON_SHIFT}
COORDINATORS: Final = {COORDINATOR, COORDINATOR_ON_SHIFT}

STAFF: Final[dict[type[StaffMessage], set[Standing]]] = {
    say.StaffHello: STRANGERS,
    say.CreateHelpline: STRANGERS,
    say.Enrol: STRANGERS,
    say.SignIn: STRANGERS,
    say.Return: STRANGERS,
    say.WishCertificate: SIGNED_IN,
    say.OpenShift: ANSWERING,
    say.CloseShift: ON_SHIFT,
    say.Pause: ON_SHIFT,
    say.Limit: ON_SHIFT,
    say.Accept: ON_SHIFT,
    say.ArchiveCopy: ON_SHIFT,
    say.SetRetention: ON_SHIFT,
    say.StaffLine: ON_SHIFT,
    say.StaffTyping: ON_SHIFT,
    say.CatchUp: ON_SHIFT,
    say.HandOver: ON_SHIFT,
    say.AskAlong: ON_SHIFT,
    say.Danger: ON_SHIFT,
    say.Answer: ON_SHIFT,
    say.StepOut: ON_SHIFT,
    say.Whisper: ON_SHIFT,
    say.TeamLine: ON_SHIFT,
    say.EndConversation: ON_SHIFT,
    say.SetHouse: COORDINATORS,
    say.EndShift: COORDINATORS,
    say.AddPerson: COORDINATORS,
    say.RemovePerson: COORDINATORS,
    say.Certify: COORDINATORS,
    say.PublishPolicy: COORDINATORS,
    say.PublishKeys: COORDINATORS,
    say.ListPeople: COORDINATORS,
    say.SendRegistrations: ANSWERING,
    say.ListRegistrations: COORDINATORS,
    say.ReadRegistrations: COORDINATORS,
}

HEARD_BY_ANYBODY: Final[set[type[ToStaff]]] = {
    say.Welcome,
    say.Created,
    say.Enrolled,
    say.SignedIn,
    say.Returned,
    say.Colleagues,
    say.PolicyChanged,
    say.ChainChanged,
    say.People,
    say.RegistrationsStored,
    say.RegistrationWeeks,
    say.Registrations,
    say.Done,
    say.StaffRefused,
}
HEARD_ON_SHIFT: Final[set[type[ToStaff]]] = {
    say.ShiftOpened,
    say.ShiftClosed,
    say.WaiterJoined,
    say.WaiterLeft,
    say.WaiterPresence,
    say.Opened,
    say.MembersWanted,
    say.KeysArrived,
    say.Left,
    say.StaffStored,
    say.Lines,
    say.VisitorChanged,
    say.VisitorSeen,
    say.ColleagueTyping,
    say.Ended,
    say.RetentionSet,
    say.Asked,
    say.Answered,
    say.Whispered,
    say.TeamSaid,
    say.TeamStored,
    say.HouseState,
    say.ClockChanged,
    say.Draining,
}
"""What never reaches a console without a shift; ``test_colleagues`` listens on one."""

BY_DEED: Final[dict[Deed, dict[type[StaffMessage], set[Standing]]]] = {
    "answer": {say.OpenShift: ANSWERING, say.Accept: ON_SHIFT},
    "registrations": {say.ListRegistrations: SIGNED_IN, say.ReadRegistrations: SIGNED_IN},
}
"""What only the policy in force gives, and whom it can give it to: nobody opens a shift whose certificate
does not make them a member (N1)."""

VISITOR: Final[dict[type[VisitorMessage], set[VisitorStage]]] = {
    say.VisitorHello: {"new"},
    say.Enter: {"greeted", "over"},
    say.Keys: {"keys", "talking"},
    say.VisitorLine: {"talking"},
    say.VisitorState: {"waiting", "keys", "talking"},
    say.Seen: {"talking"},
    say.VisitorCatchUp: {"talking"},
    say.ShareKept: {"waiting", "keys", "talking"},
    say.VisitorEnd: {"waiting", "keys", "talking"},
    say.Withdraw: {"waiting", "keys", "talking"},
    say.QuickExit: {"new", "greeted", "waiting", "keys", "talking", "over"},
}
STAGES: Final[tuple[VisitorStage, ...]] = get_args(VisitorStage)
LIVE_STAGES: Final[tuple[VisitorStage, ...]] = ("greeted", "waiting", "keys", "talking", "over")


def test_every_message_a_console_can_send_has_its_row() -> None:
    assert set(STAFF) == set(get_args(StaffMessage))


def test_every_message_a_console_can_hear_has_its_row() -> None:
    assert set(get_args(ToStaff)) == HEARD_BY_ANYBODY | HEARD_ON_SHIFT
    assert not HEARD_BY_ANYBODY & HEARD_ON_SHIFT


def test_of_the_desk_only_who_is_on_shift_can_reach_a_console_without_one() -> None:
    """T4: every other send names a shift or goes to every shift."""
    to_shifts = {SendStaff, SendEveryone, SendStaffLines, SendShiftOpened}
    to_visitors = {SendVisitor, SendEveryVisitor, SendVisitorLines, SendEntered, SendResumed}
    assert set(get_args(Send)) - to_visitors - to_shifts == {SendColleagues}
    assert get_type_hints(SendColleagues) == {"message": say.Colleagues}


def test_every_message_a_visitor_can_send_has_its_row() -> None:
    assert set(VISITOR) == set(get_args(VisitorMessage))


@pytest.mark.parametrize("standing", STANDINGS, ids=str)
@pytest.mark.parametrize("kind", get_args(StaffMessage), ids=lambda kind: kind.__name__)
def test_a_console_says_what_its_role_may_and_nothing_else(
    kind: type[StaffMessage], standing: Standing
) -> None:
    """T4"""
    role, has_shift = standing
    code = may_staff_say(kind, role, has_shift, Conduct())
    assert (code is None) is (standing in STAFF[kind])
    assert code in {None, "not_now", "not_allowed"}


@pytest.mark.parametrize("standing", STANDINGS, ids=str)
@pytest.mark.parametrize("kind", get_args(StaffMessage), ids=lambda kind: kind.__name__)
def test_what_the_policy_has_a_deed_for_is_the_policys_to_give(
    kind: type[StaffMessage], standing: Standing
) -> None:
    """A1, T4, T5: with every other deed in hand nobody may; with this one, who could have it at all."""
    role, has_shift = standing
    deed = next((deed for deed, kinds in BY_DEED.items() if kind in kinds), None)
    for given in (None, *DEEDS):
        others = frozenset(DEEDS) - {given}
        without = Conduct(roles=dict.fromkeys(ROLES, others))
        only = Conduct(roles=dict.fromkeys(ROLES, frozenset({given} if given else ())))
        if deed is None:
            assert may_staff_say(kind, role, has_shift, without) == may_staff_say(kind, role, has_shift, only)
            assert (may_staff_say(kind, role, has_shift, only) is None) is (standing in STAFF[kind])
        elif given == deed:
            assert may_staff_say(kind, role, has_shift, without) is not None
            is_allowed = may_staff_say(kind, role, has_shift, only) is None
            assert is_allowed is (standing in BY_DEED[deed][kind])
        else:
            assert may_staff_say(kind, role, has_shift, only) is not None
    if deed is not None:
        assert may_staff_say(kind, role, has_shift, NOBODY_MAY) is not None


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("kind", get_args(VisitorMessage), ids=lambda kind: kind.__name__)
def test_a_visitor_says_what_fits_the_stage_and_nothing_else(
    kind: type[VisitorMessage], stage: VisitorStage
) -> None:
    code = may_visitor_say(kind, stage)
    assert (code is None) is (stage in VISITOR[kind])
    assert code in {None, "not_now", "conversation_over"}


@pytest.mark.parametrize("role", ["leader", "trainer"])
@pytest.mark.parametrize("kind", get_args(ShiftMessage), ids=lambda kind: kind.__name__)
def test_a_role_without_the_right_to_answer_is_refused_by_the_desk_itself(
    kind: type[ShiftMessage], role: Role
) -> None:
    """T4: even if a session were to let a trainer open a shift."""
    play = Play()
    play.open_shift("Tom", role)
    play.says("Tom", _staff_message(kind, name_id("conversation"), name_id("Vera")))
    assert play.last("Tom", say.StaffRefused).code == "not_allowed"
    assert not any(effect for effect in play.effects if type(effect).__name__.startswith("Store"))


def test_the_desk_gives_no_visitor_to_a_role_that_answers_no_longer() -> None:
    """A newer policy took the deed away: what is under way goes on and can be ended, nothing new begins."""
    play = Play()
    play.open_shift("Vera")
    under_way, waits = play.talk("Ada", "Vera"), play.enter("Bea")
    play.house(conduct=Conduct(roles={"coordinator": frozenset({"answer"})}))
    play.says("Vera", say.Accept(conversation=waits))
    assert play.last("Vera", say.StaffRefused).code == "not_allowed"
    play.writes("Vera", under_way)
    assert play.last("Vera", say.StaffStored).conversation == under_way


Inside = Literal["owner", "outsider", "waiting", "over", "unknown"]
CODES_OUTSIDE: Final[dict[Inside, RefusalCode]] = {
    "outsider": "not_allowed",
    "waiting": "not_allowed",
    "over": "conversation_over",
    "unknown": "unknown_conversation",
}
ABOUT_A_CONVERSATION: Final = tuple(
    kind
    for kind in get_args(ShiftMessage)
    if "conversation" in kind.__struct_fields__ and kind not in {say.Accept, say.Whisper}
)


@pytest.mark.parametrize("inside", CODES_OUTSIDE)
@pytest.mark.parametrize("kind", ABOUT_A_CONVERSATION, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("role", ["volunteer", "coordinator"])
def test_nobody_touches_a_conversation_they_are_not_in(
    kind: type[ShiftMessage], inside: Inside, role: Role
) -> None:
    """T4, T5: a coordinator needs an invitation too."""
    play = Play()
    play.open_shift("Vera")
    play.open_shift("Wim", role)
    conversation = name_id("unknown")
    if inside == "waiting":
        conversation = play.enter("Ada")
    elif inside in {"outsider", "over"}:
        conversation = play.talk("Ada", "Vera")
    if inside == "over":
        play.visitor_says("Ada", say.VisitorEnd())
    before = dict(play.shelf.rows)
    play.says("Wim", _staff_message(kind, conversation, name_id("Vera")))
    refused = play.last("Wim", say.StaffRefused)
    assert (refused.code, refused.conversation) == (CODES_OUTSIDE[inside], conversation)
    assert len(play.effects) == 1
    assert play.shelf.rows == before


@pytest.mark.parametrize("stage", LIVE_STAGES)
@pytest.mark.parametrize("kind", get_args(VisitorMessage), ids=lambda kind: kind.__name__)
def test_the_desk_takes_from_a_visitor_only_what_fits_the_stage(
    kind: type[VisitorMessage], stage: VisitorStage
) -> None:
    play = Play()
    play.open_shift("Vera")
    conversation = name_id("none")
    if stage == "greeted":
        play.hello("Ada")
    elif stage == "waiting":
        conversation = play.enter("Ada")
    elif stage == "keys":
        conversation = play.enter("Ada")
        play.accept("Vera", conversation)
    else:
        conversation = play.talk("Ada", "Vera")
        play.writes("Vera", conversation)
    if stage == "over":
        play.visitor_says("Ada", say.VisitorEnd())
    assert play.desk.visitor_stage(token("Ada")) == stage
    before = len(play.visitor_got("Ada", say.VisitorRefused))
    play.visitor_says("Ada", _visitor_message(kind, play, conversation))
    is_refused = len(play.visitor_got("Ada", say.VisitorRefused)) > before
    assert is_refused is (stage not in VISITOR[kind])


def _staff_message(kind: type[ShiftMessage], conversation: str, person: str) -> ShiftMessage:
    copy = say.ArchiveCopy(conversation=conversation, epoch=0, key=STANDARD.key, sealed=bytes(80))
    line = frame(conversation, "staff")
    make: dict[type[ShiftMessage], Callable[[], ShiftMessage]] = {
        say.CloseShift: say.CloseShift,
        say.Pause: lambda: say.Pause(is_on=True),
        say.Limit: lambda: say.Limit(conversations=1),
        say.Accept: lambda: say.Accept(conversation=conversation),
        say.ArchiveCopy: lambda: copy,
        say.SetRetention: lambda: say.SetRetention(
            conversation=conversation, retention="standard", copy=copy
        ),
        say.StaffLine: lambda: say.StaffLine(conversation=conversation, id=name_id("line"), frame=line),
        say.StaffTyping: lambda: say.StaffTyping(conversation=conversation, is_on=True),
        say.CatchUp: lambda: say.CatchUp(conversation=conversation, after=0),
        say.HandOver: lambda: say.HandOver(conversation=conversation, to=person),
        say.AskAlong: lambda: say.AskAlong(conversation=conversation, to=person),
        say.Danger: lambda: say.Danger(conversation=conversation, notes=[]),
        say.Answer: lambda: say.Answer(request=conversation, is_yes=True),
        say.StepOut: lambda: say.StepOut(conversation=conversation),
        say.Whisper: lambda: say.Whisper(to=person, conversation=conversation, sealed=bytes(48)),
        say.TeamLine: lambda: say.TeamLine(id=name_id("line"), notes=[]),
        say.EndConversation: lambda: say.EndConversation(conversation=conversation),
    }
    return make[kind]()


def _visitor_message(kind: type[VisitorMessage], play: Play, conversation: str) -> VisitorMessage:
    questions = play.visitor_got("Ada", say.Members)
    empty = say.Members(
        conversation=conversation, epoch=0, members=[], archive=STANDARD.claim, retention="standard"
    )
    offer = play.shelf.offers.get(conversation) or offer_for(questions[-1] if questions else empty)
    line = frame(conversation, "visitor")
    make: dict[type[VisitorMessage], Callable[[], VisitorMessage]] = {
        say.VisitorHello: lambda: say.VisitorHello(version=1),
        say.Enter: lambda: entering("Ada"),
        say.Keys: lambda: say.Keys(offer=offer),
        say.VisitorLine: lambda: say.VisitorLine(id=name_id("own line"), frame=line),
        say.VisitorState: lambda: say.VisitorState(state="hidden"),
        say.Seen: lambda: say.Seen(number=1),
        say.VisitorCatchUp: lambda: say.VisitorCatchUp(after=0),
        say.ShareKept: say.ShareKept,
        say.VisitorEnd: say.VisitorEnd,
        say.Withdraw: say.Withdraw,
        say.QuickExit: say.QuickExit,
    }
    return make[kind]()
