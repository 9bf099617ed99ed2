"""One frame: what stands readable is authenticated, and one ciphertext cannot say two things."""

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from luwte.crypto.encoding import LINE_SIZES, bind
from luwte.crypto.frames import (
    COMMITMENT_BYTES,
    END,
    HEADER_BYTES,
    OPENING,
    TEXT,
    ChannelError,
    Header,
    Heads,
    Secrets,
    end_bytes,
    end_heads,
    open_frame,
    opening_bytes,
    read_header,
    read_opening,
    seal_frame,
    session_secrets,
)
from luwte.crypto.keys import hkdf, random_bytes, sha256
from luwte.crypto.words import Opening, WordsError

K, OTHER_K = sha256(b"K"), sha256(b"another K")
CONVERSATION, SESSION = bytes(range(16)), bytes(range(16, 32))
SECRETS = session_secrets(K, CONVERSATION, 0, 0, SESSION)
HEADER = Header(1, 1, CONVERSATION, 0, 0, SESSION, 7, 5, TEXT, sha256(b"the frame before"))
BY = bytes(16)


def test_a_frame_is_header_commitment_and_padded_ciphertext() -> None:
    assert (HEADER_BYTES, COMMITMENT_BYTES) == (88, 32)
    frame = seal_frame(SECRETS, HEADER, BY, b"line")
    assert read_header(frame) == HEADER
    assert frame[88:120] == SECRETS.commitment
    assert open_frame(SECRETS, HEADER, frame) == (BY, b"line")
    for length in (0, 111, 112, 8_000):
        padded = min(size for size in LINE_SIZES if size > length + 16)
        assert len(seal_frame(SECRETS, HEADER, BY, bytes(length))) == 120 + padded + 16


def test_length_on_the_wire_is_one_of_seven() -> None:
    lengths = {len(seal_frame(SECRETS, HEADER, BY, b"x" * length)) for length in range(0, 8_000, 13)}
    assert len(lengths) == 7


@given(st.binary(max_size=300))
def test_a_header_of_garbage_is_refused(raw: bytes) -> None:
    with pytest.raises(ChannelError):
        read_header(raw)


@given(st.binary(min_size=264, max_size=264))
def test_a_header_of_the_right_size_reads_or_is_refused(raw: bytes) -> None:
    try:
        header = read_header(raw)
    except ChannelError:
        return
    assert header.version == 1
    with pytest.raises(ChannelError):
        open_frame(SECRETS, header, raw)


@pytest.mark.parametrize("change", ["key", "conversation", "epoch", "direction", "session"])
def test_session_secrets_change_with_everything_that_goes_in(change: str) -> None:
    parts = {"key": K, "conversation": CONVERSATION, "epoch": 0, "direction": 0, "session": SESSION}
    other = {"key": OTHER_K, "conversation": SESSION, "epoch": 1, "direction": 1, "session": CONVERSATION}
    changed = session_secrets(**{**parts, change: other[change]})  # type: ignore[arg-type]
    assert changed.commitment != SECRETS.commitment
    with pytest.raises(ChannelError) as refused:
        open_frame(changed, HEADER, seal_frame(SECRETS, HEADER, BY, b"line"))
    assert refused.value.code == "commitment"


def test_only_the_agreed_padding_opens() -> None:
    """An authentic frame whose padding was made otherwise is refused: contents, not a guess."""
    aad = seal_frame(SECRETS, HEADER, BY, b"")[:120]
    for padded in (bytes(128), b"\x01" * 128, b"\x80" + bytes(127)):
        frame = aad + SECRETS.aes.encrypt(bytes(4) + (7).to_bytes(8, "big"), padded, aad)
        with pytest.raises(ChannelError) as refused:
            open_frame(SECRETS, HEADER, frame)
        assert refused.value.code == "contents"
        assert refused.value.__context__ is None


# ── one ciphertext under two keys ───────────────────────────────────────────────────────────────


def test_salamander_one_ciphertext_under_two_keys_is_refused_by_the_commitment() -> None:
    """AES-GCM alone lets a visitor show the volunteer one thing and the archive another."""
    aes_keys, secrets = [], []
    for key in (K, OTHER_K):
        info = bind(b"luwte/1 session", bytes(4), b"\x00", SESSION)
        aes_keys.append(hkdf(key, CONVERSATION, info, 64)[:32])
        secrets.append(session_secrets(key, CONVERSATION, 0, 0, SESSION))
    for shown in secrets:
        aad = seal_frame(SECRETS, HEADER, BY, b"")[:88] + shown.commitment
        nonce = bytes(4) + HEADER.seq.to_bytes(8, "big")
        frame = aad + _salamander(aes_keys[0], aes_keys[1], nonce, aad)
        # Both keys open it, to two different texts: without the commitment there would be no telling.
        texts = [AESGCM(key).decrypt(nonce, frame[120:], aad) for key in aes_keys]
        assert texts[0] != texts[1]
        for one in secrets:
            unbound = Secrets(one.aes, shown.commitment)
            assert _code(unbound, frame) == "contents"
            assert _code(one, frame) == ("contents" if one is shown else "commitment")


def _code(secrets: Secrets, frame: bytes) -> str:
    with pytest.raises(ChannelError) as refused:
        open_frame(secrets, HEADER, frame)
    return refused.value.code


def _salamander(one: bytes, other: bytes, nonce: bytes, aad: bytes) -> bytes:
    """Return a 128-byte ciphertext and tag that AES-GCM accepts under both keys.

    The tag is linear in the ciphertext blocks: seven are free, the last solves H₁-sum = H₂-sum.
    """
    blocks = [random_bytes(16) for _ in range(7)] + [bytes(16)]
    hash_keys = [_block(key, bytes(16)) for key in (one, other)]
    masks = [_block(key, nonce + b"\x00\x00\x00\x01") for key in (one, other)]
    lengths = (8 * len(aad)).to_bytes(8, "big") + (8 * 128).to_bytes(8, "big")
    whole = aad + bytes(-len(aad) % 16)
    rest = 0
    for hash_key, mask in zip(hash_keys, masks, strict=True):
        rest ^= _ghash(hash_key, whole + b"".join(blocks) + lengths) ^ mask
    # The last block stands two places before the end: it is multiplied by H².
    factor = _times(hash_keys[0], hash_keys[0]) ^ _times(hash_keys[1], hash_keys[1])
    blocks[7] = _times(rest, _inverse(factor)).to_bytes(16, "big")
    tag = _ghash(hash_keys[0], whole + b"".join(blocks) + lengths) ^ masks[0]
    return b"".join(blocks) + tag.to_bytes(16, "big")


def _block(key: bytes, block: bytes) -> int:
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    return int.from_bytes(encryptor.update(block), "big")


def _ghash(hash_key: int, whole: bytes) -> int:
    total = 0
    for at in range(0, len(whole), 16):
        total = _times(total ^ int.from_bytes(whole[at : at + 16], "big"), hash_key)
    return total


def _times(one: int, other: int) -> int:
    product = 0
    for bit in range(127, -1, -1):
        if other >> bit & 1:
            product ^= one
        one = one >> 1 ^ (0xE1 << 120 if one & 1 else 0)
    return product


def _inverse(value: int) -> int:
    # value^(2^128 - 2): the field has 2^128 elements.
    result = 1 << 127
    for _ in range(127):
        value = _times(value, value)
        result = _times(result, value)
    return result


# ── bodies ──────────────────────────────────────────────────────────────────────────────────────

OPENED = Opening("Zon", "Mag ik iets vragen?", "nl", 3, "2026-11-22")


def test_an_opening_reads_back_with_the_consent_in_it() -> None:
    """C10: policy version and day stand inside the sealed conversation."""
    assert read_opening(opening_bytes(OPENED)) == OPENED
    newer = opening_bytes(OPENED).removesuffix(b"}") + b',"colour":"blue"}'
    assert read_opening(newer) == OPENED


@given(
    st.binary(max_size=60)
    | st.builds(
        lambda day, policy: opening_bytes(OPENED).replace(b"2026-11-22", day).replace(b":3,", policy),
        st.sampled_from([b"2026-11-2", b"yesterday", b"2026-11-22\\n", b""]),
        st.sampled_from([b":-1,", b":null,", b':"3",', b":3.5,"]),
    )
)
def test_an_opening_of_garbage_is_refused_by_the_rooms_own_error(body: bytes) -> None:
    with pytest.raises(ChannelError) as refused:
        read_opening(body)
    assert refused.value.__context__ is None


def test_an_opening_beyond_a_limit_is_refused_on_both_sides() -> None:
    with pytest.raises(WordsError):
        opening_bytes(Opening("", "", "nl", 3, "2026-11-22"))
    with pytest.raises(ChannelError):
        read_opening(
            b'{"nickname":"a","words":"' + b"b" * 1_001 + b'","language":"nl","policy":3,"day":"2026-11-22"}'
        )
    with pytest.raises(ChannelError):
        read_opening(opening_bytes(OPENED) + b" " * 8_000)
    with pytest.raises(ChannelError):
        read_opening(b"[" * 8_000)


@given(st.binary(max_size=90))
def test_heads_read_back_or_are_refused(body: bytes) -> None:
    if len(body) == 72:
        assert end_bytes(end_heads(body)) == body
    else:
        with pytest.raises(ChannelError):
            end_heads(body)
    assert end_heads(end_bytes(Heads(1, K, 2, OTHER_K))) == Heads(1, K, 2, OTHER_K)


def test_kinds_are_those_of_the_wire() -> None:
    assert (TEXT, END, OPENING) == (1, 2, 3)
