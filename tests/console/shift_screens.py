"""The pages and questions around a shift, to be looked at: begin, found again, destroyed, ended."""

from collections.abc import Callable
from dataclasses import replace

from luwte.console.app import Console
from luwte.console.state import Connection, NoteRow, Receipt, Session
from luwte.console.views.leaving import StillTalking
from tests.console import stage
from tests.console.stage import NOW

HOUR = 3_600
GONE = Receipt(
    at=NOW, began=NOW - 4 * HOUR, notes=3, drafts=1, unsent=0, conversations=5, files=2, bytes=84_000,
    is_server_told=True, is_keyring_cleared=True,
)  # fmt: skip


def shift(console: Console) -> None:
    """Before a shift, with something to know first."""
    console.controller.colleagues_changed.emit(stage.COLLEAGUES)
    console.controller.session_changed.emit(stage.session(stage="shift_start", certificate_days=6))


def shift_alone(console: Console) -> None:
    """Before a shift, when nobody else is on."""
    console.controller.colleagues_changed.emit(())
    console.controller.session_changed.emit(stage.session(stage="shift_start"))


def shift_leader(console: Console) -> None:
    """A leader: the figures in the place of a shift."""
    console.controller.policy_adopted.emit(replace(stage.LUMI, may_answer=False, may_count=True))
    console.controller.session_changed.emit(
        stage.session(stage="shift_start", name="Lena", role="leader", certificate_days=14)
    )


def shift_none(console: Console) -> None:
    """A role that the house policy gives nothing here."""
    console.controller.policy_adopted.emit(replace(stage.LUMI, may_answer=False))
    console.controller.session_changed.emit(stage.session(stage="shift_start", role="trainer"))


def shift_elsewhere(console: Console) -> None:
    """Before taking over from another computer."""
    shift_alone(console)
    console.controller.session_changed.emit(
        stage.session(stage="shift_start", code="shift_elsewhere", shift_elsewhere=True)
    )


def shift_found(console: Console) -> None:
    """Before signing in, after a crash."""
    console.controller.session_changed.emit(Session("sign_in", name="Sam", found_until=NOW + 2 * HOUR))


def shift_resume(console: Console) -> None:
    """After a crash: go on, or wipe; the keyring is locked."""
    console.controller.session_changed.emit(
        stage.session(stage="resume", found_until=NOW + 2 * HOUR, code="keyring_locked")
    )


def sealing(console: Console) -> None:
    """While everything is destroyed, longer than a blink; somebody wants the window closed."""
    console.controller.session_changed.emit(stage.session(stage="sealing", sealing=0.4))
    console.window.sealing.blink.stop()
    console.window.sealing.progress.setVisible(True)
    console.window.close()


def sealed(console: Console) -> None:
    """The receipt."""
    console.controller.shift_sealed.emit(GONE)
    console.controller.session_changed.emit(stage.session(stage="sealed", sealed_why="closed"))


def sealed_offline(console: Console) -> None:
    """The receipt when the server could not be told."""
    console.controller.shift_sealed.emit(replace(GONE, is_server_told=False, notes=0, drafts=0))
    console.controller.session_changed.emit(stage.session(stage="sealed", sealed_why="ended"))


def sealed_problems(console: Console) -> None:
    """The receipt when nearly nothing could be destroyed."""
    problems = ("keyring_locked", "not_overwritten", "not_removed")
    open_still = replace(GONE, is_server_told=False, is_keyring_cleared=False, unsent=2, problems=problems)
    console.controller.shift_sealed.emit(open_still)
    console.controller.session_changed.emit(stage.session(stage="sealed", sealed_why="expired"))


def end_shift(console: Console) -> None:
    """The question before an end, with notes."""
    stage.begin(console.controller)
    console.controller.notes_changed.emit(
        tuple(NoteRow(stage.name_of(n), "Zeester", "Belt morgen.", NOW, NOW) for n in range(3))
    )
    console.leaving.ask_end()


def end_shift_talking(console: Console) -> None:
    """An end while nine visitors talk."""
    assert isinstance(console.controller, stage.StageController)
    stage.busy(console.controller)
    console.leaving.ask_end()


def end_shift_offline(console: Console) -> None:
    """The same without a connection, when the window is to close."""
    end_shift_talking(console)
    console.controller.connection_changed.emit(Connection("reconnecting", "unreachable"))
    console.window.close()


def end_shift_force(console: Console) -> None:
    """What an end by force means."""
    end_shift_talking(console)
    assert isinstance(console.leaving.dialog, StillTalking)
    console.leaving.dialog.insist.click()


def second_console(console: Console) -> None:
    """Luwte is open already."""
    console.window.show_refusal("vault_folder")


AROUND_SHIFT: tuple[Callable[[Console], None], ...] = (
    shift, shift_alone, shift_leader, shift_none, shift_elsewhere, shift_found, shift_resume, sealing, sealed,
    sealed_offline,
    sealed_problems, end_shift, end_shift_talking, end_shift_offline, end_shift_force, second_console,
)  # fmt: skip
