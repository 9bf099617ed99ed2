"""Practice runs the same state over a played line, and everything the console verifies holds in it."""

import pytest

from luwte.console.practising import END_SECONDS, NUDGE_SECONDS
from luwte.console.state import (
    ConversationChanged,
    ConversationRemoved,
    NotesChanged,
    NoticeRaised,
    SessionChanged,
    ShiftSealed,
    TeamChanged,
    TrustBroken,
    WhisperAdded,
)
from luwte.console.state import intentions as wish
from tests.console.practice import Practised, practised


def told_codes(played: Practised) -> list[str]:
    return [change.notice.code for change in played.heard(NoticeRaised)]


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_a_whole_practice_conversation_can_be_had_and_nothing_in_it_raises_an_alarm(
    language: str,
) -> None:
    async with practised(language) as played:
        here = await played.accepts()
        for number in range(40):
            if here not in played.practice.state.talks.all:
                break
            await played.says(here, f"antwoord {number}")
        await played.until(lambda: bool(played.heard(ConversationRemoved)))
        assert played.heard(ConversationRemoved)[0].why == "visitor"
        presences = {change.row.presence for change in played.heard(ConversationChanged)}
        assert {"typing", "away", "here"} <= presences
        assert played.heard(TrustBroken) == []
        assert set(told_codes(played)) <= {"visitor_ended", "answer_yes"}


async def test_the_session_says_from_the_first_moment_that_this_is_practice() -> None:
    async with practised() as played:
        await played.until(lambda: played.practice.state.session.stage == "on_shift")
        sessions = [change.session for change in played.heard(SessionChanged)]
        assert all(session.is_practice for session in sessions)
        assert sessions[-1].name == "Noor"
        assert sessions[-1].role == "volunteer"


async def test_what_stays_on_the_screen_of_a_practice_that_ends_is_nothing() -> None:
    async with practised() as played:
        here = await played.accepts()
        played.practice.intend(wish.WriteNote(here, "alleen hier"))
        played.practice.intend(wish.SayToTeam("hallo allemaal"))
        await played.says(here, "hallo")
        await played.until(lambda: any(len(each.rows) >= 3 for each in played.heard(TeamChanged)[-1:]))
        assert played.heard(NotesChanged)[-1].rows[-1].text == "alleen hier"
        played.practice.intend(wish.LeaveShift())
        await played.until(lambda: bool(played.heard(ConversationRemoved)))
    assert played.practice.state.seat is None
    assert not played.practice.state.talks.all
    assert played.heard(NotesChanged)[-1].rows == ()
    assert played.heard(TeamChanged)[-1].rows == ()
    stages = [change.session.stage for change in played.heard(SessionChanged)]
    assert set(stages) <= {"shift_start", "on_shift"}, "which page comes next is the real session's to say"


async def test_a_colleague_asked_along_comes_writes_and_reads() -> None:
    async with practised() as played:
        here = await played.accepts()
        await played.says(here, "ik vraag even iemand mee te lezen")
        seat = played.practice.state.seat
        assert seat is not None
        names = {each.person.name: person for person, each in seat.colleagues.items()}
        assert set(names) == {"Mila", "Jip"}, "nobody else has the volunteer's own name"
        played.practice.intend(wish.AskColleague(here, names["Jip"], "kijk je mee?"))
        await played.until(lambda: any(row.name == "Jip" for row in played.lines(here)))
        await played.says(here, "dag Jip")
        [*_, row] = [change.row for change in played.heard(ConversationChanged)]
        assert {member.name for member in row.members} == {"Noor", "Jip"}
        assert row.keys == "ready"
        assert played.heard(TrustBroken) == []


async def test_h3_a_call_for_danger_brings_the_coordinator_who_whispers() -> None:
    async with practised() as played:
        here = await played.accepts()
        await played.says(here, "wat is er nu?")
        played.practice.intend(wish.CallDanger(here, "bang"))
        await played.until(lambda: bool(played.heard(WhisperAdded)))
        whisper = played.heard(WhisperAdded)[0].row
        assert (whisper.sender_name, whisper.conversation) == ("Mila", here)
        await played.until(lambda: any(row.name == "Mila" for row in played.lines(here)))
        assert played.heard(TrustBroken) == []


async def test_t7_a_conversation_handed_over_is_gone_and_the_next_visitor_comes() -> None:
    async with practised() as played:
        here = await played.accepts()
        await played.says(here, "een collega neemt het over")
        seat = played.practice.state.seat
        assert seat is not None
        jip = next(person for person, each in seat.colleagues.items() if each.person.name == "Jip")
        played.practice.intend(wish.AskHandOver(here, jip, "rustig gesprek"))
        await played.until(lambda: bool(played.heard(ConversationRemoved)))
        assert played.heard(ConversationRemoved)[0].why == "handed_over"
        assert await played.accepts() != here


async def test_n3_who_falls_silent_is_nudged_and_closed_by_the_volunteer_sooner_than_on_a_real_shift() -> (
    None
):
    async with practised() as played:
        played.practice.intend(wish.End(await played.accepts()))
        await played.until(lambda: bool(played.heard(ConversationRemoved)))
        here = await played.accepts()
        for number in range(5):
            await played.says(here, f"antwoord {number}")
        state = played.practice.state
        talk, seat = state.talks.all[here], state.seat
        assert seat is not None
        assert talk.row(seat, played.now + NUDGE_SECONDS + 1).silence == "nudge"
        assert talk.row(seat, played.now + END_SECONDS + 1).silence == "end"
        played.practice.intend(wish.End(here, is_silent=True))
        await played.until(lambda: len(played.heard(ConversationRemoved)) == 2)
        assert played.heard(ConversationRemoved)[1].why == "silent"


async def test_a_whisper_is_answered_and_another_term_is_taken() -> None:
    async with practised() as played:
        here = await played.accepts()
        seat = played.practice.state.seat
        assert seat is not None
        mila = next(person for person, each in seat.colleagues.items() if each.person.name == "Mila")
        played.practice.intend(wish.WhisperTo(mila, here, "heb je even?"))
        await played.until(lambda: len(played.heard(WhisperAdded)) == 2)
        assert not played.heard(WhisperAdded)[1].row.is_own
        played.practice.intend(wish.SetClass(here, "standard"))
        played.practice.intend(wish.SetHousePause(is_paused=True))
        await played.until(lambda: "not_allowed" in told_codes(played))


async def test_a_practice_that_outlives_the_longest_shift_ends_without_a_receipt() -> None:
    async with practised() as played:
        await played.accepts()
        played.now += 13 * 3_600
        await played.until(lambda: bool(played.heard(ConversationRemoved)))
    assert {change.session.stage for change in played.heard(SessionChanged)} <= {"shift_start", "on_shift"}
    assert played.heard(ShiftSealed) == []
