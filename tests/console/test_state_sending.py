"""Lines that leave: once, in order, to the right visitor, or shown as unsent."""

import pytest

from luwte.console.state import DraftChanged, LinesChanged, NoticeRaised
from luwte.console.state import intentions as wish
from luwte.protocol import messages as say
from luwte.protocol.ids import new_id
from luwte.protocol.parts import RefusalCode
from luwte.settings import Preferences
from tests.console.helpline import SAM, Play, PlayedVisitor, member_of
from tests.wire.helpline import NOW


def test_a_line_is_sealed_sent_and_told_durable_and_seen() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.SendLine(visitor.conversation, "Welkom."))
    assert play.lines(visitor)[-1] == ("Welkom.", "waiting")
    play.stores(visitor, play.sent()[0])
    assert play.lines(visitor)[-1] == ("Welkom.", "stored")
    play.hears(say.VisitorSeen(visitor.conversation, 2))
    assert play.lines(visitor)[-1] == ("Welkom.", "seen")
    assert [line.id for line in play.state.lines(visitor.conversation)][-1] == play.sent()[0].id


def test_the_server_sees_no_word_of_it() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.SendLine(visitor.conversation, "een geheim woord"))
    assert b"geheim" not in play.sent()[0].frame


def test_lines_leave_one_at_a_time_and_in_order() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    for text in ("een", "twee", "drie"):
        play.wants(wish.SendLine(visitor.conversation, text))
    assert len(play.sent()) == 1
    for at in range(3):
        play.stores(visitor, play.sent()[at])
    assert [text for text, _ in play.lines(visitor)] == ["hallo", "een", "twee", "drie"]
    assert len({line.id for line in play.sent()}) == 3


def test_after_a_drop_the_same_frame_goes_again_under_the_same_id() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.SendLine(visitor.conversation, "Ben je daar?"))
    play.drops()
    play.wants(wish.SendLine(visitor.conversation, "Ik wacht."))
    play.returns(play.opened(visitor, with_offer=True))
    first, again = play.sent()
    assert (first.id, first.frame) == (again.id, again.frame)
    play.stores(visitor, again)
    play.stores(visitor, play.sent()[2])
    assert [text for text, _ in play.lines(visitor)] == ["hallo", "Ben je daar?", "Ik wacht."]


def test_a_line_that_was_stored_before_the_drop_is_not_sent_twice() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.SendLine(visitor.conversation, "Eén keer."))
    [first] = play.sent()
    play.drops()
    stored = visitor.number(first.frame, "staff", NOW, first.id)
    play.returns(play.opened(visitor, with_offer=True))
    assert play.spoken(say.CatchUp) == [say.CatchUp(visitor.conversation, 1)]
    assert len(play.sent()) == 1
    play.hears(say.Lines(visitor.conversation, [stored]))
    assert len(play.sent()) == 1
    assert play.lines(visitor) == [("hallo", "received"), ("Eén keer.", "stored")]


def test_a_line_of_an_epoch_that_is_over_is_sealed_anew_under_the_same_id() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.SendLine(visitor.conversation, "Sam komt erbij."))
    [first] = play.sent()
    members = [play.member, member_of(SAM)]
    play.hears(say.MembersWanted(visitor.conversation, 1, play.person.claim.person, members))
    refusal = say.StaffRefused("stale_epoch", "line", visitor.conversation, first.id)
    play.hears(refusal)
    assert len(play.sent()) == 1, "it waits for the new keys"
    visitor.new_epoch()
    sams = say.OpenShift(member_of(SAM).shift, new_id())
    play.hears(say.KeysArrived(visitor.conversation, visitor.offer(play.shift, sams)))
    again = play.sent()[1]
    assert again.id == first.id
    assert again.frame != first.frame
    play.stores(visitor, again)
    assert play.lines(visitor)[-1] == ("Sam komt erbij.", "stored")


def test_lines_typed_before_the_keys_are_there_wait_and_then_leave() -> None:
    play = Play()
    visitor = PlayedVisitor()
    play.hears(say.Opened(play.opened(visitor), "accepted"))
    play.wants(wish.SendLine(visitor.conversation, "Een moment."))
    assert play.sent() == []
    play.hears(say.KeysArrived(visitor.conversation, visitor.offer(play.shift)))
    assert len(play.sent()) == 1


def test_a_refused_line_is_shown_as_unsent_with_all_behind_it_and_may_be_retried() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.SendLine(visitor.conversation, "een"))
    play.wants(wish.SendLine(visitor.conversation, "twee"))
    [first] = play.sent()
    play.hears(say.StaffRefused("not_allowed", "line", visitor.conversation, first.id))
    play.wants(wish.SendLine(visitor.conversation, "drie"))
    assert [delivery for _, delivery in play.lines(visitor)[1:]] == ["failed"] * 3
    assert play.state.talks.all[visitor.conversation].row(play.state.seat, play.now).unsent == 3  # type: ignore[arg-type]
    play.wants(wish.Retry(visitor.conversation))
    again = play.sent()[1]
    assert (again.id, again.frame) == (first.id, first.frame)
    for at in (1, 2, 3):
        play.stores(visitor, play.sent()[at])
    assert [text for text, _ in play.lines(visitor)[1:]] == ["een", "twee", "drie"]


def test_a_full_disk_is_tried_again_on_the_next_line_without_being_asked() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.SendLine(visitor.conversation, "een"))
    play.hears(say.StaffRefused("storage", "line", visitor.conversation, play.sent()[0].id))
    assert play.lines(visitor)[-1] == ("een", "failed")
    play.drops()
    play.returns(play.opened(visitor, with_offer=True))
    assert play.sent()[1] == play.sent()[0]


def test_what_came_too_fast_is_tried_again_after_a_while() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.SendLine(visitor.conversation, "een"))
    play.hears(say.StaffRefused("too_fast", "line", visitor.conversation, play.sent()[0].id))
    assert play.lines(visitor)[-1] == ("een", "waiting")
    play.waits(1)
    assert len(play.sent()) == 1
    play.waits(3)
    assert play.sent()[1] == play.sent()[0]
    assert play.heard(NoticeRaised) == []


def test_with_several_conversations_a_line_can_be_taken_back_for_ten_seconds() -> None:
    play = Play()
    visitor, other = play.talks_with(PlayedVisitor()), play.talks_with(PlayedVisitor("Maan"))
    play.wants(wish.SendLine(visitor.conversation, "bedoeld voor Maan"))
    line = play.state.lines(visitor.conversation)[-1]
    assert (line.delivery, line.held_until) == ("held", NOW + 10)
    play.waits(9)
    assert play.sent() == []
    play.wants(wish.TakeBack(visitor.conversation, line.id))
    assert play.heard(DraftChanged) == [DraftChanged(visitor.conversation, "bedoeld voor Maan")]
    play.waits(60)
    assert play.sent() == []
    assert [text for text, _ in play.lines(visitor)] == ["hallo"]
    assert [text for text, _ in play.lines(other)] == ["hallo"]


def test_a_held_line_leaves_when_its_time_is_over_or_on_demand() -> None:
    play = Play()
    visitor, other = play.talks_with(PlayedVisitor()), play.talks_with(PlayedVisitor("Maan"))
    play.wants(wish.SendLine(visitor.conversation, "een"))
    play.wants(wish.SendLine(other.conversation, "twee"))
    play.wants(wish.SendLine(other.conversation, ""))
    assert [line.conversation for line in play.sent()] == [other.conversation]
    play.waits(10)
    assert [line.conversation for line in play.sent()] == [other.conversation, visitor.conversation]


def test_two_lines_in_a_row_to_the_wrong_visitor_can_both_be_taken_back() -> None:
    play = Play()
    visitor, _ = play.talks_with(PlayedVisitor()), play.talks_with(PlayedVisitor("Maan"))
    play.wants(wish.SendLine(visitor.conversation, "een"))
    play.waits(3)
    play.wants(wish.SendLine(visitor.conversation, "twee"))
    first, second = play.state.lines(visitor.conversation)[-2:]
    play.wants(wish.TakeBack(visitor.conversation, first.id))
    play.wants(wish.TakeBack(visitor.conversation, second.id))
    play.waits(30)
    assert play.sent() == []


def test_with_one_conversation_nothing_is_held_unless_asked_for_and_never_when_switched_off() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.SendLine(visitor.conversation, "meteen"))
    assert len(play.sent()) == 1

    careful = Play(preferences=Preferences(take_back_always=True))
    visitor = careful.talks_with(PlayedVisitor())
    careful.wants(wish.SendLine(visitor.conversation, "straks"))
    assert careful.sent() == []

    quick = Play(preferences=Preferences(take_back_seconds=0))
    visitor, _ = quick.talks_with(PlayedVisitor()), quick.talks_with(PlayedVisitor("Maan"))
    quick.wants(wish.SendLine(visitor.conversation, "meteen"))
    assert len(quick.sent()) == 1


def test_a_sealed_line_that_is_taken_back_leaves_no_gap_for_the_visitor() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.SendLine(visitor.conversation, "fout"))
    [first] = play.sent()
    play.hears(say.StaffRefused("not_allowed", "line", visitor.conversation, first.id))
    play.wants(wish.TakeBack(visitor.conversation, first.id))
    play.wants(wish.SendLine(visitor.conversation, "goed"))
    play.stores(visitor, play.sent()[1])
    assert [text for text, _ in play.lines(visitor)] == ["hallo", "goed"]


def test_a_draft_never_crosses_conversations() -> None:
    play = Play()
    visitor, other = play.talks_with(PlayedVisitor()), play.talks_with(PlayedVisitor("Maan"))
    play.wants(wish.Select(visitor.conversation))
    play.wants(wish.KeepDraft(visitor.conversation, "alleen voor Zeester"))
    selected = play.wants(wish.Select(other.conversation)).changes
    assert [getattr(change, "draft", None) for change in selected if hasattr(change, "draft")] == [""]
    play.wants(wish.KeepDraft(other.conversation, "alleen voor Maan"))
    back = play.wants(wish.Select(visitor.conversation)).changes
    assert [getattr(change, "draft", None) for change in back if hasattr(change, "draft")] == [
        "alleen voor Zeester"
    ]
    play.wants(wish.SendLine(other.conversation, "alleen voor Maan"))
    assert play.state.talks.all[visitor.conversation].draft == "alleen voor Zeester"
    assert play.state.talks.all[other.conversation].draft == ""


def test_what_is_too_long_stays_in_the_box_whole() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    text = "a" * 4001
    play.wants(wish.SendLine(visitor.conversation, text))
    assert play.sent() == []
    assert play.heard(DraftChanged) == [DraftChanged(visitor.conversation, text)]
    assert [change.notice.code for change in play.heard(NoticeRaised)] == ["too_long"]


def test_typing_is_a_bare_state_that_ends_by_itself() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.KeepDraft(visitor.conversation, "W"))
    play.wants(wish.KeepDraft(visitor.conversation, "We"))
    assert play.spoken(say.StaffTyping) == [say.StaffTyping(visitor.conversation, True)]
    play.waits(7)
    assert play.spoken(say.StaffTyping)[-1] == say.StaffTyping(visitor.conversation, False)


def test_a_batch_of_lines_is_one_splice_before_what_is_unsent() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.SendLine(visitor.conversation, "nog niet"))
    play.forget()
    play.hears(say.Lines(visitor.conversation, [visitor.says(f"regel {n}") for n in range(3)]))
    [change] = play.heard(LinesChanged)
    assert (change.start, change.removed, len(change.lines)) == (1, 0, 3)
    assert [text for text, _ in play.lines(visitor)][-1] == "nog niet"


def test_the_end_waits_for_the_lines_before_it_and_matches_the_visitors_chain() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.SendLine(visitor.conversation, "Dag."))
    play.wants(wish.End(visitor.conversation))
    assert play.spoken(say.EndConversation) == []
    play.stores(visitor, play.sent()[0])
    [end] = play.spoken(say.EndConversation)
    assert end.frame is not None
    opened = visitor.channel.open(len(visitor.lines) + 1, "staff", end.frame)
    assert opened.kind == "end"
    assert opened.end_ok


def test_after_a_silence_the_closing_words_go_before_the_end() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.End(visitor.conversation, is_silent=True))
    play.stores(visitor, play.sent()[0])
    assert play.lines(visitor)[-1][0] == play.state.seat.trust.policy.texts.closing["nl"]  # type: ignore[union-attr]
    assert play.spoken(say.EndConversation)[0].is_silent


@pytest.mark.parametrize("code", ["storage", "not_allowed", "draining"])
def test_after_a_refused_end_the_conversation_goes_on(code: RefusalCode) -> None:
    """The end frame used up a number of the session: the next line in it would be a gap to the visitor."""
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.End(visitor.conversation))
    assert play.spoken(say.EndConversation)[0].frame is not None
    play.hears(say.StaffRefused(code, "end", visitor.conversation))
    play.wants(wish.SendLine(visitor.conversation, "Dan praten we verder."))
    play.stores(visitor, play.sent()[0])
    assert play.lines(visitor)[-1] == ("Dan praten we verder.", "stored")
    play.wants(wish.End(visitor.conversation))
    end = play.spoken(say.EndConversation)[-1].frame
    assert end is not None
    assert visitor.channel.open(len(visitor.lines) + 1, "staff", end).end_ok
