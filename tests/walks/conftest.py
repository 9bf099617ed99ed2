"""Every walk ends with the nonce audit of what was read and of what its servers still hold."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.nonces import NonceAudit


@pytest.fixture(autouse=True)
def stored_nonces(nonces: NonceAudit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Note what consoles and pages read, and then what lies on the servers' disks."""
    nonces.note_opened(monkeypatch)
    yield
    nonces.note_stored(tmp_path)
