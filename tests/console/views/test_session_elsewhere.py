"""What Windows and macOS say, played by hand: these listeners could not be tried on their systems."""

import ctypes

import pytest
from pytestqt.qtbot import QtBot

from luwte.console.views.session_mac import LOCKED, MacWatch
from luwte.console.views.session_windows import (
    PBT_APMSUSPEND,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    WTS_SESSION_LOCK,
    WindowsWatch,
    _Message,
)


class Terminal:
    """Stands in for wtsapi32."""

    def __init__(self, answer: int) -> None:
        self.answer = answer
        self.asked: list[int | None] = []

    def WTSRegisterSessionNotification(self, window: ctypes.c_void_p, which: int) -> int:
        self.asked.append(window.value)
        return self.answer


class Function:
    """Stands in for one function of a library."""

    def __init__(self, answer: int) -> None:
        self.answer = answer
        self.calls: list[tuple[object, ...]] = []

    def __call__(self, *given: object) -> int:
        self.calls.append(given)
        return self.answer


class Foundation:
    """Stands in for CoreFoundation."""

    def __init__(self) -> None:
        self.CFNotificationCenterGetDistributedCenter = Function(7)
        self.CFStringCreateWithCString = Function(8)
        self.CFNotificationCenterAddObserver = Function(0)


@pytest.mark.parametrize(
    ("message", "what", "leaves"),
    [
        (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, True),
        (WM_WTSSESSION_CHANGE, 0x8, False),
        (WM_POWERBROADCAST, PBT_APMSUSPEND, True),
        (WM_POWERBROADCAST, 0x12, False),
        (0x000F, WTS_SESSION_LOCK, False),
    ],
)
def test_windows_tells_of_a_lock_and_of_sleep(qtbot: QtBot, message: int, what: int, leaves: bool) -> None:
    terminal = Terminal(1)
    watch = WindowsWatch(42, terminal)
    assert terminal.asked == [42]
    heard: list[int] = []
    watch.left.connect(lambda: heard.append(1))
    told = _Message(None, message, what)
    assert watch.filter.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(told)) == (False, 0)
    assert bool(heard) is leaves
    assert watch.filter.nativeEventFilter(b"another system", 0) == (False, 0)


def test_a_windows_that_refuses_is_noted_once(caplog: pytest.LogCaptureFixture, qtbot: QtBot) -> None:
    WindowsWatch(42, Terminal(0))
    assert [record.getMessage() for record in caplog.records] == ["not_heard missing=1"]


def test_macos_calls_back_when_the_screen_is_locked(qtbot: QtBot) -> None:
    foundation = Foundation()
    watch = MacWatch(foundation)
    assert [call[1] for call in foundation.CFStringCreateWithCString.calls] == list(LOCKED)
    for call in foundation.CFNotificationCenterAddObserver.calls:
        call_back = call[2]
        assert callable(call_back)
        with qtbot.waitSignal(watch.left):
            call_back(None, None, None, None, None)
