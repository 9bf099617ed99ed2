"""The played server: what a console may ask of it, what it refuses, and that nobody real is in it."""

import msgspec
import pytest

from luwte.crypto.keys import random_bytes, sha256
from luwte.crypto.sealing import open_team, open_whisper, unwrap_key
from luwte.protocol import messages as say
from luwte.protocol.codec import read_to_staff, write
from luwte.protocol.ids import id_bytes, new_id
from luwte.protocol.messages import StaffMessage
from tests.training.volunteer import Volunteer, a_helpline, chain_of
from tests.wire.helpline import NOW


@pytest.fixture
def volunteer() -> Volunteer:
    made = Volunteer()
    made.opens_shift()
    return made


def test_every_certificate_of_the_played_helpline_holds_in_its_own_chain() -> None:
    helpline = a_helpline()
    chain, told = chain_of(helpline), helpline.signed_in(NOW)
    assert chain.person(told.certificate, NOW).name == "Sam"
    assert chain.policy(told.policy, 0).version == 3
    for colleague in helpline.colleagues:
        member = helpline.member_of(colleague)
        person, shift = chain.shift(member.certificate, member.coordinator, member.shift, NOW)
        assert (person.name, shift) == (colleague.person.claim.name, colleague.shift)


def test_its_keys_open_with_the_envelope_of_the_volunteer_and_two_practices_share_none() -> None:
    helpline, other = a_helpline(), a_helpline()
    told, me = helpline.signed_in(NOW), helpline.me
    intake = helpline.intake(NOW)
    wrap = next(each for each in told.wraps if each.key == intake.claim.key)
    person = id_bytes(me.claim.person)
    opened = unwrap_key(me.envelope, wrap.sealed, id_bytes(wrap.key), intake.digest, person)
    assert opened.public == intake.claim.public
    assert {each.payload for each in told.keys}.isdisjoint(
        {each.payload for each in other.signed_in(NOW).keys}
    )


def test_an_evening_that_runs_into_the_next_week_still_has_keys() -> None:
    helpline = a_helpline()
    later = NOW + 7 * 86_400
    assert helpline.intake(later) is not helpline.intake(NOW)
    assert helpline.archive("standard", later) is not helpline.archive("standard", NOW)
    assert helpline.intake(later + 14 * 86_400) is helpline.intake(later)


def test_a_shift_opens_with_colleagues_and_a_visitor_soon_waits(volunteer: Volunteer) -> None:
    [opened] = volunteer.all(say.ShiftOpened)
    assert (opened.shift, opened.queue, opened.conversations) == (volunteer.claim.shift, [], [])
    [colleagues] = volunteer.all(say.Colleagues)
    assert len(colleagues.people) == 3
    assert volunteer.all(say.WaiterJoined) == []
    volunteer.waits(10)
    assert len(volunteer.all(say.WaiterJoined)) == 1


def test_everything_it_says_is_a_message_of_the_wire(volunteer: Volunteer) -> None:
    volunteer.accepts()
    volunteer.says(volunteer.line("welkom"))
    volunteer.waits(200)
    for message in volunteer.heard:
        assert read_to_staff(write(message)) == message


def test_a_line_is_stored_once_seen_later_and_answered(volunteer: Volunteer) -> None:
    conversation = volunteer.accepts()
    line = volunteer.line("welkom, waarover wil je praten?")
    [stored] = volunteer.says(line)
    assert volunteer.says(line) == [stored], "sent again it is told again, not doubled"
    volunteer.waits(2)
    assert say.VisitorSeen(conversation, 2) in volunteer.heard
    volunteer.waits(30)
    assert len(volunteer.all(say.Lines)) >= 2
    assert any(change.presence == "typing" for change in volunteer.all(say.VisitorChanged))


def test_a_frame_that_is_none_and_a_line_elsewhere_are_refused(volunteer: Volunteer) -> None:
    volunteer.accepts()
    line = volunteer.line("welkom")
    broken = msgspec.structs.replace(line, frame=line.frame[:-1] + b"\x00")
    [refused] = volunteer.says(broken)
    assert isinstance(refused, say.StaffRefused)
    assert (refused.code, refused.what, refused.about) == ("bad_message", "line", line.id)
    [elsewhere] = volunteer.says(msgspec.structs.replace(line, conversation=new_id()))
    assert isinstance(elsewhere, say.StaffRefused)
    assert elsewhere.code == "unknown_conversation"


def test_a_line_before_the_keys_is_refused_for_now(volunteer: Volunteer) -> None:
    volunteer.accepts()
    line = volunteer.line("te vroeg")
    early = Volunteer()
    early.opens_shift()
    early.waits(60)
    waiter = early.all(say.WaiterJoined)[-1].waiter
    early.says(say.Accept(waiter.conversation))
    [refused] = early.says(msgspec.structs.replace(line, conversation=waiter.conversation))
    assert isinstance(refused, say.StaffRefused)
    assert refused.code == "not_now"


def test_a_visitor_is_accepted_once(volunteer: Volunteer) -> None:
    conversation = volunteer.accepts()
    [refused] = volunteer.says(say.Accept(conversation))
    assert isinstance(refused, say.StaffRefused)
    assert refused.code == "taken"


def test_lines_are_told_again_after_a_number(volunteer: Volunteer) -> None:
    conversation = volunteer.accepts()
    [lines] = volunteer.says(say.CatchUp(conversation, 0))
    assert isinstance(lines, say.Lines)
    assert [line.number for line in lines.lines] == [1]
    assert volunteer.says(say.CatchUp(conversation, 1)) == []


def test_the_end_takes_the_conversation_away_and_another_visitor_comes(volunteer: Volunteer) -> None:
    conversation = volunteer.accepts()
    assert volunteer.channel is not None
    end = say.EndConversation(conversation, new_id(), volunteer.channel.seal_end())
    stored, ended = volunteer.says(end)
    assert isinstance(stored, say.StaffStored)
    assert ended == say.Ended(conversation, "staff")
    assert volunteer.accepts() != conversation


def test_a_broken_end_frame_ends_nothing(volunteer: Volunteer) -> None:
    conversation = volunteer.accepts()
    [refused] = volunteer.says(say.EndConversation(conversation, new_id(), bytes(200)))
    assert isinstance(refused, say.StaffRefused)
    assert (refused.code, refused.what) == ("bad_message", "end")
    assert not isinstance(volunteer.says(volunteer.line("we gaan door"))[0], say.StaffRefused)


def test_a_term_may_grow_and_not_shrink(volunteer: Volunteer) -> None:
    conversation = volunteer.accepts()
    kept = say.SetRetention(conversation, "standard")
    assert volunteer.says(kept) == [say.RetentionSet(conversation, "standard")]
    [refused] = volunteer.says(say.SetRetention(conversation, "unknown"))
    assert isinstance(refused, say.StaffRefused)
    assert refused.code == "not_allowed"


def test_t8_a_whisper_is_answered_sealed_and_signed(volunteer: Volunteer) -> None:
    conversation = volunteer.accepts()
    colleague = volunteer.helpline.colleagues[0]
    person = colleague.person.claim
    volunteer.says(say.Whisper(person.person, conversation, random_bytes(300)))
    volunteer.waits(10)
    [whispered] = volunteer.all(say.Whispered)
    digest, sender = sha256(volunteer.certificate.payload), id_bytes(person.person)
    about = id_bytes(conversation)
    text = open_whisper(volunteer.box, whispered.sealed, digest, person.staff, sender, about)
    assert text == colleague.part.whispers[0].nl


def test_the_team_welcomes_and_answers(volunteer: Volunteer) -> None:
    line = new_id()
    assert volunteer.says(say.TeamLine(line, [])) == [say.TeamStored(line, NOW)]
    volunteer.waits(30)
    texts = []
    for told in volunteer.all(say.TeamSaid):
        colleague = volunteer.helpline.colleagues[0]
        person = colleague.person.claim
        assert told.sender == person.person
        digest = sha256(volunteer.certificate.payload)
        sender, which = id_bytes(told.sender), id_bytes(told.id)
        texts.append(
            open_team(volunteer.box, told.sealed, digest, person.staff, sender, colleague.digest, which)
        )
    assert texts[0].startswith("Welkom bij het oefenen")
    assert len(texts) == 2


def test_nobody_can_be_asked_who_is_not_there_or_twice_at_once(volunteer: Volunteer) -> None:
    conversation = volunteer.accepts()
    one, other = (each.shift.person for each in volunteer.helpline.colleagues)
    codes = []
    for message in (
        say.HandOver(conversation, new_id()),
        say.AskAlong(new_id(), one),
        say.AskAlong(conversation, one),
        say.AskAlong(conversation, other),
    ):
        told = volunteer.says(message)
        codes.append(told[0].code if told and isinstance(told[0], say.StaffRefused) else "")
    assert codes == ["no_colleague", "unknown_conversation", "", "not_now"]
    volunteer.waits(30)
    [refused] = volunteer.says(say.AskAlong(conversation, one))
    assert isinstance(refused, say.StaffRefused)
    assert refused.code == "no_colleague", "who reads along already is not asked again"


def test_h3_danger_with_the_coordinator_along_already_finds_no_other(volunteer: Volunteer) -> None:
    conversation = volunteer.accepts()
    volunteer.says(say.Danger(conversation, []))
    volunteer.waits(30)
    assert len(volunteer.all(say.Answered)) == 1
    [refused] = volunteer.says(say.Danger(conversation, []))
    assert isinstance(refused, say.StaffRefused)
    assert refused.code == "no_coordinator"


def test_a_line_under_the_keys_of_before_is_refused_once_a_newer_one_is_there(volunteer: Volunteer) -> None:
    conversation = volunteer.accepts()
    before = volunteer.line("onder de oude sleutels")
    volunteer.says(say.AskAlong(conversation, volunteer.helpline.colleagues[1].shift.person))
    volunteer.waits(60)
    [refused] = volunteer.says(before)
    assert isinstance(refused, say.StaffRefused)
    assert (refused.code, refused.about) == ("stale_epoch", before.id)


@pytest.mark.parametrize(
    "message",
    [
        say.StaffHello(1),
        say.Return(bytes(32)),
        say.Answer(new_id(), is_yes=True),
        say.StepOut(new_id()),
        say.SetHouse(is_paused=True),
        say.EndShift(new_id()),
        say.ListPeople(),
        say.PublishKeys([], []),
    ],
    ids=lambda message: type(message).__name__,
)
def test_what_is_not_practised_is_refused(volunteer: Volunteer, message: StaffMessage) -> None:
    [refused] = volunteer.says(message)
    assert isinstance(refused, say.StaffRefused)
    assert refused.code == "not_allowed"


@pytest.mark.parametrize("message", [say.Pause(is_on=True), say.Limit(2)], ids=["pause", "limit"])
def test_what_needs_no_answer_gets_none(volunteer: Volunteer, message: StaffMessage) -> None:
    assert volunteer.says(message) == []


def test_another_shift_than_the_volunteers_own_is_not_opened() -> None:
    volunteer, stranger = Volunteer(), Volunteer()
    [refused] = volunteer.says(say.OpenShift(stranger.certificate, new_id()))
    assert isinstance(refused, say.StaffRefused)
    assert refused.code == "certificate"


def test_a_shift_closes_unless_a_conversation_is_open(volunteer: Volunteer) -> None:
    volunteer.accepts()
    [refused] = volunteer.says(say.CloseShift())
    assert isinstance(refused, say.StaffRefused)
    assert refused.code == "not_now"
    other = Volunteer()
    other.opens_shift()
    assert other.says(say.CloseShift()) == [say.ShiftClosed("closed")]
