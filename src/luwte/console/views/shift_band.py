"""What the clock and the disk say about the shift, as calm bands over the conversation: one sentence, one or
two actions, and never in the way of the hands."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QPushButton

from luwte.console.state import Session
from luwte.console.views.cards import Card
from luwte.console.views.notices import Notices
from luwte.console.views.quarters import further
from luwte.console.views.sentences import Sentence
from luwte.console.views.shift_button import planned_end
from luwte.console.views.theme import Theme
from luwte.console.views.words import clock

ON = True
CLOCK: Final = "shift"
NOTES: Final = "vault"


class ShiftBands(QObject):
    """Follows the session and keeps at most two bands: one about the end of the shift, one about the notes.

    Signals: plan_wanted (unix seconds) · wind_down_wanted (on) · close_wanted () · left () - a band was
    answered: the hands go back to the reply.
    """

    plan_wanted = Signal(float)
    wind_down_wanted = Signal(bool)
    close_wanted = Signal()
    left = Signal()

    def __init__(self, notices: Notices, theme: Theme, now: Callable[[], float]) -> None:
        super().__init__(notices)
        self._notices, self._theme, self._now = notices, theme, now
        self._session = Session()
        self._talks = 0
        self._shown: dict[str, tuple[object, ...]] = {}
        self._put_away: set[tuple[object, ...]] = set()

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Follow the shift."""
        if session.stage != "on_shift" or session.shift_began != self._session.shift_began:
            self._put_away.clear()
        self._session = session
        self._show()

    def show_talks(self, conversations: int) -> None:
        """Follow how many conversations are open."""
        self._talks = conversations
        self._show()

    def _show(self) -> None:
        session = self._session
        is_on = session.stage == "on_shift" and not session.is_practice
        self._keep(CLOCK, self._about_end(session) if is_on else (), self._end_band)
        self._keep(NOTES, self._about_notes(session) if is_on else (), self._notes_band)

    def _about_end(self, session: Session) -> tuple[object, ...]:
        """Return what the band about the end depends on; nothing when there is none."""
        if session.shift_call in {"soon", "last"}:
            return session.shift_call, session.shift_until, session.is_ending, bool(self._talks)
        if session.is_ending:
            return "ending", bool(self._talks)
        if session.shift_call == "planned":
            return "planned", planned_end(session)
        return ()

    def _about_notes(self, session: Session) -> tuple[object, ...]:
        if session.vault_code:
            return "off_disk", session.vault_code
        return ("share",) if session.is_share_in_memory else ()

    def _keep(self, name: str, about: tuple[object, ...], make: Callable[[], Card]) -> None:
        """Let the band of this name stand as long as what it depends on stays the same."""
        if about in self._put_away:
            about = ()
        if self._shown.get(name, ()) == about:
            return
        self._shown[name] = about
        band = make() if about else None
        if band is not None:
            band.closed.connect(partial(self._close, name))
        self._notices.stand(name, band)

    def _end_band(self) -> Card:
        session = self._session
        match session.shift_call:
            case "last":
                return self._last(session)
            case "soon":
                return self._soon(session)
            case _ if session.is_ending:
                return self._ending()
            case _:
                return self._planned(session)

    def _planned(self, session: Session) -> Card:
        planned = planned_end(session) or 0.0
        said = self.tr("Your shift was planned until {0}.").format(clock(planned))
        band = Card(self._theme, Sentence(said, "call"))
        later = further(planned, session.shift_until or 0.0, self._now())
        buttons = [self._end_button()]
        if later is not None:
            on = QPushButton(self.tr("Go on until {0}").format(clock(later)))
            on.setObjectName("go_on_button")
            on.clicked.connect(partial(self._go_on, later))
            buttons.insert(0, on)
        band.add_buttons(*buttons)
        return band

    def _ending(self) -> Card:
        said = (
            self.tr("No new visitors come to you. Take leave of whom you talk with in your own time.")
            if self._talks
            else self.tr("No new visitors come to you. You can end your shift.")
        )
        band = Card(self._theme, Sentence(said, "call"), closes=False)
        again = QPushButton(self.tr("Take visitors again"))
        again.setObjectName("take_again_button")
        again.clicked.connect(partial(self._wind_down, not ON))
        band.add_buttons(again, self._end_button())
        return band

    def _soon(self, session: Session) -> Card:
        said = (
            self.tr("Your shift ends by itself at {0}. Hand over or end your conversations.")
            if self._talks
            else self.tr("Your shift ends by itself at {0}.")
        )
        band = Card(self._theme, Sentence(said.format(clock(session.shift_until or 0.0)), "warn"))
        buttons = [self._end_button()]
        if not session.is_ending:
            no_more = QPushButton(self.tr("No new visitors"))
            no_more.setObjectName("wind_down_button")
            no_more.clicked.connect(partial(self._wind_down, ON))
            buttons.insert(0, no_more)
        band.add_buttons(*buttons)
        return band

    def _last(self, session: Session) -> Card:
        said = (
            self.tr("Your shift ends in a few minutes, at {0}. Hand over or end your conversations now.")
            if self._talks
            else self.tr("Your shift ends in a few minutes, at {0}.")
        )
        sentence = Sentence(said.format(clock(session.shift_until or 0.0)), "warn")
        band = Card(self._theme, sentence, closes=False)
        band.add_buttons(self._end_button())
        return band

    def _notes_band(self) -> Card:
        code = self._session.vault_code
        if not code:
            return Card(
                self._theme,
                Sentence(
                    self.tr(
                        "This computer has no key store that works for notes: after a crash they cannot come "
                        "back."
                    ),
                    "call",
                ),
            )
        said = self.tr("Your notes are not on the disk now: {0} They stay here while Luwte is open.")
        return Card(self._theme, Sentence(said.format(self._reason(code)), "warn"))

    def _reason(self, code: str) -> str:
        """Return why notes are in memory only, to stand within a sentence."""
        return {
            "vault_disk": self.tr("the disk is full or refuses."),
            "vault_busy": self.tr("another program holds their file."),
            "vault_folder": self.tr("another Luwte works in the same folder."),
            "vault_damaged": self.tr("their file was damaged."),
            "vault_key": self.tr("their file does not open."),
            "keyring_locked": self.tr("this computer's key store is locked."),
            "keyring": self.tr("this computer's key store did not work."),
            "no_keyring": self.tr("this computer has no key store that works."),
        }.get(code, self.tr("their file could not be made."))

    def _end_button(self) -> QPushButton:
        end = QPushButton(self.tr("End my shift"))
        end.setObjectName("band_end_button")
        end.clicked.connect(self.close_wanted)
        return end

    def _go_on(self, later: float) -> None:
        self.plan_wanted.emit(later)
        self.left.emit()

    def _wind_down(self, is_on: bool) -> None:
        self.wind_down_wanted.emit(is_on)
        self.left.emit()

    def _close(self, name: str) -> None:
        """Put a band away until something else is to be said."""
        self._put_away.add(self._shown[name])
        self._show()
        self.left.emit()
