"""Windows and macOS are asked to leave the windows out of captures; Linux has nothing to ask."""

import ctypes

import pytest
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from luwte.console.views.capture import BLACK, EXCLUDED, Exclusion, exclude


class User:
    """Stands in for user32; knows some ways of hiding a window."""

    def __init__(self, *known: int) -> None:
        self.known = known
        self.asked: list[tuple[int | None, int]] = []

    def SetWindowDisplayAffinity(self, window: ctypes.c_void_p, how: int) -> int:
        self.asked.append((window.value, how))
        return int(how in self.known)


class Register:
    """Stands in for sel_registerName: a number for each name."""

    def __init__(self) -> None:
        self.restype: object = None
        self.names: list[bytes] = [b""]

    def __call__(self, name: bytes) -> int:
        self.names.append(name)
        return len(self.names) - 1


class Send:
    """Stands in for objc_msgSend, of a view that has a window."""

    def __init__(self, names: list[bytes], window: int) -> None:
        self.restype: object = None
        self.names, self.window = names, window
        self.said: list[tuple[object, ...]] = []

    def __call__(self, whom: ctypes.c_void_p, name: ctypes.c_void_p, *numbers: ctypes.c_ulong) -> int:
        said = self.names[name.value or 0]
        self.said.append((whom.value, said, *(number.value for number in numbers)))
        return self.window if said == b"window" else 0


class ObjectiveC:
    """Stands in for the run time of macOS."""

    def __init__(self, window: int) -> None:
        self.sel_registerName = Register()
        self.objc_msgSend = Send(self.sel_registerName.names, window)


@pytest.mark.parametrize(("known", "ways"), [((EXCLUDED, BLACK), [EXCLUDED]), ((BLACK,), [EXCLUDED, BLACK])])
def test_windows_excludes_a_window_or_paints_it_black(known: tuple[int, ...], ways: list[int]) -> None:
    user = User(*known)
    assert exclude(42, "win32", user)
    assert user.asked == [(42, how) for how in ways]


def test_a_windows_that_refuses_says_so() -> None:
    assert not exclude(42, "win32", User())


def test_macos_is_asked_not_to_share_the_window_of_the_view() -> None:
    objective = ObjectiveC(6)
    assert exclude(5, "darwin", objective)
    assert objective.objc_msgSend.said == [(5, b"window"), (6, b"setSharingType:", 0)]
    assert not exclude(5, "darwin", ObjectiveC(0))


def test_linux_has_nothing_of_the_kind() -> None:
    assert not exclude(42, "linux")


def test_where_it_cannot_be_asked_one_note_says_so_and_nothing_breaks(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    exclusion = Exclusion(window, "win32")
    exclusion.follow(QWindow())
    exclusion.follow(None)
    assert [record.getMessage() for record in caplog.records] == ["not_excluded error=OSError"]
    assert not window.grab().isNull()
