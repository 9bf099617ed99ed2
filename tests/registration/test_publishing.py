"""Nothing that is shown, alone or together, gives a small cell away (R3)."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from luwte.policy import FormField, Option, Publication, RegistrationForm, Theme
from luwte.registration.counting import CHANNEL, Counts, Filter, Table
from luwte.registration.form import Answers
from luwte.registration.publishing import (
    Publisher,
    first_week,
    last_week,
    span_named,
    year_before,
)
from luwte.registration.suppression import Published, bounds

RULES = Publication(threshold=10, round_to=5)
FORM = RegistrationForm(
    fields=(
        FormField("themes", "themes", {}, {}, most=2),
        FormField("who", "choice", {}, {}, options=(Option("self", {}), Option("near", {}))),
        FormField("copes", "yes_no", {}, {}),
    ),
    themes=(Theme("love", {}), Theme("work", {})),
    channels=("chat", "phone"),
)


def made(*cells: tuple[int, str, dict[str, object]]) -> Publisher:
    """Return a publisher over so many registrations of a week with these answers each."""
    answers = [
        Answers(1, week, "chat", "", values)  # type: ignore[arg-type]
        for count, week, values in cells
        for _ in range(count)
    ]
    return Publisher(Counts(FORM, answers), RULES, "2026-W53")


def hidden(shown: Published) -> frozenset[tuple[int, int]]:
    """Return the places of a published table that are hidden, totals too."""
    last_row, last_column = len(shown.rows), len(shown.columns)
    grid = {
        (row, column): count for row, cells in enumerate(shown.cells) for column, count in enumerate(cells)
    }
    grid |= {(row, last_column): count for row, count in enumerate(shown.row_totals)}
    grid |= {(last_row, column): count for column, count in enumerate(shown.column_totals)}
    grid[last_row, last_column] = shown.total
    return frozenset(place for place, count in grid.items() if count is None)


def assert_safe(table: Table, shown: Published) -> None:
    """No small cell is shown, and none can be told closely from what is."""
    places = hidden(shown)
    for row, cells in enumerate(table.cells):
        for column, count in enumerate(cells):
            if 0 < count < RULES.threshold:
                assert (row, column) in places
                least, most = bounds(table, places, (row, column))
                assert most - least >= RULES.threshold - 1 - 1e-6


def test_a_filter_and_its_rest_are_hidden_together() -> None:
    # Of 100 who came by themselves 4 cannot cope: 96 who can would say so, with the 100 beside them.
    publisher = made(
        (96, "2026-W10", {"who": "self", "copes": True}),
        (4, "2026-W10", {"who": "self", "copes": False}),
        (60, "2026-W10", {"who": "near", "copes": True}),
        (70, "2026-W10", {"who": "near", "copes": False}),
    )
    assert publisher.by("who", "2026").row_totals == (100, 130)
    copes = publisher.among("who", "copes", "yes", "2026")
    cannot = publisher.among("who", "copes", "no", "2026")
    assert (copes.rows[0], copes.row_totals[0], cannot.row_totals[0]) == ("self", None, None)


def test_a_month_and_the_rest_of_its_quarter_are_hidden_together() -> None:
    # 2026-W02 and W07 lie in January and February; of the quarter's 64 the months would tell the 3.
    publisher = made(
        (61, "2026-W02", {"who": "self"}),
        (3, "2026-W07", {"who": "self"}),
        (50, "2026-W02", {"who": "near"}),
        (50, "2026-W07", {"who": "near"}),
    )
    assert publisher.by("who", "2026-Q1").row_totals[0] == 65
    january, february = publisher.by("who", "2026-01"), publisher.by("who", "2026-02")
    assert february.row_totals[0] is None
    assert january.row_totals[0] is None
    table = publisher.over("who", "2026", "month")
    assert table.cells[0][:2] == (None, None)
    assert table.row_totals[0] == 65


def test_a_time_that_is_not_over_is_rounded_to_the_threshold() -> None:
    # Two releases of it differ by whole tens then: nobody reads from them that 3 more came.
    answers = [Answers(1, "2026-W10", values={"who": "self"}) for _ in range(47)]
    running = Publisher(Counts(FORM, answers), RULES, "2026-W43")
    over = Publisher(Counts(FORM, answers), RULES, "2026-W53")
    assert (running.by("who", "2026").total, over.by("who", "2026").total) == (50, 45)
    assert running.by("who", "2026-Q1").total == 45, "the first quarter is over"
    assert (running.is_over("2026"), running.is_over("2026-Q3"), running.is_over("2026-Q4")) == (
        False,
        True,
        False,
    )


def test_R3_what_is_not_released_is_in_no_table() -> None:
    answers = [Answers(1, week) for week in ("2026-W40", "2026-W44") for _ in range(20)]
    publisher = Publisher(Counts(FORM, answers), RULES, "2026-W43")
    assert publisher.by(CHANNEL, "2026").total == 20
    assert publisher.contacts("2026", "month").rows[-1] == "2026-10"
    assert publisher.contacts("2026", "month").total == 20


def test_times_are_named_with_their_weeks() -> None:
    assert [span_named(name) for name in ("2026", "2026-Q4", "2026-11")] == ["year", "quarter", "month"]
    assert (first_week("2026"), last_week("2026")) == ("2026-W01", "2026-W53")
    assert (first_week("2025"), last_week("2025")) == ("2025-W01", "2025-W52")
    assert (first_week("2026-Q4"), last_week("2026-12")) == ("2026-W40", "2026-W53")
    assert [year_before(name) for name in ("2026", "2026-Q4")] == ["2025", "2025-Q4"]


def test_there_are_figures_of_every_time_from_the_first_to_the_last_that_is_out() -> None:
    answers = [Answers(1, week) for week in ("2025-W48", "2026-W06") for _ in range(20)]
    publisher = Publisher(Counts(FORM, answers), RULES, "2026-W10")
    assert publisher.years == ("2025", "2026")
    assert publisher.periods("quarter") == ("2025-Q4", "2026-Q1")
    assert publisher.periods("month") == ("2025-11", "2025-12", "2026-01", "2026-02", "2026-03")
    assert Publisher(Counts(FORM, []), RULES, "2026-W10").periods("year") == ()


def rows(draw: st.DrawFn) -> Sequence[Answers]:
    """Return some hundred registrations, thick and thin in places."""
    found: list[Answers] = []
    for week in draw(st.lists(st.integers(1, 30), min_size=1, max_size=6, unique=True)):
        for who in ("self", "near", None):
            for copes in (True, False, None):
                count = draw(st.one_of(st.integers(0, 12), st.integers(0, 60)))
                said = (("who", who), ("copes", copes))
                values = {name: value for name, value in said if value is not None}
                found += [Answers(1, f"2026-W{week:02}", "chat", "", values)] * count  # type: ignore[arg-type]
    return found


@settings(max_examples=25, deadline=None)
@given(st.composite(rows)())
def test_R3_no_small_cell_can_be_told_from_any_table_of_a_year(answers: Sequence[Answers]) -> None:
    counts = Counts(FORM, answers)
    publisher = Publisher(counts, RULES, "2026-W53")
    year = Filter("2026-W01", "2026-W53")
    crossed = publisher.cross("who", "copes", "2026")
    assert_safe(counts.cross("who", "copes", year), crossed)
    assert_safe(counts.by("who", year), publisher.by("who", "2026"))
    assert crossed.row_totals == publisher.by("who", "2026").row_totals, "a total is as it is elsewhere"
    quarters = publisher.over("who", "2026", "quarter")
    assert quarters.row_totals == crossed.row_totals
    for quarter in quarters.columns:
        part = counts.by("who", Filter(first_week(quarter), last_week(quarter)))
        shown = publisher.by("who", quarter)
        true = dict(zip(part.rows, part.row_totals, strict=True))
        for name, count in zip(shown.rows, shown.row_totals, strict=True):
            assert count is None or true.get(name, 0) == 0 or true[name] >= RULES.threshold
