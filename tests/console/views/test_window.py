"""The page in front follows the session; secrets do not outlive their page."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.state import Connection, Queue, Session, TrustAlarm
from luwte.console.views.enrol import SHORTEST
from luwte.console.views.sentences import Sentences
from luwte.console.views.theme import Theme
from luwte.console.views.window import Window
from tests.console import stage
from tests.console.stage import StageController

URI = "otpauth://totp/Lumi:Noor?secret=JBSWY3DPEHPK3PXP&issuer=Lumi"


def front(console: Console) -> object:
    return console.window.pages.currentWidget()


def test_every_stage_has_its_page(console: Console, core: StageController) -> None:
    window = console.window
    for session, page in (
        (Session("enrol"), window.enrol),
        (Session("enrol", totp_uri=URI), window.totp),
        (Session("sign_in"), window.sign_in),
        (Session("shift_start"), window.begin),
        (Session("on_shift"), window.desk),
        (Session("on_shift", is_locked=True), window.lock),
        (Session("resume"), window.resume),
        (Session("sealing"), window.sealing),
        (Session("sealed"), window.sealed),
        (Session("broken"), window.alarm),
    ):
        core.session_changed.emit(session)
        assert front(console) is page


def test_enrolment_waits_for_two_equal_long_passwords(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    core.session_changed.emit(Session("enrol", server="https://chat.example"))
    page = console.window.enrol
    assert page.server.text() == "https://chat.example"
    page.code.setText("abcd-efgh")
    page.password.setText("x" * (SHORTEST - 1))
    page.again.setText("x" * (SHORTEST - 1))
    assert not page.action.isEnabled()
    page.password.setText("vier losse woorden hier")
    page.again.setText("vier losse woorden daar")
    assert not page.action.isEnabled()
    page.again.setText("vier losse woorden hier")
    with qtbot.waitSignal(page.enrol_wanted) as wanted:
        page.action.click()
    assert wanted.args == ["https://chat.example", "abcd-efgh", "vier losse woorden hier"]


def test_a_busy_step_cannot_be_taken_twice(console: Console, core: StageController) -> None:
    core.session_changed.emit(Session("sign_in"))
    page = console.window.sign_in
    page.password.setText("geheim geheim")
    assert page.action.isEnabled()
    core.session_changed.emit(Session("sign_in", is_busy=True))
    assert not page.action.isEnabled()


def test_secrets_are_forgotten_when_their_page_goes(console: Console, core: StageController) -> None:
    core.session_changed.emit(Session("sign_in", needs_second_factor=True))
    page = console.window.sign_in
    page.password.setText("geheim")
    page.figures.setText("123456")
    core.session_changed.emit(Session("shift_start"))
    assert page.password.text() == ""
    assert page.figures.text() == ""


def test_the_second_factor_is_asked_when_the_server_wants_it(console: Console, core: StageController) -> None:
    core.session_changed.emit(Session("sign_in"))
    assert console.window.sign_in.figures.isHidden()
    core.session_changed.emit(Session("sign_in", code="second_factor", needs_second_factor=True))
    assert not console.window.sign_in.figures.isHidden()


def test_the_square_and_its_letters_say_the_same(console: Console, core: StageController) -> None:
    core.session_changed.emit(Session("enrol", totp_uri=URI))
    assert console.window.totp.secret.text() == "JBSW Y3DP EHPK 3PXP"


def test_a_lying_server_brings_the_alarm_that_offers_no_way_around(
    console: Console, core: StageController
) -> None:
    stage.one(core)
    core.trust_broken.emit(TrustAlarm("wrong_root", "certificate"))
    core.session_changed.emit(Session("broken"))
    page = console.window.alarm
    assert front(console) is page
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "not your helpline" in said
    assert "wrong_root" in said
    assert "certificate" not in page.sentence.text()
    assert [button.text() for button in (page.action,)] == ["Close Luwte"]


def test_a_lock_hides_the_desk_and_keeps_the_draft(console: Console, core: StageController) -> None:
    stage.one(core)
    console.desk.pane.reply.editor.setPlainText("bijna af")
    core.session_changed.emit(stage.session(is_locked=True))
    assert not console.desk.isVisible()
    core.session_changed.emit(stage.session())
    assert console.desk.pane.reply.editor.toPlainText() == "bijna af"


def test_taking_over_from_another_computer_is_asked(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    core.session_changed.emit(Session("shift_start", code="shift_elsewhere", shift_elsewhere=True))
    page = console.window.begin
    assert page.action.text() == "Take over here"
    with qtbot.waitSignal(page.open_wanted) as wanted:
        page.act()
    assert wanted.args == [True, page.planned.chosen()]


def test_an_outage_says_what_becomes_of_the_text_and_offers_one_action(
    console: Console, core: StageController
) -> None:
    stage.one(core)
    core.connection_changed.emit(Connection("reconnecting", "unreachable"))
    assert len(console.desk.notices.texts()) == 1
    core.connection_changed.emit(Connection("connected"))
    assert console.desk.notices.texts() == []


def test_the_calm_modes_show_no_more_than_was_chosen(console: Console, core: StageController) -> None:
    stage.begin(core)
    side = console.desk.side
    core.queue_changed.emit(Queue("nothing"))
    assert side.accept.isHidden()
    core.queue_changed.emit(Queue("someone", someone_waits=True, can_accept=True))
    assert not side.accept.isHidden()
    assert side.waiting.isHidden()
    stage.busy(core)
    assert not side.waiting.isHidden()


def test_who_may_not_accept_cannot_press_it(console: Console, core: StageController, qtbot: QtBot) -> None:
    stage.begin(core)
    side = console.desk.side
    core.queue_changed.emit(Queue("someone", someone_waits=True, can_accept=False))
    assert not side.accept.isEnabled()
    with qtbot.assertNotEmitted(side.accept_wanted):
        side.take()


def test_at_first_the_window_is_no_larger_than_the_screen(qtbot: QtBot) -> None:
    """On a laptop of 768 lines the row of buttons lay under its edge."""
    window = Window(Theme("light"), Sentences())
    qtbot.addWidget(window)
    room = QGuiApplication.primaryScreen().availableSize()
    assert window.width() <= room.width()
    assert window.height() <= room.height() - 40
    assert window.minimumHeight() <= window.height()
