"""The button that tells until when the shift is planned, and what may be chosen about that."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from luwte.console.state import Session
from luwte.console.views.buttons import WordButton
from luwte.console.views.choice import ChoiceBox
from luwte.console.views.dialogs import Question
from luwte.console.views.quarters import QUARTER, quarters
from luwte.console.views.theme import Theme
from luwte.console.views.words import clock

BEFORE: Final = 2 * QUARTER
AFTER: Final = 4 * QUARTER
"""The times around the planned end that stand in the menu itself; the others are one step further."""


class ShiftButton(WordButton):
    """Says until when the shift is planned; its menu changes that, winds down, and ends the shift.

    Signals: plan_wanted (unix seconds) · other_wanted () - a time that is not in the menu · wind_down_wanted
    (on) · close_wanted ().
    """

    plan_wanted = Signal(float)
    other_wanted = Signal()
    wind_down_wanted = Signal(bool)
    close_wanted = Signal()

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__("shift_button", "clock", "", "")
        self._now = now
        self._session = Session()
        self.setToolTip(self.tr("Until when I go on, and whether visitors still come (F7)"))
        self.choice = QMenu(self)
        self.choice.aboutToShow.connect(self._fill)
        self.setMenu(self.choice)
        self._group: QActionGroup | None = None
        self.wind_down = QAction(self.tr("No new visitors, I am finishing"), self)
        self.wind_down.setCheckable(True)
        self.wind_down.triggered.connect(self.wind_down_wanted)
        self.end = QAction(self.tr("End my shift…"), self)
        self.end.triggered.connect(self.close_wanted)
        self.show_session(self._session)

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Follow the planned end and winding down."""
        self._session = session
        planned = planned_end(session)
        self.setVisible(planned is not None)
        if planned is None:
            return
        said = self.tr("finishing, until {0}") if session.is_ending else self.tr("shift until {0}")
        self.set_word(said.format(clock(planned)), "clock")
        self.show_word(is_shown=True)
        self.wind_down.setChecked(session.is_ending)

    def times(self) -> list[float]:
        """Return every time the shift may be planned to end at."""
        until = self._session.shift_until
        return [] if until is None else quarters(self._now(), until)

    def planned(self) -> float:
        """Return when the shift is planned to end; 0 without one."""
        return planned_end(self._session) or 0.0

    def _fill(self) -> None:
        """Offer the times around the planned end, as they are now."""
        self.choice.clear()
        times, planned = self.times(), self.planned()
        if times:
            self.choice.addAction(self.tr("Until when do I go on?")).setEnabled(False)
        bold = self.choice.font()
        bold.setBold(True)
        near = [at for at in times if planned - BEFORE <= at <= planned + AFTER]
        if self._group is not None:
            self._group.deleteLater()
        self._group = QActionGroup(self.choice)
        for at in near:
            action = self.choice.addAction(self._said(at, times[-1]))
            action.setCheckable(True)
            action.setChecked(at == planned)
            if at == planned:
                action.setFont(bold)  # Qt's check mark stays tiny with large text
            action.setData(at)
            self._group.addAction(action)
        self._group.triggered.connect(self._chosen)
        if len(near) < len(times):
            self.choice.addAction(self.tr("Another time…"), self.other_wanted.emit)
        self.choice.addSeparator()
        self.choice.addAction(self.wind_down)
        self.choice.addSeparator()
        self.choice.addAction(self.end)

    def _said(self, at: float, latest: float) -> str:
        return self.tr("{0}, the latest").format(clock(at)) if at == latest else clock(at)

    def _chosen(self, action: QAction) -> None:
        self.plan_wanted.emit(float(action.data()))


class PlanDialog(Question):
    """Until when to go on: any quarter hour up to the latest end.

    Signals: planned (unix seconds).
    """

    planned = Signal(float)

    def __init__(self, parent: QWidget | None, theme: Theme, times: Sequence[float], planned: float) -> None:
        super().__init__(parent, theme, "", "", "", "")
        self.heading.setText(self.tr("Until when do you go on?"))
        said = self.tr("Your shift ends by itself at {0}. Before that, you end it when you want.")
        self.sentence.setText(said.format(clock(times[-1])))
        self.yes.setText(self.tr("Plan this end"))
        self.no.setText(self.tr("Leave it"))
        self.box = ChoiceBox(theme, self.tr("Planned end"))
        self.box.setObjectName("planned_end_box")
        for at in times:
            self.box.addItem(clock(at), at)
        nearest = min(range(len(times)), key=lambda place: abs(times[place] - planned))
        self.box.setCurrentIndex(nearest)
        self.add_field(self.box)
        self.box.setFocus()

    def _agree(self) -> None:
        self.planned.emit(float(self.box.currentData()))
        self.accept()


def planned_end(session: Session) -> float | None:
    """Return when a shift is planned to end: as the volunteer said, never after its latest end."""
    ends = [at for at in (session.shift_planned, session.shift_until) if at is not None]
    return min(ends) if ends else None
