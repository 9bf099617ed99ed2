"""What the shift itself shows on the desk: its bands, rest and pause, and a colleague's that is ended."""

from collections.abc import Callable
from typing import Final

from luwte.console.app import Console
from tests.console import stage
from tests.console.stage import NOW, StageController, name_of

HOUR: Final = 3_600


def _tell(console: Console, **more: object) -> None:
    """Be on a shift that began two hours ago."""
    given: dict[str, object] = {"shift_began": NOW - 2 * HOUR, "shift_planned": NOW + HOUR, **more}
    console.controller.session_changed.emit(stage.session(**given))


def _one(console: Console) -> None:
    assert isinstance(console.controller, StageController)
    stage.one(console.controller)


def shift_menu(console: Console) -> None:
    """What may be chosen about the end of the shift."""
    _one(console)
    _tell(console, shift_planned=(NOW // 900 + 5) * 900)
    button = console.desk.top.shift
    button.choice.popup(button.mapToGlobal(button.rect().bottomLeft()))


def shift_other_end(console: Console) -> None:
    """Any other quarter hour."""
    _one(console)
    _tell(console)
    console.desk.shift.ask_planned()


def shift_planned(console: Console) -> None:
    """The planned end has come."""
    _one(console)
    _tell(console, shift_call="planned", shift_planned=NOW - 60)


def shift_soon(console: Console) -> None:
    """A quarter of an hour is left, and the disk is full."""
    _one(console)
    _tell(console, shift_call="soon", shift_until=NOW + 880, vault_code="vault_disk")


def shift_last(console: Console) -> None:
    """Five minutes are left."""
    _one(console)
    _tell(console, shift_call="last", shift_until=NOW + 280, is_ending=True, is_share_in_memory=True)


def winding_down(console: Console) -> None:
    """No new visitors."""
    _one(console)
    _tell(console, is_ending=True)


def rest(console: Console) -> None:
    """After a conversation."""
    stage.begin(console.controller)
    _tell(console, resting_until=NOW + 300, rested_with="Zeester", rested_conversation=name_of(1))


def rest_heavy(console: Console) -> None:
    """It was heavy."""
    rest(console)
    console.desk.shift.rest.choose("heavy")


def rest_word(console: Console) -> None:
    """A word with a colleague."""
    rest_heavy(console)
    console.desk.shift.ask_word()


def rest_beside(console: Console) -> None:
    """After one conversation, while another is in front."""
    _one(console)
    _tell(console, resting_until=NOW + 300, rested_with=stage.WIDE_NAME, rested_conversation=name_of(2))


def rest_pause(console: Console) -> None:
    """A pause that does not end by itself."""
    stage.begin(console.controller)
    _tell(console, is_paused=True, pause_until=NOW + 900)


def end_colleague(console: Console) -> None:
    """A coordinator is asked whose shift ends."""
    stage.begin(console.controller)
    _tell(console, role="coordinator")
    console.desk.side.lead.click()


ON_SHIFT: Final[tuple[Callable[[Console], None], ...]] = (
    shift_menu, shift_other_end, shift_planned, shift_soon, shift_last, winding_down, rest, rest_heavy,
    rest_word, rest_beside, rest_pause, end_colleague,
)  # fmt: skip
