"""A registration form to be filled in by a test: every kind of question, and hands that only press keys."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from luwte.console.app import Console
from luwte.console.state import PolicyView
from luwte.console.state.intentions import Register
from luwte.console.views.form_page import FormPage
from luwte.policy import AgeRule, FormField, Option, RegistrationForm, Theme
from tests.console import stage
from tests.console.stage import StageController, name_of

FORM = RegistrationForm(
    fields=(
        FormField("themes", "themes", {"en": "About"}, {"en": "To know what about."}, most=2),
        FormField(
            "who",
            "choice",
            {"en": "Who"},
            {"en": "To know who."},
            options=(Option("self", {"en": "Themselves"}), Option("near", {"en": "Near them"})),
        ),
        FormField(
            "needs",
            "choices",
            {"en": "Needs"},
            {},
            options=(Option("rest", {"en": "Rest"}), Option("money", {"en": "Money"})),
            most=2,
        ),
        FormField("copes", "yes_no", {"en": "Copes"}, {}),
        FormField("count", "number", {"en": "Children"}, {}, least=1, most=9),
        FormField("age", "age", {"en": "Age"}, {}, bands=((0, 11), (12, 17), (18, 120))),
        FormField("years", "age", {"en": "Years"}, {}, most=120),
        FormField("words", "text", {"en": "Words"}, {}, longest=40),
    ),
    themes=(
        Theme("love", {"en": "Love"}),
        Theme("home", {"en": "Home"}),
        Theme("partner", {"en": "Partner"}, "love"),
        Theme("jealous", {"en": "Jealousy"}, "partner"),
        Theme("parents", {"en": "Parents"}, "home"),
    ),
    channels=("chat", "phone", "email", "walk_in"),
    ages=(
        AgeRule(0, 11, {"en": "Through the parents."}),
        AgeRule(12, 15, {"en": "The parents are told."}),
        AgeRule(16, 17, {"en": "On their own."}),
    ),
)
HOUSE = PolicyView(version=7, name="House", languages=("en",), registration=FORM)


def on_shift(core: StageController, policy: PolicyView = HOUSE) -> None:
    """Be on shift under a policy with this form."""
    stage.begin(core)
    core.policy_adopted.emit(policy)


def talks(core: StageController, number: int = 1, nickname: str = "Zeester", **more: object) -> str:
    """Be in a conversation, in front."""
    row = stage.conversation(number, nickname, **more)
    core.conversation_added.emit(row, "accepted")
    core.conversation_selected.emit(row.conversation, "")
    return row.conversation


def ends(core: StageController, number: int = 1, why: str = "staff") -> None:
    """Let the conversation in front end."""
    core.conversation_removed.emit(name_of(number), why)
    core.conversation_selected.emit("", "")
    QApplication.processEvents()


def opened(console: Console, core: StageController, policy: PolicyView = HOUSE) -> FormPage:
    """Open the form of a conversation that this volunteer ended."""
    on_shift(core, policy)
    talks(core)
    console.window.activateWindow()
    ends(core)
    return page(console)


def page(console: Console) -> FormPage:
    """Return the form in front."""
    shown = console.desk.registering.page
    assert shown is not None
    assert shown.isVisible()
    return shown


def sent(console: Console) -> list[Register]:
    """Collect what is sent from now on."""
    found: list[Register] = []
    console.desk.registering.register_wanted.connect(found.append)
    return found


def press(
    key: Qt.Key | str,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    where: QWidget | None = None,
) -> None:
    """Press a key, or type some, where the hands are."""
    target = where or QApplication.focusWidget()
    assert target is not None
    if isinstance(key, str):
        QTest.keyClicks(target, key)
    else:
        QTest.keyClick(target, key, modifier)
    QApplication.processEvents()


def policy_with(*fields: FormField, **more: object) -> PolicyView:
    """Return a policy whose form asks only this."""
    return replace(HOUSE, registration=replace(FORM, fields=fields, **more))  # type: ignore[arg-type]


def noted(console: Console, core: StageController, *, is_on_disk: bool = True) -> None:
    """Let the console say that the form in front is registered."""
    core.registered.emit(page(console).opened.form, is_on_disk)
    QApplication.processEvents()
