"""What the clock says about a shift: bands with one or two actions, out of the way of the hands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.state import Notice
from luwte.console.views.buttons import IconButton
from tests.console import stage
from tests.console.stage import NOW, StageController, conversation, name_of

BEGAN = NOW - 7_200


def tell(core: StageController, **more: object) -> None:
    """Let the session say something about the shift."""
    given: dict[str, object] = {"shift_began": BEGAN, "shift_planned": NOW - 60, **more}
    core.session_changed.emit(stage.session(**given))


def button(console: Console, name: str) -> QAbstractButton:
    """Return a button of the bands, once they have their place."""
    QApplication.processEvents()
    found = [one for one in console.desk.notices.findChildren(QAbstractButton, name) if one.isVisible()]
    assert len(found) == 1, name
    return found[0]


def test_the_planned_end_offers_to_go_on_or_to_end(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    tell(core, shift_call="planned")
    assert [text for text in console.desk.notices.texts() if text.startswith("Your shift was planned until")]
    with qtbot.waitSignal(console.desk.shift.plan_wanted) as planned:
        button(console, "go_on_button").click()
    assert NOW < planned.args[0] <= NOW + 1_800
    with qtbot.waitSignal(console.desk.top.close_shift_wanted):
        button(console, "band_end_button").click()


def test_a_band_goes_when_the_clock_says_nothing_any_more(console: Console, core: StageController) -> None:
    stage.one(core)
    tell(core, shift_call="planned")
    tell(core, shift_planned=NOW + 1_800)
    assert console.desk.notices.texts() == []


def test_no_band_takes_the_focus_from_the_reply(console: Console, core: StageController) -> None:
    stage.one(core)
    editor = console.desk.pane.reply.editor
    for call in ("planned", "soon", "last"):
        tell(core, shift_call=call, shift_until=NOW + 280, vault_code="vault_disk")
        QApplication.processEvents()
        assert console.window.focusWidget() is editor
    button(console, "band_end_button").setFocus()
    tell(core)
    QApplication.processEvents()
    tell(core, shift_call="planned")
    button(console, "go_on_button").click()
    assert console.window.focusWidget() is editor


def test_a_click_on_a_band_leaves_the_hands_in_the_note(console: Console, core: StageController) -> None:
    """T8: the next words of a note would have gone into the reply box."""
    stage.one(core)
    note = console.desk.notes.editor
    note.setFocus()
    tell(core, shift_call="soon", shift_until=NOW + 880)
    for name, then in (
        ("wind_down_button", {"is_ending": True}),
        ("take_again_button", {}),
        ("card_close_button", {}),
    ):
        QTest.mouseClick(button(console, name), Qt.MouseButton.LeftButton)
        assert console.window.focusWidget() is note, name
        call = {} if then else {"shift_call": "soon", "shift_until": NOW + 880}
        tell(core, **call, **then)
        QApplication.processEvents()
        assert console.window.focusWidget() is note, name


def test_a_band_that_is_answered_by_keyboard_gives_the_hands_to_the_one_in_its_place(
    console: Console, core: StageController
) -> None:
    stage.one(core)
    console.desk.notes.editor.setFocus()
    tell(core, shift_call="soon", shift_until=NOW + 880)
    button(console, "wind_down_button").setFocus()
    tell(core, is_ending=True)
    assert console.window.focusWidget() is button(console, "take_again_button")
    tell(core)
    assert console.window.focusWidget() is console.desk.pane.reply.editor


def test_before_its_latest_end_a_shift_says_what_to_do_with_conversations(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.begin(core)
    tell(core, shift_call="soon", shift_until=NOW + 880)
    (said,) = console.desk.notices.texts()
    assert "ends by itself" in said
    assert "Hand over" not in said
    core.conversation_added.emit(conversation(1, "Zeester"), "accepted")
    (said,) = console.desk.notices.texts()
    assert "Hand over or end your conversations" in said
    with qtbot.waitSignal(console.desk.shift.wind_down_wanted) as down:
        button(console, "wind_down_button").click()
    assert down.args == [True]
    tell(core, shift_call="last", shift_until=NOW + 280)
    (said,) = console.desk.notices.texts()
    assert "in a few minutes" in said


def test_winding_down_is_said_as_long_as_it_lasts_and_can_be_undone(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    tell(core, is_ending=True, shift_planned=NOW + 900)
    assert "finishing" in console.desk.top.shift.text()
    for code in ("taken", "at_limit", "closed", "storage", "busy"):
        core.notice_raised.emit(Notice(code))
    assert [text for text in console.desk.notices.texts() if "No new visitors come to you" in text]
    with qtbot.waitSignal(console.desk.shift.wind_down_wanted) as down:
        button(console, "take_again_button").click()
    assert down.args == [False]
    tell(core, shift_planned=NOW + 900)
    assert not [text for text in console.desk.notices.texts() if "No new visitors" in text]


@pytest.mark.parametrize("code", ["vault_disk", "keyring_locked", "something_new"])
def test_notes_that_are_not_on_the_disk_are_said_with_why(
    console: Console, core: StageController, code: str
) -> None:
    stage.one(core)
    tell(core, shift_planned=NOW + 900, vault_code=code)
    (said,) = console.desk.notices.texts()
    assert said.startswith("Your notes are not on the disk now: ")
    assert said.endswith(". They stay here while Luwte is open.")
    tell(core, shift_planned=NOW + 900)
    assert console.desk.notices.texts() == []


def test_a_share_in_memory_is_said_once_a_shift(console: Console, core: StageController) -> None:
    stage.one(core)
    tell(core, shift_planned=NOW + 900, is_share_in_memory=True)
    (said,) = console.desk.notices.texts()
    assert "cannot come back" in said
    (card,) = console.desk.notices.findChildren(QAbstractButton, "card_close_button")
    card.click()
    tell(core, shift_planned=NOW + 1_800, is_share_in_memory=True)
    assert console.desk.notices.texts() == []
    core.session_changed.emit(stage.session(stage="sealed"))
    tell(core, shift_began=NOW, shift_planned=NOW + 900, is_share_in_memory=True)
    assert len(console.desk.notices.texts()) == 1


def test_bands_are_told_to_a_screen_reader_once(console: Console, core: StageController) -> None:
    stage.one(core)
    told: list[str] = []
    console.desk.notices.told.connect(told.append)
    for _ in range(3):
        tell(core, shift_call="soon", shift_until=NOW + 880)
    assert len(told) == 1


def test_the_end_of_a_shift_takes_its_bands_away(console: Console, core: StageController) -> None:
    stage.one(core)
    tell(core, shift_call="last", shift_until=NOW + 280, vault_code="vault_disk")
    core.conversation_removed.emit(name_of(1), "sealed")
    core.session_changed.emit(stage.session(stage="sealing"))
    assert console.desk.notices.texts() == []


def test_practice_knows_no_end_of_a_shift(console: Console, core: StageController) -> None:
    stage.one(core)
    tell(core, shift_call="planned", is_practice=True, is_share_in_memory=True)
    assert console.desk.notices.texts() == []


def test_a_band_is_read_and_walked_in_the_order_it_is_seen(console: Console, core: StageController) -> None:
    stage.one(core)
    tell(core, shift_call="planned")
    button(console, "go_on_button").setFocus()
    names = []
    for _ in range(3):
        focused = console.window.focusWidget()
        names.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert names == ["go_on_button", "band_end_button", "card_close_button"]
    card = button(console, "go_on_button").parentWidget()
    assert card is not None
    read = QAccessible.queryAccessibleInterface(card)
    told = [read.child(place).text(QAccessible.Text.Name) for place in range(read.childCount())]
    assert [name for name in told if name][-3:] == [
        button(console, "go_on_button").text(),
        "End my shift",
        "Put away",
    ]


def test_a_band_keeps_its_room_with_large_text(console: Console, core: StageController) -> None:
    stage.one(core)
    console.window.resize(1_024, 700)
    console.choose_text(200)
    tell(core, shift_call="soon", shift_until=NOW + 880)
    QApplication.processEvents()
    notices = console.desk.notices
    end = button(console, "band_end_button")
    assert end.width() >= end.sizeHint().width()
    assert end.mapTo(notices.viewport(), end.rect().topRight()).x() <= notices.viewport().width()


def test_a_band_follows_light_and_dark(console: Console, core: StageController) -> None:
    stage.one(core)
    tell(core, shift_call="planned")
    (close,) = console.desk.notices.findChildren(IconButton, "card_close_button")
    before = close.icon().cacheKey()
    console.choose_theme("dark")
    assert close.icon().cacheKey() != before
