"""One registration form, open in the middle of the desk: built from the house policy, filled in by keyboard.

It knows what is in it and nothing of where that goes. No number, address or name has a field here (C4), and
the nickname in its title is in nothing that it sends (R1).
"""

from dataclasses import replace
from typing import Final, Literal

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from luwte.console.models.form_entries import option_entries, theme_entries
from luwte.console.state import FormRow
from luwte.console.state.intentions import Register
from luwte.console.views.form_age import AgeField
from luwte.console.views.form_fields import (
    ENTER,
    ChoiceField,
    FieldBox,
    NumberField,
    Row,
    Segments,
    YesNoField,
)
from luwte.console.views.form_parts import FormFoot, FormHead, QuickRow
from luwte.console.views.form_picking import PickField
from luwte.console.views.form_text import TextField
from luwte.console.views.form_words import FormWords
from luwte.console.views.text import one_line, plain_label
from luwte.console.views.theme import Theme
from luwte.policy import Channel, FormField, Quick, RegistrationForm
from luwte.registration.form import Answer

WIDE: Final = 600
"""The form's column at 100 %."""
BESIDE: Final = 520
"""The least room, in the size of the text, in which labels stand beside their answers."""


class FormPage(QFrame):
    """The form of one contact, as ``opened``: with its own questions, whatever the policy becomes meanwhile.

    Signals: changed () - it reads otherwise · send_wanted (Register) · later_wanted () · drop_wanted () ·
    details_wanted () · told (what a screen reader should say).
    """

    changed = Signal()
    send_wanted = Signal(object)
    later_wanted = Signal()
    drop_wanted = Signal()
    details_wanted = Signal()
    told = Signal(str)

    def __init__(self, opened: FormRow, theme: Theme, words: FormWords, language: str) -> None:
        super().__init__()
        self.opened, self._theme, self._words, self._language = opened, theme, words, language
        self.setProperty("kind", "pane")
        self.setObjectName("form_page")
        self.setAccessibleName(self._title())
        self._is_sending = False
        self._warned = ""
        """What the next press would do that was pointed at: "" for nothing."""
        self.fields: dict[str, FieldBox] = {}
        self._rows: list[Row] = []
        gap = theme.look.space
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.head = FormHead(theme, self._title())
        self.head.later.clicked.connect(self.later_wanted)
        self.head.details_wanted.connect(self.details_wanted)
        outer.addWidget(self.head)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setProperty("kind", "page")
        self._column = QVBoxLayout(page)
        self._column.setSpacing(gap["m"])
        self._fill()
        self.area.setWidget(page)
        outer.addWidget(self.area, 1)
        self.foot = FormFoot(theme, is_bare=opened.is_bare)
        self.foot.send.clicked.connect(self.submit)
        self.foot.drop.clicked.connect(self._drop)
        outer.addWidget(self.foot)
        # Only now: what is put into a layout goes to the end of the line. To register comes before giving up.
        QWidget.setTabOrder(self.foot.send, self.foot.drop)
        self.area.verticalScrollBar().valueChanged.connect(self._place_lists)
        self.area.verticalScrollBar().rangeChanged.connect(self._reveal_again)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        theme.changed.connect(self._arrange)
        self._arrange()

    # ── from outside ──

    def start(self, *, is_asked: bool = True) -> None:
        """Put the hands on the first question; if nobody asked for the form, only near it: who was typing
        must not answer it by accident."""
        if not is_asked:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        first = next((box.start() for box in self.fields.values()), self.foot.send)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def row(self) -> FormRow:
        """Return the form as it stands now."""
        return replace(self.opened, channel=self.channel(), values=self.values())

    def is_touched(self) -> bool:
        """Whether anything was answered."""
        return bool(self.values())

    def values(self) -> dict[str, Answer]:
        """Return what was answered; what was not said is not in it."""
        said = ((name, box.value()) for name, box in self.fields.items())
        return {name: value for name, value in said if value is not None}

    def channel(self) -> Channel:
        """Return how somebody came."""
        offered = channels_of(self.opened)
        chosen = self.channels.value() if self.channels is not None else offered[0]
        return next(each for each in offered if each == chosen)

    @Slot(str, str)
    def refuse(self, code: str, field: str) -> None:
        """Say beside the question why the form did not go; everything filled in stays."""
        self._sends(is_sending=False)
        box = self.fields.get(field)
        sentence = self._words.refusal(code, box.field if box is not None else None)
        if box is None:
            self.foot.say(sentence)
        else:
            box.show_refusal(sentence)
            box.start().setFocus()
            self._reveal(box, box.start())
        self.told.emit(sentence)

    def taken(self) -> None:
        """It was not refused for a reason of the form: it may be sent again or closed."""
        self._sends(is_sending=False)

    def forget(self) -> None:
        """Hold nothing of anybody any more."""
        self.opened = replace(self.opened, conversation="", nickname="", values={})
        self.head.name.set_name("")
        for box in self.fields.values():
            with QSignalBlocker(box):
                box.clear()

    @Slot()
    def submit(self) -> None:
        """Send what was answered; what the guard points at goes only at the second press."""
        if self._is_sending:
            return
        unchosen = [box for box in self.fields.values() if isinstance(box, PickField) and box.is_unchosen()]
        if unchosen:
            unchosen[0].show_refusal(self._words.unchosen())
            unchosen[0].line.setFocus()
            self.told.emit(self._words.unchosen())
            return
        pointed = [box for box in self.fields.values() if isinstance(box, TextField) and box.found]
        mark = "text:" + "\n".join(box.box.toPlainText() for box in pointed)
        if pointed and self._warned != mark:
            self._warn(mark, self._words.send_all_the_same())
            pointed[0].box.setFocus()
            self._reveal(pointed[0], pointed[0].box)
            return
        self._send("", self.values())

    # ── making ──

    def _title(self) -> str:
        if self.opened.is_bare or not self.opened.nickname:
            return self.tr("Register a contact")
        return self.tr("{0} · register").format(one_line(self.opened.nickname))

    def _fill(self) -> None:
        opened, words = self.opened, self._words
        said = (
            self.tr(
                "Somebody withdrew their consent. Only that there was a contact may be counted, nothing "
                "about it."
            )
            if opened.is_bare
            else self.tr("Without name, number or time. What was not said stays open.")
        )
        self._column.addWidget(plain_label(said, "muted", wraps=True))
        if not opened.is_bare:
            self.quick = QuickRow(self._theme, words)
            self.quick.chose.connect(self._quick)
            self._add(self.quick)
        self.channels: Segments | None = None
        offered = channels_of(opened)
        if len(offered) > 1:
            choices = [(each, words.channel(each)) for each in offered]
            self.channels = Segments(self._theme, self.tr("How they came"), choices)
            self.channels.choose(opened.channel)
            self.channels.changed.connect(self.changed)
            came = Row(self._theme, self.tr("How they came"))
            came.body.addWidget(self.channels)
            self._add(came)
        for field in () if opened.is_bare else opened.asked.fields:
            box = self._made(field)
            if field.name in opened.values:
                box.put(opened.values[field.name])
            box.changed.connect(self._changed)
            self.fields[field.name] = box
            self._add(box)
        self._column.addStretch(1)

    def _add(self, row: Row) -> None:
        self._rows.append(row)
        self._column.addWidget(row)

    def _made(self, field: FormField) -> FieldBox:  # noqa: PLR0911 - one per kind
        opened, given = self.opened, (self._theme, self._words, field, self._language)
        match field.kind:
            case "themes":
                return self._picking(PickField(*given, theme_entries(opened.asked, self._language)))
            case "choices":
                return self._picking(PickField(*given, option_entries(field.options, self._language)))
            case "choice":
                return ChoiceField(*given)
            case "yes_no":
                return YesNoField(*given)
            case "number":
                return NumberField(*given)
            case "age":
                return AgeField(*given, opened.asked.ages)
            case "text":
                return TextField(*given, opened.nickname)

    def _picking(self, box: PickField) -> PickField:
        box.float_over(self)
        box.told.connect(self.told)
        return box

    # ── what happens in it ──

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Enter for sending before the desk takes it for accepting somebody."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and _is_sending(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on, and sends from the last question; Ctrl+Enter sends from anywhere; Esc leaves."""
        if _is_sending(event):
            self._submit_by_key()
        elif event.key() in ENTER:
            last = next((box for box in reversed(self.fields.values())), None)
            now = QApplication.focusWidget()
            if last is not None and now is not None and (now is last or last.isAncestorOf(now)):
                self.submit()
            else:
                self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.later_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep to the column."""
        super().resizeEvent(event)
        self._arrange()

    def _changed(self) -> None:
        self._warned = ""
        self._say_why()
        self.changed.emit()

    def _submit_by_key(self) -> None:
        """Ctrl+Enter also accepts visitors: an untouched form does not go by a slip of that."""
        if not self.is_touched() and not self.opened.is_bare and self._warned != "empty":
            said = self.tr("Nothing is filled in yet. Press again to count the contact as it is.")
            self._warn("empty", said)
        else:
            self.submit()

    @Slot(str)
    def _quick(self, kind: Quick) -> None:
        if self._is_sending:
            return
        mark = f"quick:{kind}"
        if self.is_touched() and self._warned != mark:
            self._warn(mark, self._words.quick_drops(self._words.quick(kind).replace("&", "")))
            return
        self._send(kind, {})

    def _drop(self) -> None:
        if self._warned == "drop" or (self.opened.is_by_hand and not self.is_touched()):
            self.drop_wanted.emit()
        else:
            self._warn("drop", self.tr("Then this contact is counted nowhere. Press again if that is right."))

    def _warn(self, mark: str, sentence: str) -> None:
        self._warned = mark
        self.foot.say(sentence)
        self.told.emit(sentence)

    def _send(self, quick: Quick | Literal[""], values: dict[str, Answer]) -> None:
        opened = self.opened
        self._sends(is_sending=True)
        made = Register(opened.form, opened.asked, opened.version, self.channel(), quick, values)
        self.send_wanted.emit(made)

    def _sends(self, *, is_sending: bool) -> None:
        self._is_sending = is_sending
        self._warned = ""

    def _say_why(self) -> None:
        """Say why the house asks what the hands are at (R6)."""
        now = QApplication.focusWidget()
        here = next((box for box in self.fields.values() if now is not None and box.isAncestorOf(now)), None)
        if here is not None and not self._warned:
            self.foot.say(self.tr("Why: {0}").format(here.purpose) if here.purpose else "", "muted")

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self._say_why()
            for part in (self.foot, self):  # the room there will be, which the sentence takes some of
                layout = part.layout()
                if layout is not None:
                    layout.activate()
            row = self._row_of(now)
            if row is not None and not self._is_seen(row):
                self._reveal(row, now)

    def _reveal(self, row: QWidget, control: QWidget) -> None:
        """Bring a question into sight with its label; of one that is higher than the room, its answer."""
        room, gap = self.area.viewport().height(), self._theme.look.space["m"]
        if row.y() + row.height() + gap <= room:
            self.area.verticalScrollBar().setValue(0)  # with what stands above it
        else:
            self.area.ensureWidgetVisible(row if row.height() < room else control, 0, gap)

    @Slot()
    def _reveal_again(self) -> None:
        """Keep what has the hands in sight, also when a form that was just laid out gets other heights."""
        now = QApplication.focusWidget()
        row = self._row_of(now)
        if row is not None and now is not None:
            self._reveal(row, now)

    def _row_of(self, control: QWidget | None) -> Row | None:
        return next((row for row in self._rows if control is not None and row.isAncestorOf(control)), None)

    def _is_seen(self, row: Row) -> bool:
        top = self.area.verticalScrollBar().value()
        return top <= row.y() and row.y() + row.height() <= top + self.area.viewport().height()

    def _place_lists(self) -> None:
        for box in self.fields.values():
            if isinstance(box, PickField):
                box.place()

    def _arrange(self) -> None:
        look, gap = self._theme.look, self._theme.look.space
        width = min(look.px(WIDE), max(1, self.width() - 2 * gap["l"]))
        inset = (self.width() - width) // 2
        self._column.setContentsMargins(inset, gap["l"], max(0, inset - 12), gap["l"])
        self.foot.keep_to(inset, gap["s"], gap["m"])
        is_wide = width >= look.px(BESIDE)
        for row in self._rows:
            row.arrange(is_wide=is_wide)


def channels_of(opened: FormRow) -> tuple[Channel, ...]:
    """Return the ways somebody may have come; a conversation was a chat."""
    offered = opened.asked.channels
    return ("chat",) if not opened.is_by_hand and "chat" in offered else offered


def first_channel(asked: RegistrationForm, *, is_by_hand: bool) -> Channel:
    """Return what is chosen to begin with: who comes by hand does not chat (C4)."""
    others = (each for each in asked.channels if is_by_hand and each != "chat")
    return next(others, asked.channels[0])


def _is_sending(event: QKeyEvent) -> bool:
    return event.key() in ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
