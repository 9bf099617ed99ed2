"""The nonce audit: one nonce under one key, one ciphertext, whoever sealed it (security.md)."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from luwte.crypto import frames
from tests.walks import stores

_CHANNEL = "luwte.crypto.channel"
_NONCE = slice(2, 47)
"""Of the header: conversation, epoch, direction and session (these give the key), and seq (the nonce)."""


class NonceAudit:
    """Every frame that was sealed, verified or stored; ``repeated`` holds the pairs that share a nonce."""

    def __init__(self) -> None:
        self.frames: dict[bytes, bytes] = {}
        self.repeated: list[tuple[bytes, bytes]] = []

    def note(self, frame: bytes) -> None:
        """Take a frame in; the same bytes may come as often as they like."""
        first = self.frames.setdefault(frame[_NONCE], frame)
        if first != frame:
            self.repeated.append((first, frame))

    def note_stored(self, folder: Path) -> None:
        """Take in every frame that lies in a server's database below a folder.

        A file that a walk has damaged is passed over: nobody reads frames from it.
        """
        for database in folder.rglob("luwte.sqlite"):
            with suppress(sqlite3.DatabaseError):
                for frame in stores.frames(database):
                    self.note(frame)

    def note_opened(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Note what channels of this process open because it is authentic: a browser's frames too."""

        def noting(secrets: Any, header: Any, untrusted_frame: bytes) -> tuple[bytes, bytes]:
            opened = frames.open_frame(secrets, header, untrusted_frame)
            self.note(untrusted_frame)
            return opened

        monkeypatch.setattr(f"{_CHANNEL}.open_frame", noting)


@contextmanager
def audited(monkeypatch: pytest.MonkeyPatch) -> Iterator[NonceAudit]:
    """Note every frame that channels of this process seal, and fail if two of them share a nonce.

    Patched: no other place sees the frames of a conversation that has ended and been erased.
    """
    audit = NonceAudit()

    def noting(*sealing: Any) -> bytes:
        frame = frames.seal_frame(*sealing)
        audit.note(frame)
        return frame

    monkeypatch.setattr(f"{_CHANNEL}.seal_frame", noting)
    yield audit
    assert audit.repeated == [], "a nonce was used for two ciphertexts"
