"""The shift's vault and the team room, as the console's state knows them."""

from dataclasses import replace

import pytest

from luwte.console.state import ColleaguesChanged, ConsoleState, NoticeRaised, TeamChanged, TeamRow
from luwte.console.state import intentions as wish
from luwte.console.state.team import MOST_LINES
from luwte.crypto.keys import sha256
from luwte.crypto.sealing import seal_team
from luwte.crypto.words import WordsError
from luwte.protocol import messages as say
from luwte.protocol.ids import id_bytes, new_id
from luwte.protocol.parts import Colleague, Note
from luwte.settings import Preferences
from tests.console.helpline import NOOR, ROBIN, SAM, Play, admitted, shift_claim
from tests.console.test_state_staff import both
from tests.wire.helpline import NOW


def copies(play: Play, text: str, line: str) -> list[Note]:
    assert play.state.seat is not None
    return play.state.seat.for_team(text, line)


def room(play: Play) -> tuple[TeamRow, ...]:
    told = play.heard(TeamChanged)
    return told[-1].rows if told else ()


def says(play: Play, text: str) -> say.TeamLine:
    play.wants(wish.SayToTeam(text))
    return play.spoken(say.TeamLine)[-1]


def notices(play: Play) -> list[tuple[str, str]]:
    return [(change.notice.code, change.notice.what) for change in play.heard(NoticeRaised)]


def texts(play: Play) -> list[str]:
    return [row.text for row in room(play)]


# ── the vault ───────────────────────────────────────────────────────────────────────────────────


def test_every_shift_has_a_vault_of_its_own_and_keeps_it_over_a_dropped_line() -> None:
    """T8"""
    play = Play()
    seat = play.state.seat
    assert seat is not None
    vault = play.shift.vault
    assert (seat.vault, seat.share) == (vault, sha256(vault.encode()))
    play.drops()
    play.returns()
    play.state.begin_shift(play.now, takes_over=False)
    again = play.state.signed_in(admitted(), play.now)
    again.add(play.state.begin_shift(play.now, takes_over=False))
    assert {each.vault for each in again.messages if isinstance(each, say.OpenShift)} == {vault}
    assert play.state.seat is not None
    assert play.state.seat.share == sha256(vault.encode())


def test_after_the_end_of_the_shift_nothing_of_the_vaults_key_is_left_and_the_next_is_another() -> None:
    """T8"""
    play = Play()
    seat, former = play.state.seat, play.shift.vault
    assert seat is not None
    play.hears(say.ShiftClosed("ended"))
    assert (seat.vault, seat.share) == ("", b"")
    assert play.state.session.sealed_why == "ended"
    outcome = play.state.begin_shift(play.now, takes_over=False)
    [opened] = [each for each in outcome.messages if isinstance(each, say.OpenShift)]
    assert opened.vault not in {"", former}
    assert "share" not in repr(seat)


# ── the team room ───────────────────────────────────────────────────────────────────────────────


def test_a_line_to_the_team_is_sealed_to_everybody_else_on_shift_and_heard_once() -> None:
    noor, robin = both()
    line = new_id()
    [note] = copies(noor, "koffie?", line)
    assert note.shift == shift_claim(robin.shift.certificate).shift
    for _ in range(2):
        robin.hears(say.TeamSaid(NOOR.claim.person, line, note.sealed, NOW))
    assert texts(robin) == ["koffie?"]
    with pytest.raises(WordsError):
        copies(noor, "x" * 1_001, line)


def test_m3_the_server_cannot_speak_to_the_team_in_a_colleagues_name() -> None:
    noor, _ = both()
    seat, line = noor.state.seat, new_id()
    assert seat is not None
    assert seat.shift is not None
    robin = seat.colleagues[ROBIN.claim.person]
    by, which = id_bytes(ROBIN.claim.person), id_bytes(line)
    for signer, evening in ((SAM.staff, robin.digest), (ROBIN.staff, sha256(b"yesterday"))):
        forged = seal_team(
            seat.shift.key.public, "ga maar naar huis", seat.shift.digest, signer, by, evening, which
        )
        noor.hears(say.TeamSaid(ROBIN.claim.person, line, forged, NOW))
        line = new_id()
        which = id_bytes(line)
    assert texts(noor) == []
    told = [change.notice for change in noor.heard(NoticeRaised)]
    assert [(notice.code, notice.name) for notice in told] == [("whisper_unreadable", "Robin")] * 2


def test_m3_a_line_of_somebody_who_is_not_on_shift_is_passed_over() -> None:
    noor, robin = both()
    line = new_id()
    [note] = copies(noor, "koffie?", line)
    robin.hears(say.Colleagues([]))
    robin.hears(say.TeamSaid(NOOR.claim.person, line, note.sealed, NOW))
    assert texts(robin) == []
    assert robin.heard(NoticeRaised) == []
    robin.hears(say.Colleagues([Colleague(noor.member, "available")]))
    robin.hears(say.TeamSaid(NOOR.claim.person, line, note.sealed, NOW))
    assert texts(robin) == ["koffie?"]


def test_only_this_shifts_last_lines_are_held_and_none_after_it() -> None:
    noor, robin = both()
    for number in range(MOST_LINES + 3):
        line = new_id()
        [note] = copies(noor, str(number), line)
        robin.hears(say.TeamSaid(NOOR.claim.person, line, note.sealed, NOW))
    assert texts(robin) == [str(number) for number in range(3, MOST_LINES + 3)]
    robin.hears(say.ShiftClosed("closed"))
    assert texts(robin) == []


def test_an_own_line_waits_until_the_server_has_passed_it_on() -> None:
    noor, robin = both()
    line = says(noor, " koffie?\r\n")
    me = NOOR.claim.person
    row = TeamRow(line.id, me, "Noor", is_own=True, text="koffie?", at=NOW, delivery="waiting")
    assert room(noor) == (row,)
    [note] = line.notes
    assert b"koffie" not in note.sealed
    noor.hears(say.TeamStored(line.id, NOW + 1))
    assert room(noor) == (replace(row, delivery="stored", at=NOW + 1),)
    robin.hears(say.TeamSaid(me, line.id, note.sealed, NOW))
    assert room(robin) == (TeamRow(line.id, me, "Noor", is_own=False, text="koffie?", at=NOW),)


def test_lines_of_colleagues_are_unread_until_somebody_looks() -> None:
    noor, robin = both()
    for text in ("een", "twee"):
        [note] = says(noor, text).notes
        robin.hears(say.TeamSaid(NOOR.claim.person, noor.spoken(say.TeamLine)[-1].id, note.sealed, NOW))
    robin.wants(wish.SayToTeam("drie"))
    assert robin.heard(TeamChanged)[-1].unread == 2
    robin.wants(wish.ReadTeam())
    assert robin.heard(TeamChanged)[-1].unread == 0
    count = len(robin.heard(TeamChanged))
    robin.wants(wish.ReadTeam())
    assert len(robin.heard(TeamChanged)) == count


def test_what_was_under_way_when_the_line_broke_is_said_again_under_the_same_id() -> None:
    noor, robin = both()
    first = says(noor, "ik kom eraan")
    noor.drops()
    noor.returns()
    assert len(noor.spoken(say.TeamLine)) == 1, "it waits until the desk has told who is on shift"
    everybody = say.Colleagues([Colleague(robin.member, "available")])
    noor.hears(everybody)
    again = noor.spoken(say.TeamLine)[-1]
    assert (again.id, len(noor.spoken(say.TeamLine))) == (first.id, 2)
    noor.hears(everybody, say.TeamStored(first.id, NOW))
    assert len(noor.spoken(say.TeamLine)) == 2
    for copy in (first, again):
        robin.hears(say.TeamSaid(NOOR.claim.person, copy.id, copy.notes[0].sealed, NOW))
    assert texts(robin) == ["ik kom eraan"]


def test_a_line_that_nobody_can_hear_stays_and_the_same_words_say_it_again() -> None:
    noor, robin = both()
    noor.drops()
    noor.wants(wish.SayToTeam("wie is er?"))
    [failed] = room(noor)
    noor.returns()
    noor.hears(say.Colleagues([]))
    noor.wants(wish.SayToTeam("wie is er?"))
    assert [row.delivery for row in room(noor)] == ["failed"]
    assert notices(noor) == [("nobody_on", "team_line")]
    assert noor.spoken(say.TeamLine) == []
    noor.hears(say.Colleagues([Colleague(robin.member, "available")]))
    assert says(noor, "wie is er?").id == failed.id
    noor.hears(say.StaffRefused("no_colleague", "team_line", about=failed.id))
    assert [(row.id, row.delivery) for row in room(noor)] == [(failed.id, "failed")]
    assert notices(noor)[-1] == ("nobody_on", "team_line")


def test_an_empty_line_is_not_said_and_one_that_is_too_long_is_told() -> None:
    noor, _ = both()
    noor.wants(wish.SayToTeam(" \n"))
    noor.wants(wish.SayToTeam("x" * 1_001))
    assert (room(noor), noor.spoken(say.TeamLine)) == ((), [])
    assert notices(noor) == [("too_long", "team_line")]


# ── ending a colleague's shift ──────────────────────────────────────────────────────────────────


def test_a_coordinator_ends_a_colleagues_shift_and_is_told_whose() -> None:
    _, robin = both()
    robin.wants(wish.EndColleagueShift(NOOR.claim.person))
    assert robin.spoken(say.EndShift) == [say.EndShift(NOOR.claim.person)]
    robin.hears(say.Colleagues([]), say.Done("end_shift"))
    robin.wants(wish.EndColleagueShift(SAM.claim.person))
    robin.hears(say.StaffRefused("no_colleague", "end_shift"))
    told = [change.notice for change in robin.heard(NoticeRaised)]
    assert [(notice.code, notice.what, notice.name) for notice in told] == [
        ("done", "end_shift", "Noor"),
        ("no_colleague", "end_shift", ""),
    ]


def test_nobody_else_ends_a_shift_and_none_is_ended_without_a_line() -> None:
    """T4"""
    noor, robin = both()
    noor.wants(wish.EndColleagueShift(ROBIN.claim.person))
    robin.drops()
    robin.wants(wish.EndColleagueShift(NOOR.claim.person))
    assert noor.spoken(say.EndShift) == robin.spoken(say.EndShift) == []
    assert (notices(noor), notices(robin)) == ([("not_allowed", "end_shift")], [("offline", "")])


# ── before a shift ──────────────────────────────────────────────────────────────────────────────


def test_who_is_on_shift_is_seen_before_a_shift_begins_and_after_one_is_sealed() -> None:
    _, robin = both()
    state = ConsoleState(Preferences())
    state.signed_in(admitted(NOOR), NOW)
    everybody = say.Colleagues([Colleague(robin.member, "available")])
    rows = [change for change in state.apply(everybody, NOW).changes if isinstance(change, ColleaguesChanged)]
    assert [row.name for row in rows[0].colleagues] == ["Robin"]
    play = Play(NOOR)
    play.hears(everybody, say.ShiftClosed("closed"), everybody)
    assert [[row.name for row in change.colleagues] for change in play.heard(ColleaguesChanged)] == [
        ["Robin"],
        [],
        ["Robin"],
    ]
    play.hears(say.TeamSaid(ROBIN.claim.person, new_id(), b"late", NOW))
    assert (room(play), notices(play)) == ((), [])
