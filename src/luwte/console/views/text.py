"""Text that others wrote, made harmless before it is laid out; and labels that never take it for markup.

Limits come before layout: what is too long is cut here, so that no widget measures four megabytes.
"""

import re
import unicodedata
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

NAME_LIMIT: Final = 32
"""Characters of a nickname or display name that are ever shown."""

SENTENCE_LIMIT: Final = 400
"""Characters of any one label."""

LINE_LIMIT: Final = 8_000
"""Characters of a line in the transcript; the wire allows 4,000."""

MARKS: Final = 3
"""Combining marks kept on one letter: enough for every living script's usual text, too few to climb over
others."""

# Direction overrides and embeddings reorder what stands around them; the rest is invisible and measures
# nothing.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_MANY_BREAKS = re.compile("\n{4,}")
_SPACES = re.compile(r"\s+")


def shown(untrusted_text: str, limit: int = LINE_LIMIT) -> str:
    """Return the text without control characters, direction tricks and towers of marks, at most ``limit``
    long."""
    cut = untrusted_text[: limit * 2]
    is_cut = len(untrusted_text) > len(cut)
    kept = _MANY_BREAKS.sub("\n\n\n", _UNWANTED.sub("", _BREAKS.sub("\n", cut)))
    if not kept.isascii():
        kept = _thinned(kept)
    if len(kept) > limit or is_cut:
        kept = kept[: limit - 1] + "…"
    return kept


def one_line(untrusted_text: str, limit: int = NAME_LIMIT) -> str:
    """Return the text on one line: for names, titles and list rows."""
    return _SPACES.sub(" ", shown(untrusted_text[: limit * 8], limit)).strip()


def _thinned(text: str) -> str:
    """Return the text with at most ``MARKS`` combining marks on a letter."""
    kept: list[str] = []
    marks = 0
    for character in text:
        if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me"}:
            marks += 1
            if marks > MARKS:
                continue
        else:
            marks = 0
        kept.append(character)
    return "".join(kept)


def plain_label(
    text: str = "", kind: str = "", *, wraps: bool = False, parent: QWidget | None = None
) -> QLabel:
    """Return a label that shows plain text only; ``kind`` is its look in ``views/sheet``."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wraps)
    if kind:
        label.setProperty("kind", kind)
    return label


class NameLabel(QWidget):
    """A name on one line, cut with an ellipsis where the room ends, with the whole of it as a tooltip."""

    def __init__(self, kind: str = "heading", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = plain_label("", kind, parent=self)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_name(self, untrusted_name: str) -> None:
        """Show a name that somebody else chose."""
        self._text = one_line(untrusted_name)
        self._label.setToolTip("")
        self.setAccessibleName(self._text)
        self._elide()

    def text(self) -> str:
        """Return what stands on the screen."""
        return self._label.text()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cut again."""
        super().resizeEvent(event)
        self._elide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the font the style sheet gave the label."""
        super().paintEvent(event)
        if self._label.sizeHint().height() != self.height():
            self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self._label.font())
        self.setFixedHeight(self._label.sizeHint().height())
        self._label.setGeometry(0, 0, self.width(), self.height())
        cut = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        self._label.setText(cut)


def draw_elided(
    painter: QPainter,
    text: str,
    x: int,
    y: int,
    width: int,
    flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Paint one line of text cut to ``width`` at the baseline box starting at ``y``; return the width
    used."""
    metrics = painter.fontMetrics()
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))
    painter.drawText(x, y, max(0, width), metrics.height(), int(flags), cut)
    return metrics.horizontalAdvance(cut)
