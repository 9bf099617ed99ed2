"""The team room: everybody on shift hears it, whoever comes later does not, and no disk ever does (T8)."""

from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest

from luwte.abuse.gate import Rate
from luwte.crypto.keys import sha256
from luwte.crypto.sealing import open_team, seal_team
from luwte.protocol import messages as say
from luwte.protocol.ids import id_bytes, new_id
from luwte.protocol.parts import Note
from luwte.server import team
from tests.server.plays import Play, name_id
from tests.server.running import NOOR, SAM, WIDE, helpline, on_disk, running, staff
from tests.wire.helpline import Person, box

WORDS = "Wie neemt na mij de koffiekamer?"


def line(play: Play, *people: str, name: str = "team line", size: int = 48) -> say.TeamLine:
    """Return a line sealed to these people's present shifts."""
    return say.TeamLine(
        name_id(name), [Note(play.shift_of[each], each.encode().ljust(size)) for each in people]
    )


def heard(play: Play, person: str) -> list[bytes]:
    return [each.sealed.rstrip() for each in play.got(person, say.TeamSaid)]


@pytest.fixture
def play() -> Play:
    on_stage = Play()
    for person in ("Vera", "Wim", "Xena"):
        on_stage.open_shift(person)
    return on_stage


def test_a_line_reaches_everybody_else_on_shift_each_with_their_own_copy(play: Play) -> None:
    play.says("Vera", line(play, "Vera", "Wim", "Xena"))
    assert play.last("Vera", say.TeamStored) == say.TeamStored(name_id("team line"), play.now)
    assert (heard(play, "Vera"), heard(play, "Wim"), heard(play, "Xena")) == ([], [b"Wim"], [b"Xena"])
    assert play.last("Wim", say.TeamSaid).sender == name_id("Vera")
    assert not any(type(effect).__name__.startswith("Store") for effect in play.effects)


def test_who_lost_the_line_hears_what_they_missed_within_the_same_shift(play: Play) -> None:
    play.staff_drops("Wim")
    play.says("Vera", line(play, "Wim", "Xena", name="one"))
    play.says("Xena", line(play, "Wim", "Vera", name="two"))
    assert heard(play, "Wim") == []
    play.wait(20)
    play.open_shift("Wim")
    assert [(said.id, said.at) for said in play.got("Wim", say.TeamSaid)] == [
        (name_id("one"), play.now - 20),
        (name_id("two"), play.now - 20),
    ]


def test_a_latecomer_hears_nothing_and_neither_does_a_new_shift_of_the_same_person(play: Play) -> None:
    play.says("Vera", line(play, "Wim", "Xena"))
    play.open_shift("Yara")
    play.open_shift("Wim", shift="Wim again")
    assert heard(play, "Yara") == []
    assert heard(play, "Wim") == []


def test_a_restart_forgets_the_team_room(play: Play) -> None:
    play.says("Vera", line(play, "Wim"))
    play.clear()
    play.restart()
    play.open_shift("Wim")
    assert play.last("Wim", say.ShiftOpened).is_kept
    assert heard(play, "Wim") == []


def test_a_line_said_again_is_told_once_and_acknowledged_as_before(play: Play) -> None:
    said = line(play, "Wim")
    play.says("Vera", said)
    play.wait(5)
    play.says("Vera", said)
    assert heard(play, "Wim") == [b"Wim"]
    assert [stored.at for stored in play.got("Vera", say.TeamStored)] == [play.now - 5, play.now - 5]
    play.says("Xena", said)
    assert heard(play, "Wim") == [b"Wim", b"Wim"], "the same name by another person is another line"


def test_a_line_that_nobody_would_hear_is_refused(play: Play) -> None:
    before = play.shift_of["Wim"]
    for notes in ([], [Note(play.shift_of["Vera"], bytes(48))], [Note(name_id("nobody"), bytes(48))]):
        play.says("Vera", say.TeamLine(name_id("alone"), notes))
        refused = play.last("Vera", say.StaffRefused)
        assert (refused.code, refused.what, refused.about) == ("no_colleague", "team_line", name_id("alone"))
    play.says("Wim", say.CloseShift())
    play.says("Vera", say.TeamLine(name_id("late"), [Note(before, bytes(48))]))
    assert play.got("Vera", say.TeamStored) == []


@pytest.mark.parametrize(("size", "most"), [(48, team.MOST_LINES), (16_384, 50)])
def test_only_the_last_lines_are_held(
    play: Play, monkeypatch: pytest.MonkeyPatch, size: int, most: int
) -> None:
    monkeypatch.setattr(team, "MOST_BYTES", 16_384 * 50)
    play.staff_drops("Wim")
    for number in range(most + 10):
        play.says("Vera", line(play, "Wim", name=f"line {number}", size=size))
    play.staff_returns("Wim")
    names = [said.id for said in play.got("Wim", say.TeamSaid)]
    assert names == [name_id(f"line {number}") for number in range(10, most + 10)]


def test_what_was_said_to_a_shift_goes_with_it() -> None:
    play = Play()
    for person in ("Vera", "Wim"):
        play.open_shift(person)
    room = play.desk._floor.team
    play.says("Vera", line(play, "Wim"))
    assert room.length == 1
    play.carry_out(play.desk.person_removed(name_id("Wim"), play.now))
    assert room.length == 0


@pytest.mark.parametrize("how", ["closed", "ended", "taken over"])
def test_what_a_shift_said_goes_with_it(play: Play, how: str) -> None:
    """Nobody could check any more who said it."""
    play.staff_drops("Wim")
    play.says("Vera", line(play, "Wim", "Xena", name="gone"))
    play.says("Xena", line(play, "Wim", name="stays"))
    if how == "closed":
        play.says("Vera", say.CloseShift())
    elif how == "ended":
        play.carry_out(play.desk.shift_ended(name_id("Vera"), play.now))
    else:
        play.open_shift("Vera", shift="Vera again")
    play.staff_returns("Wim")
    assert [said.id for said in play.got("Wim", say.TeamSaid)] == [name_id("stays")]


# ── on a real server ────────────────────────────────────────────────────────────────────────────


def sealed_by(sender: Person, to: Person, name: str, words: str = WORDS) -> Note:
    """Return somebody's copy, as a console seals it."""
    digest, own = sha256(to.shift().payload), sha256(sender.shift().payload)
    claim = to.shift_claim()
    by, which = id_bytes(sender.claim.person), id_bytes(name)
    return Note(claim.shift, seal_team(claim.key, words, digest, sender.staff, by, own, which))


def opened_by(reader: Person, sender: Person, said: say.TeamSaid) -> str:
    """Return what a console reads."""
    digest, theirs = sha256(reader.shift().payload), sha256(sender.shift().payload)
    key, by, which = box(f"{reader.label}'s shift"), id_bytes(said.sender), id_bytes(said.id)
    return open_team(key, said.sealed, digest, sender.staff.public, by, theirs, which)


async def test_t8_nothing_of_the_team_room_is_ever_on_a_disk(tmp_path: Path) -> None:
    """Canaries: words, ciphertext and the line's name, while it runs, after a drop and after the end."""
    name = new_id()
    async with running(tmp_path) as server:
        await helpline(server)
        async with staff(server) as noor, staff(server) as sam:
            for peer, person in ((noor, NOOR), (sam, SAM)):
                await peer.sign_in(person, server.clock.now)
                await peer.open_shift(person)
            note = sealed_by(NOOR, SAM, name)
            canaries = [WORDS.encode(), name.encode(), id_bytes(name)]
            canaries += [note.sealed[:32], note.sealed[32:64], b64encode(note.sealed)[:40]]
            await noor.say(say.TeamLine(name, [note]))
            await noor.until(say.TeamStored)
            assert opened_by(SAM, NOOR, await sam.until(say.TeamSaid)) == WORDS
            sam.socket.transport.abort()
            async with staff(server) as again:
                await again.sign_in(SAM, server.clock.now)
                await again.open_shift(SAM)
                assert opened_by(SAM, NOOR, await again.until(say.TeamSaid)) == WORDS
                # Whatever is stored next takes nothing of it along.
                await again.say(say.Limit(1))
                await again.say(say.CloseShift())
                await again.until(say.ShiftClosed)
            assert [canary for canary in canaries if canary in on_disk(tmp_path)] == []
    assert [canary for canary in canaries if canary in on_disk(tmp_path)] == []


async def test_a_volunteer_can_reach_a_team_of_128_with_the_longest_line(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with staff(server) as noor, staff(server) as sam:
            for peer, person in ((noor, NOOR), (sam, SAM)):
                await peer.sign_in(person, server.clock.now)
                await peer.open_shift(person)
            name = new_id()
            note = sealed_by(NOOR, SAM, name, "\U0001f9a6" * 1_000)
            others = [Note(new_id(), note.sealed) for _ in range(127)]
            await noor.say(say.TeamLine(name, [*others, note]))
            await noor.until(say.TeamStored)
            assert len(opened_by(SAM, NOOR, await sam.until(say.TeamSaid))) == 1_000


async def test_lines_to_the_team_are_slowed_like_all_others(tmp_path: Path) -> None:
    """H8."""
    async with running(tmp_path, limits=replace(WIDE, staff_messages=Rate(20, 0.001))) as server:
        await helpline(server)
        async with staff(server) as noor:
            await noor.sign_in(NOOR, server.clock.now)
            await noor.open_shift(NOOR)
            for _ in range(30):
                await noor.say(say.TeamLine(new_id(), []))
            codes: list[str] = []
            while not codes or codes[-1] != "too_fast":
                if isinstance(message := await noor.hear(), say.StaffRefused):
                    codes.append(message.code)
            assert await noor.until_closed() == 1008
