"""The alarm calls, and stops at once; its words tell a housemate nothing."""

import io
import wave

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from luwte.console.views.attention import Attention, Player, chime
from luwte.console.views.theme import Theme


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
