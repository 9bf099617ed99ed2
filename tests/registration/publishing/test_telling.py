"""Whoever keeps everything that is ever shown, and can reckon, still tells no small cell (R3).

One linear program holds every look of a year: all lists, all crossings both ways, each quarter and month, at
every release day, with every sum that holds between them. The same program reads figures of a build that
hides small cells only, so that it is known to be able to.
"""

import random
from collections.abc import Sequence

import pytest

from luwte.policy import FormField, Option, Publication, RegistrationForm, Theme, load
from luwte.registration.form import Answer, Answers
from luwte.registration.publishing import publisher as publishing
from luwte.registration.publishing.grids import Cell, Grid
from tests.invented import registrations
from tests.registration.publishing.reader import Reader, Year

RULES = Publication(threshold=10, round_to=5)
RELEASED = ("2026-W13", "2026-W26", "2026-W39", "2026-W53")
MOST_TRIED = 60
"""Small cells that are asked for in each of the shipped houses: every one takes two linear programs."""
FORM = RegistrationForm(
    fields=(
        FormField("themes", "themes", {}, {}, most=2),
        FormField(
            "who", "choice", {}, {}, options=tuple(Option(name, {}) for name in ("self", "near", "far"))
        ),
        FormField("copes", "yes_no", {}, {}),
    ),
    themes=(Theme("love", {}), Theme("lost", {}, "love"), Theme("work", {}), Theme("home", {})),
    channels=("chat", "phone"),
)


def lopsided(seed: int, count: int) -> Sequence[Answers]:
    """Return a year in which some answers are given by nearly all, some by nearly nobody, often together."""
    chance = random.Random(seed)
    single, silence = chance.random() < 0.5, chance.choice((0.0, 0.1, 0.5))
    found = []
    for _ in range(count):
        week = f"2026-W{min(53, 1 + int(chance.betavariate(1.0, 1.6) * 53)):02}"
        values: dict[str, Answer] = {}
        if chance.random() >= silence:
            themes = {chance.choices(("love", "lost", "work", "home"), (20, 3, 9, 1))[0]}
            if not single and chance.random() < 0.6:
                themes.add("work")
            values["themes"] = sorted(themes)
        if chance.random() >= silence:
            values["who"] = "self" if "love" in values.get("themes", ()) else chance.choice(("near", "far"))  # type: ignore[operator]
        if chance.random() >= silence:
            values["copes"] = chance.random() < 0.9
        quick = chance.choices(("", "silent", "joke"), (30, 2, 1))[0]
        channel = "phone" if chance.random() < 0.1 else "chat"
        found.append(Answers(1, week, channel, quick, {} if quick else values))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("seed", range(6))
def test_R3_no_small_cell_can_be_told_from_all_that_was_ever_shown(seed: int) -> None:
    year = Year(FORM, lopsided(seed, (70, 180, 420)[seed % 3]), "2026")
    reader = Reader(year, RULES, RELEASED)
    assert len(reader.small) > 50
    assert reader.leaks() == {}


@pytest.mark.parametrize("seed", range(3))
def test_R3_nor_from_counts_that_were_not_even_rounded(seed: int) -> None:
    year = Year(FORM, lopsided(100 + seed, 150), "2026")
    assert Reader(year, RULES, RELEASED, is_exact=True).leaks() == {}


@pytest.mark.parametrize("name", ["default", "fier", "laten-we-praten", "lumi", "perspectieven", "levgroep"])
def test_R3_nor_from_the_figures_of_any_house(name: str) -> None:
    policy = load(name)
    answers = registrations(policy.registration, {"2026": 600}, seed=7, missing=0.1)
    reader = Reader(Year(policy.registration, answers, "2026"), policy.conduct.publication, RELEASED)
    small = reader.small
    assert reader.leaks(random.Random(1).sample(small, min(MOST_TRIED, len(small)))) == {}


def test_the_same_reader_tells_them_where_small_cells_alone_are_hidden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def small_only(grid: Grid, threshold: int) -> frozenset[Cell]:
        return frozenset(cell for cell, count in grid.counts.items() if 0 < count < threshold)

    monkeypatch.setattr(Grid, "hidden", small_only)
    year = Year(FORM, lopsided(2, 420), "2026")
    assert len(Reader(year, RULES, RELEASED).leaks()) > 20


def test_R3_what_was_shown_of_a_quarter_once_is_shown_of_it_always() -> None:
    year = Year(FORM, lopsided(5, 420), "2026")
    looks = [publishing.Publisher(year.counts, RULES, until) for until in RELEASED]
    for number, quarter in enumerate(year.quarters[:3]):
        for question in year.questions:
            first = looks[number].by(question, quarter)
            said = dict(zip(first.rows, first.row_totals, strict=True))
            for later in looks[number + 1 :]:
                shown = later.by(question, quarter)
                now = dict(zip(shown.rows, shown.row_totals, strict=True))
                assert {name: now.get(name, 0) for name in said} == said
