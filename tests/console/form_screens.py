"""The registration form, to be looked at: filled in, searched, by hand, put aside, pointed at, at the end."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from luwte.console.app import Console
from luwte.console.state import Receipt
from luwte.console.state.policy_view import view_of
from luwte.console.views.form_age import AgeField
from luwte.console.views.form_page import FormPage
from luwte.console.views.form_picking import PickField
from luwte.console.views.form_text import TextField
from luwte.policy import FormField, load
from tests.console import stage
from tests.console.stage import NOW, StageController, name_of


def form(console: Console, house: str = "lumi", why: str = "staff") -> FormPage:
    """After a conversation."""
    core = console.controller
    assert isinstance(core, StageController)
    stage.begin(core)
    core.policy_adopted.emit(view_of(load(house), 1, "volunteer"))
    return _ended(console, why)


def form_filled(console: Console) -> None:
    """Half-way."""
    page = form(console)
    for name in ("partner", "loneliness", "out-faith"):
        _pick(page, "themes").pick(name)
    _type_age(page, "15")


def form_typing(console: Console) -> None:
    """A word that finds themes."""
    page = form(console)
    console.window.activateWindow()
    line = _pick(page, "themes").line
    line.setFocus()
    line.insert("ge")
    line.textEdited.emit("ge")


def form_long(console: Console) -> None:
    """The longest form, with an age that has a rule."""
    page = form(console, "levgroep")
    _pick(page, "themes").pick("debts")
    _type_age(page, "13")
    _pick(page, "low-self-reliance").pick("mind")


def form_by_hand(console: Console) -> None:
    """A contact by phone."""
    stage.begin(console.controller)
    console.desk.registering.add_by_hand()


def form_later(console: Console) -> None:
    """Put aside."""
    form(console).head.later.click()


def form_withdrawn(console: Console) -> None:
    """After a withdrawal."""
    form(console, why="withdrawn")


def form_guarded(console: Console) -> None:
    """What could tell who somebody is."""
    core = console.controller
    stage.begin(core)
    words = FormField("words", "text", {"nl": "In een zin", "en": "In a sentence"}, {}, longest=120)
    asked = stage.POLICY.registration
    assert asked is not None
    asked = replace(asked, fields=(asked.fields[0], words))
    core.policy_adopted.emit(replace(stage.POLICY, registration=asked))
    page = _ended(console, "staff")
    box = page.fields["words"]
    assert isinstance(box, TextField)
    box.box.setPlainText("zeester woont in Gent, bel 0470 12 34 56")
    page.submit()


def form_undo(console: Console) -> None:
    """A slip that can be undone."""
    page = form(console)
    page.quick.buttons["joke"].click()
    console.controller.registered.emit(page.opened.form, True)


def form_at_the_end(console: Console) -> None:
    """A shift is to end with a form open."""
    form(console)
    console.leaving.ask_end()


def form_talking_at_the_end(console: Console) -> None:
    """A shift is to end with somebody talking and a form open."""
    form(console).head.later.click()
    console.controller.conversation_added.emit(stage.conversation(2, "Maan"), "accepted")
    console.leaving.ask_end()


def form_lost(console: Console) -> None:
    """Neither disk nor server has what was registered, and the program is to end."""
    stage.begin(console.controller)
    receipt = Receipt(NOW, NOW - 14_400, 3, 1, 0, 2, 2, 84_000, True, True, forms=1, registered=3, waiting=2)
    console.controller.shift_sealed.emit(receipt)
    console.controller.session_changed.emit(stage.session(stage="sealed", sealed_why="closed", unkept=2))
    console.leaving.ask_quit()


def _ended(console: Console, why: str) -> FormPage:
    core = console.controller
    core.conversation_added.emit(stage.conversation(1, "Zeester"), "accepted")
    core.conversation_selected.emit(name_of(1), "")
    core.conversation_removed.emit(name_of(1), why)
    core.conversation_selected.emit("", "")
    QApplication.processEvents()
    page = console.desk.registering.page
    assert page is not None
    return page


def _pick(page: FormPage, name: str) -> PickField:
    box = page.fields[name]
    assert isinstance(box, PickField)
    return box


def _type_age(page: FormPage, age: str) -> None:
    box = page.fields["age"]
    assert isinstance(box, AgeField)
    box.years.setText(age)


FORMS: tuple[Callable[[Console], object], ...] = (
    form, form_filled, form_typing, form_long, form_by_hand, form_later, form_withdrawn, form_guarded,
    form_undo, form_talking_at_the_end, form_lost,
    form_at_the_end,
)  # fmt: skip
