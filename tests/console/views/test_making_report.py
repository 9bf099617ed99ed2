"""A report that was stopped is not made, whatever is asked meanwhile; what goes wrong is not swallowed."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from luwte.console.views import making_report
from luwte.console.views.making_report import MakingReport
from luwte.console.views.report_files import ReportError, Wanted
from luwte.console.views.theme import Theme
from tests.invented import published

GoesOn = Callable[[float], bool]


class Slow:
    """Stands for the writing: waits until it is let go, and looks then whether anybody still wants it."""

    def __init__(self) -> None:
        self.has_begun, self.may_go = Event(), Event()
        self.written: list[str] = []

    def __call__(self, wanted: Wanted, folder: Path, goes_on: GoesOn) -> tuple[Path, ...]:
        self.has_begun.set()
        assert self.may_go.wait(30)
        if not goes_on(0.5):
            return ()
        self.written.append(folder.name)
        return (folder / "report.html",)


@pytest.fixture
def making(qtbot: QtBot) -> MakingReport:
    made = MakingReport(Theme("light"), "en")
    qtbot.addWidget(made)
    policy, publisher, release = published("lumi", {"2026": 30})
    made.take(publisher, release, 0)
    made._wanted = (Wanted(publisher, policy.name, "2026", "en", release), False)
    return made


def test_what_was_stopped_is_not_written_because_another_is_wanted(
    qtbot: QtBot, making: MakingReport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow = Slow()
    monkeypatch.setattr(making_report, "write_report", slow)
    making.write(str(tmp_path / "first"))
    assert slow.has_begun.wait(30)
    making.stop()
    with qtbot.waitSignal(making.ended):
        making.write(str(tmp_path / "second"))
        slow.may_go.set()
    assert slow.written == ["second"]
    assert making.said.text() == f"The report lies in {tmp_path / 'second'}."


def test_a_stopped_one_goes_without_a_word(
    qtbot: QtBot, making: MakingReport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow = Slow()
    monkeypatch.setattr(making_report, "write_report", slow)
    making.write(str(tmp_path / "first"))
    assert slow.has_begun.wait(30)
    with qtbot.waitSignal(making.ended):
        making.stop()
        slow.may_go.set()
    assert slow.written == []
    assert making.isHidden()


def test_a_folder_that_refuses_is_one_sentence(
    qtbot: QtBot, making: MakingReport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(_wanted: Wanted, _folder: Path, _goes_on: GoesOn) -> tuple[Path, ...]:
        raise ReportError("report_disk")

    monkeypatch.setattr(making_report, "write_report", refuse)
    with qtbot.waitSignal(making.ended):
        making.write(str(tmp_path))
    assert making.said.text() == "That folder cannot be written. Choose another one."


def test_our_own_error_is_not_swallowed_by_the_thread(
    qtbot: QtBot, making: MakingReport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_wanted: Wanted, _folder: Path, _goes_on: GoesOn) -> tuple[Path, ...]:
        raise ZeroDivisionError

    monkeypatch.setattr(making_report, "write_report", fail)
    with qtbot.captureExceptions() as caught:
        making.write(str(tmp_path))
        qtbot.waitUntil(lambda: bool(caught))
    assert [each[0] for each in caught] == [ZeroDivisionError]
