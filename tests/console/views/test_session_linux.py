"""A real bus, and on it a service that speaks as a desktop does: what it says is heard, a stranger is not."""

import itertools
import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from jeepney import DBusAddress, HeaderFields, Message, new_method_return, new_signal  # type: ignore[import-untyped]
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.views.session_linux import (
    LOGIND,
    LOGIND_PATH,
    MANAGER,
    PROPERTIES,
    SAVERS,
    SESSION,
    UPOWER,
    LinuxWatch,
)
from luwte.console.views.session_watch import watch_session
from tests.console import stage
from tests.console.stage import StageController

HERE = "/org/freedesktop/login1/session/_31"
_NUMBERS = itertools.count()


@pytest.fixture
def bus() -> Iterator[str]:
    """A bus of its own."""
    words = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.fixture
def watch(bus: str, qtbot: QtBot) -> Iterator[LinuxWatch]:
    """The watch, with that bus as the session's and the system's."""
    names = [f"luwte-test-{next(_NUMBERS)}" for _ in range(2)]
    made = LinuxWatch(*(QDBusConnection.connectToBus(bus, name) for name in names))
    yield made
    del made
    for name in names:
        QDBusConnection.disconnectFromBus(name)


@pytest.fixture
def speaker(bus: str) -> Iterator[DBusConnection]:
    """Somebody on that bus, without a name."""
    with open_dbus_connection(bus) as connection:
        yield connection


@pytest.fixture
def logind(speaker: DBusConnection) -> DBusConnection:
    """Somebody with the names of the system's services."""
    for name in (LOGIND, UPOWER):
        speaker.send_and_get_reply(message_bus.RequestName(name))
    return speaker


def said(path: str, interface: str, name: str, signature: str = "", *body: object) -> Message:
    return new_signal(DBusAddress(path, interface=interface), name, signature or None, body)


@pytest.mark.parametrize("saver", SAVERS)
def test_a_locked_screen_is_heard_and_an_unlocked_one_is_not(
    watch: LinuxWatch, speaker: DBusConnection, qtbot: QtBot, saver: str
) -> None:
    heard: list[int] = []
    watch.left.connect(lambda: heard.append(1))
    path = "/" + saver.replace(".", "/")
    speaker.send(said(path, saver, "ActiveChanged", "b", False))
    with qtbot.waitSignal(watch.left):
        speaker.send(said(path, saver, "ActiveChanged", "b", True))
    assert heard == [1]


def test_a_session_that_is_locked_and_a_computer_that_goes_to_sleep_are_heard(
    watch: LinuxWatch, logind: DBusConnection, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(watch.left):
        logind.send(said(HERE, SESSION, "Lock"))
    heard: list[int] = []
    watch.left.connect(lambda: heard.append(1))
    logind.send(said(LOGIND_PATH, MANAGER, "PrepareForSleep", "b", False))
    with qtbot.waitSignal(watch.left):
        logind.send(said(LOGIND_PATH, MANAGER, "PrepareForSleep", "b", True))
    assert heard == [1]


def test_on_the_system_bus_only_the_service_itself_is_believed(
    watch: LinuxWatch, logind: DBusConnection, bus: str, qtbot: QtBot
) -> None:
    heard: list[int] = []
    watch.left.connect(lambda: heard.append(1))
    with open_dbus_connection(bus) as stranger:
        stranger.send(said(HERE, SESSION, "Lock"))
        # An answer of the bus: what was sent before it has been passed on.
        stranger.send_and_get_reply(message_bus.GetId())
    with qtbot.waitSignal(watch.left):
        logind.send(said(HERE, SESSION, "Lock"))
    assert heard == [1]


def test_sleep_waits_until_the_desk_is_locked(watch: LinuxWatch, bus: str, qtbot: QtBot) -> None:
    reads, writes = os.pipe()
    os.set_blocking(reads, False)
    with open_dbus_connection(bus, enable_fds=True) as logind, ThreadPoolExecutor(1) as elsewhere:
        logind.send_and_get_reply(message_bus.RequestName(LOGIND))
        watch.follow_session(stage.session())
        asked = elsewhere.submit(logind.receive, timeout=60)
        qtbot.waitUntil(asked.done, timeout=60_000)
        assert asked.result().header.fields[HeaderFields.member] == "Inhibit"
        assert asked.result().body[0::3] == ("sleep", "delay")
        logind.send(new_method_return(asked.result(), "h", (writes,)))
        os.close(writes)
        with qtbot.waitSignal(watch.left):
            logind.send(said(LOGIND_PATH, MANAGER, "PrepareForSleep", "b", True))
        with pytest.raises(BlockingIOError):  # somebody still holds the other end
            os.read(reads, 1)
        watch.follow_session(stage.session(is_locked=True))
        assert os.read(reads, 1) == b""
        os.close(reads)
        # Awake again, and unlocked: the next sleep waits as well.
        logind.send(said(LOGIND_PATH, MANAGER, "PrepareForSleep", "b", False))
        watch.follow_session(stage.session(is_locked=True))
        asked = elsewhere.submit(logind.receive, timeout=60)
        logind_says_awake(watch, qtbot)
        watch.follow_session(stage.session())
        qtbot.waitUntil(asked.done, timeout=60_000)
        assert asked.result().header.fields[HeaderFields.member] == "Inhibit"


def logind_says_awake(watch: LinuxWatch, qtbot: QtBot) -> None:
    """Wait until the watch has heard that the computer is awake."""
    qtbot.waitUntil(lambda: not watch.is_sleepy)


@pytest.mark.parametrize(
    ("path", "whose", "name"),
    [(HERE, SESSION, "LockedHint"), ("/org/freedesktop/UPower", UPOWER, "LidIsClosed")],
)
def test_a_desktop_that_only_marks_itself_locked_and_a_closed_lid_are_asked_about(
    watch: LinuxWatch, logind: DBusConnection, qtbot: QtBot, path: str, whose: str, name: str
) -> None:
    heard: list[int] = []
    watch.left.connect(lambda: heard.append(1))
    with ThreadPoolExecutor(1) as elsewhere:
        for value in (False, True):
            changed = {name: ("b", value)}
            logind.send(said(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", whose, changed, []))
            asked = elsewhere.submit(logind.receive, timeout=60)
            qtbot.waitUntil(asked.done, timeout=60_000)
            assert asked.result().body == (whose, name)
            if value:
                with qtbot.waitSignal(watch.left):
                    logind.send(new_method_return(asked.result(), "v", (("b", True),)))
            else:
                logind.send(new_method_return(asked.result(), "v", (("b", False),)))
    assert heard == [1]


def test_without_a_bus_nothing_is_heard_and_nothing_breaks(
    caplog: pytest.LogCaptureFixture, qtbot: QtBot
) -> None:
    nowhere = QDBusConnection("luwte-nowhere")
    LinuxWatch(nowhere, nowhere)
    assert caplog.records == []


def test_what_the_system_tells_locks_the_desk(
    console: Console, core: StageController, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    watch = watch_session(console.window)
    assert isinstance(watch, LinuxWatch)
    console.hear(watch)
    stage.one(core)
    with qtbot.waitSignal(console.curtain.lock_wanted):
        watch.left.emit()
    core.session_changed.emit(stage.session(is_locked=True))
    with qtbot.assertNotEmitted(console.curtain.lock_wanted):
        watch.left.emit()
