"""Roles, terms and what is published: every figure of an organisation's promises stands in its policy."""

import pytest

from luwte.policy import PolicyError, load, parse, shipped, source

DEFAULT = source("default").read_text(encoding="utf-8")


def test_the_figures_of_the_promises_stand_in_the_policies_they_belong_to() -> None:
    lumi, lwp, fier, lev, persp = (
        load(name) for name in ("lumi", "laten-we-praten", "fier", "levgroep", "perspectieven")
    )
    # C3, T1, C4: five minutes, three months, mail three months (Lumi).
    assert lumi.resume_window == 300
    assert [kept.days for kept in lumi.retention.values()] == [89]
    assert lumi.conduct.terms.mail_days == 92
    # T2: two years (Fier).
    assert all(730 <= kept.days <= 731 for kept in fier.retention.values())
    # T6: two, five, fifteen years, or until the youngest child is 18 (LEVgroep).
    assert [round(kept.days / 365.25) for kept in lev.retention.values()] == [2, 5, 15]
    assert [kept.until_date for kept in lev.retention.values()] == [False, False, True]
    # A4, A5, H2, H4: addresses a year, cookies six months, consents five years, a month and two more (LWP).
    terms = lwp.conduct.terms
    assert (terms.origin_days, terms.block_cookie_days, terms.consent_days) == (365, 183, 1827)
    assert (terms.rights_answer_days, terms.rights_more_days) == (31, 61)
    # H4: answered in two weeks, done in four (LEVgroep).
    assert (lev.conduct.terms.rights_answer_days, lev.conduct.terms.rights_done_days) == (14, 28)
    # C8: on their own from sixteen (LEVgroep, Perspectieven).
    for house in (lev, persp):
        assert [rule.first for rule in house.registration.ages][-1] == 16
    # A5: no cookie lasts longer than six months anywhere.
    assert all(load(name).conduct.terms.block_cookie_days <= 184 for name in shipped())


@pytest.mark.parametrize("name", shipped())
def test_A1_only_the_leader_sees_which_nicknames_share_an_origin(name: str) -> None:
    conduct = load(name).conduct
    assert [role for role in conduct.roles if conduct.may(role, "origin_groups")] == ["leader"]


@pytest.mark.parametrize("name", shipped())
def test_T1_T4_volunteers_and_trainers_read_no_archive(name: str) -> None:
    conduct = load(name).conduct
    for role in ("volunteer", "trainer"):
        assert not conduct.may(role, "archive")
        assert not conduct.may(role, "registrations")


@pytest.mark.parametrize("name", ["laten-we-praten", "perspectieven"])
def test_N3_no_artificial_intelligence_where_none_is_promised(name: str) -> None:
    assert load(name).conduct.ai is False


def test_a_policy_without_roles_gives_nobody_rows_to_take_along() -> None:
    old = parse(DEFAULT[: DEFAULT.index("[roles]")], "old.toml")
    assert not any(old.conduct.may(role, "export_rows") for role in old.conduct.roles)
    assert old.conduct.may("coordinator", "registrations")


def test_a_role_the_policy_leaves_out_may_nothing() -> None:
    text = DEFAULT.replace('trainer = ["training"]\n', "")
    assert parse(text, "house.toml").conduct.roles["trainer"] == frozenset()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('trainer = ["training"]', 'trainer = ["everything"]', "'everything' is none of answer"),
        ('trainer = ["training"]', 'boss = ["training"]', "unknown key"),
        ("rights_done_days = 28", "rights_done_days = 7", "comes before the answer"),
        ("threshold = 10", "threshold = 1", "must be between 3 and 100"),
        ("day = 1\n", "day = 31\n", "must be between 1 and 28"),
        ("origin_days = 31", 'origin_days = "a month"', "must be a whole number"),
        ("origin_days = 31", "origin_days = 7", "must be between 31 and 366"),
    ],
)
def test_what_cannot_be_obeyed_is_refused_with_its_line(old: str, new: str, said: str) -> None:
    assert old in DEFAULT
    with pytest.raises(PolicyError) as caught:
        parse(DEFAULT.replace(old, new), "house.toml")
    assert said in str(caught.value)
    line = DEFAULT[: DEFAULT.index(old)].count("\n") + 1
    assert f"house.toml:{line}:" in str(caught.value) or "rights_done_days" in new
