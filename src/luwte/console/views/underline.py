"""Spelling help in the reply box: a quiet line under what is no Dutch word, and a menu with what is meant."""

import re
from collections.abc import Iterable

from PySide6.QtCore import QObject, QPoint, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QAction, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu

from luwte.console.models.phrases import in_language
from luwte.console.spelling import Word, words_of
from luwte.console.state import PolicyView
from luwte.console.views.reply import Editor
from luwte.console.views.speller import Speller
from luwte.console.views.theme import Theme

_NAME = re.compile(r"[^\W\d_]+")
HELPED = "nl"
"""The language that is helped with."""

LONGEST = 8_000
"""A paragraph that cannot be sent anyway is not looked at."""


class Underline(QSyntaxHighlighter):
    """Underlines words that are none, but not the one that is being typed."""

    def __init__(self, editor: Editor, speller: Speller, theme: Theme) -> None:
        super().__init__(editor)
        self._editor, self._speller, self._theme = editor, speller, theme
        self._is_on = False
        self._is_typing = False
        self._revision = -1
        # Before Qt's own: what is typed must be known when the block is looked at.
        editor.document().contentsChange.connect(self._changed)
        self.setDocument(editor.document())
        editor.cursorPositionChanged.connect(self._moved)
        speller.judged.connect(self.look_again)
        theme.changed.connect(self.look_again)

    def set_on(self, *, is_on: bool) -> None:
        """Mark words, or none."""
        if is_on != self._is_on:
            self._is_on = is_on
            self.look_again()

    @Slot()
    def look_again(self) -> None:
        """Judge the whole draft anew."""
        with QSignalBlocker(self._editor):  # the words are the same: no draft has changed
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Mark one paragraph."""
        if not self._is_on or len(text) > LONGEST:
            return
        start = self.currentBlock().position()
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(self._theme.look.colour("attention"))
        for word in words_of(text):
            # Qt counts UTF-16 units, Python characters.
            begin, size = _units(text[: word.start]), _units(word.text)
            if not self._is_typed(start + begin, size) and self._speller.is_wrong(word.text):
                self.setFormat(begin, size, form)

    def wrong_at(self, cursor: QTextCursor) -> tuple[str, QTextCursor] | None:
        """Return the misspelled word at a place and a cursor that selects it; None if it is none."""
        if not self._is_on:
            return None
        block = cursor.block()
        for word, begin, end in _placed(block.text()):
            if begin <= cursor.positionInBlock() <= end and self._speller.is_wrong(word.text):
                chosen = QTextCursor(block)
                chosen.setPosition(block.position() + begin)
                chosen.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
                return word.text, chosen
        return None

    def _is_typed(self, begin: int, size: int) -> bool:
        return self._is_typing and begin <= self._editor.textCursor().position() <= begin + size

    def _changed(self, _at: int, removed: int, added: int) -> None:
        if removed or added:
            self._is_typing = True

    def _moved(self) -> None:
        """Mark the word that was being typed once the caret leaves it."""
        revision = self.document().revision()
        is_same_text, self._revision = revision == self._revision, revision
        if is_same_text and self._is_typing:
            self._is_typing = False
            self.look_again()


class SpellingHelp(QObject):
    """Joins reply box, dictionary and menu. Off until the volunteer wants it and the visitor writes Dutch."""

    def __init__(self, editor: Editor, speller: Speller, theme: Theme) -> None:
        super().__init__(editor)
        self._editor, self._speller = editor, speller
        self._is_wanted, self._language = False, ""
        self._names: tuple[str, ...] = ()
        self._asked: tuple[str, QTextCursor, QPoint] | None = None
        self.menu: QMenu | None = None
        self.underline = Underline(editor, speller, theme)
        editor.menu_wanted.connect(self._open_there)
        editor.key_menu_wanted.connect(self._open_here)
        speller.suggested.connect(self._suggested)

    def set_wanted(self, *, is_wanted: bool) -> None:
        """Help, or not, as the volunteer chose."""
        self._is_wanted = is_wanted
        self._follow()

    def set_conversation(self, language: str, names: Iterable[str]) -> None:
        """Follow the conversation in front: its language, and the names in it that are right as they are."""
        names = tuple(names)
        if (language, names) != (self._language, self._names):
            self._language, self._names = language, names
            self._speller.accept(part for name in names for part in _NAME.findall(name))
            self._follow()

    def _follow(self) -> None:
        self.underline.set_on(is_on=self._is_wanted and self._language == HELPED)

    @Slot(QPoint)
    def _open_there(self, where: QPoint) -> None:
        """The mouse asks for the menu."""
        self._open(self._editor.cursorForPosition(where), where)

    @Slot()
    def _open_here(self) -> None:
        """A key asks for the menu: about the word at the caret."""
        cursor = self._editor.textCursor()
        self._open(cursor, self._editor.cursorRect(cursor).bottomLeft())

    def _open(self, cursor: QTextCursor, where: QPoint) -> None:
        """Ask what may be meant before the menu opens, so that nothing moves in it afterwards."""
        at = self._editor.viewport().mapToGlobal(where)
        found = None if self._editor.isReadOnly() else self.underline.wrong_at(cursor)
        if found is None:
            self._show(at, None, ())
            return
        self._asked = (*found, at)
        self._speller.doubt(found[0])

    @Slot(str, object)
    def _suggested(self, word: str, suggestions: tuple[str, ...]) -> None:
        asked, self._asked = self._asked, None
        # Meanwhile the word may have been changed, or the window left.
        if asked is not None and asked[0] == word == asked[1].selectedText() and self._editor.isVisible():
            self._show(asked[2], asked[1], suggestions)

    def _show(self, at: QPoint, word: QTextCursor | None, suggestions: tuple[str, ...]) -> None:
        menu = self._editor.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Spelling") if word is not None else self.tr("Reply"))
        if word is not None:
            self._put_on_top(menu, word, suggestions)
        self.menu = menu
        menu.aboutToHide.connect(self._closed)
        menu.popup(at)

    def _put_on_top(self, menu: QMenu, word: QTextCursor, suggestions: tuple[str, ...]) -> None:
        first = menu.actions()[0]
        self._word = word
        for suggestion in suggestions:
            action = QAction(suggestion.replace("&", "&&"), menu)
            action.setData(suggestion)
            action.triggered.connect(self._replace)
            menu.insertAction(first, action)
        if not suggestions:
            none = QAction(self.tr("No suggestions"), menu)
            none.setEnabled(False)
            menu.insertAction(first, none)
        let_be = QAction(self.tr("Leave this word as it is"), menu)
        let_be.triggered.connect(self._let_be)
        menu.insertAction(first, let_be)
        menu.insertSeparator(first)
        menu.setActiveAction(menu.actions()[0])

    def _replace(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._word.insertText(str(action.data()))

    def _let_be(self) -> None:
        self._speller.let_be(self._word.selectedText())

    def _closed(self) -> None:
        self.menu = None


def house_words(policy: PolicyView) -> tuple[str, ...]:
    """Return the texts whose words are right in this house, whatever a dictionary says of them."""
    replies = (in_language(reply.text, HELPED) for reply in policy.replies)
    names = (referral.name for referral in policy.referrals)
    return policy.name, *names, *replies, *(in_language(each.text, HELPED) for each in policy.referrals)


def _placed(text: str) -> list[tuple[Word, int, int]]:
    """Return the words of a paragraph with where they begin and end, in Qt's units."""
    placed = []
    for word in words_of(text):
        begin = _units(text[: word.start])
        placed.append((word, begin, begin + _units(word.text)))
    return placed


def _units(text: str) -> int:
    """Return how many UTF-16 units a text has."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
