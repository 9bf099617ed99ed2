"""Plain text laid out in lines of a width: what a bubble holds.

A ``QTextDocument`` per line cost three times as much to measure and twice as much to paint.
"""

import math
import re
import unicodedata
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

HITS: Final = 50
"""Places of a search painted in one text."""

LINE_BREAK: Final = "\u2028"
"""What a text layout takes for the end of a line."""


class LaidText:
    """A text, its lines, and their measures in pixels.

    ``width`` is that of the longest line, ``tail`` that of the last one; ``leans_right`` if a paragraph
    reads from right to left.
    """

    def __init__(self, text: str, font: QFont) -> None:
        self.text = text
        self.width = self.tail = 0.0
        self.height = 0
        self._laid_for = -1
        is_mixed = not text.isascii() and any(map(_is_right_to_left, text))
        # A layout has one direction: where there may be two, each paragraph has its own.
        parts = text.split("\n") if is_mixed else [text.replace("\n", LINE_BREAK)]
        self.leans_right = is_mixed and any(map(_leans_right, parts))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layouts: list[tuple[QTextLayout, int]] = []
        start = 0
        for part in parts:
            layout = QTextLayout(part, font)
            layout.setTextOption(option)
            layout.setCacheEnabled(True)
            self._layouts.append((layout, start))
            start += _units(part) + 1

    def lay_out(self, width: int) -> None:
        """Break the lines at this width; nothing happens if they were."""
        if width == self._laid_for:
            return
        self._laid_for = width
        y = longest = tail = 0.0
        for layout, _ in self._layouts:
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                line.setPosition(QPointF(0, y))
                y += line.height()
                tail = line.naturalTextWidth()
                longest = max(longest, tail)
            layout.endLayout()
        self.width, self.tail, self.height = longest, tail, math.ceil(y)

    def draw(
        self,
        painter: QPainter,
        at: QPointF,
        clip: QRectF,
        needle: str = "",
        mark: QTextCharFormat | None = None,
    ) -> None:
        """Paint the lines within ``clip`` in the painter's pen, with ``mark`` where the needle stands."""
        found = self._found(needle) if needle and mark is not None else []
        for layout, start in self._layouts:
            marks: list[QTextLayout.FormatRange] = []
            for first, length in found:
                if first >= start and mark is not None:
                    marked = QTextLayout.FormatRange()
                    marked.start, marked.length, marked.format = first - start, length, mark
                    marks.append(marked)
            layout.draw(painter, at, marks, clip)

    def _found(self, needle: str) -> list[tuple[int, int]]:
        """Return where the needle stands, in Qt's units: start, length."""
        found: list[tuple[int, int]] = []
        for hit in re.finditer(re.escape(needle), self.text, re.IGNORECASE):
            found.append((_units(self.text[: hit.start()]), _units(hit.group())))
            if len(found) == HITS:
                break
        return found


def _units(text: str) -> int:
    """Return a text's length as Qt counts it: twice for what lies beyond 16 bits."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _is_right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in {"R", "AL"}


def _leans_right(text: str) -> bool:
    """Return whether the first character with a direction reads from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
