"""What a policy says to those on shift: hours and pauses, replies to insert, and where else help is (H1)."""

import re

import pytest

from luwte.policy import PolicyError, load, parse, shipped, source

DEFAULT = source("default").read_text(encoding="utf-8")
UNTIL_REPLIES = DEFAULT[: DEFAULT.index("# What a volunteer inserts")]
OLD = re.sub(r"\[shift\]\n(.+\n)+", "", UNTIL_REPLIES)
REPLY = '[[replies]]\nshortcut = "hallo"\ntext = { nl = "Dag", en = "Hello" }\n'
REFERRAL = '[[referrals]]\nname = "Elders"\nphone = "112"\ntext = { nl = "Bel.", en = "Call." }\n'


def problems(text: str) -> list[str]:
    with pytest.raises(PolicyError) as caught:
        parse(text, "house.toml")
    return str(caught.value).splitlines()


def test_a_policy_signed_before_shifts_had_rules_is_obeyed_with_calm_defaults() -> None:
    policy = parse(OLD, "house.toml")
    assert (policy.shift.planned_hours, policy.shift.breathing_seconds) == (4, 120)
    assert (policy.shift.pause_minutes, policy.shift.idle_lock_minutes) == (15, 10)
    assert policy.replies == ()
    assert policy.referrals == ()


def test_the_planned_end_is_never_after_the_longest_shift() -> None:
    short = OLD.replace("shift_hours = 12", "shift_hours = 3")
    assert parse(short, "house.toml").shift.planned_hours == 3
    told = problems(short + "[shift]\nplanned_hours = 4\n")
    line = short.count("\n") + 2
    assert told == [f"house.toml:{line}: shift.planned_hours: is more than limits.shift_hours"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("planned_hours = 0", "shift.planned_hours: is 0, must be between 1 and 12"),
        ("breathing_seconds = -1", "shift.breathing_seconds: is -1, must be between 0 and 1800"),
        ("pause_minutes = 4", "shift.pause_minutes: is 4, must be between 5 and 60"),
        ("idle_lock_minutes = 61", "shift.idle_lock_minutes: is 61, must be between 1 and 60"),
        ("idle_lock_minutes = true", "shift.idle_lock_minutes: must be a whole number"),
        ("pause_minuts = 10", "shift.pause_minuts: unknown key; did you mean 'pause_minutes'?"),
    ],
)
def test_a_rule_out_of_range_is_told_with_its_line(rule: str, expected: str) -> None:
    line = OLD.count("\n") + 2
    assert problems(f"{OLD}[shift]\n{rule}\n") == [f"house.toml:{line}: {expected}"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"hallo"', '"Hallo"', "replies[1].shortcut: a shortcut has small letters"),
        ('"hallo"', '"een woord"', "replies[1].shortcut: a shortcut has small letters"),
        ('shortcut = "hallo"', "", "replies[1].shortcut: is missing"),
        (', en = "Hello"', "", "replies[1].text.en: is missing"),
        ('"Hello"', f'"{"x" * 1_001}"', "replies[1].text.en: has 1001 characters, 1000 at most"),
        ('"Hello"', '"He\\u202ello"', "replies[1].text.en: holds an invisible control sign"),
        ('phone = "112"', "", "referrals[1]: needs a phone number or an address to go to"),
        ('phone = "112"', 'phone = "bel ons"', "referrals[1].phone: 'bel ons' is no telephone number"),
        ('phone = "112"', 'url = "http://a.nl/"', "must be an address that begins with https://"),
        ('phone = "112"', 'phone = "112"\nthemes = "geweld"', "referrals[1].themes: must be an array"),
        ('phone = "112"', f"phone = '112'\nthemes = {['x'] * 9}", "referrals[1].themes: has 9 words"),
        ('phone = "112"', 'phone = "112"\nprice = 1', "referrals[1].price: unknown key"),
    ],
)
def test_what_cannot_be_inserted_as_it_stands_is_refused(old: str, new: str, expected: str) -> None:
    library = REPLY + REFERRAL
    assert library.count(old) == 1
    told = problems(OLD + library.replace(old, new))
    assert any(expected in line for line in told), told
    assert all(line.startswith("house.toml:") for line in told)


def test_a_shortcut_and_a_name_stand_once() -> None:
    told = problems(OLD + REPLY + REPLY + REFERRAL + REFERRAL)
    assert [line.split(": ", 1)[1] for line in told] == [
        "replies[2].shortcut: 'hallo' stands here twice",
        "referrals[2].name: 'Elders' stands here twice",
    ]


def test_more_than_anyone_finds_is_refused() -> None:
    many = "".join(REPLY.replace("hallo", f"hallo-{n}") for n in range(61))
    assert any("has 61 replies, 60 at most" in line for line in problems(OLD + many))


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_policy_has_words_to_insert(name: str) -> None:
    policy = load(name)
    assert 8 <= len(policy.replies) <= 20
    assert {"welkom", "stil", "verwijzen", "nood", "afronden"} <= {reply.shortcut for reply in policy.replies}
    assert 1 <= policy.shift.planned_hours <= policy.limits.shift_hours
    for text in [*(reply.text for reply in policy.replies), *(each.text for each in policy.referrals)]:
        assert set(text) == set(policy.languages)
        assert "!" not in text["nl"] + text["en"]
        assert not {"u", "uw", "gebruiker"} & set(re.findall(r"\w+", text["nl"].lower()))


@pytest.mark.parametrize("name", shipped())
def test_H1_the_referrals_begin_with_112_and_invent_no_number(name: str) -> None:
    policy = load(name)
    assert policy.referrals[0].phone == "112"
    known = {other.phone: other.url for house in shipped() for other in load(house).elsewhere if other.phone}
    for referral in policy.referrals:
        if referral.phone:
            assert known[referral.phone] == referral.url


@pytest.mark.parametrize("name", shipped())
def test_H1_nothing_is_passed_on_by_showing_the_way(name: str) -> None:
    shown = {reply.shortcut: reply.text for reply in load(name).replies}["verwijzen"]
    assert "Ik geef niets over je door" in shown["nl"]
    assert "I pass nothing on about you" in shown["en"]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("lumi", "alleen iets door als jij dat wilt"),
        ("fier", "al lang onveilig is en niets beter wordt"),
        ("levgroep", "om een misdrijf te voorkomen"),
        ("laten-we-praten", "ook voor je eigen leven"),
    ],
)
def test_H3_each_house_says_its_own_rule_for_danger(name: str, rule: str) -> None:
    assert rule in {reply.shortcut: reply.text["nl"] for reply in load(name).replies}["gevaar"]
