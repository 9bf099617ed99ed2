"""Notes beside conversations: kept here alone, gone with the shift, and with the visitor who withdrew."""

from typing import Literal

import pytest
from msgspec import structs

from luwte.console.state import NoteRow, NotesChanged, NoteSearchChanged, NoticeRaised
from luwte.console.state import intentions as wish
from luwte.console.state.notes import MOST_CHARACTERS
from luwte.protocol import messages as say
from luwte.protocol.ids import new_id
from luwte.vault.notes import (
    PAD,
    Draft,
    DropConversation,
    DropDraft,
    DropNote,
    DropUnsent,
    KeepDraft,
    KeepNote,
    KeepUnsent,
    Note,
    Unsent,
)
from tests.console.helpline import Play, PlayedVisitor
from tests.wire.helpline import NOW


def notes(play: Play) -> dict[str, str]:
    told = play.heard(NotesChanged)
    return {row.conversation: row.text for row in told[-1].rows} if told else {}


def ends(play: Play, visitor: PlayedVisitor, why: Literal["visitor", "withdrawn"] = "visitor") -> None:
    play.hears(say.Ended(visitor.conversation, why))


def test_t8_a_note_is_kept_as_it_was_typed_and_nothing_of_it_is_said() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    here = visitor.conversation
    typed = "[ ] school bellen\r\n\t[x] thee \u2028 e\u0301\n"
    play.wants(wish.WriteNote(here, typed))
    play.wants(wish.WriteNote(PAD, "vanavond: rustig"))
    [first, both] = play.heard(NotesChanged)
    assert first.rows == (NoteRow(here, "Zeester", typed, NOW, NOW),)
    assert [row.conversation for row in both.rows] == [PAD, here], "the pad stands first"
    assert play.keeps == [
        KeepNote(Note(here, "Zeester", typed, NOW, NOW)),
        KeepNote(Note(PAD, "", "vanavond: rustig", NOW, NOW)),
    ]
    assert play.said == []


def test_t8_a_note_outlives_its_conversation_until_the_shift_is_over() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.WriteNote(visitor.conversation, "belt morgen terug"))
    ends(play, visitor)
    [row] = play.heard(NotesChanged)[-1].rows
    assert (row.text, row.nickname, row.is_over) == ("belt morgen terug", "Zeester", True)
    play.wants(wish.WriteNote(visitor.conversation, "belt morgen terug\nzwaar gesprek"))
    assert notes(play) == {visitor.conversation: "belt morgen terug\nzwaar gesprek"}
    play.hears(say.ShiftClosed("closed"))
    assert notes(play) == {}


def test_after_a_conversation_without_a_note_one_can_still_be_written() -> None:
    """The debrief note after a heavy conversation."""
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    ends(play, visitor)
    play.wants(wish.WriteNote(visitor.conversation, "ik bleef eraan denken"))
    [row] = play.heard(NotesChanged)[-1].rows
    assert (row.nickname, row.is_over) == ("Zeester", True)


def test_c6_everything_of_a_visitor_who_withdrew_goes_at_once_and_no_late_key_brings_it_back() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    here = visitor.conversation
    play.wants(wish.WriteNote(here, "naam van de school"))
    play.wants(wish.WriteNote(PAD, "van mij"))
    play.wants(wish.KeepDraft(here, "half"))
    ends(play, visitor, "withdrawn")
    assert notes(play) == {PAD: "van mij"}
    assert play.keeps[-1] == DropConversation(here)
    play.keeps.clear()
    play.wants(wish.WriteNote(here, "naam van de school!"))
    play.waits(1)
    assert notes(play) == {PAD: "van mij"}
    assert play.keeps == []


def test_c6_a_withdrawal_that_was_missed_takes_the_note_along_as_well() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.WriteNote(visitor.conversation, "naam van de school"))
    play.drops()
    play.returns()
    assert notes(play) == {visitor.conversation: "naam van de school"}, "it ended, nobody knows why"
    ends(play, visitor, "withdrawn")
    assert notes(play) == {}
    assert play.keeps[-1] == DropConversation(visitor.conversation)


def test_a_note_of_a_conversation_that_was_never_here_is_not_taken() -> None:
    play = Play()
    play.wants(wish.WriteNote(new_id(), "hoort nergens bij"))
    assert play.keeps == []
    assert notes(play) == {}


def test_an_emptied_note_vanishes_when_its_conversation_is_over_and_an_emptied_pad_at_once() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    here = visitor.conversation
    for text in ("weg ermee", " \n"):
        play.wants(wish.WriteNote(here, text))
        play.wants(wish.WriteNote(PAD, text))
    assert notes(play) == {here: " \n"}
    assert play.keeps[-1] == DropNote(PAD)
    ends(play, visitor)
    assert notes(play) == {}
    assert play.keeps[-1] == DropNote(here)


def test_a_note_that_grows_too_long_is_refused_whole_and_said_once() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    here, most = visitor.conversation, "x" * MOST_CHARACTERS
    for text in (most, most + "y", most + "yy"):
        play.wants(wish.WriteNote(here, text))
    told = [change.notice for change in play.heard(NoticeRaised)]
    assert [(notice.code, notice.conversation, notice.name) for notice in told] == [
        ("note_too_long", here, "Zeester")
    ]
    assert notes(play) == {here: most}
    play.wants(wish.WriteNote(here, most))
    play.wants(wish.WriteNote(here, most + "z"))
    assert len(play.heard(NoticeRaised)) == 2


def test_a_nickname_that_comes_later_is_taken_into_the_note() -> None:
    play = Play()
    visitor = PlayedVisitor()
    play.hears(say.Opened(structs.replace(play.opened(visitor), words=None), "handed_over"))
    play.wants(wish.WriteNote(visitor.conversation, "wie is dit"))
    play.hears(say.KeysArrived(visitor.conversation, visitor.offer(play.shift)))
    play.hears(say.Lines(visitor.conversation, [visitor.opening()]))
    assert [row.nickname for change in play.heard(NotesChanged) for row in change.rows] == ["", "Zeester"]
    assert play.keeps[-1] == KeepNote(Note(visitor.conversation, "Zeester", "wie is dit", NOW, NOW))


def test_a_search_finds_notes_by_their_words_and_stays_true_while_they_change() -> None:
    play = Play()
    visitor, other = play.talks_with(PlayedVisitor()), play.talks_with(PlayedVisitor("Maan"))
    play.wants(wish.WriteNote(visitor.conversation, "School belde. Vader."))
    play.wants(wish.WriteNote(PAD, "school"))
    play.wants(wish.SearchNotes(" SCHOOL "))
    play.wants(wish.WriteNote(other.conversation, "ook school"))
    play.waits(5)
    play.wants(wish.WriteNote(PAD, "thuis"))
    play.wants(wish.SearchNotes("maan"))
    play.wants(wish.SearchNotes(""))
    here, there = visitor.conversation, other.conversation
    assert play.heard(NoteSearchChanged) == [
        NoteSearchChanged("SCHOOL", (PAD, here)),
        NoteSearchChanged("SCHOOL", (PAD, here, there)),
        NoteSearchChanged("SCHOOL", (here, there)),
        NoteSearchChanged("maan", (there,)),
        NoteSearchChanged("", ()),
    ]


# ── drafts and unsent lines ─────────────────────────────────────────────────────────────────────


def test_a_draft_is_kept_while_it_stands_in_the_box_and_dropped_when_it_leaves() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    here = visitor.conversation
    play.wants(wish.KeepDraft(here, "Wel"))
    play.wants(wish.KeepDraft(here, "Welkom."))
    play.wants(wish.SendLine(here, "Welkom."))
    [line] = play.sent()
    assert play.keeps == [
        KeepDraft(Draft(here, "Wel")),
        KeepDraft(Draft(here, "Welkom.")),
        DropDraft(here),
        KeepUnsent(Unsent(here, line.id, "Welkom.", NOW)),
    ]
    play.stores(visitor, line)
    assert play.keeps[-1] == DropUnsent(here, line.id)
    assert len(play.keeps) == 5


def test_a_held_line_is_kept_and_taken_back_it_is_a_draft_again() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.talks_with(PlayedVisitor("Maan"))
    here = visitor.conversation
    play.wants(wish.SendLine(here, "bedoeld voor Maan"))
    line = play.state.lines(here)[-1].id
    assert play.keeps == [KeepUnsent(Unsent(here, line, "bedoeld voor Maan", NOW))]
    play.wants(wish.TakeBack(here, line))
    assert play.keeps[1:] == [KeepDraft(Draft(here, "bedoeld voor Maan")), DropUnsent(here, line)]


def test_what_is_too_long_to_send_is_kept_as_a_draft() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.SendLine(visitor.conversation, "a" * 4_001))
    assert play.keeps == [KeepDraft(Draft(visitor.conversation, "a" * 4_001))]


def test_the_policys_own_words_are_not_kept() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.Nudge(visitor.conversation))
    play.wants(wish.End(visitor.conversation, is_silent=True))
    assert play.keeps == []


def test_t1_with_the_conversation_its_draft_and_unsent_lines_leave_the_vault() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    here = visitor.conversation
    play.wants(wish.SendLine(here, "nog onderweg"))
    play.wants(wish.KeepDraft(here, "half"))
    line = play.sent()[0].id
    ends(play, visitor)
    assert play.keeps[-2:] == [DropDraft(here), DropUnsent(here, line)]


@pytest.mark.parametrize("is_practice", [True, False])
def test_in_practice_nothing_is_kept(is_practice: bool) -> None:
    play = Play()
    play.state.session_is(play.now, is_practice=is_practice)
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.WriteNote(visitor.conversation, "geoefend"))
    play.wants(wish.SendLine(visitor.conversation, "Welkom."))
    assert notes(play) == {visitor.conversation: "geoefend"}
    assert bool(play.keeps) is not is_practice


def test_when_the_shift_is_over_nothing_more_goes_into_the_vault() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.WriteNote(visitor.conversation, "weg"))
    play.wants(wish.SendLine(visitor.conversation, "weg"))
    play.keeps.clear()
    play.hears(say.ShiftClosed("expired"))
    play.waits(1)
    assert play.keeps == []
