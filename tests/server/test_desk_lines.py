"""Lines: numbered without gaps, stored once, passed to those who hold the keys and to nobody else."""

from dataclasses import replace

import pytest

from luwte.protocol.messages import (
    ArchiveCopy,
    CatchUp,
    ColleagueTyping,
    EndConversation,
    Lines,
    LineStored,
    RetentionSet,
    Seen,
    SetRetention,
    ShareKept,
    StaffLine,
    StaffRefused,
    StaffState,
    StaffStored,
    StaffTyping,
    VisitorCatchUp,
    VisitorChanged,
    VisitorLine,
    VisitorLines,
    VisitorRefused,
    VisitorSeen,
    VisitorState,
)
from luwte.server.effects import KeepShare, SendStaffLines, SendVisitorLines, StoreCopy, StoreLine
from tests.server.plays import END, OPENING, RULES, STANDARD, VIOLENCE, Play, frame, name_id, token


def talking() -> tuple[Play, str]:
    play = Play()
    play.open_shift("Vera")
    return play, play.talk("Ada", "Vera")


def numbers(play: Play, conversation: str) -> list[int]:
    return [line.number for line in play.shelf.lines[conversation]]


def test_both_directions_share_one_row_of_numbers_without_gaps() -> None:
    play, conversation = talking()
    play.visitor_writes("Ada", conversation)
    play.writes("Vera", conversation)
    play.visitor_writes("Ada", conversation)
    assert numbers(play, conversation) == [1, 2, 3]
    assert [each.number for each in play.visitor_got("Ada", LineStored)] == [1, 3]
    assert [each.number for each in play.got("Vera", StaffStored)] == [2]


def test_an_acknowledgement_is_in_the_list_that_stores_the_line() -> None:
    play, conversation = talking()
    play.visitor_writes("Ada", conversation)
    assert isinstance(play.effects[0], StoreLine)
    assert play.last("Vera", Lines).lines == [play.effects[0].line]
    play.writes("Vera", conversation)
    assert isinstance(play.effects[0], StoreLine)
    assert play.last_to_visitor("Ada", VisitorLines).lines == [play.effects[0].line]


def test_the_same_line_again_is_acknowledged_with_its_number_and_stored_once() -> None:
    play, conversation = talking()
    line = play.visitor_writes("Ada", conversation)
    own = play.writes("Vera", conversation)
    play.visitor_says("Ada", line)
    play.says("Vera", own)
    assert numbers(play, conversation) == [1, 2]
    assert [each.number for each in play.visitor_got("Ada", LineStored)] == [1, 1]
    assert [each.number for each in play.got("Vera", StaffStored)] == [2, 2]
    assert len(play.got("Vera", Lines)) == 1


def test_the_same_line_again_after_a_restart_is_stored_once() -> None:
    play, conversation = talking()
    line = play.visitor_writes("Ada", conversation)
    play.restart()
    play.hello("Ada")
    play.visitor_says("Ada", line)
    play.visitor_writes("Ada", conversation)
    assert numbers(play, conversation) == [1, 2]


def test_a_visitor_cannot_occupy_a_line_name_of_the_staff() -> None:
    play, conversation = talking()
    play.visitor_writes("Ada", conversation, line="same")
    play.writes("Vera", conversation, line="same")
    assert numbers(play, conversation) == [1, 2]


@pytest.mark.parametrize(
    ("untrusted_frame", "code"),
    [
        (lambda conversation: frame(conversation, "staff"), "bad_message"),
        (lambda conversation: frame(name_id("another"), "visitor"), "bad_message"),
        (lambda conversation: frame(conversation, "visitor", kind=END), "bad_message"),
        (lambda conversation: b"\x02" + frame(conversation, "visitor")[1:], "bad_message"),
        (lambda conversation: b"\x01\x07" + frame(conversation, "visitor")[2:], "bad_message"),
        (lambda conversation: frame(conversation, "visitor", epoch=1), "not_now"),
    ],
)
def test_a_reflected_foreign_or_future_frame_is_refused(untrusted_frame: object, code: str) -> None:
    play, conversation = talking()
    assert callable(untrusted_frame)
    line = VisitorLine(id=name_id("bad"), frame=untrusted_frame(conversation))
    play.visitor_says("Ada", line)
    refused = play.last_to_visitor("Ada", VisitorRefused)
    assert (refused.code, refused.about) == (code, line.id)
    assert not numbers(play, conversation)


def test_only_the_visitor_sends_an_opening() -> None:
    play, conversation = talking()
    opening = VisitorLine(id=name_id("opening"), frame=frame(conversation, "visitor", kind=OPENING))
    play.visitor_says("Ada", opening)
    own = StaffLine(
        conversation=conversation, id=name_id("own"), frame=frame(conversation, "staff", kind=OPENING)
    )
    play.says("Vera", own)
    assert numbers(play, conversation) == [1]
    assert play.last("Vera", StaffRefused) == StaffRefused(
        code="bad_message", what="line", conversation=conversation, about=own.id
    )


def test_a_line_on_its_way_while_the_keys_changed_is_sealed_anew_under_the_same_name() -> None:
    play, conversation = talking()
    play.open_shift("Vera", shift="second shift")
    play.give_keys("Ada")
    stale = play.visitor_writes("Ada", conversation, epoch=0, line="once")
    refused = play.last_to_visitor("Ada", VisitorRefused)
    assert (refused.code, refused.about) == ("stale_epoch", stale.id)
    play.visitor_writes("Ada", conversation, epoch=1, line="once")
    assert numbers(play, conversation) == [1]


def test_catching_up_names_the_lines_that_are_stored() -> None:
    play, conversation = talking()
    for _ in range(3):
        play.visitor_writes("Ada", conversation)
    play.visitor_says("Ada", VisitorCatchUp(after=1))
    play.says("Vera", CatchUp(conversation=conversation, after=2))
    assert play.last_to_visitor("Ada", SendVisitorLines) == SendVisitorLines(token("Ada"), conversation, 1, 3)
    assert play.last("Vera", SendStaffLines) == SendStaffLines(play.shift_of["Vera"], conversation, 2, 3)
    play.says("Vera", CatchUp(conversation=conversation, after=3))
    assert not play.effects


def test_seen_is_told_once_and_never_beyond_what_exists() -> None:
    play, conversation = talking()
    play.writes("Vera", conversation)
    for number in (1, 1, 7, 0):
        play.visitor_says("Ada", Seen(number=number))
    assert [each.number for each in play.got("Vera", VisitorSeen)] == [1]


def test_typing_is_a_bare_state_both_ways() -> None:
    play, conversation = talking()
    play.visitor_says("Ada", VisitorState(state="typing"))
    play.visitor_says("Ada", VisitorState(state="typing"))
    assert [each.presence for each in play.got("Vera", VisitorChanged)] == ["typing"]
    play.says("Vera", StaffTyping(conversation=conversation, is_on=True))
    play.says("Vera", StaffTyping(conversation=conversation, is_on=False))
    assert [each.state for each in play.visitor_got("Ada", StaffState)][-2:] == ["typing", "here"]
    assert not play.got("Vera", ColleagueTyping)


def test_a_waiting_visitors_typing_reaches_nobody() -> None:
    play = Play()
    play.open_shift("Vera")
    play.enter("Ada")
    play.visitor_says("Ada", VisitorState(state="hidden"))
    assert not play.effects


def test_a_confirmed_share_lets_the_earlier_ones_go() -> None:
    play, conversation = talking()
    play.visitor_says("Ada", ShareKept())
    assert play.effects == [KeepShare(conversation)]


def test_the_consoles_archive_copy_is_kept_for_the_present_epoch_and_a_known_key() -> None:
    play, conversation = talking()
    copy = ArchiveCopy(conversation=conversation, epoch=0, key=STANDARD.key, sealed=bytes(80))
    play.says("Vera", copy)
    assert play.effects == [StoreCopy(copy)]
    play.says("Vera", ArchiveCopy(conversation=conversation, epoch=1, key=STANDARD.key, sealed=bytes(80)))
    assert play.last("Vera", StaffRefused).code == "stale_epoch"
    play.says("Vera", ArchiveCopy(conversation=conversation, epoch=0, key=name_id("odd"), sealed=bytes(80)))
    assert play.last("Vera", StaffRefused).code == "key_missing"


def test_a_term_may_be_set_longer_with_keys_sealed_to_its_class_and_never_shorter() -> None:
    """T6"""
    play, conversation = talking()
    play.visitor_writes("Ada", conversation)
    copy = ArchiveCopy(conversation=conversation, epoch=0, key=VIOLENCE.key, sealed=bytes(80))
    play.says("Vera", SetRetention(conversation=conversation, retention="violence", copy=None))
    assert play.last("Vera", StaffRefused).code == "bad_message"
    play.says("Vera", SetRetention(conversation=conversation, retention="violence", copy=copy))
    assert play.last("Vera", RetentionSet).retention == "violence"
    for retention in ("standard", "short", "unheard"):
        play.says("Vera", SetRetention(conversation=conversation, retention=retention, copy=copy))
        assert play.last("Vera", StaffRefused).code == "not_allowed"
    play.drop("Ada")
    play.wait(301)
    closed = play.shelf.closed_out[conversation]
    assert (closed.retention, closed.archive) == ("violence", VIOLENCE)


@pytest.mark.parametrize("most", [{"lines_most": 2}, {"bytes_most": 2 * len(frame("A" * 22, "staff")) + 9}])
def test_a_full_conversation_takes_no_more_lines_but_its_end(most: dict[str, int]) -> None:
    """What is kept of a conversation is one blob made at once: its size must have a bound (T3)."""
    play = Play(replace(RULES, **most))  # type: ignore[arg-type]
    play.open_shift("Vera")
    conversation = play.talk("Ada", "Vera")
    first = play.visitor_writes("Ada", conversation)
    play.writes("Vera", conversation)
    refused = play.visitor_writes("Ada", conversation)
    assert play.last_to_visitor("Ada", VisitorRefused) == VisitorRefused(code="at_limit", about=refused.id)
    own = play.writes("Vera", conversation)
    assert play.last("Vera", StaffRefused) == StaffRefused(
        code="at_limit", what="line", conversation=conversation, about=own.id
    )
    play.visitor_says("Ada", first)
    assert play.last_to_visitor("Ada", LineStored).number == 1
    play.restart()
    play.hello("Ada")
    again = play.visitor_writes("Ada", conversation)
    assert play.last_to_visitor("Ada", VisitorRefused) == VisitorRefused(code="at_limit", about=again.id)
    play.staff_returns("Vera")
    play.says(
        "Vera", EndConversation(conversation, name_id("the end"), frame(conversation, "staff", kind=END))
    )
    assert conversation in play.shelf.closed_out
