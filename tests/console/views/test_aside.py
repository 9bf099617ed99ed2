"""The right pane: three pages behind tabs, beside the conversation or over it, by mouse and by keyboard."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from luwte.console.app import Console
from luwte.console.state import Notice, WhisperRow
from luwte.console.views.aside import DETAILS, NOTES, TEAM
from tests.console import stage
from tests.console.stage import NOW, StageController, conversation, name_of


def in_desk(console: Console, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(console.desk, QPoint(0, 0)), widget.size())


def test_the_notes_are_in_front_at_first(console: Console, core: StageController) -> None:
    stage.begin(core)
    assert console.desk.notes.isVisible()
    assert console.desk.aside.tabs.currentIndex() == NOTES


@pytest.mark.parametrize(
    ("key", "tab"), [(Qt.Key.Key_F2, NOTES), (Qt.Key.Key_F3, TEAM), (Qt.Key.Key_F4, DETAILS)]
)
def test_a_key_brings_each_page_in_front_and_leads_back(
    console: Console, core: StageController, key: Qt.Key, tab: int
) -> None:
    stage.one(core)
    desk = console.desk
    reply = desk.pane.reply.editor
    QTest.keyClick(reply, key)
    page = (desk.notes, desk.team, desk.details)[tab]
    assert page.isVisible()
    focused = console.window.focusWidget()
    assert page.isAncestorOf(focused)
    QTest.keyClick(focused, key)
    assert console.window.focusWidget() is reply


def test_search_in_notes_has_a_key(console: Console, core: StageController) -> None:
    stage.one(core)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    console.desk.aside.turn_to(DETAILS)
    QTest.keyClick(console.desk.pane.reply.editor, Qt.Key.Key_F, both)
    assert console.window.focusWidget() is console.desk.notes.list.finder


def test_arrows_go_from_tab_to_tab_and_each_has_a_name(console: Console, core: StageController) -> None:
    stage.one(core)
    tabs = console.desk.aside.tabs
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert console.desk.team.isVisible()
    interface = QAccessible.queryAccessibleInterface(tabs)
    assert interface.role() == QAccessible.Role.PageTabList
    named = [interface.child(at).text(QAccessible.Text.Name) for at in range(3)]
    assert named == ["Notes", "Team", "Details"]
    assert not tabs.grab().isNull()


def test_beside_the_conversation_the_pane_takes_its_share(console: Console, core: StageController) -> None:
    stage.one(core)
    widths = []
    for width in (1_100, 1_600, 2_400):
        console.window.resize(width, 800)
        QApplication.processEvents()
        widths.append(console.desk.aside.width())
    assert widths == [312, 352, 400]


def test_folded_away_it_stays_away_and_a_button_brings_it_back(
    console: Console, core: StageController
) -> None:
    stage.begin(core)
    desk = console.desk
    desk.aside.fold.click()
    assert not desk.aside.isVisible()
    opener = desk.folding.opener
    assert opener.isVisible()
    assert in_desk(console, desk.pane).contains(in_desk(console, opener))
    core.conversation_added.emit(conversation(1, "Zeester"), "accepted")
    core.conversation_selected.emit(name_of(1), "")
    assert not desk.aside.isVisible()
    assert not opener.isVisible()
    desk.pane.header.details.click()
    assert desk.aside.isVisible()
    assert not desk.aside.fold.isVisible()


def test_a_drawer_makes_way_for_who_is_accepted(console: Console, core: StageController) -> None:
    stage.begin(core)
    console.window.resize(1_024, 700)
    desk = console.desk
    desk.folding.opener.click()
    assert desk.notes.isVisible()
    core.conversation_added.emit(conversation(1, "Zeester"), "accepted")
    core.conversation_selected.emit(name_of(1), "")
    assert not desk.aside.isVisible()


def test_a_drawer_stays_while_one_looks_from_conversation_to_conversation(
    console: Console, core: StageController
) -> None:
    stage.busy(core)
    core.conversation_selected.emit(name_of(1), "")
    console.window.resize(1_024, 700)
    console.desk.show_aside(NOTES)
    core.conversation_selected.emit(name_of(2), "")
    assert console.desk.aside.isVisible()
    QTest.keyClick(console.desk.notes.editor, Qt.Key.Key_Escape)
    assert not console.desk.aside.isVisible()


def test_a_drawer_covers_no_word_of_the_conversation_and_the_newest_line_stays(
    console: Console, core: StageController
) -> None:
    """It lay on the ends of long lines and on the gentle question."""
    stage.states(core)
    console.window.resize(1_024, 700)
    QApplication.processEvents()
    desk, pane = console.desk, console.desk.pane
    desk.show_aside(NOTES)
    QApplication.processEvents()
    for part in (pane.transcript, pane.silence.nudge):
        assert not in_desk(console, desk.aside).intersects(in_desk(console, part))
    bar = pane.transcript.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == bar.maximum()
    rows = [pane.transcript.visualRect(pane.transcript.model().index(row, 0)) for row in range(5, 12)]
    assert all(above.bottom() < below.top() for above, below in pairwise(rows))
    desk.toggle_aside()
    assert in_desk(console, pane.transcript).right() == in_desk(console, pane).right()


@pytest.mark.parametrize("percent", [100, 200])
def test_a_drawer_covers_no_word_of_the_empty_desk(
    console: Console, core: StageController, percent: int
) -> None:
    stage.begin(core)
    console.choose_text(percent)
    console.window.resize(1_024, 700)
    console.desk.show_aside(NOTES)
    QApplication.processEvents()
    sentence = console.desk.pane.empty.sentence
    assert not in_desk(console, console.desk.aside).intersects(in_desk(console, sentence))
    assert sentence.height() >= sentence.heightForWidth(sentence.width())


def test_a_notice_over_the_empty_desk_moves_what_stands_in_its_corner(
    console: Console, core: StageController
) -> None:
    """The button that shows the pane lay on the one that puts the notice away."""
    stage.begin(core)
    console.window.resize(1_024, 700)
    QApplication.processEvents()
    core.notice_raised.emit(Notice("clock_wrong"))
    QApplication.processEvents()
    opener = in_desk(console, console.desk.folding.opener)
    assert console.desk.folding.opener.isVisible()
    assert not opener.intersects(in_desk(console, console.desk.notices))


@pytest.mark.parametrize("percent", [100, 200])
def test_in_a_low_drawer_a_colleague_is_answered_without_scrolling(
    console: Console, core: StageController, percent: int
) -> None:
    """With two bands above, the field lay below the edge, and the newest word too."""
    stage.states(core)
    core.session_changed.emit(stage.session(shift_call="last", vault_code="vault_disk"))
    console.choose_text(percent)
    console.window.resize(1_024, 700)
    desk = console.desk
    for number in range(6):
        core.whisper_added.emit(
            WhisperRow("noor", "Noor", "sam", name_of(1), f"woord {number}", NOW, is_own=False)
        )
    desk.show_aside(DETAILS)
    for _ in range(3):
        QApplication.processEvents()
    aside, details = in_desk(console, desk.aside), desk.details
    for part in (details.to, details.word):
        assert aside.contains(in_desk(console, part))
        assert part.visibleRegion().boundingRect() == part.rect()
    newest = [label for label in details.findChildren(QLabel) if label.text().endswith("woord 5")]
    assert not newest[0].visibleRegion().isEmpty()
    assert console.window.focusWidget() is details.word


def test_a_growing_reply_moves_an_open_drawer_and_a_wide_window_takes_it_in(
    console: Console, core: StageController
) -> None:
    stage.one(core)
    console.window.resize(1_024, 700)
    console.desk.show_aside(NOTES)
    console.desk.pane.reply.editor.setPlainText("een\ntwee\ndrie\nvier\nvijf")
    QApplication.processEvents()
    assert not in_desk(console, console.desk.aside).intersects(in_desk(console, console.desk.pane.foot))
    console.window.resize(1_500, 800)
    QApplication.processEvents()
    assert console.desk.aside.isVisible()
    assert not in_desk(console, console.desk.aside).intersects(in_desk(console, console.desk.pane))


def test_with_large_text_in_a_small_window_the_note_still_has_room(
    console: Console, core: StageController
) -> None:
    stage.one(core)
    console.choose_text(200)
    console.window.resize(1_024, 700)
    core.session_changed.emit(stage.session(is_share_in_memory=True))
    desk = console.desk
    desk.show_aside(NOTES)
    QApplication.processEvents()
    assert desk.notes.editor.height() >= 3 * desk.notes.editor.fontMetrics().lineSpacing()
    assert not desk.notes.only_here.isVisible()
    assert desk.notes.editor.accessibleDescription() == desk.notes.only_here.text()
    assert not in_desk(console, desk.aside).intersects(in_desk(console, desk.pane.header))


def test_tabs_say_less_where_there_is_less_room(console: Console, core: StageController) -> None:
    stage.one(core)
    tabs = console.desk.aside.tabs
    said = []
    for width in (420, 300, 250, 120):
        tabs.resize(width, tabs.height())
        tabs.show_news(TEAM, 120 + width)
        said.append(tabs._said(TEAM, tabs._shape))
        assert tabs.accessibleTabName(TEAM) == f"Team, {120 + width} new"
    assert said[0] == "540 new"
    assert said[-1] == "99+"


def test_a_theme_or_size_that_changes_reaches_every_page(console: Console, core: StageController) -> None:
    stage.one(core)
    console.desk.notes.editor.setPlainText("☑ af\n☐ open")
    console.choose_theme("dark")
    console.choose_text(200)
    QApplication.processEvents()
    assert console.desk.notes.editor.document().defaultFont().pointSizeF() > 20
    assert not console.window.grab().isNull()
