"""The registration form: every kind of question, by keyboard alone, "not said" until somebody says it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.state.policy_view import view_of
from luwte.console.views.form_age import AgeField
from luwte.console.views.form_fields import ChoiceField, NumberField, YesNoField
from luwte.console.views.form_page import FormPage
from luwte.console.views.form_picking import PickField
from luwte.console.views.form_text import TextField
from luwte.policy import FormField, Option, Quick, load
from luwte.registration.form import check
from luwte.settings import Preferences
from tests.console import stage
from tests.console.conftest import take_down
from tests.console.stage import StageController, name_of
from tests.console.views import forming
from tests.console.views.forming import FORM, noted, opened, policy_with, press, sent

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


def test_R2_nothing_is_said_before_somebody_says_it_and_nothing_has_to_be(
    console: Console, core: StageController
) -> None:
    form = opened(console, core)
    assert form.values() == {}
    boxes = form.findChildren(QComboBox)
    assert [box.currentText() for box in boxes] == ["Not said"] * len(boxes)
    found = sent(console)
    form.foot.send.click()
    assert [(each.values, each.quick, each.channel) for each in found] == [({}, "", "chat")]


def test_R4_the_whole_form_is_filled_in_and_sent_by_keyboard_alone(
    console: Console, core: StageController
) -> None:
    opened(console, core)
    found = sent(console)
    press("jea")
    press(Key.Key_Return)  # picks
    press("ho")
    press(Key.Key_Tab)  # picks too, as something is typed
    press(Key.Key_Tab)
    press("n")  # the first letter chooses
    press(Key.Key_Tab)
    press(Key.Key_Down)  # all there is
    press(Key.Key_Down)
    press(Key.Key_Return)
    press(Key.Key_Return)  # nothing typed: on to the next
    press(Key.Key_Right)
    press(Key.Key_Tab)
    press("3")
    press(Key.Key_Return)
    press("15")
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    press("44")
    press(Key.Key_Return)
    press("een zus die luistert")
    press(Key.Key_Return, CTRL)
    (made,) = found
    assert made.values == {
        "themes": ["jealous", "home"],
        "who": "near",
        "needs": ["money"],
        "copes": True,
        "count": 3,
        "age": "12-17",
        "years": 44,
        "words": "een zus die luistert",
    }
    assert check(made.asked, made.values)
    assert (made.asked, made.version, made.channel) == (FORM, 7, "chat")


def test_enter_at_the_last_question_sends(console: Console, core: StageController) -> None:
    form = opened(console, core, policy_with(FORM.fields[1], FORM.fields[4]))
    found = sent(console)
    press("t")
    press(Key.Key_Return)
    assert found == []
    press("2")
    press(Key.Key_Return)
    assert [each.values for each in found] == [{"who": "self", "count": 2}]
    form.submit()
    assert len(found) == 1  # on its way: a second press sends nothing


def test_every_control_has_a_name_and_the_tab_key_reaches_it(console: Console, core: StageController) -> None:
    form = opened(console, core)
    kinds = (QPushButton, QLineEdit, QComboBox, QPlainTextEdit)
    controls = [one for kind in kinds for one in form.findChildren(kind) if one.isVisible()]
    for control in controls:
        named = QAccessible.queryAccessibleInterface(control)
        assert named.text(QAccessible.Text.Name), control
    reached = set()
    for _ in range(40):
        reached.add(QApplication.focusWidget())
        press(Key.Key_Tab)
    wanted = {
        one
        for one in controls
        if not (isinstance(one, QPushButton) and one.group() is not None and not one.isChecked())
    }
    assert wanted <= reached


@pytest.mark.parametrize(
    ("kind", "key"), [("silent", "S"), ("joke", "J"), ("abusive", "A"), ("hang_up", "H")]
)
def test_one_press_or_one_key_registers_what_was_nothing(
    console: Console, core: StageController, qtbot: QtBot, kind: Quick, key: str
) -> None:
    form = opened(console, core)
    found = sent(console)
    press(getattr(Key, f"Key_{key}"), ALT)
    qtbot.waitUntil(lambda: bool(found))
    form.taken()
    form.quick.buttons[kind].click()
    assert [(each.quick, each.values) for each in found] == [(kind, {})] * 2


def test_what_was_filled_in_does_not_go_lost_to_a_quick_press(
    console: Console, core: StageController
) -> None:
    form = opened(console, core)
    found = sent(console)
    picked(form, "themes").pick("love")
    form.quick.buttons["joke"].click()
    assert found == []
    assert "Only “Joke”" in form.foot.sentence.text()
    form.quick.buttons["joke"].click()
    assert [each.quick for each in found] == ["joke"]


def test_ctrl_enter_does_not_send_an_untouched_form_by_a_slip(
    console: Console, core: StageController
) -> None:
    form = opened(console, core)
    found = sent(console)
    accepted: list[str] = []
    console.desk.side.accept_wanted.connect(accepted.append)
    press(Key.Key_Return, CTRL)
    assert (found, accepted) == ([], [])
    assert "Nothing is filled in" in form.foot.sentence.text()
    press(Key.Key_Return, CTRL)
    assert [each.values for each in found] == [{}]
    assert accepted == []


def test_themes_are_chips_with_their_path_and_can_be_removed(console: Console, core: StageController) -> None:
    form = opened(console, core)
    themes = picked(form, "themes")
    themes.pick("jealous")
    themes.pick("jealous")
    themes.pick("home")
    themes.pick("parents")  # one more than the form takes
    assert themes.value() == ["jealous", "home"]
    first, _ = chips(themes)
    assert first.text() == "Love › Partner › Jealousy  ×"
    assert first.accessibleName() == "Remove Love › Partner › Jealousy"
    assert "most" in themes.line.placeholderText()
    first.click()
    assert themes.value() == ["home"]
    press(Key.Key_Backspace, where=themes.line)
    assert themes.value() is None
    assert themes.line.placeholderText().startswith("Not said")


def test_a_word_that_finds_nothing_says_so_and_esc_leaves_the_list_before_the_form(
    console: Console, core: StageController
) -> None:
    form = opened(console, core)
    themes = picked(form, "themes")
    press("xyz")
    assert themes.refused.text() == "Nothing found. Try another word."
    press(Key.Key_Escape)
    assert themes.line.text() == ""
    press("pa")
    assert themes.list.isVisible()
    assert themes.list.mapTo(form, QPoint(0, 0)).y() > 0
    press(Key.Key_Escape)
    assert not themes.list.isVisible()
    assert form.isVisible()
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    assert not form.isVisible()


def test_letters_that_were_not_chosen_are_not_left_out_in_silence(
    console: Console, core: StageController
) -> None:
    form = opened(console, core)
    found = sent(console)
    themes = picked(form, "themes")
    press("par")
    press(Key.Key_Return, CTRL)
    press("n", where=form.fields["who"].start())
    form.foot.send.click()
    assert found == []
    assert QApplication.focusWidget() is themes.line
    press(Key.Key_Return)
    assert themes.value() == ["partner"]
    press("xyz")
    press(Key.Key_Return)
    assert (themes.refused.text(), themes.line.text()) == ("Nothing found. Try another word.", "xyz")
    press(Key.Key_Escape)
    form.foot.send.click()
    assert [each.values for each in found] == [{"themes": ["partner"], "who": "near"}]


def test_C8_typing_an_age_picks_its_band_and_shows_the_rule_that_holds(
    console: Console, core: StageController
) -> None:
    form = opened(console, core)
    age = form.fields["age"]
    assert isinstance(age, AgeField)
    for typed, band, rule in (
        ("15", "12-17", "The parents are told."),
        ("16", "12-17", "On their own."),
        ("9", "0-11", "Through the parents."),
        ("44", "18-120", ""),
    ):
        age.years.setText(typed)
        assert (age.value(), age.rule_text.text(), age.rule.isVisible()) == (band, rule, bool(rule))
    age.years.setText("")
    assert age.value() is None


def test_C8_a_band_chosen_by_hand_shows_every_rule_in_it(console: Console, core: StageController) -> None:
    form = opened(console, core)
    age = form.fields["age"]
    assert isinstance(age, AgeField)
    assert age.bands is not None
    age.years.setText("15")
    age.bands.setCurrentIndex(0)
    assert (age.years.text(), age.value(), age.rule.isVisible()) == ("", None, False)
    age.bands.setCurrentIndex(age.bands.findText("12–17 years"))
    assert age.rule_text.text() == "12–15 years: The parents are told.\n16–17 years: On their own."
    assert [age.bands.itemText(3)] == ["18 or older"]


def test_an_age_of_no_band_is_told_and_not_left_out_in_silence(
    console: Console, core: StageController
) -> None:
    form = opened(
        console, core, policy_with(FormField("age", "age", {"en": "Age"}, {}, bands=((0, 11), (12, 17))))
    )
    age = form.fields["age"]
    assert isinstance(age, AgeField)
    age.years.setText("44")
    assert age.refused.isVisible()
    assert form.values() == {"age": "44"}  # the check refuses it beside the question


def test_a_number_kept_as_such_shows_its_rule_too(console: Console, core: StageController) -> None:
    form = opened(console, core)
    years = form.fields["years"]
    assert isinstance(years, AgeField)
    press("1x5", where=years.years)
    assert (years.value(), years.rule_text.text()) == (15, "The parents are told.")


def test_the_guard_points_before_a_text_goes_and_a_person_decides(
    console: Console, core: StageController
) -> None:
    form = opened(console, core)
    words = form.fields["words"]
    assert isinstance(words, TextField)
    words.box.setPlainText("😔 zeester woont in Gent")
    found = sent(console)
    marks = [mark.cursor.selectedText() for mark in words.box.extraSelections()]
    assert marks == ["zeester", "Gent"]
    assert words.warning.text() == "“zeester”, “Gent” may tell who somebody is. Say it without, if you can."
    form.foot.send.click()
    assert found == []
    assert "Press again" in form.foot.sentence.text()
    words.box.setPlainText("woont in Aalst")
    form.foot.send.click()  # other words: looked at anew
    assert found == []
    form.foot.send.click()
    assert [each.values for each in found] == [{"words": "woont in Aalst"}]


def test_a_text_says_how_much_room_is_left(console: Console, core: StageController) -> None:
    form = opened(console, core)
    words = form.fields["words"]
    assert isinstance(words, TextField)
    words.box.setPlainText("a" * 40)
    assert words.count.text() == "40 of 40"
    words.box.setPlainText("a" * 43)
    assert words.count.text() == "3 characters too many"


@pytest.mark.parametrize(
    ("code", "field", "said"),
    [
        ("out_of_range", "count", "A number from 1 to 9."),
        ("too_many", "themes", "2 at most."),
        ("too_long", "words", "That is longer than 40 characters."),
        ("bad_text", "words", "This holds characters that cannot be kept. Type it anew."),
        (
            "unknown_option",
            "who",
            "The house's form does not have this answer. Choose another, or leave it open.",
        ),
    ],
)
def test_a_refusal_stands_beside_its_question_and_keeps_what_was_filled_in(
    console: Console, core: StageController, code: str, field: str, said: str
) -> None:
    form = opened(console, core)
    picked(form, "themes").pick("love")
    form.submit()
    core.form_refused.emit(code, field, form.opened.form)
    assert form.fields[field].refused.text() == said
    assert form.fields[field].refused.isVisible()
    assert form.values() == {"themes": ["love"]}
    found = sent(console)
    form.submit()
    assert len(found) == 1


@pytest.mark.parametrize("code", ["key_missing", "too_large"])
def test_a_refusal_of_the_whole_form_stands_at_its_foot(
    console: Console, core: StageController, code: str
) -> None:
    form = opened(console, core)
    form.foot.send.click()
    core.form_refused.emit(code, "", form.opened.form)
    assert form.foot.sentence.text().startswith(("The helpline has no key", "Together"))


def test_R6_why_it_is_asked_stands_at_the_foot_while_the_hands_are_there(
    console: Console, core: StageController
) -> None:
    form = opened(console, core)
    assert form.foot.sentence.text() == "Why: To know what about."
    press(Key.Key_Tab)
    assert form.foot.sentence.text() == "Why: To know who."
    press(Key.Key_Tab)
    assert form.foot.sentence.text() == ""


def test_the_wheel_scrolls_and_changes_no_answer(console: Console, core: StageController) -> None:
    form = opened(console, core)
    who = form.fields["who"]
    assert isinstance(who, ChoiceField)
    down = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(who.box, down)
    assert who.value() is None


def test_C4_a_contact_by_hand_asks_how_they_came_and_nothing_that_names_them(
    console: Console, core: StageController
) -> None:
    forming.on_shift(core)
    found = sent(console)
    console.desk.top.register_wanted.emit()
    form = forming.page(console)
    assert form.channels is not None
    assert form.channel() == "phone"
    form.channels.choose("walk_in")
    form.foot.send.click()
    assert [(each.channel, each.values) for each in found] == [("walk_in", {})]
    asked = " ".join(label.text() for label in form.findChildren(QLabel)).casefold()
    assert not any(word in asked for word in ("phone number", "e-mail address", "your name"))


HOSTILE = (
    "<table><tr><td>" * 400 + "<img src='file:///etc/passwd'>",
    "\u202e\u2066" * 200 + "gnp.exe",
    "W" * 100_000,
    "&Alt" * 40,
    "a\nb\u2028c\0" * 40,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_labels_stay_text_and_inside_the_form(
    console: Console, core: StageController, text: str
) -> None:
    words = {"en": text}
    fields = tuple(
        replace(
            each, label=words, purpose=words, options=tuple(Option(one.name, words) for one in each.options)
        )
        for each in FORM.fields
    )
    themes = tuple(type(each)(each.name, words, each.under) for each in FORM.themes)
    form = opened(console, core, policy_with(*fields, themes=themes))
    picked(form, "themes").pick("jealous")
    QApplication.processEvents()
    for label in form.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert len(label.text()) < 700
    assert form.width() <= console.desk.pane.width()
    for control in (*form.findChildren(QComboBox), *form.findChildren(QPushButton)):
        if control.isVisible():
            right = control.mapTo(form, QPoint(control.width(), 0)).x()
            assert right <= form.width()


@pytest.mark.parametrize("house", ["levgroep", "lumi", "fier", "laten-we-praten", "perspectieven", "default"])
def test_R4_every_shipped_form_fits_at_twice_the_text_in_a_small_window(
    console: Console, core: StageController, house: str
) -> None:
    console.window.resize(1024, 700)
    console.theme.set_scale(2.0)
    form = opened(console, core, view_of(load(house), 1, "volunteer"))
    QApplication.processEvents()
    assert form.width() <= console.desk.pane.width()
    assert form.area.horizontalScrollBar().maximum() == 0
    for box in form.fields.values():
        start = box.start()
        start.setFocus()
        QApplication.processEvents()
        top = start.mapTo(form.area.viewport(), QPoint(0, 0)).y()
        assert top >= 0
        assert top + start.height() <= form.area.viewport().height()
        assert start.mapTo(form, QPoint(start.width(), 0)).x() <= form.width()


def test_an_ampersand_of_the_policy_is_no_key_of_the_form(console: Console, core: StageController) -> None:
    words = {"en": "Rock & Roll &S"}
    field = FormField("who", "choice", words, {}, options=(Option("a", words),))
    needs = FormField("needs", "choices", words, {}, options=(Option("a", words),), most=2)
    form = opened(console, core, policy_with(field, needs))
    assert form.fields["who"].label.text() == "Rock && Roll &&S"
    picked(form, "needs").pick("a")
    (chip,) = chips(picked(form, "needs"))
    assert chip.shortcut().isEmpty()
    assert chip.text().startswith("Rock && Roll &&S")


def test_the_kinds_are_what_the_policy_says(console: Console, core: StageController) -> None:
    form = opened(console, core)
    kinds = {name: type(box) for name, box in form.fields.items()}
    assert kinds == {
        "themes": PickField, "who": ChoiceField, "needs": PickField, "copes": YesNoField,
        "count": NumberField, "age": AgeField, "years": AgeField, "words": TextField,
    }  # fmt: skip


@pytest.mark.parametrize("house", ["default", "lumi", "laten-we-praten", "fier", "levgroep", "perspectieven"])
def test_a_theme_and_an_age_take_eight_keys_in_every_shipped_house(
    console: Console, core: StageController, house: str
) -> None:
    form = opened(console, core, view_of(load(house), 1, "volunteer"))
    found = sent(console)
    theme = form.opened.asked.themes[2]
    keys = 0
    for key in (*theme.label["en"][:3].lower(), Key.Key_Return, Key.Key_Return, *"15"):
        press(key)
        keys += 1
    press(Key.Key_Return, CTRL)
    assert keys + 1 == 8
    (made,) = found
    assert made.values.keys() == {"themes", "age"}
    assert isinstance(made.values["themes"], list)
    assert len(made.values["themes"]) == 1


def test_the_tab_key_meets_every_question_then_what_registers_then_what_gives_up(
    console: Console, core: StageController
) -> None:
    form = opened(console, core)
    met: list[str] = []
    while (hands := QApplication.focusWidget()) is not None and form.isAncestorOf(hands):
        met.append(hands.accessibleName() or (hands.text() if isinstance(hands, QPushButton) else ""))
        press(Key.Key_Tab)
    assert met == [
        "About", "Who", "Needs", "Copes: Not said", "Children", "Age: type the age", "Age", "Years", "Words",
        "Register", "Do not register",
    ]  # fmt: skip


def test_a_form_that_is_forgotten_holds_nothing(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    form = opened(console, core)
    picked(form, "themes").pick("love")
    words = form.fields["words"]
    assert isinstance(words, TextField)
    words.box.setPlainText("iets van iemand")
    form.forget()
    assert form.values() == {}
    assert not words.box.document().isUndoAvailable()
    assert form.head.name.text() == ""
    assert name_of(1) not in repr(form.opened)


def picked(form: FormPage, name: str) -> PickField:
    box = form.fields[name]
    assert isinstance(box, PickField)
    return box


def chips(box: PickField) -> list[QPushButton]:
    QApplication.processEvents()
    return [
        each for each in box.findChildren(QPushButton) if each.isVisible() and each.property("kind") == "chip"
    ]


def test_R2_in_dutch_every_question_of_every_shipped_house_begins_at_niet_gezegd(
    qtbot: QtBot, tmp_path: Path
) -> None:
    made = stage.make(tmp_path, Preferences(language="nl", theme="light"))
    made.clock.stop()
    made.window.resize(1024, 700)
    made.show()
    core = made.controller
    assert isinstance(core, StageController)
    for number, house in enumerate(
        ("levgroep", "lumi", "fier", "laten-we-praten", "perspectieven", "default"), 1
    ):
        forming.on_shift(core, view_of(load(house), 1, "volunteer"))
        forming.talks(core, number)
        forming.ends(core, number)
        form = forming.page(made)
        assert form.head.name.text() == "Zeester · registreren"
        for box in form.fields.values():
            said = [one.currentText() for one in box.findChildren(QComboBox)]
            said += [one.placeholderText() for one in box.findChildren(QLineEdit) if not said]
            said += [one.text() for one in box.findChildren(QPushButton) if one.isChecked()]
            assert said[0].startswith("Niet gezegd"), box.title
        assert [one.text() for one in form.quick.buttons.values()] == [
            "&Stil",
            "&Grap",
            "&Beledigend",
            "&Opgehangen",
        ]
        form.foot.send.click()
        noted(made, core)
    take_down(made)
