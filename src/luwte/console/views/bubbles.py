"""How a line is laid out: a bubble as wide as its words, with time and state in its last corner if they fit.

Heights are kept by line and width, laid-out texts by line; both are bounded, and dropped when the look
changes.
"""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QFont, QFontMetrics

from luwte.console.state import LineRow
from luwte.console.views.laid_text import LaidText
from luwte.console.views.theme import Theme
from luwte.console.views.words import Words, clock, countdown

TEXTS: Final = 400
HEIGHTS: Final = 4_000
WIDEST: Final = 620
"""A bubble's text at 100 %: longer lines tire the eye."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """A line's measures in pixels, the words around its text, and the time of day.

    ``is_inline``: time and state stand on the last line of the text.
    """

    width: int
    height: int
    text_width: int
    label: str
    label_height: int
    time: str
    time_width: int
    is_inline: bool


class Type:
    """The system's font in the sizes of a transcript, measured once for a look."""

    def __init__(self, theme: Theme) -> None:
        look = theme.look
        self.text: QFont = look.font("text")
        self.small: QFont = look.font("small")
        self.label: QFont = look.font("small", is_bold=True)
        self.small_metrics = QFontMetrics(self.small)
        self.small_height = self.small_metrics.height()


class Bubbles:
    """Measures lines and keeps their laid-out text."""

    def __init__(self, theme: Theme, words: Words) -> None:
        self._theme = theme
        self._words = words
        self.type = Type(theme)
        self._texts: OrderedDict[str, LaidText] = OrderedDict()
        self._bubbles: dict[tuple[str, int, str], Bubble] = {}
        self.measured = 0
        """How many lines were laid out so far; tests count it instead of the time."""

    def clear(self) -> None:
        """Forget all measures: the look or the language changed."""
        self.type = Type(self._theme)
        self._texts.clear()
        self._bubbles.clear()

    @property
    def padding(self) -> tuple[int, int]:
        """The room between a bubble's edge and its text: across, down."""
        return self._theme.look.px(12), self._theme.look.px(7)

    def text(self, line: LineRow) -> LaidText:
        """Return a line's words as plain text; ``lay_out`` it for the bubble's width before it is drawn."""
        laid = self._texts.get(line.id)
        if laid is not None:
            self._texts.move_to_end(line.id)
            return laid
        laid = self._texts[line.id] = LaidText(self._words.line(line), self.type.text)
        if len(self._texts) > TEXTS:
            self._texts.popitem(last=False)
        return laid

    def bubble(self, line: LineRow, width: int) -> Bubble:
        """Return a line's measures in a view of this width."""
        key = (line.id, width, line.delivery)
        bubble = self._bubbles.get(key)
        if bubble is None:
            if len(self._bubbles) >= HEIGHTS:
                self._bubbles.pop(next(iter(self._bubbles)))
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

    def label(self, line: LineRow) -> str:
        """Return what stands above a line: a colleague's name, or that these are the first words."""
        if line.kind == "opening":
            return self._words.first_words()
        return "" if line.is_own or line.sender == "visitor" else self._words.writer(line)

    def _measure(self, line: LineRow, width: int) -> Bubble:
        self.measured += 1
        look, small = self._theme.look, self.type.small_metrics
        across, down = self.padding
        widest = max(look.px(120), min(round(width * 0.76), look.px(WIDEST))) - 2 * across
        laid = self.text(line)
        laid.lay_out(widest)
        label, time = self.label(line), clock(line.at)
        time_width = small.horizontalAdvance(time)
        note = self._note_width(line, time, time_width)
        gap = look.px(12)
        is_inline = not laid.leans_right and int(laid.tail) + gap + note <= widest
        inner = min(widest, int(laid.width) + 1)
        inner = max(inner, int(laid.tail) + gap + note if is_inline else note)
        inner = max(inner, min(widest, small.horizontalAdvance(label) if label else 0))
        inner = min(inner, width - 2 * (look.px(16) + across))
        label_height = self.type.small_height if label else 0
        height = laid.height + label_height + 2 * down + (0 if is_inline else self.type.small_height)
        return Bubble(
            inner + 2 * across,
            height,
            # Words that lean to the right lean against the bubble's edge, not against the widest one's.
            inner if laid.leans_right else widest,
            label,
            label_height,
            time,
            time_width,
            is_inline,
        )

    def _note_width(self, line: LineRow, time: str, time_width: int) -> int:
        """Return the room time, state and note take."""
        note = self.note(line, line.held_until - 10 if line.held_until is not None else 0.0)
        width = self.type.small_metrics.horizontalAdvance(f"{time} · {note}") if note else time_width
        return width + (self._theme.look.px(22) if line.is_own else 0)
