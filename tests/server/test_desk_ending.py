"""Resume and the ends: by either side, by time, by withdrawal, by the exit button."""

import pytest

from luwte.protocol.messages import (
    EndConversation,
    Ended,
    KeysKept,
    Lines,
    LineStored,
    QuickExit,
    Ready,
    ShareKept,
    StaffRefused,
    VisitorChanged,
    VisitorEnd,
    VisitorEnded,
    VisitorLines,
    VisitorRefused,
    VisitorState,
    Withdraw,
)
from luwte.server.effects import CloseOut, Forget, SendEntered, SendResumed, StoreLine
from tests.server.plays import END, STANDARD, START, Play, entering, frame, name_id, token


def talking(lines: int = 2) -> tuple[Play, str]:
    play = Play()
    play.open_shift("Vera")
    conversation = play.talk("Ada", "Vera")
    for _ in range(lines):
        play.visitor_writes("Ada", conversation)
    return play, conversation


def test_a_dropped_visitor_is_shown_away_with_the_end_of_the_window_and_resumes() -> None:
    """C3"""
    play, conversation = talking()
    play.drop("Ada")
    changed = play.last("Vera", VisitorChanged)
    assert (changed.presence, changed.until) == ("away", START + 300)
    play.wait(299)
    play.writes("Vera", conversation)
    assert not play.visitor_got("Ada", VisitorLines)
    play.hello("Ada", after=2)
    assert play.last_to_visitor("Ada", SendResumed) == SendResumed(
        visitor=token("Ada"), conversation=conversation, stage="talking", last=3, was_away=299, is_fresh=True
    )
    assert play.last_to_visitor("Ada", KeysKept).epoch == 0
    assert play.last("Vera", VisitorChanged).presence == "here"
    play.wait(1_000)
    assert conversation in play.shelf.rows


def test_a_fresh_share_comes_after_a_reload_or_while_the_last_was_never_confirmed() -> None:
    play, _ = talking()
    play.visitor_says("Ada", ShareKept())
    for is_reload in (False, True):
        play.drop("Ada")
        play.hello("Ada", is_reload=is_reload)
        assert play.last_to_visitor("Ada", SendResumed).is_fresh is is_reload


def test_after_the_window_the_conversation_is_closed_out_and_the_token_worthless() -> None:
    """C3"""
    play, conversation = talking()
    play.drop("Ada")
    play.wait(301)
    assert play.last("Vera", Ended).why == "window"
    assert play.shelf.closed_out[conversation] == CloseOut(conversation, "standard", STANDARD)
    assert not play.desk.is_live(token("Ada"))
    play.hello("Ada")
    assert play.last_to_visitor("Ada", Ready).ended == "window"


@pytest.mark.parametrize("away", [0, 1, 299, 300])
def test_up_to_the_last_second_of_the_window_everything_is_there(away: int) -> None:
    """C3: seconds are cut down to whole ones, so five minutes are never a moment less."""
    play, conversation = talking()
    play.drop("Ada")
    for _ in range(away):
        play.wait(1)
    assert not play.got("Vera", Ended)
    play.hello("Ada")
    resumed = play.last_to_visitor("Ada", SendResumed)
    assert (resumed.conversation, resumed.stage, resumed.was_away) == (conversation, "talking", away)


def test_the_second_after_the_window_ends_it_and_every_return_begins_it_anew() -> None:
    """C3"""
    play, _ = talking()
    for _ in range(3):
        play.drop("Ada")
        play.wait(300)
        play.hello("Ada")
    play.drop("Ada")
    play.wait(300)
    assert play.desk.is_live(token("Ada"))
    play.wait(1)
    assert not play.desk.is_live(token("Ada"))
    assert play.last("Vera", Ended).why == "window"


def test_a_new_browser_token_may_ask_how_the_former_ended() -> None:
    play, _ = talking()
    play.drop("Ada")
    play.wait(301)
    play.hello("Ada's next", former="Ada")
    assert play.last_to_visitor("Ada's next", Ready).ended == "window"
    play.wait(3_600)
    play.hello("Ada's next", former="Ada")
    assert play.last_to_visitor("Ada's next", Ready).ended == "no"


def test_the_visitors_end_frame_is_the_last_line() -> None:
    play, conversation = talking()
    play.visitor_says("Ada", VisitorEnd(id=name_id("end"), frame=frame(conversation, "visitor", kind=END)))
    kinds = [type(effect) for effect in play.effects]
    assert kinds.index(StoreLine) < kinds.index(CloseOut)
    assert play.last("Vera", Lines).lines[0].number == 3
    assert play.last("Vera", Ended).why == "visitor"
    assert play.last_to_visitor("Ada", LineStored).number == 3
    assert play.last_to_visitor("Ada", VisitorEnded).why == "visitor"


@pytest.mark.parametrize(("is_silent", "why"), [(False, "staff"), (True, "silent")])
def test_the_volunteers_end_frame_reaches_the_visitor_before_the_end(is_silent: bool, why: str) -> None:
    play, conversation = talking()
    end = EndConversation(
        conversation=conversation,
        id=name_id("end"),
        frame=frame(conversation, "staff", kind=END),
        is_silent=is_silent,
    )
    play.says("Vera", end)
    assert [type(each) for each in play.to_visitor[token("Ada")]][-2:] == [VisitorLines, VisitorEnded]
    assert play.last_to_visitor("Ada", VisitorEnded).why == why
    assert play.last("Vera", Ended).why == why
    assert conversation in play.shelf.closed_out
    play.says("Vera", end)
    assert play.last("Vera", StaffRefused).code == "conversation_over"


def test_an_end_frame_that_is_none_ends_nothing() -> None:
    play, conversation = talking()
    play.visitor_says("Ada", VisitorEnd(id=name_id("end"), frame=frame(conversation, "visitor")))
    assert play.last_to_visitor("Ada", VisitorRefused).code == "bad_message"
    play.says(
        "Vera",
        EndConversation(conversation=conversation, id=name_id("x"), frame=frame(conversation, "staff")),
    )
    assert play.last("Vera", StaffRefused).code == "bad_message"
    assert conversation in play.shelf.rows


def test_a_conversation_without_a_line_leaves_nothing_to_archive() -> None:
    play, conversation = talking(lines=0)
    play.says("Vera", EndConversation(conversation=conversation))
    assert play.shelf.forgotten == {conversation}
    assert not play.shelf.closed_out


def test_withdrawn_consent_deletes_and_archives_nothing_and_stops_the_staff() -> None:
    """C6: closed before anyone is told; a line in flight is dropped; the console knows at once."""
    play, conversation = talking()
    play.visitor_says("Ada", Withdraw())
    kinds = [type(effect) for effect in play.effects]
    assert Forget in kinds
    assert CloseOut not in kinds
    assert play.last("Vera", Ended).why == "withdrawn"
    assert play.last_to_visitor("Ada", VisitorEnded).why == "withdrawn"
    play.writes("Vera", conversation)
    assert play.last("Vera", StaffRefused).code == "conversation_over"
    play.visitor_says("Ada", VisitorEnd())
    assert play.last_to_visitor("Ada", VisitorRefused).code == "conversation_over"
    assert conversation not in play.shelf.lines
    assert conversation not in play.shelf.closed_out
    play.restart()
    play.hello("Ada")
    assert play.last_to_visitor("Ada", Ready).ended == "no"


def test_the_exit_button_ends_at_once_and_tells_the_screen_nothing() -> None:
    """Left by quick exit, do not write: the volunteer knows, the next reader of that screen does not."""
    play, conversation = talking()
    play.clear()
    play.visitor_says("Ada", QuickExit())
    assert play.last("Vera", Ended).why == "quick_exit"
    assert conversation in play.shelf.closed_out
    assert not play.to_visitor[token("Ada")]
    play.hello("Ada")
    assert play.last_to_visitor("Ada", Ready).ended == "no"


def test_the_exit_button_works_without_a_connection_and_twice() -> None:
    play, conversation = talking()
    play.drop("Ada")
    play.visitor_says("Ada", QuickExit())
    play.visitor_says("Ada", QuickExit())
    assert conversation in play.shelf.closed_out
    assert not play.effects


def test_nothing_of_an_earlier_visitor_is_visible_to_the_next_at_the_same_browser() -> None:
    play, former = talking()
    play.visitor_says("Ada", VisitorEnd())
    play.clear()
    play.visitor_says("Ada", entering("Ada"))
    play.accept("Vera", play.last_to_visitor("Ada", SendEntered).conversation)
    assert former not in str(play.to_visitor[token("Ada")])
    assert former not in play.shelf.rows


def test_a_state_from_a_page_that_is_away_changes_nothing() -> None:
    play, _ = talking()
    play.drop("Ada")
    play.visitor_says("Ada", VisitorState(state="here"))
    assert not play.effects


def test_a_returning_console_hears_what_ended_meanwhile() -> None:
    play, conversation = talking()
    play.staff_drops("Vera")
    play.visitor_says("Ada", QuickExit())
    assert not play.got("Vera", Ended)
    play.staff_returns("Vera")
    assert play.last("Vera", Ended) == Ended(conversation=conversation, why="quick_exit")


def test_another_tab_of_the_same_browser_goes_on_in_the_same_conversation() -> None:
    play, conversation = talking()
    play.clear()
    play.hello("Ada")
    assert play.last_to_visitor("Ada", SendResumed).conversation == conversation
    assert not play.got("Vera", VisitorChanged)
