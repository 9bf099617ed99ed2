"""A desktop without a tray, as GNOME is: the alarm still calls, in words that tell a housemate nothing."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from luwte.console.views import attention
from luwte.console.views.attention import Attention, Player
from luwte.console.views.theme import Theme
from tests.desktop.screen import Screen, until


class Silent(Player):
    """Plays nothing."""

    def play(self) -> None:
        """Be silent."""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def alarm(screen: Screen, window: QWidget, monkeypatch: pytest.MonkeyPatch) -> Attention:
    """An alarm that finds the session bus of the screen, and no tray."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", screen.environment["DBUS_SESSION_BUS_ADDRESS"])
    monkeypatch.setattr(attention, "has_desktop", lambda: True)
    assert not QSystemTrayIcon.isSystemTrayAvailable()
    return Attention(window, Theme("light"), Silent())


async def test_a_desktop_without_a_tray_shows_neutral_words_once(screen: Screen, alarm: Attention) -> None:
    alarm.ring(0)
    await until(lambda: len(screen.shown()) > 0, "a notification")
    alarm.ring(1)
    alarm.ring(2)
    [shown] = screen.shown()
    assert shown.kind == "notify"
    assert shown.words[:3] == ("Luwte", "There is something for you.", "")
    assert set(shown.words[3:]) <= {"", "luwte"}


async def test_without_the_program_the_alarm_calls_by_its_other_means(
    screen: Screen, alarm: Attention, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    alarm.ring(0)
    assert alarm.is_ringing
    assert screen.shown() == []


def test_a_window_that_nobody_sees_notifies_nobody(window: QWidget) -> None:
    assert not attention.has_desktop()
