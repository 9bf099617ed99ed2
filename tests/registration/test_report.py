"""What the annual report says, and its files for analysis: published figures only (R3, R5)."""

import csv
import io
import json
from collections.abc import Sequence

import jsonschema
import pytest

from luwte.policy import FormField, RegistrationForm, shipped
from luwte.registration.counting import Counts
from luwte.registration.files import HEADER, figures_csv, figures_json, rows_csv, schema
from luwte.registration.form import Answers
from luwte.registration.report import Report, report
from tests.invented import IN_NOVEMBER, published

YEARS = {"2025": 500, "2026": 650}


def made(name: str = "lumi", language: str = "nl", year: str = "2026") -> Report:
    policy, publisher, release = published(name, YEARS)
    found = report(publisher, policy.name, year, language, release)
    assert found is not None
    return found


def sentences(found: Report) -> Sequence[str]:
    parts = [found.summary, *found.sections, *found.method]
    said = [sentence for part in parts for sentence in part.sentences]
    return [
        *found.covers,
        *said,
        *(words for part in parts for each in part.shown for words in each.sentences),
    ]


@pytest.mark.parametrize("name", shipped())
@pytest.mark.parametrize("language", ["nl", "en"])
def test_R3_every_house_gets_a_report_in_both_languages(name: str, language: str) -> None:
    found = made(name, language)
    assert found.charts[0].name == "contacts"
    assert len(found.charts) > 4
    assert all("{" not in each for each in sentences(found))
    assert "650" in found.summary.sentences[0]


def test_R5_years_do_not_run_out_and_are_compared() -> None:
    found = made()
    assert "meer dan in 2025" in found.summary.sentences[0]
    assert [each.name for each in found.charts[0].series] == ["2026", "2025"]


def test_a_year_that_is_not_over_says_so() -> None:
    policy, publisher, release = published("lumi", YEARS, IN_NOVEMBER)
    found = report(publisher, policy.name, "2026", "en", release)
    assert found is not None
    assert "week 43 of 2026" in found.covers[0]
    assert found.summary.sentences[0].startswith("So far")
    assert len(found.charts[0].series) == 1


def test_a_year_without_figures_is_told_in_one_sentence() -> None:
    found = made(year="2019")
    assert found.charts == ()
    assert found.summary.sentences[0].startswith("In 2019 is niets genoteerd")


def test_a_handful_is_not_told() -> None:
    policy, publisher, release = published("lumi", {"2026": 6})
    found = report(publisher, policy.name, "2026", "en", release)
    assert found is not None
    assert "fewer contacts" in found.summary.sentences[0]
    assert all(
        count is None or count == 0
        for chart in found.charts
        for each in chart.series
        for count in each.counts
    )


def test_what_could_not_be_opened_is_told() -> None:
    policy, publisher, release = published("lumi", YEARS)
    found = report(publisher, policy.name, "2026", "en", release, 3)
    assert found is not None
    assert any("3 registrations could not be opened" in each for each in sentences(found))


def test_it_stops_when_nobody_wants_it_any_more() -> None:
    policy, publisher, release = published("lumi", YEARS)
    assert report(publisher, policy.name, "2026", "en", release, goes_on=lambda done: done < 0.3) is None


def test_the_csv_has_a_header_and_every_count_once() -> None:
    found = made()
    text = figures_csv(found)
    assert "\r\n" in text
    rows = list(csv.reader(io.StringIO(text)))
    assert tuple(rows[0]) == HEADER
    assert len(rows) - 1 == sum(len(chart.lines) * len(chart.series) for chart in found.charts)
    assert {row[6] for row in rows[1:]} == {"yes", "no"}
    assert all((row[5] == "") == (row[6] == "yes") for row in rows[1:])


def test_the_json_is_as_its_schema_says() -> None:
    found = json.loads(figures_json(made()))
    jsonschema.validate(found, json.loads(schema()))
    assert found["$schema"] == "figures.schema.json"


def test_rows_hold_the_answers_and_nothing_else() -> None:
    form = RegistrationForm(fields=(FormField("who", "text", {}, {}), FormField("copes", "yes_no", {}, {})))
    answers = [
        Answers(7, "2026-W02", "phone", "", {"who": "=1+1", "copes": True}),
        Answers(7, "2026-W01", "chat", "silent"),
    ]
    assert rows_csv(form, answers).split("\r\n") == [
        "week,channel,quick,who,copes",
        "2026-W01,chat,silent,,",
        "2026-W02,phone,,'=1+1,yes",
        "",
    ]
    assert len(Counts(form, answers)) == 2
