"""How things ended, remembered for an hour."""

import pytest

from luwte.server.past import REMEMBERED, Over, Past, Why
from tests.server.plays import START, name_id, token


def over(why: Why = "window", at: int = START, name: str = "talk") -> Over:
    return Over(name_id(name), token("Ada"), why, at, {name_id("away")}, frozenset({name_id("away")}))


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("window", "window"),
        ("silent", "staff"),
        ("closed", "staff"),
        ("withdrawn", "withdrawn"),
        ("quick_exit", "no"),
    ],
)
def test_a_visitor_is_told_how_it_ended_but_never_after_the_exit_button(why: Why, told: str) -> None:
    past = Past()
    past.add(over(why))
    assert past.how_it_ended(token("Ada")) == told
    assert past.how_it_ended(token("Bo")) == "no"


def test_after_an_hour_nothing_is_remembered() -> None:
    past = Past()
    past.add(over())
    past.forget(START + REMEMBERED - 1)
    assert name_id("talk") in past
    past.forget(START + REMEMBERED)
    assert name_id("talk") not in past
    assert not past.knows(token("Ada"))


def test_a_later_end_of_the_same_visitor_outlives_the_earlier() -> None:
    past = Past()
    past.add(over())
    past.add(over("staff", START + 10, "second"))
    past.forget(START + REMEMBERED)
    assert past.how_it_ended(token("Ada")) == "staff"


def test_a_console_that_was_away_finds_what_it_missed() -> None:
    past = Past()
    past.add(over())
    assert [each.conversation for each in past.unheard_by(name_id("away"))] == [name_id("talk")]
    assert past.unheard_by(name_id("there")) == []
