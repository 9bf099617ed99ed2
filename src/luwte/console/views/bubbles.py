"""How a line is laid out: a bubble as wide as its words, with time and state in its last corner if they fit.

Heights are kept by line and width, documents by line; both are bounded and dropped when the look changes.
"""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QTextDocument, QTextOption

from luwte.console.state import LineRow
from luwte.console.views.theme import Theme
from luwte.console.views.words import Words, clock, countdown

DOCUMENTS: Final = 400
HEIGHTS: Final = 4_000
WIDEST: Final = 620
"""A bubble's text at 100 %: longer lines tire the eye."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """A line's measures in pixels. ``is_inline``: time and state stand on the last line of the text."""

    width: int
    height: int
    text_width: int
    label_height: int
    is_inline: bool


class Bubbles:
    """Measures lines and keeps their laid-out text."""

    def __init__(self, theme: Theme, words: Words) -> None:
        self._theme = theme
        self._words = words
        self._documents: OrderedDict[str, QTextDocument] = OrderedDict()
        self._bubbles: dict[tuple[str, int, str], Bubble] = {}
        self.measured = 0
        """How many lines were laid out so far; tests count it instead of the time."""

    def clear(self) -> None:
        """Forget all measures: the look or the language changed."""
        self._documents.clear()
        self._bubbles.clear()

    @property
    def padding(self) -> tuple[int, int]:
        """The room between a bubble's edge and its text: across, down."""
        return self._theme.look.px(12), self._theme.look.px(7)

    def document(self, line: LineRow) -> QTextDocument:
        """Return a line's text as plain text, ready to be drawn."""
        document = self._documents.get(line.id)
        if document is not None:
            self._documents.move_to_end(line.id)
            return document
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setDefaultFont(self._theme.look.font("text"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setPlainText(self._words.line(line))
        self._documents[line.id] = document
        if len(self._documents) > DOCUMENTS:
            self._documents.popitem(last=False)
        return document

    def bubble(self, line: LineRow, width: int) -> Bubble:
        """Return a line's measures in a view of this width."""
        key = (line.id, width, line.delivery)
        bubble = self._bubbles.get(key)
        if bubble is None:
            if len(self._bubbles) > HEIGHTS:
                self._bubbles.clear()
            bubble = self._bubbles[key] = self._measure(line, width)
        return bubble

    def note(self, line: LineRow, now: float) -> str:
        """Return what stands beside the time: a word only where something may be done."""
        match line.delivery:
            case "held":
                left = countdown(line.held_until, now) if line.held_until is not None else ""
                return self._words.take_back_note(left)
            case "failed":
                return self._words.retry_note()
            case "received" | "waiting" | "stored" | "seen":
                return ""

    def note_width(self, line: LineRow) -> int:
        """Return the room time, state and note take."""
        metrics = QFontMetrics(self._theme.look.font("small"))
        text = clock(line.at)
        note = self.note(line, line.held_until - 10 if line.held_until is not None else 0.0)
        width = metrics.horizontalAdvance(f"{text} · {note}" if note else text)
        return width + (self._theme.look.px(22) if line.is_own else 0)

    def label(self, line: LineRow) -> str:
        """Return what stands above a line: a colleague's name, or that these are the first words."""
        if line.kind == "opening":
            return self._words.first_words()
        return "" if line.is_own or line.sender == "visitor" else self._words.writer(line)

    def _measure(self, line: LineRow, width: int) -> Bubble:
        self.measured += 1
        look = self._theme.look
        across, down = self.padding
        widest = max(look.px(120), min(round(width * 0.76), look.px(WIDEST))) - 2 * across
        document = self.document(line)
        document.setTextWidth(widest)
        ideal = min(widest, int(document.idealWidth()) + 1)
        small = QFontMetrics(look.font("small"))
        label = self.label(line)
        label_height = small.height() if label else 0
        note = self.note_width(line)
        last = document.lastBlock().layout()
        tail = last.lineAt(last.lineCount() - 1).naturalTextWidth() if last.lineCount() else 0
        gap = look.px(12)
        is_inline = (
            int(tail) + gap + note <= widest
            and last.textOption().textDirection() != Qt.LayoutDirection.RightToLeft
        )
        inner = max(ideal, int(tail) + gap + note if is_inline else note)
        inner = max(inner, min(widest, small.horizontalAdvance(label) if label else 0))
        height = (
            int(document.size().height()) + label_height + 2 * down + (0 if is_inline else small.height())
        )
        room = width - 2 * (look.px(16) + across)
        return Bubble(min(inner, room) + 2 * across, height, widest, label_height, is_inline)
