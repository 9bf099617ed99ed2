"""Counts of registrations: over time, by answer, and two questions crossed."""

import pytest

from luwte.policy import FormField, Option, RegistrationForm, Theme
from luwte.registration.counting.counts import (
    CHANNEL,
    NOT_SAID,
    OLDER,
    QUICK_KIND,
    SAID,
    THEMES_ABOVE,
    Counts,
    Filter,
    counted_week,
    span_of,
    spans_between,
)
from luwte.registration.form import Answers

FORM = RegistrationForm(
    fields=(
        FormField("themes", "themes", {}, {}, most=3),
        FormField("who", "choice", {}, {}, options=(Option("self", {}), Option("near", {}))),
        FormField("copes", "yes_no", {}, {}),
        FormField("age", "age", {}, {}, bands=((0, 17), (18, 120))),
    ),
    themes=(Theme("love", {}), Theme("partner", {}, "love"), Theme("crush", {}, "love"), Theme("work", {})),
    channels=("chat", "phone"),
)
COUNTS = Counts(
    FORM,
    [
        Answers(1, "2026-W01", "chat", "", {"themes": ["partner", "crush"], "who": "self", "copes": True}),
        Answers(1, "2026-W01", "phone", "", {"themes": ["partner", "work"], "who": "near", "age": "0-17"}),
        Answers(1, "2026-W06", "chat", "", {"who": "self", "copes": False}),
        Answers(2, "2026-W14", "chat", "", {"themes": ["older-theme"], "who": "other"}),
        Answers(1, "2026-W14", "chat", "silent"),
    ],
)


def test_counts_over_time_have_no_gaps() -> None:
    table = COUNTS.over_time("month")
    assert table.rows == ("2026-01", "2026-02", "2026-03", "2026-04")
    assert table.cells == ((2,), (1,), (0,), (2,))
    assert table.total == 5


def test_answers_come_in_the_forms_order_then_older_ones_then_not_said() -> None:
    table = COUNTS.by("who")
    assert table.rows == ("self", "near", OLDER, NOT_SAID)
    assert table.row_totals == (2, 1, 1, 1)
    assert table.adds_up == (True, True)


def test_a_registration_counts_once_for_each_of_its_themes() -> None:
    table = COUNTS.by("themes")
    assert dict(zip(table.rows, table.row_totals, strict=True)) == {
        "love": 0,
        "partner": 2,
        "crush": 1,
        "work": 1,
        OLDER: 1,
        NOT_SAID: 2,
    }
    assert (table.total, table.adds_up) == (5, (True, False))


def test_two_themes_under_one_count_once_at_the_top() -> None:
    table = COUNTS.by(THEMES_ABOVE)
    assert dict(zip(table.rows, table.row_totals, strict=True))["love"] == 2


def test_channels_and_quick_contacts_can_be_counted() -> None:
    assert COUNTS.by(CHANNEL).row_totals == (4, 1)
    assert dict(zip(COUNTS.by(QUICK_KIND).rows, COUNTS.by(QUICK_KIND).row_totals, strict=True))["silent"] == 1


def test_two_questions_cross() -> None:
    table = COUNTS.cross("who", CHANNEL)
    assert table.rows == ("self", "near", OLDER, NOT_SAID)
    assert table.columns == ("chat", "phone")
    assert table.cells == ((2, 0), (0, 1), (1, 0), (1, 0))
    assert (table.row_totals, table.column_totals, table.total) == ((2, 1, 1, 1), (4, 1), 5)
    assert table.adds_up == (True, True)


def test_with_themes_across_rows_do_not_add_up() -> None:
    table = COUNTS.cross("who", "themes")
    assert table.adds_up == (False, True)
    assert COUNTS.cross("themes", "quarter").adds_up == (True, False)


def test_filters_choose_weeks_and_answers() -> None:
    assert COUNTS.by("who", Filter("2026-W02", "2026-W14")).total == 3
    assert COUNTS.by("who", Filter(having={"copes": "yes"})).total == 1
    assert COUNTS.by("who", Filter(having={CHANNEL: "phone", "age": "0-17"})).row_totals[1] == 1


def test_nothing_registered_counts_as_nothing() -> None:
    empty = Counts(FORM, [])
    assert (len(empty), empty.weeks, empty.over_time("week").total) == (0, None, 0)
    assert empty.by("who").row_totals == (0, 0)
    assert COUNTS.weeks == ("2026-W01", "2026-W14")


@pytest.mark.parametrize(
    ("week", "span", "name"),
    [
        ("2026-W53", "week", "2026-W53"),
        ("2026-W53", "month", "2026-12"),
        ("2026-W53", "year", "2026"),
        ("2027-W01", "month", "2027-01"),
        ("2025-W01", "year", "2025"),
        ("2026-W40", "quarter", "2026-Q4"),
    ],
)
def test_a_week_belongs_where_its_thursday_lies(week: str, span: str, name: str) -> None:
    assert span_of(week, span) == name


def test_weeks_run_through_week_fifty_three() -> None:
    assert spans_between("2026-W52", "2027-W02", "week") == ("2026-W52", "2026-W53", "2027-W01", "2027-W02")
    assert spans_between("2025-W52", "2026-W01", "week") == ("2025-W52", "2026-W01")
    assert spans_between("2025-12", "2026-02", "month") == ("2025-12", "2026-01", "2026-02")
    assert spans_between("2025-Q4", "2026-Q1", "quarter") == ("2025-Q4", "2026-Q1")


@pytest.mark.parametrize(
    ("own", "stored", "counted"),
    [
        ("2026-W53", "2026-W53", "2026-W53"),
        ("2026-W53", "2027-W02", "2026-W53"),
        ("2026-W40", "2027-W02", "2027-W02"),
        ("2031-W01", "2026-W47", "2026-W47"),
        ("2025-W53", "2026-W01", "2026-W01"),
        ("1999-W10", "2026-W47", "2026-W47"),
    ],
)
def test_a_clock_in_another_year_does_not_move_a_registration(own: str, stored: str, counted: str) -> None:
    assert counted_week(Answers(1, own), stored).week == counted


def test_R1_what_somebody_wrote_is_never_the_name_of_a_row() -> None:
    form = RegistrationForm(
        fields=(
            FormField("words", "text", {}, {}, longest=100),
            FormField("age", "age", {}, {}),
            FormField("who", "choice", {}, {}, options=(Option("self", {}),)),
        )
    )
    counts = Counts(
        form, [Answers(1, "2026-W01", values={"words": "Jan uit Gent", "age": 43, "who": "Jan"})] * 20
    )
    for question in ("words", "age", "who"):
        assert set(counts.by(question).rows) <= {SAID, OLDER, NOT_SAID, "self"}


def changed(kind: str, **details: object) -> RegistrationForm:
    """Return a form of today with one question of this kind."""
    return RegistrationForm(fields=(FormField("asked", kind, {}, {}, **details),))  # type: ignore[arg-type]


def counted(form: RegistrationForm, *values: object) -> dict[str, int]:
    """Return how often each answer was given where the question was answered so."""
    table = Counts(form, [Answers(1, "2026-W01", values={"asked": value}) for value in values]).by("asked")  # type: ignore[dict-item]
    assert table.total == len(values)
    if table.adds_up[0] and table.adds_up[1]:
        assert sum(table.row_totals) == table.total
    return {name: count for name, count in zip(table.rows, table.row_totals, strict=True) if count}


def test_ages_of_an_older_form_are_counted_in_the_band_of_today() -> None:
    form = changed("age", bands=((0, 17), (18, 59), (60, 120)))
    assert counted(form, "0-17", "12-15", 16, "18-25", 43) == {"0-17": 3, "18-59": 2}
    assert counted(form, "12-20", 999, "Jan", True, ["0-17"], -1) == {OLDER: 6}


def test_a_question_that_changed_its_kind_keeps_what_still_fits() -> None:
    options = (Option("self", {}), Option("near", {}))
    assert counted(changed("choice", options=options), "self", ["near"], ["self", "near"], 3, True) == {
        "self": 1,
        "near": 1,
        OLDER: 3,
    }
    assert counted(
        changed("choices", options=options), "self", ["self", "near"], ["self", "self"], ["x", "y"]
    ) == {
        "self": 3,
        "near": 1,
        OLDER: 1,
    }
    assert counted(changed("text", longest=10), "self", ["near"]) == {SAID: 2}
    assert counted(changed("yes_no"), True, False, "yes", 1) == {"yes": 2, "no": 1, OLDER: 1}


def test_a_question_that_older_forms_did_not_ask_is_known_to_be_newer() -> None:
    answers = [
        *(Answers(1, "2024-W10") for _ in range(60)),
        *(Answers(1, "2024-W10", quick="joke") for _ in range(5)),
        *(Answers(2, "2025-W10", values={"who": "self"}) for _ in range(30)),
        *(Answers(2, "2025-W10") for _ in range(40)),
    ]
    counts = Counts(FORM, answers)
    assert counts.newer == ("who",), "nobody ever answered the others"
    # They were not asked, and said nothing: a closed quarter shows the same whatever is learnt later.
    assert dict(zip(counts.by("who").rows, counts.by("who").row_totals, strict=True)) == {
        "self": 30,
        "near": 0,
        NOT_SAID: 105,
    }
    assert Counts(FORM, answers[60:]).newer == (), "quick contacts are never asked"
    few = Counts(FORM, [Answers(1, "2024-W10"), Answers(2, "2025-W10", values={"who": "self"})])
    assert few.newer == (), "one silence says nothing about the form"


def test_vanished_and_renamed_questions_are_in_no_table_but_known_to_exist() -> None:
    counts = Counts(FORM, [Answers(1, "2026-W01", values={"gone": "x", "who": "self"})])
    assert counts.has_others
    assert counts.by("gone").rows == (NOT_SAID,)
    assert counts.answers[0].values == {"gone": "x", "who": "self"}, "they are valid, and not lost"
    assert not COUNTS.has_others
