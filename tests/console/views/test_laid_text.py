"""What a bubble holds: lines that are broken where the width ends, marks where the search found something."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QTextCharFormat
from pytestqt.qtbot import QtBot

from luwte.console.views.laid_text import LaidText

WIDTH, HEIGHT = 300, 120


def laid(text: str, width: int = WIDTH) -> LaidText:
    made = LaidText(text, QFont())
    made.lay_out(width)
    return made


def marked(text: str, needle: str) -> list[int]:
    """Return the columns of pixels on which a mark stands."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    mark = QTextCharFormat()
    mark.setBackground(QColor("red"))
    painter = QPainter(image)
    laid(text).draw(painter, QPointF(0, 0), QRectF(image.rect()), needle, mark)
    painter.end()
    red = QColor("red").rgb()
    return [x for x in range(WIDTH) if any(image.pixel(x, y) == red for y in range(HEIGHT))]


def test_a_long_text_is_broken_and_a_word_without_end_too(qtbot: QtBot) -> None:
    one = laid("ja")
    assert laid("ja " * 100).height >= 5 * one.height
    endless = laid("W" * 400)
    assert endless.width <= WIDTH
    assert endless.height >= 5 * one.height


def test_a_break_the_writer_made_stays(qtbot: QtBot) -> None:
    assert laid("a\nb\nc").height >= 3 * laid("a").height - 2
    assert laid("een lange regel\nb").tail < laid("een lange regel\nb").width


def test_another_width_breaks_the_lines_anew(qtbot: QtBot) -> None:
    text = laid("een paar woorden achter elkaar")
    before = text.height
    text.lay_out(60)
    assert text.height > before
    text.lay_out(WIDTH)
    assert text.height == before


def test_what_reads_from_right_to_left_leans_right(qtbot: QtBot) -> None:
    assert laid("\u05e9\u05dc\u05d5\u05dd").leans_right
    assert laid("goed\n\u05e9\u05dc\u05d5\u05dd").leans_right
    assert not laid("goed 😔 \u05e9\u05dc\u05d5\u05dd").leans_right
    assert not laid("goed").leans_right


def test_the_search_marks_its_places_whatever_the_case(qtbot: QtBot) -> None:
    assert marked("niets", "ik") == []
    first = marked("Ik ook", "ik")
    assert first
    assert first[0] <= 2
    assert len(marked("ik en ik", "IK")) > len(first)


def test_a_place_behind_a_wide_sign_is_marked_where_it_stands(qtbot: QtBot) -> None:
    plain, wide = marked("aa ik", "ik"), marked("😔😔 ik", "ik")
    assert wide
    assert len(wide) == len(plain)


def test_a_place_in_a_later_paragraph_is_marked(qtbot: QtBot) -> None:
    assert marked("\u05e9\u05dc\u05d5\u05dd\nik", "ik")
