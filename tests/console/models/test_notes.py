"""The list of notes: what is in it, what a search leaves of it, and the piece that is shown of each."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from luwte.console.models.notes import PIECE, NotesModel, pattern_of, piece
from luwte.console.state import NoteRow


def note(conversation: str, text: str, nickname: str = "Zeester") -> NoteRow:
    return NoteRow(conversation, nickname if conversation else "", text, 1.0, 2.0)


NOTES = (note("", "straks bellen"), note("a", "over school"), note("b", " \n "), note("c", "School, zus"))


def model() -> NotesModel:
    made = NotesModel(lambda row: row.text)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.set_notes(NOTES)
    return made


def keys(made: NotesModel) -> list[str]:
    return [row.conversation for row in made.rows()]


def test_notes_that_hold_nothing_are_not_listed(qapp: object) -> None:
    assert keys(model()) == ["", "a", "c"]


def test_a_search_leaves_what_it_found_and_its_end_brings_all_back(qapp: object) -> None:
    made = model()
    made.seek("school", ("a", "c"))
    assert keys(made) == ["a", "c"]
    made.set_notes((*NOTES[:3], note("c", "School, zus en vader")))
    assert made.at(1).text == "School, zus en vader"
    made.seek("", ())
    assert keys(made) == ["", "a", "c"]


def test_another_needle_makes_rows_look_different(qapp: object) -> None:
    made = model()
    made.seek("school", ("a", "c"))
    told: list[int] = []
    made.dataChanged.connect(lambda first, last: told.append(last.row() - first.row() + 1))
    made.seek("schoo", ("a", "c"))
    assert told == [2]


def test_a_row_says_what_a_screen_reader_needs(qapp: object) -> None:
    made = model()
    assert made.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "over school"
    assert made.rowCount(made.index(0)) == 0


@pytest.mark.parametrize(
    ("text", "needle", "shown"),
    [
        ("eerste regel\ntweede", "", "eerste regel"),
        ("\n\nna lege regels", "", "na lege regels"),
        ("niets\nover SCHOOL en thuis", "school", "over SCHOOL en thuis"),
        ("vragen of er iemand op school is", "school", "…er iemand op school is"),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaschool", "school", "…aaaaaaaaaaaaaaschool"),
        ("alleen de naam past", "Zeester", "alleen de naam past"),
        ("een (haak) en [vak]", "(haak)", "een (haak) en [vak]"),
    ],
)
def test_a_piece_shows_where_the_words_stand(text: str, needle: str, shown: str) -> None:
    assert piece(text, needle) == shown


def test_a_piece_of_a_line_without_end_is_short() -> None:
    assert len(piece("x" * 20_000, "")) == PIECE
    assert len(piece("y" * 10_000 + "hier" + "x" * 10_000, "hier")) <= PIECE + 1


def test_the_longest_word_of_a_needle_is_marked_first() -> None:
    pattern = pattern_of("zus zusje")
    assert pattern is not None
    found = pattern.search("mijn zusje")
    assert found is not None
    assert found.group() == "zusje"
    assert pattern_of("  ") is None
