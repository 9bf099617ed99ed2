"""Renders every view of the console into a folder, to be looked at.

Run ``python tests/console/screens.py DIR [NAME]``. Light and dark, Dutch and English, 100 and 200 %, small
and large windows, empty, busy, error, offline, locked.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPainter, QPixmap, QTextCursor
from PySide6.QtWidgets import QApplication

from luwte.console.app import Console
from luwte.console.spelling import open_engine
from luwte.console.state import Connection, Notice, Queue, Search, Session, TrustAlarm
from luwte.console.views.aside import DETAILS
from luwte.settings import Preferences
from tests.console import stage
from tests.console.beside import BESIDE
from tests.console.figure_screens import FIGURES
from tests.console.form_screens import FORMS
from tests.console.on_shift import ON_SHIFT
from tests.console.shift_screens import AROUND_SHIFT, shift

SMALL, LARGE = (1024, 700), (1920, 1080)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LANGUAGES: tuple[Literal["nl", "en"], ...] = ("nl", "en")
URI = "otpauth://totp/Lumi:Noor?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Lumi"


def enrol(console: Console) -> None:
    """The first evening."""
    console.controller.session_changed.emit(Session("enrol", server="https://chat.voorbeeld.nl"))
    console.window.enrol.password.setText("vier losse woorden")


def enrol_error(console: Console) -> None:
    """A code that does not hold."""
    console.controller.session_changed.emit(
        Session("enrol", "enrolment_code", server="https://chat.voorbeeld.nl")
    )


def totp(console: Console) -> None:
    """A coordinator's second factor."""
    console.controller.session_changed.emit(Session("enrol", totp_uri=URI))


def sign_in(console: Console) -> None:
    """Sign-in that did not work."""
    console.controller.session_changed.emit(Session("sign_in", "sign_in", name="Sam", role="coordinator"))


def lock(console: Console) -> None:
    """Locked."""
    console.controller.session_changed.emit(stage.session(is_locked=True))


def lock_called(console: Console) -> None:
    """Locked, and there is something."""
    one(console)
    console.desk.asking.ask_hand_over()
    lock(console)
    console.controller.alarm_rang.emit(0)


def lock_question(console: Console) -> None:
    """Locked, and no password."""
    lock(console)
    console.window.lock.ask_leave()


def cover(console: Console) -> None:
    """Another program is in front, in housemate mode."""
    one(console)
    console.choose_housemate(True)
    console.curtain.follow_focus(is_here=False)


def alarm(console: Console) -> None:
    """Not the helpline's server."""
    console.controller.trust_broken.emit(TrustAlarm("wrong_root", "certificate"))


def empty(console: Console) -> None:
    """On shift, nobody there."""
    stage.begin(console.controller)


def one(console: Console) -> None:
    """One conversation."""
    assert isinstance(console.controller, stage.StageController)
    stage.one(console.controller)
    console.desk.pane.reply.editor.setPlainText("Wil je vertellen wat er vandaag gebeurde?")


def inserting(console: Console) -> None:
    """A slash in the reply."""
    one(console)
    console.window.activateWindow()
    console.desk.pane.reply.type(" /")


def inserting_found(console: Console) -> None:
    """What a word finds."""
    inserting(console)
    console.desk.pane.reply.type("zelf")


def inserting_nothing(console: Console) -> None:
    """What no word finds."""
    inserting(console)
    console.desk.pane.reply.type("xyz")


def referrals(console: Console) -> None:
    """The list behind the referrals button."""
    one(console)
    console.window.activateWindow()
    console.desk.pane.action_bar.referrals.click()


def inserted(console: Console) -> None:
    """A referral in the draft."""
    inserting_found(console)
    console.desk.pane.phrases.move_by(1)
    row = console.desk.pane.phrases.current()
    assert row is not None
    console.desk.pane.inserting.insert(row)


def spelling(console: Console) -> None:
    """A slip, quietly underlined."""
    one(console)
    _write_slips(console)


def spelling_menu(console: Console) -> None:
    """What may have been meant."""
    one(console)
    _write_slips(console)
    box = console.desk.pane.reply.editor
    box.key_menu_wanted.emit()
    help_with_it = console.desk.pane.spelling
    assert help_with_it is not None
    _until(lambda: help_with_it.menu is not None)


def _write_slips(console: Console) -> None:
    box = console.desk.pane.reply.editor
    box.setPlainText("moeiljk, dat begrijp ik. Wil je vertelen wat er vanaavond gebeurde, Zeester?")
    box.moveCursor(QTextCursor.MoveOperation.End)
    box.moveCursor(QTextCursor.MoveOperation.Start)
    _until(lambda: console.speller is not None and console.speller.is_wrong("moeiljk"))


def _until(is_so: Callable[[], bool]) -> None:
    """Let the dictionary answer."""
    end = time.monotonic() + 10
    while not is_so() and time.monotonic() < end:
        QApplication.processEvents()


def busy(console: Console) -> None:
    """Nine conversations."""
    assert isinstance(console.controller, stage.StageController)
    stage.busy(console.controller)
    console.controller.conversation_selected.emit(stage.name_of(3), "")


def states(console: Console) -> None:
    """Every kind of line."""
    assert isinstance(console.controller, stage.StageController)
    stage.states(console.controller)


def drawer(console: Console) -> None:
    """The details, as a drawer where there is no room."""
    states(console)
    console.desk.show_aside(DETAILS)


def offline(console: Console) -> None:
    """The connection dropped, with notices."""
    one(console)
    core = console.controller
    core.connection_changed.emit(Connection("reconnecting", "unreachable", stage.NOW + 5))
    core.queue_changed.emit(Queue("someone", False, (), can_accept=False))
    core.notice_raised.emit(Notice("quick_exit", name="Maan"))
    core.notice_raised.emit(Notice("storage", "line", stage.name_of(1), "x"))


def search(console: Console) -> None:
    """A search with hits."""
    one(console)
    pane = console.desk.pane
    pane.search.open_search()
    pane.search.needle.setText("ik")
    here = stage.name_of(1)
    hits = tuple(row.id for row in console.controller.lines(here) if "ik" in row.text)
    console.controller.search_changed.emit(Search(here, "ik", hits))


def paused(console: Console) -> None:
    """On a pause."""
    stage.begin(console.controller)
    console.controller.session_changed.emit(stage.session(is_paused=True, role="coordinator"))


def hand_over(console: Console) -> None:
    """The choice of a colleague."""
    one(console)
    console.desk.asking.ask_hand_over()


def danger(console: Console) -> None:
    """The danger button."""
    one(console)
    console.desk.asking.ask_danger()


def end(console: Console) -> None:
    """The question before an end."""
    one(console)
    console.desk.asking.ask_end()


def sheet(console: Console) -> None:
    """The shortcuts."""
    one(console)
    console.desk.show_sheet()


def practice(console: Console) -> None:
    """Nobody real is writing."""
    one(console)
    console.controller.session_changed.emit(stage.session(is_practice=True))


def guide(console: Console) -> None:
    """The guide for a first shift, from the page before it."""
    shift(console)
    console.desk.show_guide()


VIEWS: tuple[Callable[[Console], object], ...] = (
    enrol, enrol_error, totp, sign_in, lock, lock_called, lock_question, cover, alarm, empty, one, inserting,
    inserting_found, inserting_nothing, referrals, inserted, spelling, spelling_menu, busy, states, drawer,
    offline, search, paused, hand_over, danger, end, sheet, practice, guide, *AROUND_SHIFT,
    *BESIDE, *ON_SHIFT, *FORMS, *FIGURES,
)  # fmt: skip


def shoot(
    show: Callable[[Console], object], preferences: Preferences, size: tuple[int, int], file: Path
) -> None:
    """Render one view into a file."""
    with tempfile.TemporaryDirectory() as folder:
        console = stage.make(Path(folder), preferences, open_engine)
        console.clock.stop()
        console.window.resize(*size)
        console.window.show()
        QApplication.processEvents()
        show(console)
        for _ in range(3):
            QApplication.processEvents()
        console.save_picture(file)
        _add_menu(console, file)
        console.hide()
        console.window.deleteLater()
        QCoreApplication.sendPostedEvents(console.window, QEvent.Type.DeferredDelete)


def _add_menu(console: Console, file: Path) -> None:
    """Paint an open menu over the picture of its window."""
    menu = QApplication.activePopupWidget()
    if menu is None:
        return
    made = QPixmap(str(file))
    painter = QPainter(made)
    painter.drawPixmap(console.window.mapFromGlobal(menu.pos()), menu.grab())
    painter.end()
    made.save(str(file))
    menu.close()


def main() -> None:
    """Render all, or those whose name begins with the second argument."""
    folder = Path(sys.argv[1])
    only = sys.argv[2] if len(sys.argv) > 2 else ""
    folder.mkdir(parents=True, exist_ok=True)
    QApplication.setStyle("Fusion")
    app = QApplication([])
    for show in VIEWS:
        for theme, language, percent, size in product(THEMES, LANGUAGES, (100, 200), (SMALL, LARGE)):
            name = f"{show.__name__}-{theme}-{language}-{percent}-{size[0]}"
            if name.startswith(only):
                preferences = Preferences(theme=theme, language=language, text_percent=percent)
                shoot(show, preferences, size, folder / f"{name}.png")
    app.quit()


if __name__ == "__main__":
    main()
