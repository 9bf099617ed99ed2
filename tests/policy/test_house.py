"""The policies that ship say what their organisations promise, and the page gets plain values."""

import json
import re

import pytest

from luwte.policy import LANGUAGES, load, page, parse, shipped, source


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_policy_loads_in_both_languages(name: str) -> None:
    policy = load(name)
    assert policy.languages == LANGUAGES
    assert {len(lines) for lines in policy.promises.values()} == {5}
    assert parse(source(name).read_text(encoding="utf-8"), name) == policy


@pytest.mark.parametrize("name", shipped())
def test_C3_a_broken_connection_can_come_back_for_five_minutes(name: str) -> None:
    assert load(name).resume_window == 300


@pytest.mark.parametrize("name", shipped())
def test_C10_consent_names_the_special_data(name: str) -> None:
    consent = load(name).consent
    assert all(
        word in consent["nl"] for word in ("gezondheid", "geaardheid", "geloof", "afkomst", "intrekken")
    ) or (name == "default" and "van wie ik hou" in consent["nl"])
    assert all(word in consent["en"] for word in ("health", "orientation", "faith", "origin", "withdraw"))


@pytest.mark.parametrize("name", shipped())
def test_C9_H1_other_help_is_at_hand_and_112_comes_first(name: str) -> None:
    others = load(name).elsewhere
    assert others[0].phone == "112"
    assert len(others) >= 4
    assert all(other.phone or other.url.startswith("https://") for other in others)


@pytest.mark.parametrize("name", shipped())
def test_H6_a_policy_tells_where_to_complain(name: str) -> None:
    policy = load(name)
    shown = page(policy)["complaints"]
    assert shown == policy.complaints
    assert re.search("utoriteit", policy.complaints["nl"])
    assert re.search("[Pp]rotection [Aa]uthority", policy.complaints["en"])


@pytest.mark.parametrize("name", shipped())
def test_nothing_promises_that_no_trace_is_left(name: str) -> None:
    policy = load(name)
    assert "browser" in policy.statement["nl"]
    assert "spoor" not in " ".join([policy.statement["nl"], *policy.promises["nl"]])


@pytest.mark.parametrize("name", shipped())
def test_the_voice_is_calm_and_says_je(name: str) -> None:
    text = source(name).read_text(encoding="utf-8")
    policy = load(name)
    dutch = " ".join([*policy.promises["nl"], policy.statement["nl"], policy.consent["nl"]])
    assert "!" not in text
    assert not {"u", "uw", "gebruiker"} & set(dutch.lower().replace(".", " ").replace(",", " ").split())


def test_C7_laten_we_praten_says_that_students_answer() -> None:
    notice = load("laten-we-praten").notice
    assert "student psychologie" in notice["nl"]
    assert "niet altijd de waarheid" in notice["nl"]


def test_T1_lumi_keeps_a_conversation_three_months_at_most() -> None:
    lumi = load("lumi")
    assert lumi.retention_classes == {"standard": 89}
    assert "hoogstens drie maanden" in lumi.statement["nl"]


def test_T2_fier_keeps_a_conversation_two_years_at_most() -> None:
    assert load("fier").retention_classes == {"standard": 730}


def test_T6_levgroep_keeps_by_service_two_five_or_fifteen_years() -> None:
    years = sorted(days // 365 for days in load("levgroep").retention_classes.values())
    assert years == [2, 5, 15]


def test_C8_the_houses_for_minors_tell_their_age_rule_beforehand() -> None:
    assert "Vanaf 16 beslis je zelf" in load("levgroep").statement["nl"]
    assert "16" in load("perspectieven").notice["nl"]


@pytest.mark.parametrize("name", shipped())
def test_the_page_gets_plain_json_values_small_enough_for_a_claim(name: str) -> None:
    policy = load(name)
    shown = page(policy)
    assert json.loads(json.dumps(shown)) == shown
    assert {"name", "languages", "promises", "statement", "notice", "consent", "elsewhere"} < set(shown)
    assert {"opening_hours", "time_zone", "resume_window", "limits", "exit_to"} < set(shown)
    assert len(json.dumps(shown)) + len(json.dumps(source(name).read_text(encoding="utf-8"))) < 200_000
