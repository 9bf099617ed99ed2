"""Before a shift: until when it is planned, who else is on, and one button that begins it.

For whom the house policy lets answer nobody it is the way to the figures instead, or out again.
"""

import time
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from luwte.console.state import ColleagueRow, PolicyView, Session
from luwte.console.views.pages import CalmPage
from luwte.console.views.planned_end import PlannedEnd
from luwte.console.views.sentences import Sentences
from luwte.console.views.text import one_line, plain_label
from luwte.console.views.theme import Theme
from luwte.console.views.words import Words

WARN_WEEKS: Final = 8
SHOWN: Final = 6
"""Colleagues that are named; how many more there are is said."""

TOLD: Final = 3
"""Sentences about what happened before that stand there at most."""

LOOK: Final = 20_000
"""Milliseconds between two looks at the clock: the hours that are offered grow fewer."""


class BeginPage(CalmPage):
    """Signed in, no shift yet.

    Signals: open_wanted (takes over from another computer, planned end in unix seconds) · practice_wanted ·
    guide_wanted · figures_wanted · sign_out_wanted.
    """

    open_wanted = Signal(bool, float)
    practice_wanted = Signal()
    guide_wanted = Signal()
    figures_wanted = Signal()
    sign_out_wanted = Signal()

    def __init__(self, theme: Theme, sentences: Sentences, now: Callable[[], float] = time.time) -> None:
        super().__init__(theme)
        self._sentences, self._now = sentences, now
        self._words = Words()
        self._session = Session()
        self._policy = PolicyView()
        self._told: tuple[str, ...] = ()
        self.warning = plain_label("", "attention", wraps=True)
        self.warning.setContentsMargins(0, 0, 0, theme.look.space["m"])
        self.fields.addWidget(self.warning)
        self.planned = PlannedEnd(theme, "")
        self._explained = plain_label(self.tr("You can change it at any time."), "muted", wraps=True)
        self._planned_name = self.add_field(self.tr("Planned end"), self.planned, self._explained)
        self.planned.setAccessibleDescription(self._explained.text())
        self._add_company()
        links = QHBoxLayout()
        links.setSpacing(theme.look.space["xl"])
        self.practice = self._link(self.tr("Practise first"), links)
        self.practice.clicked.connect(self.practice_wanted)
        self.guide = self._link(self.tr("Guide"), links)
        self.guide.setAccessibleDescription(self.tr("A short guide for the first shift"))
        self.guide.clicked.connect(self.guide_wanted)
        self.figures = self._link(self.tr("Figures"), links)
        self.figures.clicked.connect(self.figures_wanted)
        self.figures.hide()
        self.sign_out = self._link(self.tr("Sign out"), links)
        self.sign_out.clicked.connect(self.sign_out_wanted)
        links.addStretch(1)
        self.below.addLayout(links)
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK)
        self._clock.timeout.connect(self.look_at_clock)
        self._clock.start()
        self.show_session(self._session)

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Say whose shift this will be, and what has to be known before."""
        self._session = session
        name = one_line(session.name)
        self.title.setText(self.tr("Hello, {0}").format(name) if name else self.tr("Hello"))
        may_answer = self._policy.may_answer
        if not may_answer:
            action = self._say_what_there_is()
        elif session.shift_elsewhere:
            self.sentence.setText(
                self.tr(
                    "You have a shift on another computer. Take it over and that one closes; "
                    "conversations come along."
                )
            )
            action = self.tr("Take over here")
        else:
            self.sentence.setText(
                self.tr(
                    "When you begin, this computer makes a key for this shift only. It is gone when "
                    "the shift ends."
                )
            )
            action = self.tr("Begin shift")
        for part in (self.planned, self._planned_name, self._explained, self.practice, self.guide):
            part.setVisible(may_answer)
        for label in (self.company, self._company_name):
            label.setVisible(may_answer and bool(self.company.text()))
        self.figures.setVisible(may_answer and self._policy.may_count)
        self.sign_out.setVisible(may_answer or self._policy.may_count)
        self.action.setText(self.tr("One moment…") if session.is_busy else action)
        for button in (self.action, self.practice, self.sign_out):
            button.setEnabled(not session.is_busy)
        self.planned.setEnabled(not session.is_busy)
        self.look_at_clock()
        warning = "\n\n".join(said for said in (*self._told, self._warning(session)) if said)
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
        is_known = session.code == "shift_elsewhere"
        self.show_error("" if session.is_busy or is_known else self._sentences.session(session))

    @Slot(object)
    def show_policy(self, policy: PolicyView) -> None:
        """Offer a shift to who may answer, and the figures to who may see them."""
        self._policy = policy
        self.show_session(self._session)

    @Slot(object)
    def show_colleagues(self, colleagues: Sequence[ColleagueRow]) -> None:
        """Say who else is on; nothing before the server has told."""
        said = [self._one(row) for row in colleagues[:SHOWN]]
        if len(colleagues) > SHOWN:
            said.append(self.tr("and %n more", "", len(colleagues) - SHOWN))
        self.company.setText("\n".join(said) or self.tr("Nobody else is on yet."))
        for label in (self.company, self._company_name):
            label.setVisible(self._policy.may_answer)

    def tell(self, sentence: str) -> None:
        """Say what happened before this shift, such as to notes of before, until it begins."""
        others = [said for said in self._told if said != sentence]
        self._told = (*others, sentence)[-TOLD:]
        self.show_session(self._session)

    @Slot()
    def look_at_clock(self) -> None:
        """Offer what can still be planned now."""
        self.planned.offer(self._now(), self._session.shift_hours, self._session.planned_hours)

    def act(self) -> None:
        """Begin the shift; where there is none to begin, what there is."""
        self._told = ()
        if not self._policy.may_answer:
            (self.figures_wanted if self._policy.may_count else self.sign_out_wanted).emit()
            return
        self.open_wanted.emit(self._session.shift_elsewhere, self.planned.chosen())

    def _say_what_there_is(self) -> str:
        """Say what somebody without a shift may do; return the word on the button."""
        if self._policy.may_count:
            self.sentence.setText(
                self.tr("Your role begins no shift. You can look at the figures and make the report.")
            )
            return self.tr("Figures")
        self.sentence.setText(
            self.tr("Your role begins no shift, and the house policy shows it nothing here.")
        )
        return self.tr("Sign out")

    def _add_company(self) -> None:
        """Make room for who else is on, between the button and the links."""
        self._company_name = plain_label(self.tr("On shift now"), "section")
        self.company = plain_label("", "", wraps=True)
        for label in (self._company_name, self.company):
            label.setVisible(False)
            self.below.addWidget(label)
        self.below.addSpacing(self._theme.look.space["s"])

    def _link(self, text: str, row: QHBoxLayout) -> QPushButton:
        link = QPushButton(text)
        link.setProperty("kind", "link")
        row.addWidget(link)
        return link

    def _one(self, row: ColleagueRow) -> str:
        parts = [one_line(row.name)]
        if row.role == "coordinator":
            parts.append(self.tr("coordinator"))
        return " · ".join([*parts, self._words.colleague_state(row)])

    def _warning(self, session: Session) -> str:
        if ending := self._sentences.certificate(session):
            return ending
        is_coordinator = session.role == "coordinator"
        if is_coordinator and session.intake_weeks is not None and session.intake_weeks < WARN_WEEKS:
            return self.tr(
                "Waiting-room keys are left for %n week(s). Make new ones, or the line closes.",
                "",
                session.intake_weeks,
            )
        return ""
