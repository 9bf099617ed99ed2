"""Registrations in columns: nothing is lost, and what one of them said stays in its own row."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from luwte.policy import FormField, RegistrationForm
from luwte.registration.counting.columns import CHANNEL, QUICK_KIND, VERSION, Columns
from luwte.registration.form import Answer, Answers

FORM = RegistrationForm(
    fields=(
        FormField("themes", "themes", {}, {}, most=3),
        FormField("copes", "yes_no", {}, {}),
        FormField("how-often", "number", {}, {}, most=9),
    )
)
VALUES: st.SearchStrategy[Answer] = st.one_of(
    st.booleans(),
    st.integers(-(2**63), 2**64 - 1),
    st.text(max_size=8),
    st.lists(st.text(min_size=1, max_size=4), max_size=3),
)
ANSWERS = st.lists(
    st.builds(
        Answers,
        policy=st.integers(1, 2**64 - 1),
        week=st.sampled_from(["2020-W53", "2026-W01", "2026-W53"]),
        channel=st.sampled_from(["chat", "phone"]),
        quick=st.sampled_from(["", "silent"]),
        values=st.dictionaries(
            st.sampled_from(["themes", "copes", "how-often", "gone", VERSION, QUICK_KIND]), VALUES, max_size=4
        ),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(ANSWERS)
def test_registrations_come_out_as_they_went_in_week_by_week(answers: Sequence[Answers]) -> None:
    columns = Columns(FORM, answers)
    assert list(columns.answers(columns.weeks)) == sorted(answers, key=lambda each: each.week)
    assert sum(map(columns.count, columns.weeks)) == len(answers)


def test_one_true_and_the_list_of_one_are_different_answers() -> None:
    answers = [Answers(1, "2026-W01", values={"copes": value}) for value in (True, 1, "1", ["1"])]
    columns = Columns(FORM, answers)
    assert [each.values["copes"] for each in columns.answers(columns.weeks)] == [True, 1, "1", ["1"]]
    assert len(columns.values("copes")) == 5


def test_combinations_are_tallied_over_weeks() -> None:
    columns = Columns(FORM, [Answers(1, "2026-W01"), Answers(1, "2026-W02"), Answers(1, "2026-W02", "phone")])
    assert columns.tally((CHANNEL,), ("2026-W01", "2026-W02")) == {(1,): 2, (2,): 1}
    assert columns.tally((CHANNEL, QUICK_KIND), ("2026-W02",)) == {(1, 0): 1, (2, 0): 1}


def test_a_value_takes_room_once() -> None:
    words = ["2026", "x" * 900]
    columns = Columns(FORM, [Answers(1, "2026-W01", values={"themes": words}) for _ in range(500)])
    assert len(columns.values("themes")) == 2


def test_only_answers_to_vanished_questions_are_others() -> None:
    assert not Columns(FORM, [Answers(1, "2026-W01", values={"copes": True})]).has_others
    assert Columns(FORM, [Answers(1, "2026-W01", values={"gone": True})]).has_others
