"""What a helpline learned from its contacts, for coordinators: charts, the tables behind them, and the annual
report (R3). Opened and counted here; the server cannot."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from luwte.console.models.reckoning import OVERVIEW, Glance, Reckoner
from luwte.console.state import Figures, PolicyView
from luwte.console.views.chart_box import ChartBox
from luwte.console.views.figures_choice import FiguresChoice
from luwte.console.views.making_report import MakingReport
from luwte.console.views.text import one_line, plain_label
from luwte.console.views.theme import Theme
from luwte.policy import Publication, RegistrationForm
from luwte.registration.publishing.releasing import Release
from luwte.registration.reporting.charting import Chart
from luwte.registration.reporting.labels import Labels

TWO_ACROSS = 1_150
"""From this width on (at 100 %) two charts stand side by side."""
CARD_MOST = 980
"""A card is never wider (at 100 %): a bar across a whole large screen is no easier to read."""

NOTICED_MS = 300
"""What takes longer than this is said to be under way."""


class FiguresPage(QWidget):
    """The figures.

    Signals: read_wanted · leave_wanted (nobody looks any more: what was opened is to be forgotten).
    """

    read_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, theme: Theme, language: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._language = language or QLocale().name()[:2]
        self._policy = PolicyView()
        self._figures = Figures()
        self._shown: Glance | None = None
        self._is_open = False
        self.boxes: list[ChartBox] = []
        self.reckoner = Reckoner(self)
        self.reckoner.charted.connect(self._show_charts)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(NOTICED_MS)
        self._soon.timeout.connect(self._say_counting)
        self.setProperty("kind", "page")
        gap = theme.look.space
        column = QVBoxLayout(self)
        column.setContentsMargins(gap["xl"], gap["l"], gap["xl"], gap["l"])
        column.setSpacing(gap["m"])
        column.addLayout(self._head())
        self.said = plain_label("", "muted", wraps=True)
        self.choice = FiguresChoice(theme)
        self.choice.chosen.connect(self._ask)
        self.making = MakingReport(theme, self._language)
        self._add_waiting(column)
        self._add_stacks()
        # Everything scrolls: in large letters the choices alone fill a small window.
        inside = QWidget()
        inside.setProperty("kind", "page")
        below = QVBoxLayout(inside)
        below.setContentsMargins(0, 0, gap["m"], 0)
        below.setSpacing(gap["m"])
        for widget in (self.said, self.choice, self.making, self.holder):
            below.addWidget(widget)
        below.addStretch(1)
        self.charts = QScrollArea()
        self.charts.setWidget(inside)
        self.charts.setWidgetResizable(True)
        self.charts.setFrameShape(QFrame.Shape.NoFrame)
        self.charts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.charts.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.charts.setAccessibleName(self.tr("Charts"))
        column.addWidget(self.charts, 1)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_figures(Figures())

    def start(self) -> None:
        """The page comes in front: read the figures anew."""
        self._is_open = True
        self.show_figures(Figures())
        self.cancel.setFocus()
        self.read_wanted.emit()

    def leave(self) -> None:
        """Go back, and forget what was opened."""
        self._is_open = False
        self._forget()
        self._figures = Figures()
        self.leave_wanted.emit()

    @property
    def is_settled(self) -> bool:
        """Whether what is chosen is what is shown."""
        return self._shown is not None and self._shown == self.choice.glance()

    def close_down(self) -> None:
        """The program ends."""
        self.making.stop()
        self.reckoner.close()

    @Slot(object)
    def show_policy(self, policy: PolicyView) -> None:
        """Follow the house's rules, and what this person may; what is on the screen under older ones goes."""
        before, self._policy = self._policy, policy
        self.making.show_policy(policy)
        if not self._is_open:
            return
        if not policy.may_count:
            self.leave()
        elif (policy.registration, policy.publication) != (before.registration, before.publication):
            self._forget()
            self.show_figures(Figures())
            self.read_wanted.emit()

    @Slot(object)
    def show_figures(self, figures: Figures) -> None:
        """Show how far the reading is, what went wrong, or what there is to see."""
        before, self._figures = self._figures, figures
        counts, release = figures.counts, figures.release
        if _is_reading(before) and _is_reading(figures) and self.progress.isVisible():
            self.progress.setValue(round(100 * figures.done))
            return
        is_ready = counts is not None and release is not None
        is_empty = is_ready and (counts is None or len(counts) == 0)
        self.progress.setValue(round(100 * figures.done))
        self.waiting.setVisible(not is_ready or is_empty)
        self.progress.setVisible(not is_ready and not figures.code)
        self.cancel.setVisible(not is_ready and not figures.code)
        self.again.setVisible(bool(figures.code))
        self.state.setText(self._state(figures, is_empty=is_empty))
        self.said.setText(self._said(figures) if is_ready and not is_empty else "")
        shows = is_ready and not is_empty
        for widget in (self.charts, self.report):
            widget.setVisible(shows)
        if figures.code and not before.code:
            self.again.setFocus()
        if shows and counts is not None and release is not None and counts is not before.counts:
            rules = self._policy.publication or Publication()
            self.reckoner.take(counts, rules, release.until, self._language)
            publisher = self.reckoner.publisher
            if publisher is not None:
                self.choice.offer(publisher, self._language)
                self.making.take(publisher, release, figures.unreadable)
            self.choice.question.setFocus()
            if (glance := self.choice.glance()) is not None:
                self._ask(glance)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.back = QPushButton(self.tr("Back"))
        self.back.setProperty("kind", "quiet")
        self.back.setToolTip(self.tr("Back, and forget what was opened (Esc)"))
        self.back.clicked.connect(self.leave)
        row.addWidget(self.back)
        row.addWidget(plain_label(self.tr("Figures"), "title"), 1)
        self.counting = plain_label(self.tr("Being counted…"), "muted")
        self.counting.hide()
        row.addWidget(self.counting)
        self.report = QPushButton(self.tr("Make the annual report…"))
        self.report.setProperty("kind", "primary")
        self.report.clicked.connect(self._make_report)
        row.addWidget(self.report)
        return row

    def _add_stacks(self) -> None:
        """Make two columns of cards, each as high as its own cards."""
        gap = self._theme.look.space["m"]
        self.holder = QWidget()
        row = QHBoxLayout(self.holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        self._stacks = [QWidget(), QWidget()]
        for stack in self._stacks:
            cards = QVBoxLayout(stack)
            cards.setContentsMargins(0, 0, 0, 0)
            cards.setSpacing(gap)
            row.addWidget(stack, 1, Qt.AlignmentFlag.AlignTop)
        row.addStretch()

    def _add_waiting(self, column: QVBoxLayout) -> None:
        """Make room for what stands there before there is anything to see."""
        self.waiting = QWidget()
        inside = QVBoxLayout(self.waiting)
        inside.setContentsMargins(0, self._theme.look.space["xxl"], 0, 0)
        inside.setSpacing(self._theme.look.space["m"])
        self.state = plain_label("", "reading", wraps=True)
        inside.addWidget(self.state)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("How much has been opened"))
        self.progress.setMaximumWidth(420)
        inside.addWidget(self.progress)
        row = QHBoxLayout()
        self.cancel = QPushButton(self.tr("Stop"))
        self.cancel.clicked.connect(self.leave)
        self.again = QPushButton(self.tr("Try again"))
        self.again.setProperty("kind", "primary")
        self.again.clicked.connect(self.start)
        row.addWidget(self.cancel)
        row.addWidget(self.again)
        row.addStretch(1)
        inside.addLayout(row)
        inside.addStretch(1)
        column.addWidget(self.waiting, 1)

    def _state(self, figures: Figures, *, is_empty: bool) -> str:
        match figures.code:
            case "":
                pass
            case "not_allowed":
                return self.tr("The house policy does not let you see the figures.")
            case "key_missing":
                return self.tr(
                    "The key to the figures has not been given to you yet. Another coordinator's console "
                    "passes it on when it is online."
                )
            case "storage":
                return self.tr("The server cannot read its disk. Tell whoever runs it.")
            case _:
                return self.tr("The server does not answer, so the figures could not be read.")
        if is_empty and figures.release is not None:
            return self.tr(
                "There are no figures yet. What has been registered is released on {0}, in whole weeks."
            ).format(self._labels().day(figures.release.next))
        return self.tr("The registrations are opened here, on this computer. That may take a while.")

    def _said(self, figures: Figures) -> str:
        release = figures.release
        if release is None:
            return ""
        said = [self._until(release)]
        if figures.unreadable:
            said.append(self.tr("%n could not be read and are left out.", "", figures.unreadable))
        rules = self._policy.publication or Publication()
        usual, growing = rules.round_to, max(rules.round_to, rules.threshold)
        if usual == growing:
            said.append(self.tr("Small numbers are hidden, all others rounded to {0}.").format(usual))
        else:
            said.append(
                self.tr(
                    "Small numbers are hidden, all others rounded to {0}, and to {1} in a time that is "
                    "not over."
                ).format(usual, growing)
            )
        return " ".join(said)

    def _until(self, release: Release) -> str:
        labels = self._labels()
        return self.tr("Figures up to {0}; the next are released on {1}.").format(
            labels.week(release.until), labels.day(release.next)
        )

    def _labels(self) -> Labels:
        counts = self._figures.counts
        form = counts.form if counts is not None else self._policy.registration
        return Labels(form or RegistrationForm(), self._language)

    def _ask(self, glance: Glance) -> None:
        self.reckoner.ask(glance)
        self._soon.start()

    @Slot()
    def _say_counting(self) -> None:
        self.counting.setVisible(not self.is_settled)

    @Slot(object, object)
    def _show_charts(self, glance: Glance, charts: tuple[Chart, ...]) -> None:
        if glance != self.choice.glance():
            return
        self._shown = glance
        self._soon.stop()
        self.counting.hide()
        self._boxes_for(charts)
        across = 2 if self._has_room() and glance.question == OVERVIEW else 1
        # Over a year first, beside it what it was about; each column as high as its own cards.
        for at, box in enumerate(self.boxes):
            cards = self._stacks[at % across].layout()
            if cards is not None:
                cards.addWidget(box)
        self._stacks[1].setVisible(across > 1)

    def _boxes_for(self, charts: Sequence[Chart]) -> None:
        """Have as many cards as charts; those that are there show other ones."""
        for box in self.boxes[len(charts) :]:
            box.hide()
            box.deleteLater()
        del self.boxes[len(charts) :]
        for box, chart in zip(self.boxes, charts, strict=False):
            box.show_chart(chart)
        self.boxes += [ChartBox(self._theme, chart) for chart in charts[len(self.boxes) :]]

    def _has_room(self) -> bool:
        return self.width() >= TWO_ACROSS * self._theme.scale

    def _forget(self) -> None:
        self.making.forget()
        self.reckoner.forget()
        self.choice.forget()
        self._clear()

    def _clear(self) -> None:
        self._shown = None
        self._soon.stop()
        self.counting.hide()
        self._boxes_for(())

    def _make_report(self) -> None:
        self.making.ask(one_line(self._policy.name))

    def _dress(self) -> None:
        for stack in self._stacks:
            stack.setMaximumWidth(self._theme.look.px(CARD_MOST))
        self.back.setIcon(self._theme.icon("arrow-left", "text", 18))
        self.back.setIconSize(self._theme.icon_size(18))


def _is_reading(figures: Figures) -> bool:
    return figures.counts is None and not figures.code
