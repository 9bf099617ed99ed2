"""The nonce audit bites: it sees both sides' frames, in memory and on the disk, and tells a repeat."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from luwte.crypto.channel import Channel
from luwte.crypto.keys import random_bytes
from tests.conftest import Walk
from tests.nonces import NonceAudit, audited
from tests.walks.stores import frames

CONVERSATION, KEY = random_bytes(16), random_bytes(32)


def twice(patching: pytest.MonkeyPatch) -> None:
    """Seal two lines under one session and number: as after a reload that kept its session."""
    session = random_bytes(16)
    patching.setattr("luwte.crypto.channel.random_bytes", lambda _: session)
    for text in ("een", "twee"):
        Channel(CONVERSATION, [KEY], "visitor").seal_text(text)


def audit_twice() -> None:
    """Audit a test that does so."""
    with pytest.MonkeyPatch.context() as patching, audited(patching):
        twice(patching)


async def test_the_audit_sees_what_both_sides_store(
    walk: AbstractAsyncContextManager[Walk], nonces: NonceAudit
) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await noor.say(conversation, "Welkom.")
        await visitor.hear("Welkom.")
        stored = frames(line.data / "luwte.sqlite")
    assert {frame[22] for frame in stored} == {0, 1}
    assert set(stored) == set(nonces.frames.values())
    # The disk alone tells the same: whatever sealed there, in whichever process.
    thief = NonceAudit()
    thief.note_stored(line.folder)
    assert set(thief.frames.values()) == set(stored)


def test_a_session_that_is_used_again_fails_the_audit() -> None:
    with pytest.raises(AssertionError, match="two ciphertexts"):
        audit_twice()


async def test_a_repeat_on_the_disk_is_told(walk: AbstractAsyncContextManager[Walk], tmp_path: Path) -> None:
    """A stored frame and another ciphertext with its nonce, as the thief of the folder finds them."""
    async with walk as line:
        noor = await line.on_shift("Noor")
        await noor.accept(await line.waiting())
        first = frames(line.data / "luwte.sqlite")[0]
        thief = NonceAudit()
        thief.note(first[:-1] + bytes([first[-1] ^ 1]))
        thief.note_stored(tmp_path)
    assert [second for _, second in thief.repeated] == [first]
