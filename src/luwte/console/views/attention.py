"""The alarm for a waiting visitor: tray, window attention and a soft sound. Only words that tell a
housemate nothing."""

import io
import math
import shutil
import struct
import sys
import wave
from typing import Final

from PySide6.QtCore import QObject, QProcess, QTemporaryFile, Signal, Slot
from PySide6.QtGui import QGuiApplication, QIcon, QPainter
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from luwte.console.state import LinesChanged, RequestRow, Session, WhisperRow
from luwte.console.views.theme import Theme

RATE: Final = 22_050
NOTES: Final = ((523.25, 0.0), (659.25, 0.22))
"""Two soft tones, hertz and the second they begin."""

PLAYERS: Final[tuple[tuple[str, list[str]], ...]] = (
    ("pw-play", []),
    ("paplay", []),
    ("aplay", ["-q"]),
    ("afplay", []),
)
"""What plays a file on Linux and macOS, best first; the first that is installed is used."""

NOTIFY: Final = (
    *("call", "--session", "--dest", "org.freedesktop.Notifications"),
    *("--object-path", "/org/freedesktop/Notifications"),
    *("--method", "org.freedesktop.Notifications.Notify", "--"),
)
"""What shows a notification on a Linux desktop without a tray (GNOME): Qt itself knows the tray's only."""


def chime() -> bytes:
    """Return the sound as a WAV file: two tones that fade, 0.9 seconds."""
    frames = bytearray()
    for at in range(int(RATE * 0.9)):
        second = at / RATE
        value = sum(
            math.sin(2 * math.pi * pitch * (second - start)) * math.exp(-5 * (second - start))
            for pitch, start in NOTES
            if second >= start
        )
        frames += struct.pack("<h", round(value * 7_000))
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(bytes(frames))
    return file.getvalue()


def has_desktop() -> bool:
    """Tell whether windows are on a Linux desktop that somebody sees; tests' and tours' are not."""
    return QGuiApplication.platformName() in {"xcb", "wayland"}


class Player(QObject):
    """Plays the chime by whatever the system has, and falls back to the system's beep. Stops at once when
    told."""

    def __init__(self) -> None:
        super().__init__()
        self._file: QTemporaryFile | None = None
        self._process = QProcess(self)
        self._process.setStandardOutputFile(QProcess.nullDevice())
        self._process.setStandardErrorFile(QProcess.nullDevice())

    def play(self) -> None:
        """Play the chime once."""
        self.stop()
        if sys.platform == "win32":
            import winsound  # noqa: PLC0415 - exists there only

            winsound.PlaySound(self._path(), winsound.SND_FILENAME | winsound.SND_ASYNC)
            return
        for name, options in PLAYERS:
            program = shutil.which(name)
            if program:
                self._process.start(program, [*options, self._path()])
                return
        QApplication.beep()

    def stop(self) -> None:
        """Be silent now."""
        if sys.platform == "win32":
            import winsound  # noqa: PLC0415 - exists there only

            winsound.PlaySound(None, 0)
        elif self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(200)

    def _path(self) -> str:
        if self._file is None:
            self._file = QTemporaryFile("luwte-XXXXXX.wav", self)
            self._file.open()
            self._file.write(chime())
            self._file.close()
        return self._file.fileName()


class Attention(QObject):
    """Calls the volunteer, and stops calling.

    A waiting visitor is called for by all means, again and again. What is written while the desk is locked or
    another program is in front is told quietly and once, until somebody has looked.

    Signals: called (is there something for whoever comes back).
    """

    called = Signal(bool)

    def __init__(self, window: QWidget, theme: Theme, player: Player) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._player = player
        self.is_sound_on = True
        self.is_ringing = False
        self.is_written = False
        self._is_locked = False
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self.look)
        self._tray: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._tray = QSystemTrayIcon(self._icon(), self)
            self._tray.setToolTip("Luwte")
            self._tray.activated.connect(self._come_forward)
            self._tray.messageClicked.connect(self._come_forward)
            self._tray.show()

    @Slot(int)
    def ring(self, step: int) -> None:
        """Somebody waits: call by every means there is; ``step`` counts the calls from 0."""
        self.is_ringing = True
        if self.is_sound_on:
            self._player.play()
        if QApplication.activeWindow() is None:
            QApplication.alert(self._window, 0)
            if step == 0:
                self._notify(self.tr("There is something for you."))
        self._show()

    @Slot(object)
    def follow_lines(self, change: LinesChanged) -> None:
        """Somebody wrote."""
        if not change.removed and any(not line.is_own for line in change.lines):
            self._call()

    @Slot(object)
    def follow_whisper(self, row: WhisperRow) -> None:
        """A colleague said something."""
        if not row.is_own:
            self._call()

    @Slot(object)
    def follow_request(self, _row: RequestRow) -> None:
        """A colleague asks for something."""
        self._call()

    @Slot(object)
    def follow_session(self, session: Session) -> None:
        """Know whether the desk is locked; what was told is over with the shift."""
        self._is_locked = session.is_locked
        if session.stage != "on_shift":
            self.is_written = False
        self.look()

    @Slot()
    def look(self) -> None:
        """Stop telling of what was written once somebody can see it."""
        if self._is_seen():
            self.is_written = False
        self._show()

    @Slot()
    def silence(self) -> None:
        """Nobody needs calling any more: stop at once."""
        self.is_ringing = False
        self._player.stop()
        self._show()

    def set_sound(self, is_on: bool) -> None:
        """Call with or without a sound."""
        self.is_sound_on = is_on
        if not is_on:
            self._player.stop()

    def hide(self) -> None:
        """Leave the tray when the program ends."""
        self.silence()
        if self._tray is not None:
            self._tray.hide()

    def _is_seen(self) -> bool:
        return not self._is_locked and QApplication.activeWindow() is not None

    def _call(self) -> None:
        if self._is_seen() or self.is_written:
            return
        self.is_written = True
        if QApplication.activeWindow() is None:
            QApplication.alert(self._window, 0)
            self._notify(self.tr("There is something for you."))
        self._show()

    def _notify(self, words: str) -> None:
        """Show a notification, by the tray or else by the desktop itself; its words tell nothing."""
        if self._tray is not None:
            self._tray.showMessage("Luwte", words, self._icon())
            return
        program = shutil.which("gdbus") if has_desktop() else None
        if program is not None:
            hints = "@a{sv} {'transient': <true>, 'desktop-entry': <'luwte'>}"
            call = QProcess()
            call.setProgram(program)
            call.setArguments(
                [*NOTIFY, "Luwte", "uint32 0", "''", "Luwte", f'"{words}"', "@as []", hints, "-1"]
            )
            call.setStandardOutputFile(QProcess.nullDevice())
            call.setStandardErrorFile(QProcess.nullDevice())
            call.startDetached()

    def _show(self) -> None:
        self.called.emit(self.is_ringing or self.is_written)
        if self._tray is not None:
            self._tray.setIcon(self._icon())

    def _icon(self) -> QIcon:
        """Return the mark, with a dot while somebody waits or wrote."""
        pixmap = self._theme.icon("luwte", "primary", 32).pixmap(32, 32)
        if self.is_ringing or self.is_written:
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(self._theme.look.colour("attention"))
            painter.setPen(self._theme.look.colour("surface"))
            painter.drawEllipse(20, 1, 11, 11)
            painter.end()
        return QIcon(pixmap)

    def _come_forward(self) -> None:
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()
