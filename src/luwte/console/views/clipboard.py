"""What was copied at this desk does not stay in the clipboard after the shift."""

import hashlib
import secrets
from typing import Final

from PySide6.QtCore import QMimeData, QObject, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

MODES: Final = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)
"""Selection: what is marked, on X11 and Wayland; a middle click pastes it elsewhere."""

LEFT_OUT: Final = "x-kde-passwordManagerHint"
"""Klipper, and others on Linux after it, put nothing with this format into their history."""

UNWATCHED: Final = 'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"'
"""The same for Windows; not tried there by its makers."""


class Clipboard(QObject):
    """Remembers what was copied or marked here, as hashes under a key of this run; no text is kept.

    A clipboard that another program took over, as clipboard managers do, is ours as long as it holds the same
    words. A history that such a program keeps is out of reach: it is asked to keep nothing of ours.
    """

    def __init__(self) -> None:
        super().__init__()
        self._key = secrets.token_bytes(32)
        self.ours: set[bytes] = set()
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.changed.connect(self.remember)

    @Slot(QClipboard.Mode)
    def remember(self, mode: QClipboard.Mode) -> None:
        """Something was copied or marked: by whom?"""
        if not self._is_owned(mode):
            return
        text = self._clipboard.text(mode)
        if text:
            self.ours.add(self._hashed(text))
            if mode == QClipboard.Mode.Clipboard and not self._clipboard.mimeData(mode).hasFormat(LEFT_OUT):
                self._clipboard.setMimeData(kept_from_history(text), mode)

    @Slot()
    def clear(self) -> None:
        """Empty the clipboard where it holds something of ours, and forget what that was."""
        for mode in MODES:
            if self.ours and self._is_there(mode) and self._is_ours(mode):
                self._clipboard.clear(mode)
        self.ours.clear()

    def _is_ours(self, mode: QClipboard.Mode) -> bool:
        return self._is_owned(mode) or self._hashed(self._clipboard.text(mode)) in self.ours

    def _is_owned(self, mode: QClipboard.Mode) -> bool:
        if mode == QClipboard.Mode.Selection:
            return self._clipboard.supportsSelection() and self._clipboard.ownsSelection()
        return mode == QClipboard.Mode.Clipboard and self._clipboard.ownsClipboard()

    def _is_there(self, mode: QClipboard.Mode) -> bool:
        return mode == QClipboard.Mode.Clipboard or self._clipboard.supportsSelection()

    def _hashed(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self._key).digest()


def kept_from_history(text: str) -> QMimeData:
    """Return a text for the clipboard that asks every history to leave it out."""
    held = QMimeData()
    held.setText(text)
    held.setData(LEFT_OUT, b"secret")
    held.setData(UNWATCHED, b"1")
    return held
