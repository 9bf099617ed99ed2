"""The alarm calls, and stops at once; its words tell a housemate nothing."""

import io
import wave
from dataclasses import replace

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.state import LinesChanged, RequestRow, WhisperRow
from luwte.console.views.attention import Attention, Player, chime
from luwte.console.views.theme import Theme
from tests.console import stage
from tests.console.stage import StageController


class QuietPlayer(Player):
    """Counts instead of sounding."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def play(self) -> None:
        self.told.append("play")

    def stop(self) -> None:
        self.told.append("stop")


def an_alarm(qtbot: QtBot) -> tuple[Attention, QuietPlayer]:
    window = QWidget()
    qtbot.addWidget(window)
    player = QuietPlayer()
    return Attention(window, Theme("light"), player), player


def test_each_step_rings_and_silence_is_at_once(qtbot: QtBot) -> None:
    alarm, player = an_alarm(qtbot)
    for step in range(3):
        alarm.ring(step)
    alarm.silence()
    assert player.told == ["play", "play", "play", "stop"]
    assert not alarm.is_ringing


def test_without_sound_it_still_calls(qtbot: QtBot) -> None:
    alarm, player = an_alarm(qtbot)
    alarm.set_sound(False)
    alarm.ring(0)
    assert "play" not in player.told
    assert alarm.is_ringing


def test_the_chime_is_a_sound_file_of_less_than_a_second() -> None:
    with wave.open(io.BytesIO(chime())) as sound:
        assert sound.getnframes() / sound.getframerate() < 1
        assert sound.getnchannels() == 1


def written(*, is_own: bool = False) -> LinesChanged:
    here = stage.name_of(1)
    line = stage.line(here, 1, "staff" if is_own else "visitor", "mijn vader")
    return LinesChanged(here, 0, 0, (line,))


def test_what_is_written_behind_a_lock_is_told_once_and_without_words(qtbot: QtBot) -> None:
    alarm, player = an_alarm(qtbot)
    told: list[bool] = []
    alarm.called.connect(told.append)
    alarm.follow_session(stage.session(is_locked=True))
    told.clear()
    alarm.follow_lines(written(is_own=True))
    assert told == []
    for _ in range(5):
        alarm.follow_lines(written())
    assert told == [True]
    assert player.told == [], "quietly"
    alarm.follow_session(stage.session(stage="sealed"))
    assert told[-1] is False


def test_a_colleague_is_told_of_likewise(qtbot: QtBot) -> None:
    alarm, _ = an_alarm(qtbot)
    alarm.follow_session(stage.session(is_locked=True))
    own = WhisperRow("sam", "Sam", "noor", "", "dank je", stage.NOW, is_own=True)
    alarm.follow_whisper(own)
    assert not alarm.is_written
    alarm.follow_whisper(replace(own, is_own=False))
    assert alarm.is_written


def test_a_request_for_help_is_told_of_behind_a_lock(qtbot: QtBot) -> None:
    alarm, _ = an_alarm(qtbot)
    alarm.follow_session(stage.session(is_locked=True))
    alarm.follow_request(RequestRow("r", "danger", stage.name_of(1), "noor", "Noor", "kom", stage.NOW))
    assert alarm.is_written


def test_who_sits_before_the_open_desk_is_told_of_nothing(console: Console, core: StageController) -> None:
    stage.one(core)
    core.lines_changed.emit(written())
    assert not console.attention.is_written


def test_the_lock_page_says_that_there_is_something_until_it_is_seen(
    console: Console, core: StageController
) -> None:
    stage.one(core)
    core.session_changed.emit(stage.session(is_locked=True))
    page = console.window.lock
    assert page.call.isHidden()
    core.lines_changed.emit(written())
    assert page.call.isVisible()
    assert page.call.text() == "There is something for you."
    core.session_changed.emit(stage.session())
    assert page.call.isHidden()
    core.session_changed.emit(stage.session(is_locked=True))
    assert page.call.isHidden()
    core.alarm_rang.emit(0)
    assert page.call.isVisible()
    core.alarm_silenced.emit()
    assert page.call.isHidden()
