"""Where a note is written: plain text with tick boxes, the time of day, and an end that is said in words."""

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QMimeData, QPointF, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from luwte.console.views.sheet import mixed
from luwte.console.views.text import shown
from luwte.console.views.theme import Theme
from luwte.console.views.words import clock

LONGEST: Final = 20_000
"""Characters of one note, as Qt counts them (twice for what lies beyond 16 bits)."""

EMPTY, TICKED = "☐", "☑"
MARKS: Final = 50
"""Places of a search that are marked in one note."""

BOX = 16
"""A tick box's side in pixels at 100 %."""

PARAGRAPH: Final = 1_000
"""Characters of the longest paragraph that is pasted as it is: a paragraph is laid out anew at every key."""

LINE: Final = 400
"""Signs of a line that are looked at for a box."""

_BOX = re.compile(r"([ \t]*)([☐☑])( ?)")
_TYPED = re.compile(r"[ \t]*\[([ xX]?)\] $")


class BoxFormats:
    """How boxes and what stands behind ticked ones are written; made once for a look."""

    def __init__(self, theme: Theme) -> None:
        look = theme.look
        metrics = QFontMetrics(look.font("text"))
        self.done = QTextCharFormat()
        self.done.setForeground(look.colour("muted"))
        self.hidden: dict[str, QTextCharFormat] = {}
        for sign in (EMPTY, TICKED):
            form = self.hidden[sign] = QTextCharFormat()
            form.setForeground(QColor(0, 0, 0, 0))
            # Some fonts have narrow boxes: the words begin at the same distance from ours.
            narrow = look.px(BOX) - metrics.horizontalAdvance(sign)
            form.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            form.setFontLetterSpacing(max(0, narrow) + look.px(2))


class TickMarks(QSyntaxHighlighter):
    """Hides the signs over which boxes are painted, and steps back from what is done."""

    def __init__(self, document: QTextDocument, formats: BoxFormats) -> None:
        super().__init__(document)
        self._formats = formats

    def take(self, formats: BoxFormats) -> None:
        """Follow another look."""
        self._formats = formats
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Look at one line."""
        found = _BOX.match(text)
        if found is not None:
            self.setFormat(found.start(2), 1, self._formats.hidden[found[2]])
            if found[2] == TICKED:
                self.setFormat(found.end(2), 2 * len(text), self._formats.done)


class NoteEditor(QPlainTextEdit):
    """The text of one note.

    Ctrl+M makes, ticks and unticks a box, F5 writes the time, a new line goes on with boxes; Esc leaves.

    Signals: filled () - no more fits · left ().
    """

    filled = Signal()
    left = Signal()

    def __init__(self, theme: Theme, now: Callable[[], float]) -> None:
        super().__init__()
        self._theme, self._now = theme, now
        self._needle = ""
        self._pressed: QTextBlock | None = None
        self.setObjectName("note_box")
        self.setTabChangesFocus(True)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        # What stands here is nobody's business, a keyboard's memory included.
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhMultiLine)
        self.textChanged.connect(self._keep_to_limit)

    @Slot()
    def insert_time(self) -> None:
        """Write the time of day at the caret."""
        self.textCursor().insertText(f"{clock(self._now())} ")
        self.setFocus()

    @Slot()
    def tick(self) -> None:
        """Give the caret's line a tick box; tick it, or untick it."""
        block = self.textCursor().block()
        if not self._toggle(block) and self._fits(2):
            cursor = QTextCursor(block)
            indent = block.text()[: len(block.text()) - len(block.text().lstrip(" \t"))]
            cursor.setPosition(block.position() + len(indent))
            cursor.insertText(f"{EMPTY} ")
        self.setFocus()

    def go_to_end(self) -> None:
        """Put the caret behind the last word."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def append_heading(self, line: str) -> None:
        """Begin a part at the end of the note, and put the caret under it."""
        self.go_to_end()
        cursor = self.textCursor()
        if not self._fits(len(line) + 3):
            self.setFocus()
            return
        text = self.toPlainText().rstrip()
        cursor.beginEditBlock()
        if text:
            cursor.insertText("\n\n")
        cursor.insertText(f"{line}\n")
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.setFocus()

    def mark(self, needle: str) -> None:
        """Mark where the words of a search stand; "" for none."""
        self._needle = needle
        self._mark()

    def go_to_mark(self) -> None:
        """Put the caret at the first place that is marked."""
        first = min((each.cursor.selectionStart() for each in self.extraSelections()), default=None)
        if first is not None:
            cursor = self.textCursor()
            cursor.setPosition(first)
            self.setTextCursor(cursor)
            self.centerCursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave, tick, write the time, go on with boxes; everything else is typed."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        match event.key():
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_M if control:
                self.tick()
            case Qt.Key.Key_F5:
                self.insert_time()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._break_line()
            case _ if event.text().isprintable() and event.text() and not self._room():
                self.filled.emit()
            case _:
                super().keyPressEvent(event)
                if event.text() == " ":
                    self._make_box()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Know where a click began."""
        self._pressed = self._boxed_at(event.position())
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tick the box that was clicked; the caret stays where it was."""
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
        elif pressed == self._boxed_at(event.position()):
            self._toggle(pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show that a box can be clicked."""
        is_over = self._boxed_at(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        if self._pressed is None:
            super().mouseMoveEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Take what is pasted as plain text: it may come from a visitor's line."""
        text, room = in_paragraphs(shown(source.text(), LONGEST)), self._room()
        is_too_long = units(text) > room
        if is_too_long:
            # Cut by what Qt counts, and never through a sign.
            cut = text.encode("utf-16-le", "surrogatepass")[: 2 * room]
            text = cut.decode("utf-16-le", "ignore")
        self.textCursor().insertText(text)
        if is_too_long:
            self.filled.emit()
        self.ensureCursorVisible()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the boxes over their signs."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        block = self.firstVisibleBlock()
        while block.isValid():
            if self._top(block) > event.rect().bottom():
                break
            box = self._box_of(block)
            if box is not None and box[0].intersects(event.rect()):
                name, tone = ("square-check", "primary") if box[1] == TICKED else ("square", "control-border")
                self._theme.icon(name, tone, BOX).paint(painter, box[0])
            block = block.next()
        painter.end()

    def _break_line(self) -> None:
        """Begin a new line: with a box where this one has one, without where that stayed empty."""
        cursor = self.textCursor()
        block = cursor.block()
        found = _BOX.match(block.text())
        cursor.beginEditBlock()
        if found is None or cursor.positionInBlock() < found.end():
            cursor.insertBlock()
        elif not block.text()[found.end() :].strip():
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        else:
            cursor.insertBlock()
            cursor.insertText(f"{found[1]}{EMPTY} ")
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _make_box(self) -> None:
        """Make a box of "[ ] " and "[x] " at the beginning of a line."""
        cursor = self.textCursor()
        found = _TYPED.match(cursor.block().text()[: cursor.positionInBlock()])
        if found is not None:
            signs = len(found[1]) + 3
            cursor.setPosition(cursor.position() - signs, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(f"{TICKED if found[1].strip() else EMPTY} ")

    def _toggle(self, block: QTextBlock) -> bool:
        """Tick the box of a line or untick it; False where there is none."""
        found = _BOX.match(block.text())
        if found is None:
            return False
        cursor = QTextCursor(block)
        at = block.position() + found.start(2)
        cursor.setPosition(at)
        cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(EMPTY if found[2] == TICKED else TICKED)
        return True

    def _box_of(self, block: QTextBlock) -> tuple[QRect, str] | None:
        """Return where a line's box is painted, in the viewport, and its sign; None where there is none."""
        found = _BOX.match(block.text()[:LINE])
        if found is None or not block.isVisible():
            return None
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + found.start(2))
        caret = self.cursorRect(cursor)
        side = self._theme.look.px(BOX)
        return QRect(caret.left(), caret.center().y() - side // 2 + 1, side, side), found[2]

    def _top(self, block: QTextBlock) -> float:
        return self.blockBoundingGeometry(block).translated(self.contentOffset()).top()

    def _boxed_at(self, where: QPointF) -> QTextBlock | None:
        """Return the line whose box is at a place of the viewport."""
        block = self.cursorForPosition(where.toPoint()).block()
        box = None if self.isReadOnly() else self._box_of(block)
        return block if box is not None and box[0].adjusted(-2, -2, 2, 2).contains(where.toPoint()) else None

    def _room(self) -> int:
        """Return how much still fits, in Qt's units; what is selected would give way."""
        cursor = self.textCursor()
        taken = self.document().characterCount() - 1 - (cursor.selectionEnd() - cursor.selectionStart())
        return max(0, LONGEST - taken)

    def _fits(self, units: int) -> bool:
        """Return whether so much may still be put in, and say so if not."""
        is_room = self.document().characterCount() - 1 + units <= LONGEST
        if not is_room:
            self.filled.emit()
        return is_room

    @Slot()
    def _keep_to_limit(self) -> None:
        """Take away what is too much of what came last, in the same step of undoing."""
        over = self.document().characterCount() - 1 - LONGEST
        if over > 0:
            cursor = self.textCursor()
            # What came in elsewhere than at the caret is not known: then the end gives way.
            end = cursor.position() if cursor.position() >= over else self.document().characterCount() - 1
            begin = end - over
            if 0xDC00 <= ord(self.document().characterAt(begin)) <= 0xDFFF:
                begin -= 1  # never half a sign
            cursor.joinPreviousEditBlock()
            cursor.setPosition(begin)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            cursor.endEditBlock()
            self.setTextCursor(cursor)
            self.filled.emit()
        elif self._needle:
            self._mark()

    def _mark(self) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        look = self._theme.look
        form = QTextCharFormat()
        form.setBackground(QColor(mixed(look.colours["surface"], look.colours["attention"], 0.35)))
        form.setForeground(look.colour("text"))
        for word in dict.fromkeys(self._needle.split()):
            cursor = self.document().find(word)
            while not cursor.isNull() and len(marks) < MARKS:
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = cursor, form
                marks.append(mark)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)


def in_paragraphs(text: str) -> str:
    """Return the text with new lines in paragraphs so long that every key in them would have to wait."""
    parts: list[str] = []
    for line in text.split("\n"):
        rest = line
        while len(rest) > PARAGRAPH:
            cut = rest.rfind(" ", 0, PARAGRAPH) + 1 or PARAGRAPH
            parts.append(rest[:cut])
            rest = rest[cut:]
        parts.append(rest)
    return "\n".join(parts)


def units(text: str) -> int:
    """Return how many UTF-16 units a text has: what Qt counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
