"""The calm pages: what went wrong stands with its field and in sight; read in the order one sees."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.state import Session
from luwte.console.views.pages import CalmPage
from luwte.crypto.claims import Role
from luwte.settings import Preferences
from tests.console import stage
from tests.console.conftest import take_down
from tests.console.stage import StageController

URI = "otpauth://totp/Lumi:Noor?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Lumi"
FAULTS = (
    (Session("enrol"), Session("enrol", "enrolment_code"), "code"),
    (Session("enrol"), Session("enrol", "unreachable"), "server"),
    (Session("enrol"), Session("enrol", "weak_password"), "password"),
    (Session("enrol", totp_uri=URI), Session("enrol", "second_factor", totp_uri=URI), "figures"),
    (Session("sign_in"), Session("sign_in", "sign_in"), "password"),
    (
        Session("sign_in", needs_second_factor=True),
        Session("sign_in", "second_factor", needs_second_factor=True),
        "figures",
    ),
    (
        Session("on_shift", is_locked=True),
        Session("on_shift", "wrong_password", is_locked=True),
        "password",
    ),
    (Session("shift_start"), Session("shift_start", "unreachable"), "action"),
)


def in_front(console: Console) -> CalmPage:
    page = console.window.pages.currentWidget()
    assert isinstance(page, CalmPage)
    return page


def place(widget: QWidget, page: CalmPage) -> QRect:
    return QRect(widget.mapTo(page.viewport(), QPoint(0, 0)), widget.size())


@pytest.fixture
def narrow(qtbot: QtBot, tmp_path: Path) -> Iterator[Console]:
    console = stage.make(tmp_path, Preferences(theme="light", language="nl", text_percent=200))
    console.clock.stop()
    console.window.resize(1_024, 700)
    console.show()
    yield console
    take_down(console)


@pytest.mark.parametrize(("before", "after", "name"), FAULTS)
def test_a_refusal_stands_in_sight_with_the_focus_at_its_field(
    narrow: Console, qtbot: QtBot, before: Session, after: Session, name: str
) -> None:
    narrow.controller.session_changed.emit(before)
    page = in_front(narrow)
    QApplication.processEvents()
    page.verticalScrollBar().setValue(0)
    narrow.controller.session_changed.emit(after)
    field: QWidget = getattr(page, name)
    room = page.viewport().rect()
    qtbot.waitUntil(lambda: room.contains(place(page.error, page)) and room.contains(place(field, page)))
    assert page.focusWidget() is field
    assert page.error.text()
    below, above = (page.error, field) if name != "action" else (field, page.error)
    assert 0 < place(below, page).top() - place(above, page).bottom() < narrow.theme.look.px(40)


def test_a_page_that_opens_with_a_refusal_opens_at_its_field(console: Console, core: StageController) -> None:
    core.session_changed.emit(Session("enrol", "unreachable", server="https://chat.example"))
    page = in_front(console)
    assert page is console.window.enrol
    assert page.focusWidget() is page.server


@pytest.mark.parametrize(
    ("role", "days", "said"),
    [
        ("volunteer", 7, "Your access runs for 7 more days. As soon as a coordinator is signed in too, "),
        ("trainer", 1, "Your access runs for 1 more day. "),
        ("volunteer", 10, ""),
        ("coordinator", 14, "Your own certificate ends in 14 days. Ask whoever keeps the recovery kit "),
        ("coordinator", 15, ""),
        ("leader", 14, "Your access runs for 14 more days. Ask whoever keeps the recovery kit "),
        ("leader", 15, ""),
    ],
)
def test_everybody_hears_what_renews_their_own_access(
    console: Console, core: StageController, role: Role, days: int, said: str
) -> None:
    core.session_changed.emit(Session("shift_start", role=role, certificate_days=days, intake_weeks=50))
    shown = console.window.begin.warning.text()
    assert shown.startswith(said) if said else not shown
    assert ("luwte admin renew" in shown) == (role in {"coordinator", "leader"} and bool(said))
    assert ("luwte admin keys" in shown) == (role == "coordinator" and bool(said))


def test_a_refused_field_says_why_and_afterwards_its_own_words_again(
    console: Console, core: StageController
) -> None:
    core.session_changed.emit(Session("enrol"))
    page = console.window.enrol
    own = page.code.accessibleDescription()
    assert own
    core.session_changed.emit(Session("enrol", "enrolment_code"))
    assert page.code.accessibleDescription() == page.error.text()
    core.session_changed.emit(Session("enrol", "unreachable"))
    assert page.code.accessibleDescription() == own
    core.session_changed.emit(Session("enrol", is_busy=True))
    assert page.code.accessibleDescription() == own
    assert page.error.isHidden()


def test_the_same_refusal_told_again_takes_nobody_out_of_a_field(
    console: Console, core: StageController
) -> None:
    core.session_changed.emit(Session("enrol", "enrolment_code"))
    page = console.window.enrol
    page.again.setFocus()
    core.session_changed.emit(Session("enrol", "enrolment_code"))
    assert page.focusWidget() is page.again


def spoken(widget: QWidget) -> list[QWidget]:
    """Return the controls of a page in the order in which a screen reader comes by them."""
    found: list[QWidget] = []
    interface = QAccessible.queryAccessibleInterface(widget)
    for at in range(interface.childCount()):
        child = interface.child(at).object()
        if isinstance(child, QWidget):
            found += [child] if isinstance(child, QLineEdit | QPushButton) else spoken(child)
    return [each for each in found if not each.isHidden()]


def walked(page: CalmPage) -> list[QWidget]:
    """Return the controls in the order of the tab key, from the first field or button on."""
    found = spoken(page)[:1]
    now = found[0].nextInFocusChain()
    while now is not None and now is not found[0]:
        if isinstance(now, QLineEdit | QPushButton) and page.isAncestorOf(now) and not now.isHidden():
            found.append(now)
        now = now.nextInFocusChain()
    return found


@pytest.mark.parametrize(
    "session", [before for before, _, _ in FAULTS] + [Session("resume"), Session("sealed")]
)
def test_fields_come_before_their_button_for_eye_ear_and_tab_key(
    console: Console, core: StageController, session: Session
) -> None:
    core.session_changed.emit(session)
    page = in_front(console)
    QApplication.processEvents()
    controls = spoken(page)
    assert page.action in controls
    assert controls == sorted(controls, key=lambda each: place(each, page).top())
    assert walked(page) == controls
