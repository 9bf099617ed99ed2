"""Nothing that is shown, alone or together, gives a small cell away (R3)."""

from luwte.policy import FormField, Option, Publication, RegistrationForm, Theme
from luwte.registration.counting.counts import CHANNEL, QUICK_KIND, THEMES_ABOVE, Counts
from luwte.registration.form import Answers
from luwte.registration.publishing.publisher import (
    Publisher,
    first_week,
    last_week,
    span_named,
    year_before,
)

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


def test_a_year_that_is_not_over_is_what_its_quarters_tell() -> None:
    # Each look is the sum of what stands there for good: two looks tell no more than the quarters do.
    answers = [Answers(1, "2026-W10", values={"who": "self"}) for _ in range(47)]
    answers += [Answers(1, "2026-W20", values={"who": each}) for each in ("self",) * 31 + ("near",) * 3]
    spring = Publisher(Counts(FORM, answers), RULES, "2026-W13")
    summer = Publisher(Counts(FORM, answers), RULES, "2026-W30")
    assert summer.until == "2026-W26"
    assert (spring.by("who", "2026").total, summer.by("who", "2026").total) == (50, 80)
    assert spring.by("who", "2026").row_totals == (50, 0)
    assert summer.by("who", "2026").row_totals == (None, None), "of the second quarter both are hidden"
    assert summer.by("who", "2026-Q1") == spring.by("who", "2026-Q1")
    assert (summer.is_over("2026"), summer.is_over("2026-Q2"), summer.is_over("2026-Q3")) == (
        False,
        True,
        False,
    )
    assert not summer.may_cross("who", "copes", "2026")
    assert {count for cells in summer.cross("who", "copes", "2026").cells for count in cells} == {None}


def test_R3_what_is_not_released_is_in_no_table() -> None:
    answers = [Answers(1, week) for week in ("2026-W30", "2026-W44") for _ in range(20)]
    publisher = Publisher(Counts(FORM, answers), RULES, "2026-W43")
    assert publisher.by(CHANNEL, "2026").total == 20
    assert publisher.contacts("2026", "month").rows[-1] == "2026-09"
    assert publisher.contacts("2026", "month").total == 20
    assert Publisher(Counts(FORM, answers), RULES, "2026-W13").contacts("2026", "month").total == 0
    assert Publisher(Counts(FORM, answers), RULES, "2025-W52").years == ()


def test_a_quarter_hides_what_its_year_would_give_away_later() -> None:
    # 3 in the first quarter are hidden; the year's 103 less the others would tell, so the last gives way.
    publisher = made(
        (3, "2026-W02", {"who": "self"}),
        (60, "2026-W02", {"who": "near"}),
        (50, "2026-W20", {"who": "self"}),
        (50, "2026-W20", {"who": "near"}),
        (50, "2026-W45", {"who": "self"}),
        (50, "2026-W45", {"who": "near"}),
    )
    table = publisher.over("who", "2026", "quarter")
    assert table.row_totals == (105, 160)
    assert table.cells == ((None, 50, 0, None), (None, 50, 0, None))


def test_a_year_of_a_handful_is_hidden_though_its_quarters_hide_each_other() -> None:
    publisher = made((4, "2026-W02", {}), (5, "2026-W20", {}))
    assert publisher.contacts("2026", "quarter").row_totals == (None, None, 0, 0)
    assert publisher.contacts("2026", "quarter").total is None
    assert publisher.by("who", "2026").row_totals == (None, None, None)


def test_who_said_nothing_is_not_told_where_several_answers_can_be_given() -> None:
    # 13 contacts, 10 of them silent: whatever stands beside it, 3 at most said anything.
    publisher = made((10, "2026-W02", {"copes": True}), (3, "2026-W02", {"themes": ["love"], "copes": True}))
    assert publisher.by(THEMES_ABOVE, "2026").rows == ("love", "work")
    assert publisher.by("who", "2026").rows == ("self", "near", "")


def test_quick_contacts_are_crossed_with_no_question_of_the_form() -> None:
    # They answer nothing: the table would tell how many of the others said nothing.
    publisher = made((40, "2026-W02", {"who": "self"}))
    assert not publisher.may_cross(QUICK_KIND, "who", "2026")
    assert publisher.may_cross(CHANNEL, QUICK_KIND, "2026")
    assert publisher.may_cross("who", "copes", "2026")
    assert not publisher.may_cross("themes", THEMES_ABOVE, "2026")


def test_themes_under_others_are_a_list_of_the_year() -> None:
    form = RegistrationForm(FORM.fields, (Theme("love", {}), Theme("lost", {}, "love"), Theme("work", {})))
    answers = [
        Answers(1, "2026-W10", values={"themes": [name]})
        for name, count in (("love", 40), ("lost", 20), ("work", 4))
        for _ in range(count)
    ]
    assert Publisher(Counts(form, answers), RULES, "2026-W53").by(THEMES_ABOVE, "2026").row_totals == (
        None,
        None,
    ), "all but four said so: of quick contacts there could be no more"
    answers += [Answers(1, "2026-W10") for _ in range(20)]
    publisher = Publisher(Counts(form, answers), RULES, "2026-W53")
    assert publisher.by("themes", "2026").row_totals == (40, 20, None)
    assert publisher.by(THEMES_ABOVE, "2026").row_totals == (60, None)
    assert publisher.by("themes", "2026-Q1").row_totals == (None, None, None)
    assert publisher.may_part(THEMES_ABOVE)
    assert not publisher.may_part("themes")
    assert not publisher.may_cross("themes", "who", "2026")


def test_times_are_named_with_their_weeks() -> None:
    assert [span_named(name) for name in ("2026", "2026-Q4", "2026-11")] == ["year", "quarter", "month"]
    assert (first_week("2026"), last_week("2026")) == ("2026-W01", "2026-W53")
    assert (first_week("2025"), last_week("2025")) == ("2025-W01", "2025-W52")
    assert (first_week("2026-Q4"), last_week("2026-12")) == ("2026-W40", "2026-W53")
    assert [year_before(name) for name in ("2026", "2026-Q4")] == ["2025", "2025-Q4"]


def test_there_are_figures_of_every_time_from_the_first_to_the_last_that_is_out() -> None:
    answers = [Answers(1, week) for week in ("2025-W48", "2026-W06") for _ in range(20)]
    publisher = Publisher(Counts(FORM, answers), RULES, "2026-W14")
    assert publisher.years == ("2025", "2026")
    assert publisher.periods("quarter") == ("2025-Q4", "2026-Q1")
    assert publisher.periods("month") == ("2025-11", "2025-12", "2026-01", "2026-02", "2026-03")
    assert Publisher(Counts(FORM, []), RULES, "2026-W10").periods("year") == ()
