"""Sealed registrations all look the same to whoever has no statistics key (R1)."""

from luwte.crypto.certificates import KeyClaim
from luwte.crypto.keys import BoxKey, sha256
from luwte.crypto.registrations import BLOB_BYTES
from luwte.protocol.ids import new_id
from luwte.registration.form import Answers
from luwte.registration.sealed.blobs import StatisticsKey, read, seal_answers, seal_dummy


def statistics_key(period: str = "2026") -> StatisticsKey:
    """Return a key as a reader has it."""
    private = BoxKey.generate()
    claim = KeyClaim(new_id(), new_id(), "statistics", period, "", private.public, 1, 2)
    return StatisticsKey(claim, sha256(private.public), private)


KEY = statistics_key()
SMALL = Answers(1, "2026-W47")
LARGE = Answers(1, "2026-W47", "chat", "", {f"field-{n}": "x" * 30 for n in range(15)})


def test_R1_every_blob_has_one_size_a_dummy_too() -> None:
    blobs = [seal_answers(KEY, SMALL), seal_answers(KEY, LARGE), seal_dummy(KEY)]
    assert {len(blob) for blob in blobs} == {BLOB_BYTES}
    assert len({blob[:32] for blob in blobs}) == 3


def test_readers_get_the_registrations_and_know_the_dummies() -> None:
    found = read([KEY], [seal_dummy(KEY), seal_answers(KEY, SMALL), seal_answers(KEY, LARGE)])
    assert (found.answers, found.dummies, found.unreadable) == ((SMALL, LARGE), 1, 0)


def test_a_corrupt_blob_is_skipped_and_counted() -> None:
    blob = bytearray(seal_answers(KEY, SMALL))
    blob[500] ^= 1
    found = read([KEY], [bytes(blob), b"", b"\x00" * BLOB_BYTES, seal_answers(KEY, SMALL)])
    assert (len(found.answers), found.unreadable) == (1, 3)


def test_blobs_of_several_years_open_with_their_own_keys() -> None:
    other = statistics_key("2027")
    blobs = [seal_answers(KEY, SMALL), seal_answers(other, LARGE), seal_answers(KEY, SMALL)]
    assert len(read([KEY, other], blobs).answers) == 3


def test_R1_the_public_half_opens_nothing() -> None:
    blind = StatisticsKey(KEY.claim, KEY.digest)
    assert read([blind], [seal_answers(blind, SMALL)]).unreadable == 1
