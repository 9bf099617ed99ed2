"""The shift's vault and the team room, as the console's state knows them."""

import pytest

from luwte.console.state import NoticeRaised
from luwte.console.state.team import MOST_LINES
from luwte.crypto.keys import sha256
from luwte.crypto.sealing import seal_team
from luwte.crypto.words import WordsError
from luwte.protocol import messages as say
from luwte.protocol.ids import id_bytes, new_id
from luwte.protocol.parts import Colleague, Note
from tests.console.helpline import NOOR, ROBIN, SAM, Play, admitted, shift_claim
from tests.console.test_state_staff import both
from tests.wire.helpline import NOW


def copies(play: Play, text: str, line: str) -> list[Note]:
    assert play.state.seat is not None
    return play.state.seat.for_team(text, line)


def texts(play: Play) -> list[str]:
    return [word.text for word in play.state.team.words]


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
    noor.hears(say.TeamStored(line, NOW))
    assert noor.state.team.stored == {line: NOW}
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
