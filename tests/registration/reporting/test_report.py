"""What the annual report says, and its files for analysis: published figures only (R3, R5)."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace

import jsonschema
import pytest

from luwte.policy import FormField, RegistrationForm, shipped
from luwte.registration.counting.counts import Counts
from luwte.registration.form import Answers
from luwte.registration.reporting.charting import Chart, Line, Series
from luwte.registration.reporting.files import HEADER, codebook, figures_csv, figures_json, rows_csv, schema
from luwte.registration.reporting.labels import Labels
from luwte.registration.reporting.leading import leading, sentence
from luwte.registration.reporting.report import Report, report
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
    assert "week 39 of 2026" in found.covers[0]
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
    assert "fewer than 10 contacts" in found.summary.sentences[0]
    assert not found.charts


def test_what_could_not_be_opened_is_told() -> None:
    policy, publisher, release = published("lumi", YEARS)
    found = report(publisher, policy.name, "2026", "en", release, 3)
    assert found is not None
    assert any("3 registrations could not be opened" in each for each in sentences(found))


def test_it_stops_when_nobody_wants_it_any_more() -> None:
    policy, publisher, release = published("lumi", YEARS)
    assert report(publisher, policy.name, "2026", "en", release, goes_on=lambda done: done < 0.3) is None


def test_the_csv_has_a_header_every_count_once_and_a_total_for_each_column() -> None:
    found = made()
    text = figures_csv(found)
    assert "\r\n" in text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert tuple(rows[0]) == HEADER
    assert len(rows) == sum((len(chart.lines) + 1) * len(chart.series) for chart in found.charts)
    assert {row["is_hidden"] for row in rows} == {"true", "false"}
    assert all((row["count"] == "") == (row["is_hidden"] == "true") for row in rows)
    totals = {row["count"] for row in rows if row["is_total"] == "true" and row["table"] == "gender"}
    assert totals == {"650", "500"}


def test_the_codebook_tells_every_column_of_the_csv() -> None:
    found = json.loads(codebook(made(), "figures-2026-nl.csv"))
    assert found["url"] == "figures-2026-nl.csv"
    columns = found["tableSchema"]["columns"]
    assert tuple(column["name"] for column in columns) == HEADER
    assert all(column["dc:description"] for column in columns)


def test_the_json_is_as_its_schema_says() -> None:
    found = json.loads(figures_json(made()))
    jsonschema.validate(found, json.loads(schema()))
    assert found["$schema"] == "figures.schema.json"
    assert (found["first_week"], found["last_week"]) == ("2026-W01", "2026-W53")
    assert (found["released"], found["threshold"], found["rounded_to"]) == ("2027-02-01", 10, 5)


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


def test_R3_a_sentence_tells_only_what_is_shown() -> None:
    found = made("lumi", "en")
    for section in found.sections:
        for each in section.shown:
            shown = {each.chart.said(count) for count in each.chart.series[0].counts}
            for number in re.findall(r"about ([\d,]+) times", each.lead):
                assert number in shown
    assert found.facts[0].value == "650"


BARS = Chart(
    "gender",
    "Gender",
    "bars",
    "Gender",
    (Line("woman", "Woman"), Line("man", "Man"), Line("other", "Other"), Line("not-said", "Not said")),
    (Series("2026", "2026", (300, 100, 20, 80), 500),),
    Labels(RegistrationForm(), "en"),
    10,
)


@pytest.mark.parametrize(
    ("counts", "total", "said"),
    [
        ((300, 100, 20, 80), 500, "“Woman” comes up most often: about 300 times, 71% of what is known."),
        ((300, 300, 20, 80), 700, "“Woman” and “Man” come up most often: about 300 times each."),
        ((40, 20, 0, 0), 60, "“Woman” comes up most often: about 40 times."),
        ((300, 100, None, 80), 485, "“Woman” comes up most often"),
        ((50, 20, None, 80), 500, "Of what is shown here, “Woman” comes up most often: about 50 times."),
        ((50, 50, None, 80), 500, ""),
        ((0, None, 0, 80), 85, ""),
    ],
)
def test_R3_most_is_said_only_if_nothing_hidden_can_be_more(
    counts: tuple[int | None, ...], total: int, said: str
) -> None:
    chart = replace(BARS, series=(Series("2026", "2026", counts, total),))
    told = sentence(chart, leading(chart, 2.5, is_several=False))
    assert told.startswith(said)
    assert bool(told) == bool(said)


def test_R3_of_a_year_that_goes_on_a_small_lead_is_no_lead() -> None:
    chart = replace(BARS, series=(Series("2026", "2026", (120, 100, 0, 80), 300),))
    assert sentence(chart, leading(chart, 15, is_several=False, doubt=30)) == ""
    far = replace(BARS, series=(Series("2026", "2026", (220, 100, 0, 80), 400),))
    assert sentence(far, leading(far, 15, is_several=False, doubt=30)).startswith("“Woman” comes up")


def test_R3_no_more_themes_are_named_than_surely_lead() -> None:
    chart = replace(BARS, series=(Series("2026", "2026", (120, 100, 100, 0), 320),))
    found = leading(chart, 2.5, is_several=True)
    assert [each.name for each in found.leaders(2)] == ["woman"]
    assert [each.name for each in found.leaders(3)] == ["woman", "man", "other"]


def test_the_period_is_told_in_whole_weeks() -> None:
    assert made().covers[0] == (
        "Contacten van 29 december 2025 tot en met 3 januari 2027: alle 53 weken van 2026."
    )
    assert made(year="2025").covers[0].endswith("tot en met 28 december 2025: alle 52 weken van 2025.")


def test_a_theme_beside_its_own_parts_says_that_it_counts_what_is_none_of_them() -> None:
    found = made()
    labels = {line.label for chart in found.charts if chart.name == "themes" for line in chart.lines}
    assert "Coming-out, in het algemeen" in labels
    above = {line.label for chart in found.charts if chart.name == "themes-above" for line in chart.lines}
    assert "Coming-out" in above
