"""Answers are what the house's form allows, and never too large to look like all the others."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luwte.crypto.registrations import MOST_BYTES
from luwte.policy import FormField, Option, RegistrationForm, Theme, load
from luwte.registration.form import Answer, Answers, FormError, answers, band_of, check, decode, encode

FORM = RegistrationForm(
    fields=(
        FormField("themes", "themes", {}, {}, most=2),
        FormField("who", "choice", {}, {}, options=(Option("self", {}), Option("near", {}))),
        FormField("needs", "choices", {}, {}, options=(Option("a", {}), Option("b", {})), most=2),
        FormField("copes", "yes_no", {}, {}),
        FormField("count", "number", {}, {}, least=1, most=9),
        FormField("age", "age", {}, {}, bands=((0, 11), (12, 120))),
        FormField("years", "age", {}, {}, most=120),
        FormField("words", "text", {}, {}, longest=20),
    ),
    themes=(Theme("love", {}), Theme("work", {}), Theme("home", {})),
    channels=("chat", "phone"),
)
WEEK = "2026-W47"


def test_R2_nothing_has_to_be_answered() -> None:
    assert answers(FORM, 1, WEEK, "chat", {}) == Answers(1, WEEK)


def test_what_is_answered_comes_back() -> None:
    values: dict[str, Answer] = {
        "themes": ["work", "love"],
        "who": "near",
        "needs": ["b"],
        "copes": False,
        "count": 9,
        "age": "12-120",
        "years": 44,
        "words": " cafe\u0301 ",
    }
    made = answers(FORM, 3, WEEK, "phone", values)
    assert made.values == values | {"themes": ["love", "work"], "words": "café"}
    assert decode(encode(made)) == made


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("colour", "red", "unknown_field"),
        ("themes", ["love", "moon"], "unknown_option"),
        ("themes", ["love", "work", "home"], "too_many"),
        ("themes", ["love", "love"], "twice"),
        ("themes", [], "wrong_kind"),
        ("themes", "love", "wrong_kind"),
        ("who", "nobody", "unknown_option"),
        ("who", ["self"], "wrong_kind"),
        ("needs", ["c"], "unknown_option"),
        ("copes", 1, "wrong_kind"),
        ("count", True, "wrong_kind"),
        ("count", 0, "out_of_range"),
        ("count", 10, "out_of_range"),
        ("age", 12, "wrong_kind"),
        ("age", "12", "unknown_option"),
        ("years", 121, "out_of_range"),
        ("words", "x" * 21, "too_long"),
        ("words", "  ", "bad_text"),
        ("words", "a\x00b", "bad_text"),
        ("words", "a\u202eb", "bad_text"),
        ("words", "a\ud800", "bad_text"),
    ],
)
def test_what_the_form_does_not_allow_is_refused_by_field(name: str, value: Any, code: str) -> None:
    with pytest.raises(FormError) as caught:
        check(FORM, {name: value})
    assert (caught.value.code, caught.value.field) == (code, name)


def test_C4_a_channel_the_house_does_not_have_is_refused() -> None:
    with pytest.raises(FormError, match="unknown_channel"):
        answers(FORM, 1, WEEK, "email", {})


@pytest.mark.parametrize("quick", ["silent", "joke", "abusive", "hang_up"])
def test_a_quick_contact_keeps_nothing_but_its_kind(quick: Any) -> None:
    made = answers(FORM, 1, WEEK, "chat", {"who": "self"}, quick)
    assert (made.quick, made.values) == (quick, {})


def test_a_registration_that_fits_no_envelope_is_refused() -> None:
    long = FormField("long", "text", {}, {}, longest=300)
    form = RegistrationForm((long, FormField("other", "text", {}, {}, longest=300)))
    fits = answers(form, 1, WEEK, "chat", {"long": "x" * 300, "other": "y" * 300})
    assert len(fits.values) == 2
    with pytest.raises(FormError, match="too_large"):
        answers(form, 1, WEEK, "chat", {"long": "€" * 300, "other": "€" * 300})


@pytest.mark.parametrize("name", ["lumi", "levgroep", "fier", "laten-we-praten", "perspectieven", "default"])
def test_everything_answered_at_its_longest_still_fits_for_every_shipped_form(name: str) -> None:
    form = load(name).registration
    values: dict[str, Answer] = {}
    for field in form.fields:
        match field.kind:
            case "themes":
                names = sorted((theme.name for theme in form.themes), key=len)
                values[field.name] = names[-field.most :]
            case "choices":
                names = sorted((option.name for option in field.options), key=len)
                values[field.name] = names[-field.most :]
            case "choice":
                values[field.name] = max((option.name for option in field.options), key=len)
            case "age":
                values[field.name] = band_of(field, 99)
            case "yes_no":
                values[field.name] = True
            case "number" | "text":
                raise AssertionError("no shipped form has one")
    assert (
        len(encode(answers(form, 99_999, WEEK, "walk_in" if name == "levgroep" else "chat", values)))
        < MOST_BYTES
    )


def test_an_age_falls_into_its_band() -> None:
    field = FORM.field("age")
    assert field is not None
    assert [band_of(field, age) for age in (0, 11, 12, 120)] == ["0-11", "0-11", "12-120", "12-120"]
    with pytest.raises(FormError, match="out_of_range"):
        band_of(field, 121)


@given(st.binary(max_size=200))
def test_no_bytes_are_taken_for_a_registration_that_are_none(untrusted: bytes) -> None:
    with suppress(FormError):
        made = decode(untrusted)
        assert decode(encode(made)) == made


@pytest.mark.parametrize(
    "content",
    [
        b'{"policy":1,"week":"2026-W47","who":"Noor"}',
        b'{"policy":1,"week":"2026-11-22"}',
        b'{"policy":0,"week":"2026-W47"}',
        b'{"policy":1,"week":"2026-W47","channel":"fax"}',
        b'{"policy":1,"week":"2026-W47","quick":"joke","values":{"who":"self"}}',
        b"[" * 100_000,
    ],
)
def test_R1_a_registration_has_no_room_for_anything_else(content: bytes) -> None:
    with pytest.raises(FormError, match="wrong_kind"):
        decode(content)


@pytest.mark.parametrize(
    "value",
    [
        ["partner"] * 20,
        [],
        ["a\u202eb"],
        "",
        "\x1b[2J",
        "a\u202eb",
        "a\u200bb",
    ],
)
def test_R3_what_no_form_allows_is_no_registration_whoever_sealed_it(value: Answer) -> None:
    with pytest.raises(FormError, match="wrong_kind"):
        decode(encode(Answers(1, WEEK, values={"themes": value})))


def test_answers_to_a_form_that_is_no_more_are_read() -> None:
    values: dict[str, Answer] = {
        "gone": "caf\u00e9\nen meer",
        "went": ["b", "a"],
        "count": 10**30,
        "was": False,
    }
    made = Answers(1, "2019-W01", values=values)
    assert decode(encode(made)) == made
