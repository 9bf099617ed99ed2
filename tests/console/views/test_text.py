"""What others wrote is cut and cleaned before it is laid out."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from luwte.console.views.text import LINE_LIMIT, MARKS, NAME_LIMIT, NameLabel, one_line, plain_label, shown

ZALGO = "H" + "\u0335\u0321\u0324\u0348" * 500 + "i"


def test_usual_text_stays_as_it_is() -> None:
    for text in ("hoi, hoe gaat het?", "één\ntwee", "שלום", "مرحبا", "ประชุม", "👩‍🦰 😔"[:1], "A & B <b>"):
        assert shown(text) == text


def test_direction_tricks_controls_and_nul_are_taken_out() -> None:
    assert shown("a\u202eb\u2066c\u200fd\0e\x1bf") == "abcdef"


def test_towers_of_marks_are_cut_down() -> None:
    kept = shown(ZALGO)
    assert sum(1 for character in kept if unicodedata.combining(character)) == MARKS


def test_four_megabytes_are_cut_before_anything_measures_them() -> None:
    assert len(shown("x" * 4_000_000)) == LINE_LIMIT
    assert len(one_line("漢" * 4_000_000)) == NAME_LIMIT


@given(some.text(max_size=300), some.integers(min_value=1, max_value=50))
def test_nothing_comes_out_longer_than_its_limit(text: str, limit: int) -> None:
    assert len(shown(text, limit)) <= limit
    assert "\n" not in one_line(text, limit)
    assert "\0" not in shown(text, limit)


def test_a_plain_label_never_takes_markup(qtbot: QtBot) -> None:
    label = plain_label("<table><tr><td><img src='http://x'>" * 10)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text().startswith("<table>")


@pytest.mark.parametrize("name", ["W" * 24, "漢" * 24, "<b>Zeester</b>", ZALGO])
def test_a_name_is_cut_where_the_room_ends(qtbot: QtBot, name: str) -> None:
    label = NameLabel()
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.set_name(name)
    label.show()
    assert len(label.text()) <= NAME_LIMIT
    assert label.accessibleName() == one_line(name)
