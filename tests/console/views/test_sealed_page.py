"""Sealing cannot be stopped; the receipt says what is gone and when, and promises no more than is true."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.state import Receipt
from luwte.console.views.sealed_page import STAYS_SECONDS, SealedPage
from luwte.console.views.words import clock
from luwte.console.wants import Stop
from tests.console import stage
from tests.console.stage import NOW, StageController
from tests.console.test_app import wanted

HOUR = 3_600
UNTIL = clock(NOW + 3 * HOUR)
"""The latest end of the stage's shift."""

GONE = Receipt(
    at=NOW, began=NOW - 4 * HOUR, notes=3, drafts=1, unsent=0, conversations=0, files=2, bytes=84_000,
    is_server_told=True, is_keyring_cleared=True,
)  # fmt: skip


def sealed(console: Console, core: StageController, receipt: Receipt, why: str = "closed") -> SealedPage:
    core.shift_sealed.emit(receipt)
    core.session_changed.emit(stage.session(stage="sealed", sealed_why=why))
    page = console.window.sealed
    assert console.window.pages.currentWidget() is page
    return page


def said(page: SealedPage) -> str:
    return "\n".join(
        label.text() for label in page.findChildren(QLabel) if label.text() and not label.isHidden()
    )


def test_a_bar_comes_only_when_it_takes_longer_than_a_blink(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    core.session_changed.emit(stage.session(stage="sealing", sealing=0.2))
    page = console.window.sealing
    assert console.window.pages.currentWidget() is page
    assert page.progress.isHidden()
    assert page.action.isHidden(), "nothing to press: it cannot be stopped"
    with qtbot.waitSignal(page.blink.timeout):
        core.session_changed.emit(stage.session(stage="sealing", sealing=0.5))
    assert not page.progress.isHidden()
    assert page.progress.value() == page.progress.maximum() // 2


def test_the_receipt_says_what_was_destroyed_and_when(console: Console, core: StageController) -> None:
    page = sealed(console, core, GONE)
    assert page.title.text() == "Your shift is closed"
    assert page.sentence.text() == "Your notes no longer exist. Thank you."
    assert page.when.text() == f"Destroyed at {clock(NOW)}"
    assert page.lines() == [
        "3 notes and 1 draft",
        "2 files (84 kB): overwritten and removed",
        "This computer's half of the key",
        "The server's half of the key",
    ]
    assert "without it they are noise" in page.note.text()
    assert clock(NOW + STAYS_SECONDS) in page.closes.text()


def test_a_server_that_was_away_learns_it_later(console: Console, core: StageController) -> None:
    page = sealed(console, core, replace(GONE, is_server_told=False))
    assert page.sentence.text() == "Your notes no longer exist. Thank you."
    assert page.lines()[-1] == (
        f"The server could not be told yet. It lets its half go by itself, at {UNTIL} at the latest."
    )
    assert page.when.text() == f"What happened at {clock(NOW)}"


def test_the_shift_s_end_is_counted_where_the_session_no_longer_tells_it(
    console: Console, core: StageController
) -> None:
    core.shift_sealed.emit(replace(GONE, is_server_told=False))
    core.session_changed.emit(
        stage.session(stage="sealed", sealed_why="closed", shift_until=None, shift_hours=6)
    )
    assert f"at {clock(NOW + 2 * HOUR)} at the latest" in console.window.sealed.lines()[-1]


@pytest.mark.parametrize(
    ("problems", "told"),
    [
        (("keyring_locked",), "in its key store: it is locked."),
        (("no_keyring",), "in its key store: it is not there."),
        (("keyring",), "in its key store: it did not answer."),
        (("keyring_slow",), "in its key store: it did not answer."),
        ((), "in its key store: it did not answer."),
    ],
)
def test_a_keyring_that_kept_its_half_is_named(
    console: Console, core: StageController, problems: tuple[str, ...], told: str
) -> None:
    page = sealed(console, core, replace(GONE, is_keyring_cleared=False, problems=problems))
    assert any(told in line for line in page.lines())
    assert "This computer's half of the key" not in page.lines()
    assert page.sentence.text().startswith("Your notes no longer exist."), "the server's half is gone"


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        ("not_overwritten", "the disk refused to overwrite"),
        ("not_removed", "A file could not be removed."),
        ("not_listed", "The folder of Luwte could not be read."),
        ("something_new", "Something could not be removed from the disk."),
    ],
)
def test_what_the_disk_refused_is_told_in_plain_words(
    console: Console, core: StageController, problem: str, told: str
) -> None:
    page = sealed(console, core, replace(GONE, problems=(problem,)))
    assert any(told in line for line in page.lines())
    assert problem not in said(page)
    assert "The key is gone" in page.note.text()


def test_a_file_that_stays_is_not_called_gone(console: Console, core: StageController) -> None:
    page = sealed(console, core, replace(GONE, problems=("not_removed",)))
    assert page.sentence.text().startswith("Nothing opens your notes any more.")


def test_while_both_halves_may_exist_nothing_is_promised(console: Console, core: StageController) -> None:
    kept = replace(GONE, is_server_told=False, is_keyring_cleared=False, problems=("keyring_locked",))
    page = sealed(console, core, kept)
    assert "no longer exist" not in said(page)
    assert "The key is gone" not in said(page)
    assert page.note.text().startswith(f"Until {UNTIL}, whoever has this computer")
    page = sealed(console, core, replace(kept, problems=("keyring_locked", "not_removed")))
    assert page.sentence.text().startswith("Your notes could not be destroyed yet.")


def test_what_was_read_of_conversations_is_gone_too(console: Console, core: StageController) -> None:
    page = sealed(console, core, replace(GONE, conversations=5))
    assert page.lines()[1] == "What this computer could read of 5 conversations"


def test_what_was_destroyed_unread_is_not_counted(console: Console, core: StageController) -> None:
    page = sealed(console, core, replace(GONE, notes=0, drafts=0))
    assert page.lines()[0] == "2 files (84 kB): overwritten and removed"
    page = sealed(console, core, replace(GONE, notes=0, drafts=0, files=0, bytes=0))
    assert page.lines() == ["This computer's half of the key", "The server's half of the key"]
    assert page.note.isHidden()


@pytest.mark.parametrize(
    ("why", "told", "may_go_on"),
    [
        ("closed", "Your notes no longer exist. Thank you.", True),
        ("expired", "Your shift reached its latest end. Your notes no longer exist. Thank you.", True),
        ("taken_over", "You went on at another computer. Your notes no longer exist.", True),
        ("removed", "A coordinator ended your access. Your notes no longer exist.", False),
        ("ended", "A coordinator ended your shift. Your notes no longer exist.", False),
    ],
)
def test_every_end_has_its_reason(
    console: Console, core: StageController, why: str, told: str, may_go_on: bool
) -> None:
    page = sealed(console, core, GONE, why)
    assert page.sentence.text() == told
    assert page.again.isHidden() is not may_go_on


async def test_its_one_action_closes_the_program(console: Console, core: StageController) -> None:
    page = sealed(console, core, GONE)
    assert page.action.text() == "Close Luwte"
    assert page.focusWidget() is page.action
    page.action.click()
    assert isinstance(await wanted(core, Stop), Stop)


async def test_an_end_that_comes_while_one_writes_does_not_take_the_enter_of_a_line(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    page = sealed(console, core, GONE, "expired")
    with qtbot.assertNotEmitted(page.quit_wanted):
        QTest.keyClick(page.card, Qt.Key.Key_Return)
    page.action.setFocus()
    QTest.keyClick(page.action, Qt.Key.Key_Return)
    assert isinstance(await wanted(core, Stop), Stop)


def test_another_shift_begins_on_its_own_page(console: Console, core: StageController) -> None:
    page = sealed(console, core, GONE)
    page.again.click()
    assert console.window.pages.currentWidget() is console.window.begin
    core.session_changed.emit(
        stage.session(stage="sealed", sealed_why="closed", code="shift_elsewhere", shift_elsewhere=True)
    )
    assert console.window.pages.currentWidget() is console.window.begin
    assert console.window.begin.action.text() == "Take over here"
    core.session_changed.emit(stage.session())
    page = sealed(console, core, replace(GONE, notes=1))
    assert page.lines()[0] == "1 note and 1 draft"


def test_a_screen_reader_hears_the_whole_receipt(console: Console, core: StageController) -> None:
    page = sealed(console, core, GONE)
    interface = QAccessible.queryAccessibleInterface(page.card)
    assert interface.text(QAccessible.Text.Name) == "Receipt"
    heard = interface.text(QAccessible.Text.Description)
    assert all(line in heard for line in page.lines())


def test_a_receipt_that_comes_after_its_page_is_shown_too(console: Console, core: StageController) -> None:
    core.session_changed.emit(stage.session(stage="sealed", sealed_why="closed"))
    page = console.window.sealed
    assert page.card.isHidden()
    core.shift_sealed.emit(GONE)
    assert len(page.lines()) == 4
    assert not page.card.isHidden()
