"""The code handed over in person: what is typed wrong is told, never tried."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luwte.crypto.encoding import base32_text
from luwte.crypto.enrolment import EnrolmentCode, EnrolmentError
from luwte.crypto.keys import sha256

FINGERPRINT = sha256(b"root")[:20]
CODE = EnrolmentCode(bytes(range(32)), FINGERPRINT)


def test_a_code_is_88_letters_in_groups_of_four() -> None:
    groups = CODE.text.split("-")
    assert len(groups) == 22
    assert {len(group) for group in groups} == {4}


def test_a_code_reads_back_with_everything_that_follows_from_it() -> None:
    made = EnrolmentCode.make(FINGERPRINT)
    read = EnrolmentCode.parse(made.text.lower().replace("-", " "))
    assert read.root_fingerprint == FINGERPRINT
    assert (read.lookup, read.secret) == (made.lookup, made.secret)
    assert (read.staff.public, read.envelope.public) == (made.staff.public, made.envelope.public)


def test_what_derives_from_a_code_is_fixed_and_all_different() -> None:
    assert CODE.lookup.hex() == "b65af5c7edc7df9e2fac500158e8b8fe"
    derived = [
        CODE.lookup,
        CODE.secret[:16],
        CODE.staff.seed[:16],
        CODE.envelope.private[:16],
        bytes(range(16)),
    ]
    assert len(set(derived)) == 5
    assert EnrolmentCode.make(FINGERPRINT).secret != CODE.secret


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "length"),
        ("ABCD", "alphabet"),
        (CODE.text[:-5], "alphabet"),
        (CODE.text + "-AAAA-AAAA", "length"),
        (CODE.text.replace("A", "1", 1), "alphabet"),
        (CODE.text.replace("A", "À", 1), "alphabet"),
        (base32_text(bytes(55)), "checksum"),
    ],
)
def test_a_code_typed_wrong_says_what_is_wrong(text: str, code: str) -> None:
    with pytest.raises(EnrolmentError) as refused:
        EnrolmentCode.parse(text)
    assert refused.value.code == code
    assert refused.value.__context__ is None


def test_two_letters_swapped_are_noticed() -> None:
    letters = CODE.text.replace("-", "")
    for at in range(len(letters) - 1):
        if letters[at] != letters[at + 1]:
            swapped = letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
            with pytest.raises(EnrolmentError):
                EnrolmentCode.parse(swapped)


@given(st.text(max_size=120))
def test_anything_else_is_refused_by_the_rooms_own_error(text: str) -> None:
    with pytest.raises(EnrolmentError):
        EnrolmentCode.parse(text)


@pytest.mark.parametrize(("seed", "fingerprint"), [(31, 20), (32, 32), (0, 0)])
def test_parts_of_another_length_make_no_code(seed: int, fingerprint: int) -> None:
    with pytest.raises(EnrolmentError):
        EnrolmentCode(bytes(seed), bytes(fingerprint))
