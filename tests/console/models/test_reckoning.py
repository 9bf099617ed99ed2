"""Charts of what may be published, from the smallest helpline to the widest tree of themes (R3)."""

import random
import threading
from collections.abc import Iterator, Sequence
from typing import Final

import pytest
from pytestqt.qtbot import QtBot

from luwte.console.models.reckoning import Glance, Reckoner, charts
from luwte.policy import FormField, Option, Publication, RegistrationForm, Theme
from luwte.registration.counting.counts import CHANNEL, OLDER, THEMES_ABOVE, Counts
from luwte.registration.form import Answers
from luwte.registration.publishing.publisher import Publisher
from luwte.registration.publishing.suppression import Published
from luwte.registration.reporting.charting import Chart, Charter

RULES: Final = Publication(threshold=10, round_to=5)
YEARS: Final = tuple(str(year) for year in range(2017, 2027))


def form(tops: int, under: int, deepest: int) -> RegistrationForm:
    """Return a form with so many main themes, so many under each, and so many under each of those."""
    themes: list[Theme] = []
    for top in range(tops):
        themes.append(Theme(f"t{top}", {"en": f"Theme {top}"}))
        for one in range(under):
            themes.append(Theme(f"t{top}-{one}", {"en": f"Part {top} {one}"}, f"t{top}"))
            themes += [
                Theme(f"t{top}-{one}-{other}", {"en": "Detail"}, f"t{top}-{one}") for other in range(deepest)
            ]
    return RegistrationForm(
        fields=(
            FormField("themes", "themes", {"en": "Themes"}, {}, most=3),
            FormField("age", "age", {"en": "Age"}, {}, bands=((0, 17), (18, 59), (60, 120))),
        ),
        themes=tuple(themes),
        channels=("chat", "phone"),
    )


def registrations(asked: RegistrationForm, each_year: int) -> Iterator[Answers]:
    """Return ten years of registrations, some of which say nothing."""
    chance = random.Random(1)
    names = [theme.name for theme in asked.themes]
    weights = [chance.paretovariate(1.1) for _ in names]
    for year in YEARS:
        for _ in range(each_year):
            values: dict[str, str | int | bool | list[str]] = {}
            if chance.random() < 0.8:
                values["themes"] = sorted(set(chance.choices(names, weights, k=chance.randint(1, 3))))
            if chance.random() < 0.7:
                values["age"] = chance.choice(("0-17", "18-59", "60-120"))
            week = f"{year}-W{chance.randint(1, 52):02}"
            yield Answers(1, week, chance.choice(asked.channels), "", values)


def made(asked: RegistrationForm, answers: Sequence[Answers], until: str = "2026-W53") -> Charter:
    return Charter(Publisher(Counts(asked, answers), RULES, until), "en")


def looks(year: str) -> Sequence[Glance]:
    return (
        Glance(year),
        Glance(year, is_compared=True),
        Glance(year, "themes"),
        Glance(year, THEMES_ABOVE, "age"),
        Glance(year, THEMES_ABOVE, "quarter"),
        Glance(year, "age", among=(CHANNEL, "phone")),
        Glance(f"{year}-Q2", "age"),
    )


def assert_fit_to_show(chart: Chart) -> None:
    shown = [count for each in chart.series for count in (*each.counts, each.total) if count is not None]
    assert all(count == 0 or count >= RULES.threshold for count in shown)
    assert all(len(each.counts) == len(chart.lines) for each in chart.series)


@pytest.mark.parametrize("tree", [(6, 0, 0), (4, 2, 6)], ids=["6 themes", "60 themes in three levels"])
def test_R3_ten_years_of_any_tree_are_charted(tree: tuple[int, int, int]) -> None:
    asked = form(*tree)
    assert len(asked.themes) in {6, 60}
    charter = made(asked, list(registrations(asked, 300)))
    assert charter.publisher.years == YEARS
    for glance in looks("2025"):
        for chart in charts(charter, glance):
            assert_fit_to_show(chart)
    assert charts(charter, Glance("2025"))[0].series[0].total == 300
    levels = {line.level for line in charts(charter, Glance("2025", "themes"))[0].lines}
    assert levels == ({0, 1, 2} if tree[2] else {0})


def test_one_week_only_is_charted_too() -> None:
    asked = form(3, 0, 0)
    answers = [Answers(1, "2026-W02", "chat", "", {"themes": ["t0"], "age": "0-17"}) for _ in range(40)]
    charter = made(asked, answers, "2026-W13")
    assert charter.publisher.years == ("2026",)
    for glance in (Glance("2026"), Glance("2026", "age"), Glance("2026-Q1", "age")):
        for chart in charts(charter, glance):
            assert_fit_to_show(chart)
    assert charts(charter, Glance("2026-Q1", "age"))[0].series[0].counts[0] == 40


@pytest.mark.parametrize("year", ["2020", "2026"])
def test_week_fifty_three_belongs_to_the_year_it_ends(year: str) -> None:
    asked = form(3, 0, 0)
    answers = [Answers(1, week) for week in (f"{year}-W53", f"{year}-W01") for _ in range(30)]
    charter = made(asked, answers, f"{year}-W53")
    assert charter.publisher.years == (year,)
    months = charts(charter, Glance(year))[0]
    assert months.series[0].total == 60
    assert {line.name: count for line, count in zip(months.lines, months.series[0].counts, strict=True)}[
        f"{year}-12"
    ] == 30


def test_nothing_registered_has_no_years_to_ask_for() -> None:
    charter = made(form(3, 0, 0), ())
    assert charter.publisher.years == ()
    assert charter.publisher.periods("month") == ()


def test_answers_of_an_older_form_are_charted_under_an_honest_name() -> None:
    older = [
        *(Answers(1, "2026-W05", values={"age": "12-15", "themes": ["gone"]}) for _ in range(40)),
        *(Answers(1, "2026-W05", values={"age": 70, "themes": ["t0", "gone"]}) for _ in range(40)),
        *(Answers(2, "2026-W05", values={"age": "10-20", "renamed": "x"}) for _ in range(40)),
        *(Answers(3, "2026-W05", values={"age": "18-59", "themes": ["t1"]}) for _ in range(40)),
    ]
    charter = made(form(3, 0, 0), older)
    ages = charts(charter, Glance("2026", "age"))[0]
    shown = dict(zip((line.name for line in ages.lines), ages.series[0].counts, strict=True))
    assert shown == {"0-17": 40, "18-59": 40, "60-120": 40, OLDER: 40}
    assert next(line.label for line in ages.lines if line.name == OLDER) == "An answer of an older form"
    themes = charts(charter, Glance("2026", THEMES_ABOVE))[0]
    assert dict(zip((line.name for line in themes.lines), themes.series[0].counts, strict=True))[OLDER] == 80
    assert not any("gone" in line.label or "renamed" in line.label for line in (*ages.lines, *themes.lines))


def test_the_widest_question_of_two_does_not_depend_on_the_order() -> None:
    asked = RegistrationForm(
        fields=(
            FormField("who", "choice", {}, {}, options=tuple(Option(f"o{at}", {}) for at in range(40))),
            FormField("copes", "yes_no", {}, {}),
        )
    )
    answers = [
        Answers(1, "2026-W05", values={"who": f"o{at % 40}", "copes": at % 3 == 0}) for at in range(1_600)
    ]
    charter = made(asked, answers)
    one, other = (
        charts(charter, Glance("2026", *names))[0] for names in (("who", "copes"), ("copes", "who"))
    )
    across = {each.name: each.counts for each in one.series if each.name != "total"}
    assert [each.counts[0] for each in other.series if each.name != "total"] == list(across["yes"])


def test_a_count_that_takes_long_is_given_up_for_the_next_question(qtbot: QtBot) -> None:
    many = tuple(Option(f"o{at}", {}) for at in range(40))
    asked = RegistrationForm(
        fields=tuple(FormField(name, "choice", {}, {}, options=many) for name in ("who", "what", "copes"))
    )
    chance = random.Random(1)
    answers = [
        Answers(
            1,
            "2026-W05",
            values={name: f"o{int(chance.paretovariate(0.5)) % 40}" for name in ("who", "what", "copes")},
        )
        for _ in range(1_500)
    ]
    reckoner = Reckoner()
    reckoner.take(Counts(asked, answers), RULES, "2026-W53", "en")
    told: list[Glance] = []
    reckoner.charted.connect(lambda glance, _charts: told.append(glance))
    publisher = reckoner.publisher
    assert publisher is not None
    is_begun = threading.Event()
    crossed = publisher.cross

    def slow(*names: str) -> Published:
        is_begun.set()
        assert reckoner_asked.wait(30)
        return crossed(*names)

    reckoner_asked = threading.Event()
    publisher.cross = slow  # type: ignore[method-assign,assignment]
    reckoner.ask(Glance("2026", "who", "what"))
    assert is_begun.wait(30)
    reckoner.ask(Glance("2026", "copes"))
    reckoner_asked.set()
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert told == [Glance("2026", "copes")]
    # Nothing half-made stays behind: asked again it is the same as for somebody who waited.
    publisher.cross = crossed  # type: ignore[method-assign]
    fresh = Publisher(publisher.counts, RULES, "2026-W53")
    assert publisher.cross("who", "copes", "2026") == fresh.cross("who", "copes", "2026")
    reckoner.close()
