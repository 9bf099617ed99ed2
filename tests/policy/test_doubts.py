"""Warnings: what a house should look at once more, each with its line; the policies that ship have none."""

import pytest

from luwte.policy import doubts, load, parse, shipped, source

DEFAULT = source("default").read_text(encoding="utf-8")


def told(old: str, new: str) -> list[str]:
    """Return the warnings about the default policy with one change."""
    assert old in DEFAULT
    text = DEFAULT.replace(old, new)
    return [f"{doubt.line}: {doubt.message}" for doubt in doubts(parse(text, "house.toml"), text)]


@pytest.mark.parametrize("name", shipped())
def test_what_ships_leaves_no_doubt(name: str) -> None:
    assert doubts(load(name), source(name).read_text(encoding="utf-8")) == ()


PURPOSE = (
    'purpose = { nl = "Zien of we elke leeftijd bereiken.", en = "To see whether we reach every age." }\n'
)


def test_R6_a_field_without_a_purpose_is_told_with_its_line() -> None:
    """R6"""
    [said] = told(PURPOSE, "")
    at = DEFAULT[: DEFAULT.index('name = "age"')].count("\n")
    assert said.startswith(f"{at}: registration.fields[2]: 'age' states no purpose")


def test_free_text_is_told() -> None:
    [said] = told('kind = "age"\nbands = [0, 12, 16, 18, 26, 40, 60]', 'kind = "text"\nlongest = 100')
    assert "free text" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("days = 89\n", "days = 120\n", "longer than its own label says"),
        (
            'days = 89\nlabel = { nl = "Gewoon: drie maanden", en = "Ordinary: three months" }',
            'days = 365\nlabel = { nl = "Gewoon", en = "Ordinary" }',
            "the statement promises no term that long",
        ),
        ("block_cookie_days = 92", "block_cookie_days = 200", "six months at most"),
        ("origin_days = 31", "origin_days = 31\nconsent_days = 2000", "five years at most"),
        (
            "rights_answer_days = 14\nrights_done_days = 28",
            "rights_answer_days = 40\nrights_done_days = 40",
            "a month",
        ),
        ("rights_done_days = 28", "rights_done_days = 28\nrights_more_days = 90", "two months more"),
    ],
)
def test_a_term_beyond_the_law_or_the_houses_own_text_is_told(old: str, new: str, said: str) -> None:
    assert [line for line in told(old, new) if said in line]


@pytest.mark.parametrize(
    ("leader", "said"),
    [
        ('"export_rows"', "'export_rows' does nothing without 'registrations'"),
        ('"answer"', "'answer' does nothing: a leader has no shift"),
        ('"abuse"', "'abuse' is more than a leader needs"),
    ],
)
def test_rights_that_do_nothing_for_a_role_are_told(leader: str, said: str) -> None:
    """They are obeyed as they stand: a policy that is in force already goes on being read."""
    text = DEFAULT.replace('leader = ["origin_groups"]', f"leader = [{leader}]")
    found = list(doubts(parse(text, "house.toml"), text))
    assert [problem.message.partition(": ")[2][: len(said)] for problem in found] == [said]
    assert text.splitlines()[found[0].line - 1].startswith("leader = ")


def test_a_key_that_no_coordinator_could_hand_on_is_told() -> None:
    text = DEFAULT.replace('"abuse", "registrations", "rights"]', '"abuse", "rights"]').replace(
        'leader = ["origin_groups"]', 'leader = ["registrations"]'
    )
    (found,) = doubts(parse(text, "house.toml"), text)
    assert found.message.startswith("roles.leader: 'registrations': coordinators do not have it")


def test_a_role_that_may_read_more_than_it_needs_is_told() -> None:
    [said] = told('volunteer = ["answer"]', 'volunteer = ["answer", "archive"]')
    at = DEFAULT[: DEFAULT.index('volunteer = ["answer"]')].count("\n") + 1
    assert said == f"{at}: roles.volunteer: 'archive' is more than a volunteer needs"
