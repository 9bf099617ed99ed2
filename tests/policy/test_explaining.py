"""What a policy means for a visitor, told from the policy itself."""

import pytest

from luwte.policy import PolicyError, explain, load, parse, shipped, source
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
    assert "(Ordinary: three months) how long: 3 months after its end at most" in text
    assert "then its key is destroyed and nobody can read it any more who sees it: coordinators" in text


@pytest.mark.parametrize("name", shipped())
def test_R5_registrations_are_kept_without_end_and_that_is_said(name: str) -> None:
    text = " ".join(explain(load(name), "en").split())
    assert "An anonymous registration: what it was about how long: it stays; nothing in it leads" in text
    for table in ("[registration]", "[terms]", "[publication]"):
        toml = DEFAULT.replace(table, f"{table}\nregistration_days = 730")
        assert toml != DEFAULT
        with pytest.raises(PolicyError, match="registration_days: unknown key"):
            parse(toml, "house.toml")


def test_T6_levgroep_says_two_five_and_fifteen_years() -> None:
    text = " ".join(explain(load("levgroep"), "nl").split())
    assert "hoe lang: hoogstens 2 jaar na het einde" in text
    assert "hoe lang: hoogstens 5 jaar na het einde" in text
    assert "hoe lang: hoogstens 15 jaar na het einde, of tot een afgesproken datum" in text


@pytest.mark.parametrize("name", shipped())
def test_A6_it_says_what_a_legal_demand_can_get(name: str) -> None:
    assert "No address and no device" in explain(load(name), "en")


def test_H4_it_says_when_a_request_is_answered() -> None:
    text = " ".join(explain(load("laten-we-praten"), "en").split())
    assert "Within 1 month you are answered" in text
    assert "it may take 2 months longer" in text
    quick = " ".join(explain(load("levgroep"), "nl").split())
    assert "antwoord binnen 2 weken, en binnen 4 weken is het gedaan" in quick


@pytest.mark.parametrize("name", shipped())
def test_C6_withdrawing_is_told_with_what_stays(name: str) -> None:
    text = " ".join(explain(load(name), "en").split())
    assert "You can withdraw your consent at any moment." in text
    assert "it is erased at once; only a report of abuse or danger may stay" in text


def test_C7_it_says_whom_the_visitor_talks_to() -> None:
    assert "student psychologie" in explain(load("laten-we-praten"), "nl")


def test_N3_it_says_that_a_person_decides() -> None:
    text = explain(load("laten-we-praten"), "en")
    assert "A person always decides about you, never a computer." in text
    assert "No artificial" in text


def test_T5_who_takes_rows_along_or_reads_a_sample_only_is_told() -> None:
    rows = " ".join(explain(load("fier"), "en").split())
    assert "coordinators and the project leader, as counts; the project leader one by one too" in rows
    sampling = DEFAULT.replace('leader = ["origin_groups"]', 'leader = ["origin_groups", "sample"]')
    told = " ".join(explain(parse(sampling, "house.toml"), "en").split())
    assert "who sees it: coordinators; the project leader a sample only" in told


def test_every_column_of_its_table_begins_at_one_place() -> None:
    lines = explain(load("levgroep"), "nl").splitlines()
    starts = {
        len(line) - len(line.split(": ", 1)[1].lstrip())
        for line in lines
        if line.startswith(("    hoe lang: ", "    wie ziet het: "))
    }
    assert len(starts) == 1


def test_a_right_that_nobody_has_is_told_as_such() -> None:
    text = DEFAULT.replace('leader = ["origin_groups"]', "leader = []")
    flat = " ".join(explain(parse(text, "house.toml"), "en").split())
    assert "1 month at most who sees it: nobody at Luwte" in flat
    assert "only which nicknames belong together" not in flat


def test_a_house_without_a_form_says_that_nothing_is_noted() -> None:
    old = parse(DEFAULT[: DEFAULT.index("[registration]")], "old.toml")
    assert "Nothing is noted after a conversation." in explain(old, "en")
