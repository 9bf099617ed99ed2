"""The question for an age: typed, it picks its band and shows at once the rule that holds (C8)."""

from typing import Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from luwte.console.views.form_fields import CONTROL_WIDE, FieldBox, FormChoice, figures_box
from luwte.console.views.form_words import FormWords
from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme
from luwte.policy import AgeRule, FormField
from luwte.registration.form import Answer, FormError, band_of

YEARS_WIDE: Final = 92


class AgeField(FieldBox):
    """An age as a band, where the policy keeps bands, else as a number: what was typed goes no further."""

    def __init__(
        self, theme: Theme, words: FormWords, field: FormField, language: str, rules: tuple[AgeRule, ...]
    ) -> None:
        super().__init__(theme, words, field, language)
        self._rules = rules
        self.years = figures_box(self.title, "" if field.bands else words.not_said(), 3)
        if field.bands:
            self.years.setPlaceholderText(self.tr("Age"))
            self.years.setAccessibleName(self.tr("{0}: type the age").format(self.title))
        self.years.textChanged.connect(self._typed)
        self.bands: FormChoice | None = None
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.look.space["s"])
        row.addWidget(self.years)
        if field.bands:
            self.bands = FormChoice(theme, self.title)
            self.bands.addItem(words.not_said(), "")
            for first, last in field.bands:
                self.bands.addItem(words.years(first, last), f"{first}-{last}")
            self.bands.currentIndexChanged.connect(self._chose)
            row.addWidget(self.bands, 1)
        else:
            row.addStretch(1)
        self._row = QWidget()
        self._row.setLayout(row)
        self.rule = QFrame()
        self.rule.setProperty("kind", "call")
        self.rule.setObjectName("age_rule")
        inside = QVBoxLayout(self.rule)
        gap = theme.look.space
        inside.setContentsMargins(gap["m"], gap["s"], gap["m"], gap["s"])
        inside.setSpacing(2)
        inside.addWidget(plain_label(self.tr("What holds at this age"), "section"))
        self.rule_text = plain_label("", wraps=True)
        inside.addWidget(self.rule_text)
        self.rule.hide()
        self.label.setBuddy(self.years)
        self.body.addWidget(self._row)
        self.body.addWidget(self.rule)
        self.body.addWidget(self.refused)

    def value(self) -> Answer | None:
        """Return the band, or the number where the policy keeps numbers; what fits no band is refused."""
        if self.bands is not None:
            band = str(self.bands.currentData())
            # A number that fits no band is shown as refused, and must not be left out without a word.
            return band or self.years.text() or None
        return int(self.years.text()) if self.years.text() else None

    def put(self, value: Answer) -> None:
        """Choose this band; what is none was typed as it stands."""
        place = self.bands.findData(value) if self.bands is not None else -1
        if self.bands is not None and place > 0:
            self.bands.setCurrentIndex(place)
        else:
            self.years.setText(str(value))

    def clear(self) -> None:
        """Hold no age."""
        self.years.clear()
        if self.bands is not None:
            self.bands.setCurrentIndex(0)

    def start(self) -> QWidget:
        """Return the line to type in."""
        return self.years

    def arrange(self, *, is_wide: bool) -> None:
        """Keep both as wide as they are read."""
        super().arrange(is_wide=is_wide)
        look = self.theme.look
        self.years.setFixedWidth(look.px(YEARS_WIDE if self.bands is not None else 140))
        self._row.setMaximumWidth(look.px(CONTROL_WIDE))

    def _typed(self, text: str) -> None:
        age = int(text) if text else None
        refusal = ""
        if self.bands is not None:
            band = ""
            if age is not None:
                try:
                    band = band_of(self.field, age)
                except FormError:
                    refusal = self.tr("No band of the form holds this age.")
            with QSignalBlocker(self.bands):
                self.bands.setCurrentIndex(max(0, self.bands.findData(band)))
        self._show_rules(
            [rule for rule in self._rules if age is not None and rule.first <= age <= rule.last], age
        )
        self._answered()
        self.show_refusal(refusal)

    def _chose(self) -> None:
        """A band was chosen: several rules may hold in it."""
        with QSignalBlocker(self.years):
            self.years.clear()
        first, _, last = str(self.bands.currentData() if self.bands is not None else "").partition("-")
        found = [
            rule for rule in self._rules if first and rule.first <= int(last) and rule.last >= int(first)
        ]
        self._show_rules(found, None)
        self._answered()

    def _show_rules(self, rules: list[AgeRule], age: int | None) -> None:
        self.rule_text.setText(self.words.rules(rules, self.language, age))
        self.rule.setVisible(bool(rules))
        self.rule.setAccessibleName(self.rule_text.text())
