"""Close-out with public keys only."""

import pytest

from luwte.archive.transcripts import KeySeal, Opening, begin, blob, read
from luwte.crypto.certificates import sign
from luwte.crypto.keys import BoxKey, sha256
from luwte.crypto.sealing import SealError, open_transcript_secret
from luwte.protocol.ids import id_bytes, new_id
from luwte.protocol.parts import StoredLine
from tests.wire.helpline import box, coordinator, fixed_id, key_claim

CLAIM = sign(key_claim("archive"), coordinator("vera").staff)
SEALS = [KeySeal(fixed_id("archive key"), 2, b"k" * 144)]


def sealed(opening: Opening, frames: list[bytes]) -> bytes:
    lines = [
        StoredLine(number, new_id(), "visitor" if number % 2 else "staff", frame, 1_795_000_000 + number)
        for number, frame in enumerate(frames, start=1)
    ]
    return blob(
        opening,
        conversation=fixed_id("conversation"),
        retention="standard",
        visitor_key=b"v" * 32,
        lines=lines,
        seals=SEALS,
    )


def test_the_archive_key_opens_it_and_it_holds_no_times() -> None:
    """T1, T3."""
    opening = begin(CLAIM)
    content = sealed(opening, [b"1" * 200, b"2" * 300])
    secret = open_transcript_secret(
        box("archive key"), opening.sealed_secret, id_bytes(opening.transcript), sha256(CLAIM.payload)
    )
    transcript = read(opening.transcript, secret, content)
    assert [(line.number, line.sender, line.at) for line in transcript.lines] == [
        (1, "visitor", None),
        (2, "staff", None),
    ]
    assert (transcript.retention, transcript.conversation) == ("standard", fixed_id("conversation"))
    assert [(seal.part, seal.key, seal.epoch) for seal in transcript.offers] == [
        (1, fixed_id("archive key"), 2)
    ]


def test_another_key_another_transcript_or_a_changed_byte_opens_nothing() -> None:
    """T3."""
    opening, other = begin(CLAIM), begin(CLAIM)
    content = sealed(opening, [b"1" * 200])
    digest = sha256(CLAIM.payload)
    with pytest.raises(SealError):
        open_transcript_secret(BoxKey.generate(), opening.sealed_secret, id_bytes(opening.transcript), digest)
    with pytest.raises(SealError):
        open_transcript_secret(box("archive key"), opening.sealed_secret, id_bytes(other.transcript), digest)
    with pytest.raises(SealError):
        read(other.transcript, opening.secret, content)
    with pytest.raises(SealError):
        read(opening.transcript, opening.secret, content[:-1] + bytes([content[-1] ^ 1]))


def test_sizes_tell_only_a_power_of_two() -> None:
    sizes = {len(sealed(begin(CLAIM), [b"x" * 121] * count)) - 16 for count in range(1, 60, 3)}
    assert sizes == {4096, 8192, 16_384}


def test_the_secret_is_fresh_and_in_no_text_of_ours() -> None:
    first, second = begin(CLAIM), begin(CLAIM)
    assert first.secret != second.secret
    assert first.transcript != second.transcript
    assert repr(first.secret)[2:20] not in repr(first)
