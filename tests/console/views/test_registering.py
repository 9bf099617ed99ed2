"""Which form is open when: after a conversation of mine, by hand, later, among several, at a shift's end."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from luwte.console.app import Console
from luwte.console.state import FormRow, Notice, Queue
from luwte.console.state.intentions import KeepForm, Register
from luwte.console.views.form_picking import PickField
from luwte.console.views.registering import MOST
from luwte.registration.form import Answer
from tests.console import stage
from tests.console.stage import NOW, StageController, name_of
from tests.console.test_app import wanted
from tests.console.views.forming import FORM, HOUSE, ends, noted, on_shift, opened, page, press, sent, talks

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def title(console: Console) -> str:
    """Return whose form is in front; nothing if none is."""
    shown = console.desk.registering.page
    return shown.head.name.text() if shown is not None and shown.isVisible() else ""


def waits(console: Console) -> str:
    """Return what is said of forms out of sight, in the empty desk."""
    link = console.desk.pane.empty.waiting_forms
    return link.text() if link.isVisible() else ""


@pytest.mark.parametrize("why", ["staff", "silent", "visitor", "window", "quick_exit"])
def test_R2_a_form_opens_when_a_conversation_of_mine_ends(
    console: Console, core: StageController, why: str
) -> None:
    on_shift(core)
    talks(core)
    ends(core, why=why)
    assert title(console) == "Zeester · register"
    assert page(console).channel() == "chat"


@pytest.mark.parametrize("why", ["handed_over", "stepped_out", "removed", "sealed"])
def test_who_did_not_end_it_is_not_asked(console: Console, core: StageController, why: str) -> None:
    on_shift(core)
    talks(core)
    ends(core, why=why)
    assert title(console) == ""


def test_who_came_along_is_not_asked_either(console: Console, core: StageController) -> None:
    on_shift(core)
    talks(core, is_mine=False)
    ends(core, why="visitor")
    assert title(console) == ""


async def test_C6_after_a_withdrawal_only_the_contact_may_be_counted(
    console: Console, core: StageController
) -> None:
    on_shift(core)
    talks(core)
    ends(core, why="withdrawn")
    form = page(console)
    assert title(console) == "Register a contact"
    assert (form.fields, form.opened.nickname) == ({}, "")
    form.foot.send.click()
    made = await wanted(core, Register)
    assert isinstance(made, Register)
    assert (made.quick, made.values, made.asked.fields) == ("", {}, ())


async def test_R1_what_is_sent_holds_no_name_conversation_or_time(
    console: Console, core: StageController
) -> None:
    opened(console, core)
    themes(console).pick("love")
    page(console).foot.send.click()
    made = await wanted(core, Register)
    assert isinstance(made, Register)
    assert Register.__dataclass_fields__.keys() == {"form", "asked", "version", "channel", "quick", "values"}
    assert made.values == {"themes": ["love"]}
    assert "Zeester" not in repr(made)
    assert name_of(1) not in repr(made)


def test_the_hands_go_to_the_first_question_if_this_volunteer_ended_it(
    console: Console, core: StageController
) -> None:
    opened(console, core)
    assert QApplication.focusWidget() is themes(console).line


def test_who_was_typing_when_the_visitor_ended_it_answers_nothing_by_accident(
    console: Console, core: StageController
) -> None:
    on_shift(core)
    talks(core)
    console.window.activateWindow()
    console.desk.pane.reply.editor.setFocus()
    ends(core, why="visitor")
    assert QApplication.focusWidget() is page(console)
    press("love")
    press(Key.Key_Return)
    assert page(console).values() == {}


def test_who_writes_a_note_goes_on_writing_it(console: Console, core: StageController) -> None:
    on_shift(core)
    talks(core)
    console.window.activateWindow()
    console.desk.show_aside(0)
    note = QApplication.focusWidget()
    assert isinstance(note, QPlainTextEdit)
    ends(core, why="visitor")
    assert title(console)
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)


def test_a_form_waits_until_it_is_wanted_and_keeps_what_was_filled_in(
    console: Console, core: StageController
) -> None:
    opened(console, core)
    themes(console).pick("love")
    press(Key.Key_Escape)
    assert (title(console), waits(console)) == ("", "1 registration waits for you")
    assert console.desk.top.forms.isVisible()
    assert console.desk.top.forms.accessibleName() == "1 registration"
    console.desk.pane.empty.waiting_forms.click()
    assert page(console).values() == {"themes": ["love"]}
    assert not console.desk.top.forms.isVisible()
    page(console).head.later.click()
    press(Key.Key_R, CTRL, console.desk)
    assert page(console).values() == {"themes": ["love"]}


def test_R2_rest_comes_after_the_form_and_the_hands_with_it(console: Console, core: StageController) -> None:
    on_shift(core)
    talks(core)
    console.window.activateWindow()
    resting = stage.session(resting_until=NOW + 300, rested_with="Zeester", rested_conversation=name_of(1))
    core.conversation_removed.emit(name_of(1), "staff")
    core.session_changed.emit(resting)
    core.conversation_selected.emit("", "")
    assert title(console)
    assert not console.desk.pane.empty.rest.isVisible()
    QApplication.processEvents()
    page(console).foot.send.click()
    noted(console, core)
    rest = console.desk.pane.empty.rest
    assert rest.isVisible()
    assert QApplication.focusWidget() is rest.offered["heavy"]
    assert console.desk.notices.texts() == ["Noted. It goes along at the end of your shift, among others."]


def test_without_rest_the_hands_go_to_who_waits(console: Console, core: StageController) -> None:
    opened(console, core)
    core.queue_changed.emit(Queue("someone", someone_waits=True, can_accept=True))
    page(console).foot.send.click()
    noted(console, core)
    assert QApplication.focusWidget() is console.desk.side.accept
    assert title(console) == ""


def test_several_that_ended_wait_in_a_row_and_none_takes_the_place_of_another(
    console: Console, core: StageController
) -> None:
    opened(console, core)
    themes(console).pick("love")
    for number, name in ((2, "Maan"), (3, "Egel")):
        core.conversation_added.emit(stage.conversation(number, name), "accepted")
        core.conversation_removed.emit(name_of(number), "visitor")
    assert title(console) == "Zeester · register"
    assert page(console).head.others.text() == "2 others wait"
    for name in ("Maan", "Egel"):
        page(console).foot.send.click()
        noted(console, core)
        assert title(console) == f"{name} · register"
    page(console).foot.send.click()
    noted(console, core)
    assert (title(console), waits(console)) == ("", "")


def test_a_form_makes_way_for_a_visitor_and_is_there_again_after_them(
    console: Console, core: StageController
) -> None:
    opened(console, core)
    themes(console).pick("love")
    talks(core, 2, "Maan")
    assert title(console) == ""
    assert console.desk.top.forms.isVisible()
    core.conversation_selected.emit("", "")
    assert title(console) == "Zeester · register"
    assert page(console).values() == {"themes": ["love"]}


async def test_from_a_conversation_one_goes_to_a_form_and_back(
    console: Console, core: StageController
) -> None:
    on_shift(core)
    here = talks(core)
    selected: list[str] = []
    console.desk.registering.select_wanted.connect(selected.append)
    press(Key.Key_R, CTRL, console.desk.pane.reply.editor)
    assert selected == [""]
    core.conversation_selected.emit("", "")
    assert page(console).opened.is_by_hand
    page(console).foot.send.click()
    noted(console, core)
    assert selected == ["", here]


def test_C4_an_untouched_form_by_hand_goes_without_a_word_and_is_not_made_twice(
    console: Console, core: StageController
) -> None:
    on_shift(core)
    for _ in range(3):
        console.desk.top.register_wanted.emit()
    page(console).head.later.click()
    assert (title(console), waits(console)) == ("", "")


def test_the_shortcut_opens_a_new_form_where_none_waits_out_of_sight(
    console: Console, core: StageController
) -> None:
    opened(console, core)
    press(Key.Key_R, CTRL, console.desk)
    assert title(console) == "Register a contact"
    assert page(console).head.others.text() == "1 other waits"


def test_giving_a_contact_up_is_asked_once_more(console: Console, core: StageController) -> None:
    opened(console, core)
    page(console).foot.drop.click()
    assert "counted nowhere" in page(console).foot.sentence.text()
    themes(console).pick("love")
    page(console).foot.drop.click()
    assert title(console)  # something was filled in between: asked anew
    page(console).foot.drop.click()
    assert (title(console), waits(console)) == ("", "")


def test_forms_do_not_pile_up_without_end(console: Console, core: StageController) -> None:
    on_shift(core)
    for number in range(MOST + 5):
        core.conversation_added.emit(stage.conversation(number, "Zeester"), "accepted")
        core.conversation_removed.emit(name_of(number), "visitor")
    assert console.desk.pane.empty.forms.count() == MOST


def test_a_house_that_registers_nothing_has_no_form_and_says_so(
    console: Console, core: StageController
) -> None:
    on_shift(core, replace(HOUSE, registration=None))
    talks(core)
    ends(core)
    assert title(console) == ""
    console.desk.top.register_wanted.emit()
    assert console.desk.notices.texts() == ["Your helpline registers nothing."]


def test_an_open_form_keeps_its_own_policy_when_another_is_adopted(
    console: Console, core: StageController
) -> None:
    opened(console, core)
    other = replace(HOUSE, version=8, registration=replace(FORM, fields=FORM.fields[:1]))
    core.policy_adopted.emit(other)
    found = sent(console)
    assert set(page(console).fields) == {field.name for field in FORM.fields}
    page(console).foot.send.click()
    noted(console, core)
    console.desk.top.register_wanted.emit()
    page(console).foot.send.click()
    assert [(each.version, each.asked) for each in found] == [(7, FORM), (8, other.registration)]


def test_in_practice_it_works_and_says_that_nothing_is_kept(console: Console, core: StageController) -> None:
    on_shift(core)
    core.session_changed.emit(stage.session(is_practice=True))
    talks(core)
    ends(core)
    page(console).foot.send.click()
    noted(console, core)
    assert console.desk.notices.texts() == ["Noted, for practice: nothing of it is kept."]


@pytest.mark.parametrize("code", ["outbox_disk", "outbox_full"])
def test_what_the_disk_refuses_is_told_and_not_sent_twice(
    console: Console, core: StageController, code: str
) -> None:
    opened(console, core)
    form = page(console).opened.form
    page(console).foot.send.click()
    core.notice_raised.emit(Notice(code))
    noted(console, core, is_on_disk=False)
    assert title(console) == ""
    (said,) = console.desk.notices.texts()
    assert "waits in memory" in said
    core.registered.emit(form, True)  # later, once the disk took it
    assert console.desk.notices.texts() == [said]


def test_a_console_that_is_behind_lets_it_be_sent_again(console: Console, core: StageController) -> None:
    opened(console, core)
    found = sent(console)
    page(console).foot.send.click()
    core.notice_raised.emit(Notice("busy"))
    page(console).foot.send.click()
    assert len(found) == 2


def test_locked_nothing_of_a_form_can_be_read(console: Console, core: StageController) -> None:
    opened(console, core)
    themes(console).pick("love")
    form = page(console)
    core.session_changed.emit(stage.session(is_locked=True))
    assert not form.isVisible()
    shown = " ".join(readable(console.window))
    assert "Zeester" not in shown
    assert "Love" not in shown
    core.session_changed.emit(stage.session())
    assert page(console).values() == {"themes": ["love"]}


def test_T1_the_end_of_a_shift_forgets_every_form(console: Console, core: StageController) -> None:
    opened(console, core)
    themes(console).pick("love")
    core.session_changed.emit(stage.session(stage="sealing"))
    assert console.desk.pane.empty.forms.count() == 0
    core.session_changed.emit(stage.session())
    assert (title(console), waits(console)) == ("", "")


def test_ending_a_shift_with_an_open_form_asks_once(console: Console, core: StageController) -> None:
    opened(console, core)
    page(console).head.later.click()
    ended: list[bool] = []
    console.leaving.close_wanted.connect(lambda: ended.append(True))
    console.leaving.ask_end()
    dialog = console.leaving.dialog
    assert dialog is not None
    assert dialog.heading.text() == "1 registration still waits for you"
    assert "counted nowhere" in dialog.sentence.text()
    dialog.no.click()
    assert ended == []
    assert title(console) == "Zeester · register"
    console.leaving.ask_end()
    dialog = console.leaving.dialog
    assert dialog is not None
    dialog.yes.click()
    assert ended == [True]


def test_what_was_registered_by_mistake_can_be_undone_a_moment_long(
    console: Console, core: StageController
) -> None:
    opened(console, core)
    themes(console).pick("love")
    taken: list[str] = []
    console.desk.registering.undoing.take_back_wanted.connect(taken.append)
    form = page(console)
    for _ in range(2):  # it says what would be dropped, then does it
        form.quick.buttons["joke"].click()
    noted(console, core)
    assert title(console) == ""
    assert console.desk.notices.texts() == ["Noted as “Joke”. It goes along at the end of your shift."]
    press(Key.Key_B, CTRL, console.desk)
    undo = QApplication.focusWidget()
    assert isinstance(undo, QPushButton)
    assert undo.text() == "Undo"
    press(Key.Key_Space)
    assert taken == [form.opened.form]
    core.registration_taken_back.emit(form.opened.form)
    assert title(console) == "Zeester · register"
    assert page(console).values() == {"themes": ["love"]}
    found = sent(console)
    page(console).foot.send.click()
    assert [(each.quick, each.values) for each in found] == [("", {"themes": ["love"]})]


def test_after_that_moment_nothing_of_it_is_held(console: Console, core: StageController) -> None:
    opened(console, core)
    themes(console).pick("love")
    form = page(console)
    form.foot.send.click()
    noted(console, core)
    undoing = console.desk.registering.undoing
    assert undoing.time.isActive()
    undoing.time.timeout.emit()
    assert (form.values(), form.opened.nickname, form.opened.conversation) == ({}, "", "")
    core.registration_taken_back.emit(form.opened.form)
    assert title(console) == ""


def test_two_that_are_sent_at_once_are_each_done_by_themselves(
    console: Console, core: StageController
) -> None:
    opened(console, core)
    first = page(console)
    first.foot.send.click()
    console.desk.registering.add_by_hand()
    second = page(console)
    second.foot.send.click()
    core.registered.emit(second.opened.form, True)
    assert title(console) == "Zeester · register"
    core.registered.emit(first.opened.form, True)
    assert (title(console), waits(console)) == ("", "")


async def test_every_change_of_a_form_is_handed_on_to_outlive_a_crash(
    console: Console, core: StageController
) -> None:
    opened(console, core)
    kept: list[FormRow] = []
    dropped: list[str] = []
    console.desk.registering.keep_wanted.connect(kept.append)
    console.desk.registering.drop_wanted.connect(dropped.append)
    themes(console).pick("love")
    press("h")
    assert kept[-1].values == {"themes": ["love"]}
    assert (kept[-1].conversation, kept[-1].nickname) == (name_of(1), "Zeester")
    for _ in range(2):
        page(console).foot.drop.click()
    assert dropped == [kept[-1].form]
    console.desk.top.register_wanted.emit()
    assert len(kept) == 1, "by hand and empty: nothing to lose"
    assert isinstance(await wanted(core, KeepForm), KeepForm)


def test_after_a_crash_forms_are_there_again_with_all_that_stood_in_them(
    console: Console, core: StageController
) -> None:
    said: dict[str, Answer] = {
        "themes": ["love", "parents"], "who": "near", "needs": ["rest"], "copes": False, "count": 3,
        "age": "12-17", "years": 15, "words": "wat er was",
    }  # fmt: skip
    on_shift(core)
    old = replace(FORM, fields=FORM.fields[:1])
    mine = FormRow("f1", name_of(1), FORM, 7, "chat", said, "Zeester")
    phoned = FormRow("f2", "", old, 3, "email", {"themes": ["home"]}, is_by_hand=True)
    core.forms_restored.emit((mine, phoned))
    assert title(console) == "Zeester · register"
    assert page(console).row() == mine
    assert console.desk.notices.texts() == ["2 registrations of before wait for you, as you left them."]
    found = sent(console)
    page(console).foot.send.click()
    noted(console, core)
    assert page(console).row() == phoned
    page(console).foot.send.click()
    assert [(each.version, each.asked, each.channel) for each in found] == [
        (7, FORM, "chat"),
        (3, old, "email"),
    ]


def test_C6_a_withdrawal_after_the_end_leaves_the_bare_contact(
    console: Console, core: StageController
) -> None:
    opened(console, core)
    themes(console).pick("love")
    core.form_withdrawn.emit(page(console).opened.form)
    assert title(console) == "Register a contact"
    assert (page(console).fields, page(console).opened.is_bare) == ({}, True)
    assert console.desk.pane.empty.forms.count() == 1


def test_a_second_factor_asked_for_anew_takes_no_form_away(console: Console, core: StageController) -> None:
    opened(console, core)
    themes(console).pick("love")
    core.session_changed.emit(stage.session(stage="sign_in", shift_began=NOW))
    core.session_changed.emit(stage.session(shift_began=NOW))
    assert page(console).values() == {"themes": ["love"]}


def test_of_one_too_many_it_is_said_that_it_has_no_form(console: Console, core: StageController) -> None:
    on_shift(core)
    for number in range(MOST + 1):
        core.conversation_added.emit(stage.conversation(number, "Zeester"), "accepted")
        core.conversation_removed.emit(name_of(number), "visitor")
    assert "has no form" in console.desk.notices.texts()[-1]


@pytest.mark.parametrize(
    "name", ["<table><tr><td>" * 500, "\u202egnp.exe" * 50, "漢" * 24, "Z\u0335" * 900, "a\nb"]
)
def test_a_hostile_nickname_stays_text_in_the_title(
    console: Console, core: StageController, name: str
) -> None:
    on_shift(core)
    talks(core, nickname=name)
    ends(core)
    form = page(console)
    assert "\n" not in title(console)
    assert form.head.later.mapTo(form, QPoint(form.head.later.width(), 0)).x() <= form.width()
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in form.findChildren(QLabel))


def test_a_question_that_somebody_interrupts_leads_nowhere(console: Console, core: StageController) -> None:
    opened(console, core)
    page(console).head.later.click()
    console.leaving.ask_end()
    core.conversation_added.emit(stage.conversation(2, "Maan"), "handed_over")
    assert console.leaving.dialog is None
    assert title(console) == ""


def themes(console: Console) -> PickField:
    box = page(console).fields["themes"]
    assert isinstance(box, PickField)
    return box


def readable(window: QWidget) -> list[str]:
    """Return every text that stands in sight."""
    found = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    found += [each.text() for each in window.findChildren(QLineEdit) if each.isVisible()]
    return [*found, window.windowTitle()]
