"""From password to proof: parameters below the floor are refused. Few Argon2 runs: they are slow."""

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given
from hypothesis import strategies as st

from luwte.crypto.keys import hkdf
from luwte.crypto.passwords import Parameters, SecretsError, sign_in_keys, unwrap_secrets, wrap_secrets

SALT, DEVICE, PERSON = bytes(range(16)), bytes(range(32)), bytes(range(16, 32))


def test_password_and_device_together_make_proof_and_wrapping_key() -> None:
    proof, wrapping_key = sign_in_keys("Ångström 1", SALT, DEVICE, PERSON, Parameters())
    # The same password as another keyboard composes it, and the same by hand.
    assert sign_in_keys("A\u030angstro\u0308m 1", SALT, DEVICE, PERSON, Parameters()) == (proof, wrapping_key)
    kdf = Argon2id(salt=SALT, length=32, iterations=3, lanes=1, memory_cost=65_536)
    master = kdf.derive("Ångström 1".encode()) + DEVICE
    assert proof == hkdf(master, PERSON, b"luwte/1 sign-in proof", 32)
    assert wrapping_key == hkdf(master, PERSON, b"luwte/1 sign-in wrap", 32)
    assert proof != wrapping_key


def test_a_wrong_password_or_device_opens_nothing() -> None:
    _, right = sign_in_keys("right", SALT, DEVICE, PERSON, Parameters())
    wrapped = wrap_secrets(right, b"secrets")
    assert unwrap_secrets(right, wrapped) == b"secrets"
    for password, device in (("wrong", DEVICE), ("right", bytes(32))):
        _, wrong = sign_in_keys(password, SALT, device, PERSON, Parameters())
        with pytest.raises(SecretsError):
            unwrap_secrets(wrong, wrapped)


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        (Parameters(memory_kib=65_535), "weak_parameters"),
        (Parameters(passes=2), "weak_parameters"),
        (Parameters(lanes=0), "weak_parameters"),
        (Parameters(memory_kib=0, passes=0, lanes=0), "weak_parameters"),
        (Parameters(memory_kib=2**31), "parameters"),
        (Parameters(passes=10_000), "parameters"),
    ],
)
def test_weak_or_absurd_parameters_are_refused(parameters: Parameters, code: str) -> None:
    with pytest.raises(SecretsError) as refused:
        sign_in_keys("password", SALT, DEVICE, PERSON, parameters)
    assert refused.value.code == code


def test_half_a_surrogate_pair_or_a_short_salt_is_refused_by_the_rooms_own_error() -> None:
    with pytest.raises(SecretsError) as refused:
        sign_in_keys("\ud83d", SALT, DEVICE, PERSON, Parameters())
    assert refused.value.code == "characters"
    assert refused.value.__context__ is None
    with pytest.raises(SecretsError):
        sign_in_keys("password", SALT[:15], DEVICE, PERSON, Parameters())


@given(st.binary(max_size=60))
def test_changed_secrets_are_refused(raw: bytes) -> None:
    with pytest.raises(SecretsError) as refused:
        unwrap_secrets(bytes(32), raw)
    assert refused.value.__context__ is None


def test_every_byte_of_wrapped_secrets_counts() -> None:
    wrapped = wrap_secrets(bytes(32), b"secrets")
    assert wrapped != wrap_secrets(bytes(32), b"secrets")
    for at in range(len(wrapped)):
        changed = bytearray(wrapped)
        changed[at] ^= 1
        with pytest.raises(SecretsError):
            unwrap_secrets(bytes(32), bytes(changed))
