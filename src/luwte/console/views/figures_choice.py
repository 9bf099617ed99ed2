"""What to look at: a time, a question, and one thing beside it. Two things at once, at most (R3)."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from luwte.console.models.reckoning import OVERVIEW, Glance
from luwte.console.views.choice import ChoiceBox
from luwte.console.views.text import one_line, plain_label
from luwte.console.views.theme import Theme
from luwte.console.views.tick import Tick
from luwte.registration.counting.counts import CHANNEL, QUICK_KIND, THEMES_ABOVE, Counts
from luwte.registration.publishing.publisher import Publisher, year_before
from luwte.registration.reporting.labels import Labels
from luwte.registration.reporting.report import is_countable

_LONGEST = 48
_FOUR_ACROSS = 680


class FiguresChoice(QWidget):
    """The choices above the charts.

    Signals: chosen (glance).
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._publisher: Publisher | None = None
        self._labels: Labels | None = None
        self.period = ChoiceBox(theme, self.tr("Time"))
        self.question = ChoiceBox(theme, self.tr("Question"))
        self.beside = ChoiceBox(theme, self.tr("Beside it"))
        self.among = ChoiceBox(theme, self.tr("Only those who said"))
        self.compared = Tick(theme, self.tr("Beside a year earlier"))
        self.why = plain_label("", "muted", wraps=True)
        self._theme = theme
        self._across = 0
        self._boxes = (self.period, self.question, self.beside, self.among)
        self._names = []
        self._row = QGridLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setHorizontalSpacing(theme.look.space["m"])
        self._row.setVerticalSpacing(theme.look.space["xs"])
        for box in self._boxes:
            label = plain_label(box.accessibleName(), "section")
            label.setBuddy(box)
            self._names.append(label)
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setMaxVisibleItems(16)
            box.activated.connect(self._choose)
        self._arrange()
        theme.changed.connect(self._arrange)
        self.compared.clicked.connect(self._choose)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Stand two by two where there is no room for four."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        across = 4 if self.width() >= _FOUR_ACROSS * self._theme.scale else 2
        if across == self._across:
            return
        self._across = across
        for at, (label, box) in enumerate(zip(self._names, self._boxes, strict=True)):
            self._row.addWidget(label, 2 * (at // across), at % across)
            self._row.addWidget(box, 2 * (at // across) + 1, at % across)
        half = across // 2
        self._row.addWidget(self.compared, 8, 0, 1, half)
        self._row.addWidget(self.why, 8, half, 1, half)

    def offer(self, publisher: Publisher, language: str) -> None:
        """Offer what this helpline asks; the newest year first."""
        self._publisher = publisher
        self._labels = Labels(publisher.counts.form, language)
        with QSignalBlocker(self.period), QSignalBlocker(self.question):
            self.period.clear()
            parts = [*publisher.periods("quarter"), *publisher.periods("month")]
            for year in reversed(publisher.years):
                for name in (year, *(part for part in parts if part[:4] == year)):
                    self.period.addItem(self._labels.period(name, publisher.until), name)
            self.question.clear()
            self.question.addItem(self.tr("At a glance"), OVERVIEW)
            for name in questions(publisher.counts):
                self.question.addItem(one_line(self._labels.question(name), _LONGEST), name)
        self._offer_beside()

    def forget(self) -> None:
        """Offer nothing any more."""
        self._publisher = None
        with QSignalBlocker(self.period):
            self.period.clear()

    def glance(self) -> Glance | None:
        """Return what is chosen; None while there is nothing to choose."""
        period = str(self.period.currentData() or "")
        if not period:
            return None
        among = self.among.currentData()
        return Glance(
            period,
            str(self.question.currentData() or OVERVIEW),
            str(self.beside.currentData() or ""),
            (str(among[0]), str(among[1])) if among else None,
            is_compared=self.compared.isEnabled() and self.compared.isChecked(),
        )

    def _choose(self) -> None:
        self._offer_beside()
        if (glance := self.glance()) is not None:
            self.chosen.emit(glance)

    def _offer_beside(self) -> None:
        """Offer only what goes together: a whole year and two things, a filter being one of them."""
        if self._publisher is None or self._labels is None:
            return
        question = str(self.question.currentData() or OVERVIEW)
        is_year = len(str(self.period.currentData() or "")) == 4
        is_free = is_year and question != OVERVIEW and self._publisher.may_part(question)
        before, among = self.beside.currentData(), self.among.currentData()
        with QSignalBlocker(self.beside), QSignalBlocker(self.among):
            self.beside.clear()
            self.beside.addItem(self.tr("Nothing"), "")
            self.among.clear()
            self.among.addItem(self.tr("Everybody"), None)
            if is_free:
                self._fill(question)
            self.beside.setCurrentIndex(max(0, self.beside.findData(before)))
            self.among.setCurrentIndex(max(0, self._index_of(among)))
        is_alone = not self.among.currentData()
        is_whole = not self.beside.currentData()
        self.beside.setEnabled(is_free and is_alone)
        self.among.setEnabled(is_free and is_whole)
        earlier = self._publisher.periods("year" if is_year else "quarter" if self._is_quarter() else "month")
        has_earlier = year_before(str(self.period.currentData() or "0000")) in earlier
        self.compared.setEnabled(has_earlier and is_alone and is_whole)
        self.why.setText(self._why(question, is_year=is_year))

    def _why(self, question: str, *, is_year: bool) -> str:
        """Say why something is not offered."""
        if self._publisher is None or question == OVERVIEW:
            return ""
        if not self._publisher.may_part(question):
            return self.tr("Themes that stand under others are told for whole years only, and by themselves.")
        if not is_year or not self._publisher.is_over(str(self.period.currentData())):
            return self.tr("Two questions are combined in whole years only, once these are over.")
        return ""

    def _fill(self, question: str) -> None:
        if self._publisher is None or self._labels is None:
            return
        labels, publisher = self._labels, self._publisher
        year = str(self.period.currentData())
        crossed = [name for name in questions(publisher.counts) if publisher.may_cross(question, name, year)]
        for name in ("quarter", "month", *crossed):
            self.beside.addItem(one_line(labels.question(name), _LONGEST), name)
        for name in crossed:
            for answer in publisher.answers(name):
                asked = labels.question(name)
                words = f"{asked}{' ' if asked.endswith('?') else ': '}{labels.answer(name, answer)}"
                self.among.addItem(one_line(words, _LONGEST), (name, answer))

    def _index_of(self, among: object) -> int:
        """Return where an answer stands: Qt finds no pairs."""
        found = (at for at in range(self.among.count()) if self.among.itemData(at) == among)
        return next(found, 0)

    def _is_quarter(self) -> bool:
        return "Q" in str(self.period.currentData() or "")


def questions(counts: Counts) -> Sequence[str]:
    """Return everything that can be asked of the figures."""
    form = counts.form
    found = [THEMES_ABOVE] if form.themes else []
    found += [field.name for field in form.fields if is_countable(field)]
    if len(form.channels) > 1:
        found.append(CHANNEL)
    return [*found, QUICK_KIND]
