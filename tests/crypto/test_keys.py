"""Primitives: the known answers of their standards, and refusals of the room's own kind."""

import pytest

from luwte.crypto.keys import (
    BoxKey,
    KeysError,
    SigningKey,
    can_be_sealed_to,
    hkdf,
    random_bytes,
    same,
    sha256,
    verify,
)
from luwte.crypto.sealing import SealError, open_sealed, seal
from tests.wire.chain_cases import WEAK_KEYS


def test_ed25519_gives_the_known_answer_of_rfc_8032() -> None:
    key = SigningKey.from_seed(
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    )
    assert key.public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert key.sign(b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b"
    )


def test_hkdf_gives_the_known_answer_of_rfc_5869() -> None:
    derived = hkdf(b"\x0b" * 22, bytes(range(13)), bytes(range(0xF0, 0xFA)), 42)
    assert derived.hex() == (
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    )
    assert hkdf(b"\x0b" * 22, b"", b"", 42) == hkdf(b"\x0b" * 22, bytes(32), b"", 42)


def test_keys_come_back_from_their_secret_bytes() -> None:
    signing, box = SigningKey.generate(), BoxKey.generate()
    assert SigningKey.from_seed(signing.seed).public == signing.public
    assert BoxKey.from_private(box.private).public == box.public


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_secret_bytes_of_another_length_are_refused(length: int) -> None:
    with pytest.raises(KeysError):
        SigningKey.from_seed(bytes(length))
    with pytest.raises(KeysError):
        BoxKey.from_private(bytes(length))


def test_a_signature_holds_for_its_key_and_bytes_only() -> None:
    key, other = SigningKey.generate(), SigningKey.generate()
    signature = key.sign(b"signed")
    verify(key.public, signature, b"signed")
    for public, made, signed in (
        (other.public, signature, b"signed"),
        (key.public, signature, b"Signed"),
        (key.public, bytes(64), b"signed"),
        (key.public, signature[:-1], b"signed"),
        (b"short", signature, b"signed"),
        (b"\xff" * 32, signature, b"signed"),
    ):
        with pytest.raises(KeysError) as refused:
            verify(public, made, signed)
        assert refused.value.__context__ is None


def test_no_secret_stands_in_a_repr() -> None:
    signing, box = SigningKey.generate(), BoxKey.generate()
    assert signing.seed.hex() not in repr(signing)
    assert box.private.hex() not in repr(box)


def test_small_tools_do_what_they_say() -> None:
    assert len(random_bytes(16)) == 16
    assert random_bytes(16) != random_bytes(16)
    assert sha256(b"abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert same(b"one", b"one")
    assert not same(b"one", b"two")
    assert not same(b"one", b"three")


def test_a_key_of_small_order_can_hold_nothing() -> None:
    for key in WEAK_KEYS:
        assert not can_be_sealed_to(key)
        with pytest.raises(SealError, match="key"):
            seal(key, b"text", b"info")
        with pytest.raises(SealError, match="sealed"):
            open_sealed(BoxKey.generate(), key + bytes(40), b"info")
    assert not can_be_sealed_to(b"short")
    assert can_be_sealed_to(BoxKey.generate().public)
