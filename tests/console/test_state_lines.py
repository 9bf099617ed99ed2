"""Lines that come: in the order of their numbers, nothing skipped silently, nothing doubled; and how
conversations end."""

from luwte.console.state import (
    ConversationAdded,
    ConversationChanged,
    ConversationRemoved,
    LinesChanged,
    NoticeRaised,
    SearchChanged,
    TrustBroken,
)
from luwte.console.state import intentions as wish
from luwte.crypto.sealing import open_keys_from_archive
from luwte.protocol import messages as say
from luwte.protocol.ids import id_bytes, new_id
from luwte.protocol.parts import StoredLine
from tests.console.helpline import ARCHIVE, NOOR, SAM, Play, PlayedVisitor, member_of
from tests.wire.helpline import NOW


def test_an_accepted_conversation_shows_nickname_words_and_who_reads_it() -> None:
    play = Play()
    visitor = PlayedVisitor()
    play.hears(say.Opened(play.opened(visitor), "accepted"))
    [added] = play.heard(ConversationAdded)
    assert (added.row.nickname, added.row.language, added.row.keys) == ("Zeester", "nl", "waiting")
    assert [(member.name, member.is_own, member.is_owner) for member in added.row.members] == [
        ("Noor", True, True)
    ]
    play.hears(say.KeysArrived(visitor.conversation, visitor.offer(play.shift)))
    play.hears(say.Lines(visitor.conversation, [visitor.opening(), visitor.says("ben je daar?")]))
    assert [text for text, _ in play.lines(visitor)] == ["hallo", "ben je daar?"]
    assert play.heard(ConversationChanged)[-1].row.keys == "ready"


def test_after_every_offer_all_keys_go_to_this_weeks_archive() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.hears(say.MembersWanted(visitor.conversation, 1, NOOR.claim.person, [play.member, member_of(SAM)]))
    visitor.new_epoch()
    play.hears(
        say.KeysArrived(visitor.conversation, visitor.offer(play.shift, say.OpenShift(SAM.shift(), new_id())))
    )
    [copy] = play.spoken(say.ArchiveCopy)
    assert (copy.epoch, copy.key) == (1, ARCHIVE.claim.key)
    raw = id_bytes(visitor.conversation)
    opened = open_keys_from_archive(ARCHIVE.private, copy.sealed, raw, 1, ARCHIVE.digest, visitor.key.public)
    assert list(opened) == visitor.keys


def test_a_gap_is_fetched_and_then_shown_in_order_once() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    two, three, four = (visitor.says(text) for text in ("twee", "drie", "vier"))
    play.hears(say.Lines(visitor.conversation, [three]))
    play.hears(say.Lines(visitor.conversation, [four]))
    assert play.spoken(say.CatchUp) == [say.CatchUp(visitor.conversation, 1)]
    play.hears(say.Lines(visitor.conversation, [two, three, four]))
    play.hears(say.Lines(visitor.conversation, [three]))
    assert [text for text, _ in play.lines(visitor)] == ["hallo", "twee", "drie", "vier"]


def test_while_lines_are_missing_nothing_leaves() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    two, three = visitor.says("twee"), visitor.says("drie")
    play.hears(say.Lines(visitor.conversation, [three]))
    play.wants(wish.SendLine(visitor.conversation, "antwoord"))
    assert play.sent() == []
    play.hears(say.Lines(visitor.conversation, [two, three]))
    assert len(play.sent()) == 1


def test_a_line_that_cannot_be_verified_is_shown_as_such_and_the_rest_goes_on() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    forged = visitor.channel.seal_text("echt")
    forged = forged[:-1] + bytes([forged[-1] ^ 1])
    play.hears(say.Lines(visitor.conversation, [StoredLine(2, new_id(), "visitor", forged, NOW)]))
    row = play.state.lines(visitor.conversation)[-1]
    assert (row.kind, row.code, row.text) == ("unverified", "sealed", "")
    play.wants(wish.SendLine(visitor.conversation, "Er ging iets mis."))
    assert len(play.sent()) == 1


def test_another_line_under_a_known_number_is_an_alarm() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.hears(
        say.Lines(visitor.conversation, [StoredLine(1, new_id(), "visitor", visitor.lines[0].frame, NOW)])
    )
    assert [change.alarm.code for change in play.heard(TrustBroken)] == ["missing_lines"]


def test_ten_thousand_lines_come_in_order_with_one_splice_for_each_message() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    lines = [visitor.says(f"regel {number}") for number in range(10_000)]
    for start in range(0, len(lines), 500):
        play.hears(say.Lines(visitor.conversation, lines[start : start + 500]))
    told = play.state.lines(visitor.conversation)
    assert [line.number for line in told] == list(range(1, 10_002))
    assert len(play.heard(LinesChanged)) == 20
    play.forget()
    play.wants(wish.SearchFor(visitor.conversation, "REGEL 9999"))
    [found] = play.heard(SearchChanged)
    assert found.search.lines == (told[-1].id,)


def test_who_takes_over_gets_the_whole_past_and_the_colleagues_name_on_its_lines() -> None:
    play = Play()
    visitor = PlayedVisitor()
    sam = Play(SAM)
    past = sam.talks_with(visitor)
    sam.wants(wish.SendLine(visitor.conversation, "Ik ben Sam."))
    sam.stores(past, sam.sent()[0])
    visitor.new_epoch()
    play.hears(say.Opened(play.opened(visitor, others=(sam.member,)), "handed_over"))
    play.hears(say.KeysArrived(visitor.conversation, visitor.offer(play.shift, sam.shift)))
    play.hears(say.Lines(visitor.conversation, visitor.lines))
    told = play.state.lines(visitor.conversation)
    assert [(line.text, line.name, line.is_own) for line in told] == [
        ("hallo", "", False),
        ("Ik ben Sam.", "Sam", False),
    ]
    assert play.state.talks.all[visitor.conversation].unread == 0


def test_unread_counts_what_came_while_another_conversation_was_in_front() -> None:
    play = Play()
    visitor, other = play.talks_with(PlayedVisitor()), play.talks_with(PlayedVisitor("Maan"))
    assert play.state.seat is not None
    assert play.state.seat.selected == other.conversation
    play.hears(say.Lines(visitor.conversation, [visitor.says("een"), visitor.says("twee")]))
    assert play.heard(ConversationChanged)[-1].row.unread == 2
    play.wants(wish.Select(visitor.conversation))
    assert play.heard(ConversationChanged)[-1].row.unread == 0


def test_what_this_volunteer_agreed_to_comes_to_the_front_but_never_over_a_half_written_line() -> None:
    play = Play()
    first, second, third = PlayedVisitor("een"), PlayedVisitor("twee"), PlayedVisitor("drie")
    seat = play.state.seat
    assert seat is not None
    play.hears(say.Opened(play.opened(first), "handed_over"))
    assert seat.selected == first.conversation
    play.wants(wish.KeepDraft(first.conversation, "half"))
    play.hears(say.Opened(play.opened(second), "along"))
    assert seat.selected == first.conversation
    play.wants(wish.KeepDraft(first.conversation, ""))
    play.hears(say.Opened(play.opened(third), "danger"))
    assert seat.selected == third.conversation


def test_presence_and_the_countdown_of_an_absent_visitor_are_told_by_this_computers_clock() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    assert play.state.seat is not None
    play.state.seat.ahead = 100
    play.hears(say.VisitorChanged(visitor.conversation, "away", NOW + 100, NOW + 400))
    row = play.heard(ConversationChanged)[-1].row
    assert (row.presence, row.presence_since, row.away_until) == ("away", NOW, NOW + 300)


def test_a_silent_visitor_is_nudged_and_ended_only_by_the_volunteer_at_the_policys_times() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    assert play.state.seat is not None
    silence = play.state.seat.trust.policy.silence

    def offered() -> str:
        return play.state.talks.all[visitor.conversation].row(play.state.seat, play.now).silence  # type: ignore[arg-type]

    play.waits(silence.end_after * 2)
    assert offered() == "no", "it is the volunteer's turn"
    play.wants(wish.SendLine(visitor.conversation, "Wil je vertellen?"))
    play.stores(visitor, play.sent()[0])
    began = play.now
    play.waits(silence.nudge_after - 1)
    assert offered() == "no"
    play.waits(1)
    assert offered() == "nudge"
    play.wants(wish.Nudge(visitor.conversation))
    play.stores(visitor, play.sent()[1])
    assert offered() == "no"
    play.waits(silence.end_after - (play.now - began))
    assert offered() == "end"
    assert len(play.sent()) == 2
    assert play.spoken(say.EndConversation) == []
    play.hears(say.VisitorChanged(visitor.conversation, "typing", int(play.now)))
    assert offered() == "no"


def test_when_a_conversation_ends_all_of_it_goes_from_the_console_at_once() -> None:
    """T1: volunteers lose the conversation when it ends."""
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.KeepDraft(visitor.conversation, "nog een half woord"))
    play.hears(say.Ended(visitor.conversation, "visitor"))
    assert play.heard(ConversationRemoved) == [ConversationRemoved(visitor.conversation, "visitor")]
    assert play.state.lines(visitor.conversation) == ()
    assert visitor.conversation not in play.state.talks.all
    assert [change.notice.code for change in play.heard(NoticeRaised)] == ["visitor_ended"]


def test_after_consent_is_withdrawn_the_console_can_send_nothing_more() -> None:
    """C6: withdrawing stops the conversation at once."""
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.KeepDraft(visitor.conversation, "ik wilde nog"))
    play.hears(say.Ended(visitor.conversation, "withdrawn"))
    play.said.clear()
    play.wants(wish.SendLine(visitor.conversation, "ik wilde nog"))
    play.waits(60)
    assert play.said == []


def test_what_ended_while_the_line_was_away_is_gone_when_it_is_back() -> None:
    play = Play()
    visitor, other = play.talks_with(PlayedVisitor()), play.talks_with(PlayedVisitor("Maan"))
    play.drops()
    play.returns(play.opened(other, with_offer=True))
    assert play.heard(ConversationRemoved) == [ConversationRemoved(visitor.conversation, "closed")]


def test_the_end_of_the_shift_empties_the_console() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.hears(say.ShiftClosed("taken_over"))
    assert play.heard(ConversationRemoved) == [ConversationRemoved(visitor.conversation, "sealed")]
    assert play.state.seat is not None
    assert play.state.seat.shift is None
    assert (play.state.session.stage, play.state.session.sealed_why) == ("sealed", "taken_over")
