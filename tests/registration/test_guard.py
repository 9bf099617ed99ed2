"""The guard points at what could tell who somebody is, and at little else."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luwte.registration.guard import findings


def pointed(text: str, nickname: str = "") -> list[tuple[str, str]]:
    """Return what was pointed at, with its kind."""
    return [(text[found.start : found.end], found.kind) for found in findings(text, nickname)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("vertelde dat ze Fatima kent", [("Fatima", "name")]),
        ("hij heet jeroen", [("jeroen", "name")]),
        ("my name is lena and it hurts", [("lena", "name")]),
        ("woont in Gent", [("Gent", "place")]),
        ("gaat naar school in Sint-Niklaas", [("Sint-Niklaas", "place")]),
        ("Kerkstraat 12, 3512 AB", [("Kerkstraat 12", "place"), ("3512 AB", "place")]),
        ("bel 0470 12 34 56", [("0470 12 34 56", "contact")]),
        ("mail naar jan.peeters@example.org", [("jan.peeters@example.org", "contact")]),
        ("op insta @noortje", [("@noortje", "contact")]),
        ("op 3 maart gebeurde het", [("3 maart", "date")]),
        ("sinds 12/03/2025", [("12/03/2025", "date")]),
        ("is 17 en bang", [("17", "number")]),
    ],
)
def test_names_places_and_numbers_are_pointed_at(text: str, wanted: list[tuple[str, str]]) -> None:
    assert pointed(text) == wanted


def test_the_nickname_is_found_in_any_case() -> None:
    assert pointed("dat ZEESTER bang is", "Zeester") == [("ZEESTER", "nickname")]
    assert pointed("zeesterren zijn mooi", "Zeester") == []


@pytest.mark.parametrize(
    "text",
    [
        "Voelt zich eenzaam sinds de verhuis. Wil graag iemand leren kennen.",
        "Twijfelt over coming-out bij de ouders; wacht tot na de vakantie.",
        "Ruzie thuis, belt op zondag met een vriendin via WhatsApp.",
        "Zoekt een groep voor LGBTI jongeren. Is doorverwezen.",
        "Felt better at the end. Will talk to a teacher on Monday.",
        "Ik luisterde. Geen gevaar. Wil volgende week terugkomen.",
    ],
)
def test_ordinary_sentences_are_left_alone(text: str) -> None:
    assert pointed(text) == []


@given(st.text(max_size=300), st.text(max_size=24))
def test_whatever_is_typed_findings_lie_inside_and_apart(text: str, nickname: str) -> None:
    found = findings(text, nickname)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@" * 4_000, 0),
        ("a@" * 2_000, 0),
        ("a" * 4_000, 0),
        ("A. " * 1_300, 0),
        ("\n" * 2_000 + "ja Bob", 1),
        ("straat" * 600, 0),
        ("1" + "-" * 3_000 + "x", 0),
    ],
    ids=["at", "a-at", "letters", "sentences", "lines", "streets", "dashes"],
)
def test_a_pasted_text_made_to_freeze_the_window_is_read_at_once(text: str, found: int) -> None:
    # The patterns were cubic once: this would run into the suite's time-out.
    assert len(findings(text)) == found
