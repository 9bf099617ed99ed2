"""The middle pane: the conversation in front, from its header to the reply box; or an empty desk."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from luwte.console.models.transcript import TranscriptModel
from luwte.console.state import ConversationRow, LineRow, PolicyView, Search
from luwte.console.views.action_bar import ActionBar
from luwte.console.views.foot import Foot, Place
from luwte.console.views.header import Header, SearchBar
from luwte.console.views.inserting import Inserting
from luwte.console.views.phrase_list import PhraseList
from luwte.console.views.reply import ReplyBox
from luwte.console.views.rest_card import RestCard
from luwte.console.views.speller import Speller
from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme
from luwte.console.views.transcript_view import TranscriptView
from luwte.console.views.underline import SpellingHelp, house_words
from luwte.console.views.words import Words

NARROWEST: Final = 170
"""The width at 100 % in which lines can still be read: some twenty letters."""


class EmptyDesk(QWidget):
    """What stands in the middle when no conversation is in front: what will happen next."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._waiting = QWidget()
        self._column = column = QVBoxLayout(self._waiting)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setSpacing(theme.look.space["m"])
        self.mark = plain_label("")
        self.mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = plain_label("", "reading", wraps=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)
        column.addWidget(self.mark)
        column.addWidget(self.sentence)
        column.addStretch(3)
        self.rest = RestCard(theme)
        self.forms = QStackedWidget()
        self.waiting_forms = QPushButton()
        self.waiting_forms.setObjectName("waiting_forms_link")
        self.waiting_forms.setProperty("kind", "link")
        self.waiting_forms.setAutoDefault(True)
        outer.addWidget(self._waiting, 1)
        outer.addWidget(self.rest, 1)
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, theme.look.space["xl"])
        below.addWidget(self.waiting_forms, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(self._below)
        outer.addWidget(self.forms, 1)
        self._is_resting = self._is_form = False
        self._out_of_sight = 0
        self.show_talks(0)
        self._show()
        theme.changed.connect(self._dress)
        self._dress()

    def show_talks(self, conversations: int) -> None:
        """Say what will happen next, with so many conversations at the left."""
        self.sentence.setText(
            self.tr("No conversation is in front. Choose one at the left and you write here.")
            if conversations
            else self.tr("No conversation now. When you accept someone, you write here.")
        )

    @Slot(bool)
    def show_rest(self, is_resting: bool) -> None:
        """Show the card of rest or pause instead, or what will happen next."""
        self._is_resting = is_resting
        self._show()

    @Slot(bool)
    def show_form(self, is_form: bool) -> None:
        """Show a registration form before everything else: rest comes after it, or with "Later"."""
        self._is_form = is_form
        self._show()

    @Slot(int, int)
    def show_waiting(self, _count: int, out_of_sight: int) -> None:
        """Say how many forms wait out of sight."""
        self._out_of_sight = out_of_sight
        self.waiting_forms.setText(self.tr("%n registration(s) wait(s) for you", "", out_of_sight))
        self._show()

    def give_way(self, right: int, over: int) -> None:
        """Leave so many pixels at the right to a drawer; the sentence alone, which can be narrow, leaves all
        that it covers."""
        self._outer.setContentsMargins(0, 0, right, 0)
        self._column.setContentsMargins(0, 0, over - right, 0)
        room = self.width() - over - 2 * self._theme.look.space["l"]
        self.sentence.setMinimumWidth(max(0, min(self._theme.look.px(320), room)))

    def reach(self) -> None:
        """Give what stands here now the hands, if it can be pressed."""
        offered = [button for button in self.rest.offered.values() if button.isVisible()]
        button = next(iter(offered), self.waiting_forms)
        if button.isVisible():
            button.setFocus()

    def _show(self) -> None:
        self.forms.setVisible(self._is_form)
        self._waiting.setVisible(not self._is_form and not self._is_resting)
        self.rest.setVisible(not self._is_form and self._is_resting)
        self._below.setVisible(not self._is_form and self._out_of_sight > 0)

    def _dress(self) -> None:
        self.mark.setPixmap(self._theme.icon("luwte", "divider", 72).pixmap(self._theme.icon_size(72)))


class SilenceBar(Foot):
    """Offers a gentle question, and later closing, to a visitor who fell silent.

    Signals: nudge_wanted · end_silent_wanted.
    """

    nudge_wanted = Signal()
    end_silent_wanted = Signal()

    def __init__(self, theme: Theme, place: Place) -> None:
        super().__init__(theme, place, theme.look.space["s"])
        row = QHBoxLayout()
        self.rows.addLayout(row)
        self.sentence = plain_label("", "muted", wraps=True)
        row.addWidget(self.sentence, 1)
        self.nudge = QPushButton(self.tr("Ask gently"))
        self.nudge.setObjectName("nudge_button")
        self.nudge.setToolTip(self.tr("Sends the question your helpline wrote for this"))
        self.nudge.clicked.connect(self.nudge_wanted)
        row.addWidget(self.nudge)
        self.close_silent = QPushButton(self.tr("Close with a kind word"))
        self.close_silent.setObjectName("close_silent_button")
        self.close_silent.clicked.connect(self.end_silent_wanted)
        row.addWidget(self.close_silent)
        self.hide()

    def show_row(self, row: ConversationRow) -> None:
        """Follow what the policy's timers offer."""
        self.setVisible(row.silence != "no" and not row.closing)
        self.nudge.setVisible(row.silence == "nudge")
        self.close_silent.setVisible(row.silence == "end")
        self.sentence.setText(
            self.tr("It has been quiet for a while.")
            if row.silence == "nudge"
            else self.tr("Your question got no answer. You may close the conversation.")
        )


class ConversationPane(QStackedWidget):
    """Shows one conversation.

    Signals: those of its parts, with the conversation: draft_changed · send_wanted · take_back_wanted
    (conversation,
    line) · send_now_wanted (conversation, line) · retry_wanted · nudge_wanted · search_wanted
    (conversation, needle).
    """

    take_back_wanted = Signal(str, str)
    send_now_wanted = Signal(str, str)
    retry_wanted = Signal(str)
    nudge_wanted = Signal(str)
    search_wanted = Signal(str, str)

    def __init__(self, model: TranscriptModel, theme: Theme, words: Words, now: Callable[[], float]) -> None:
        super().__init__()
        self._model = model
        self.conversation = ""
        self.row: ConversationRow | None = None
        self.empty = EmptyDesk(theme)
        self.header = Header(theme, words, now)
        self.search = SearchBar(theme)
        self.transcript = TranscriptView(model, theme, words, now)
        self.silence = SilenceBar(theme, self.transcript.column)
        self.reply = ReplyBox(theme)
        self.phrases = PhraseList(theme, words, now)
        self.inserting = Inserting(self.reply.editor, self.phrases, theme)
        self.spelling: SpellingHelp | None = None
        self._house: tuple[str, ...] = ()
        self._theme = theme
        self.action_bar = ActionBar(theme)
        page = QFrame()
        page.setProperty("kind", "pane")
        self._page = column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.foot = Foot(theme, self.transcript.column, theme.look.space["m"])
        self.foot.rows.addWidget(self.reply)
        self.foot.rows.addWidget(self.action_bar)
        self._middle = QVBoxLayout()
        self._middle.setSpacing(0)
        self._over = 0
        self._middle.addWidget(self.search)
        self._middle.addWidget(self.transcript, 1)
        self._middle.addWidget(self.silence)
        column.addWidget(self.header)
        column.addLayout(self._middle, 1)
        column.addWidget(self.foot)
        self.addWidget(self.empty)
        self.addWidget(page)
        self.header.search_wanted.connect(self.search.open_search)
        self.search.needle_changed.connect(self._search)
        self.search.hit_wanted.connect(self.transcript.show_hit)
        self.search.closed.connect(self._back_to_end)
        self.transcript.reply_wanted.connect(self.reply.type)
        self.transcript.take_back_wanted.connect(self._take_back)
        self.transcript.send_now_wanted.connect(self._send_now)
        self.transcript.retry_wanted.connect(self._retry)
        self.reply.take_back_wanted.connect(self._take_back_newest)
        self.silence.nudge_wanted.connect(self._nudge)
        self.action_bar.replies_wanted.connect(self._toggle_replies)
        self.action_bar.referrals_wanted.connect(self._toggle_referrals)

    @Slot(str, str)
    def show_conversation(self, conversation: str, draft: str) -> None:
        """Put a conversation and its draft in front; "" for none."""
        self.turn_to(conversation)
        self.inserting.close()
        self._model.show_conversation(conversation)
        self.reply.show_draft(conversation, draft)
        if conversation:
            self.transcript.go_to_end()
            self.reply.editor.setFocus()
        else:
            self.row = None
            self.header.clear()

    def give_way(self, over: int) -> None:
        """Leave so many pixels at the right to a drawer that lies over them; none where what is left would be
        too narrow to read."""
        is_other, self._over = over != self._over, over
        is_at_end = self.transcript.sticks
        self._share()
        if is_other and self.conversation and self.isVisible():
            # At once: a moment later Qt would do it too, and until then lines lie on one another.
            self._page.activate()
            self.transcript.doItemsLayout()
            if is_at_end:
                self.transcript.go_to_end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width out again."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        right = self._over if self.width() - self._over >= self._theme.look.px(NARROWEST) else 0
        self._middle.setContentsMargins(0, 0, right, 0)
        self.empty.give_way(right, self._over)

    def turn_to(self, conversation: str) -> None:
        """Make room for a conversation, before its lines are measured."""
        self.search.close_search()
        self.conversation = conversation
        self.setCurrentIndex(1 if conversation else 0)

    @Slot(str, str)
    def change_draft(self, conversation: str, text: str) -> None:
        """The draft changed by something else than typing."""
        if conversation == self.conversation:
            self.reply.show_draft(conversation, text)
            self.reply.editor.setFocus()

    @Slot(object)
    def show_policy(self, policy: PolicyView) -> None:
        """Offer the replies and referrals of this policy."""
        self._house = house_words(policy)
        self.inserting.show_policy(policy)

    def help_spelling(self, speller: Speller) -> None:
        """Help with Dutch spelling from now on, where it is wanted."""
        self.spelling = SpellingHelp(self.reply.editor, speller, self._theme)
        self.reply.editor.has_menu = True

    def show_row(self, row: ConversationRow) -> None:
        """Follow the state of the conversation in front."""
        self.row = row
        self.header.show_row(row)
        self.silence.show_row(row)
        why_closed = self._why_closed(row)
        self.reply.set_open(why_closed)
        self.inserting.set_language(row.language)
        if self.spelling is not None:
            names = (row.nickname, *self._house, *(member.name for member in row.members))
            self.spelling.set_conversation(row.language, names)
        if why_closed:
            self.inserting.close()
        self.action_bar.set_role(is_mine=row.is_mine, is_open=not row.closing, may_write=not why_closed)

    @Slot(object)
    def show_search(self, search: Search) -> None:
        """Show what the search found."""
        if search.conversation == self.conversation and search.needle == self.search.needle.text().strip():
            self.transcript.set_search(search)
            self.search.show_search(search)

    @Slot()
    def tick(self) -> None:
        """A second went by."""
        if self.conversation:
            self.header.tick()
            self.transcript.tick()

    def _why_closed(self, row: ConversationRow) -> str:
        if row.closing:
            return self.tr("The conversation is closing.")
        if row.presence == "gone":
            return self.tr("The visitor has gone and cannot read this any more.")
        return ""

    def _search(self, needle: str) -> None:
        self.search_wanted.emit(self.conversation, needle.strip())

    def _back_to_end(self) -> None:
        self.transcript.set_search(Search())
        if self.conversation:
            self.search_wanted.emit(self.conversation, "")
            self.transcript.go_to_end()
            self.reply.editor.setFocus()

    def _take_back(self, line: str) -> None:
        self.take_back_wanted.emit(self.conversation, line)

    def _take_back_newest(self) -> None:
        for entry in reversed(self._model.rows()):
            if isinstance(entry, LineRow) and entry.delivery == "held":
                self.take_back_wanted.emit(self.conversation, entry.id)
                return

    def _send_now(self, line: str) -> None:
        self.send_now_wanted.emit(self.conversation, line)

    def _retry(self) -> None:
        self.retry_wanted.emit(self.conversation)

    def _toggle_replies(self) -> None:
        self.inserting.toggle("reply")

    def _toggle_referrals(self) -> None:
        self.inserting.toggle("referral")

    def _nudge(self) -> None:
        self.nudge_wanted.emit(self.conversation)
