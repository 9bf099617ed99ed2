"""What a policy means for a visitor, told from the policy itself."""

import pytest

from luwte.policy import explain, load, parse, shipped, source
from luwte.policy.explaining import WIDTH

DEFAULT = source("default").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", shipped())
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_shipped_policy_explains_itself(name: str, language: str) -> None:
    policy = load(name)
    text = explain(policy, language)
    assert policy.name in text.splitlines()[0]
    assert max(len(line) for line in text.splitlines()) <= WIDTH
    assert "{" not in text
    flat = " ".join(text.split())
    for kept in policy.retention.values():
        assert kept.label[language] in flat
    for field in policy.registration.fields:
        assert field.label[language] in flat
        assert field.purpose[language] in flat
    for rule in policy.registration.ages:
        assert rule.text[language] in flat


def test_T1_lumi_says_three_months_and_who_reads() -> None:
    text = " ".join(explain(load("lumi"), "en").split())
    assert "(Ordinary: three months) how long: 3 months after its end" in text
    assert "then its key goes and nobody can open it any more who sees it: coordinators" in text


def test_T6_levgroep_says_two_five_and_fifteen_years() -> None:
    text = " ".join(explain(load("levgroep"), "nl").split())
    assert "hoe lang: 2 jaar na het einde" in text
    assert "hoe lang: 5 jaar na het einde" in text
    assert "hoe lang: 15 jaar na het einde, of tot een afgesproken datum" in text


@pytest.mark.parametrize("name", shipped())
def test_A6_it_says_what_a_legal_demand_can_get(name: str) -> None:
    assert "No address and no device" in explain(load(name), "en")


def test_H4_it_says_when_a_request_is_answered() -> None:
    text = " ".join(explain(load("laten-we-praten"), "en").split())
    assert "answered within 31 days" in text
    assert "it may take 2 months longer" in text


def test_a_right_that_nobody_has_is_told_as_such() -> None:
    text = DEFAULT.replace('leader = ["origin_groups"]', "leader = []")
    flat = " ".join(explain(parse(text, "house.toml"), "en").split())
    assert "nobody at Luwte: only which nicknames belong together" in flat


def test_a_house_without_a_form_says_that_nothing_is_noted() -> None:
    old = parse(DEFAULT[: DEFAULT.index("[registration]")], "old.toml")
    assert "Nothing is noted after a conversation." in explain(old, "en")
