"""The files of the annual report: no small cell stands in any of them (R3)."""

import csv
import json
import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luwte.console.views.paper import Paper
from luwte.console.views.report_files import ReportError, Wanted, write_report, write_rows
from luwte.console.views.web_page import web_page
from luwte.registration.counting.counts import CHANNEL, Counts, Filter
from luwte.registration.reporting.report import report
from tests.console.pdf_text import pdf_text
from tests.invented import published

pytestmark = pytest.mark.usefixtures("qapp")
SMALL = {str(count) for count in range(1, 10)}


def wanted(seed: int = 1, count: int = 240, name: str = "lumi", language: str = "nl") -> Wanted:
    policy, publisher, release = published(name, {"2025": 200, "2026": count}, seed=seed)
    return Wanted(publisher, policy.name, "2026", language, release)


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as read:
        return list(csv.DictReader(read))


class _Cells(HTMLParser):
    """Every text of the page, by what it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.spoken: list[str] = []
        self.tags: set[str] = set()
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in = tag
        self.tags.add(tag)
        self.spoken += [value or "" for name, value in attrs if name == "aria-label"]

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append((self._in, data.strip()))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.integers(5, 400), st.sampled_from(["lumi", "levgroep", "fier"]))
def test_R3_no_file_of_the_report_holds_a_small_cell(
    tmp_path: Path, seed: int, count: int, name: str
) -> None:
    files = {file.suffix: file for file in write_report(wanted(seed, count, name, "en"), tmp_path)}
    rows = rows_of(files[".csv"])
    assert not {row["count"] for row in rows} & SMALL
    found = json.loads((tmp_path / "figures-2026-en.json").read_text(encoding="utf-8"))
    counts = [each for table in found["tables"] for row in table["rows"] for each in row["counts"]]
    totals = [column["total"] for table in found["tables"] for column in table["columns"]]
    assert all(each is None or each == 0 or each >= 10 for each in [*counts, *totals])
    page = _Cells()
    page.feed(files[".html"].read_text(encoding="utf-8"))
    assert not {words for tag, words in page.found if tag in {"td", "text"}} & SMALL
    assert not any(re.search(r"[:,] [1-9](;|,|$)", spoken) for spoken in page.spoken)
    painted = unicodedata.normalize("NFKC", pdf_text(files[".pdf"])).splitlines()
    for title in [words for tag, words in page.found if tag == "h2"][1:]:
        at = painted.index(title)
        assert painted.pop(at + 1).isdecimal(), "the contents tell the page"
        del painted[at]
    assert "2026" in "".join(painted), "the reader reads"
    assert not {words.strip() for words in painted} & SMALL


def test_R3_a_broken_build_that_hides_nothing_would_be_found(tmp_path: Path) -> None:
    made = wanted(count=60)
    counts = made.publisher.counts
    small = counts.by(CHANNEL, Filter("2026-W01", "2026-W53")).row_totals
    assert any(0 < count < 10 for count in small) or len(counts) > 0
    shown = made.publisher.by("gender", "2026")
    true = Counts(counts.form, counts.within("2026-W01", "2026-W53").answers).by("gender")
    assert any(0 < count < 10 for count in true.row_totals), "this year does have small cells"
    assert all(
        each is None for each, count in zip(shown.row_totals, true.row_totals, strict=True) if 0 < count < 10
    )


def test_the_page_is_one_file_without_script_or_anything_from_elsewhere() -> None:
    made = wanted()
    found = report(made.publisher, made.helpline, "2026", "nl", made.release)
    assert found is not None
    text = web_page(found)
    page = _Cells()
    page.feed(text)
    assert not page.tags & {"script", "link", "img", "iframe", "object", "form"}
    assert not re.search(r'(src|href|xlink:href)\s*=\s*"(?!#)', text)
    assert not re.search(r"url\((?!#)|@import", text)
    assert set(re.findall(r"https?://[^\"' <)]+", text)) <= {"http://www.w3.org/2000/svg"}
    shown = [each for section in found.sections for each in section.shown]
    assert text.count("<table") == len(found.charts)
    assert text.count('class="wide"') == sum(not each.instead for each in shown)
    assert text.count("<th scope=") > text.count("<tr>")
    assert '<html lang="nl">' in text


def test_what_a_policy_says_is_text_and_no_markup() -> None:
    made = wanted()
    found = report(made.publisher, "<script>alert(1)</script>", "2026", "nl", made.release)
    assert found is not None
    assert "<script>" not in web_page(found)


def test_no_page_is_overfull_and_every_chart_is_on_one() -> None:
    made = wanted(count=900)
    found = report(made.publisher, made.helpline, "2026", "nl", made.release)
    assert found is not None
    paper = Paper(found)
    assert len(paper) > 4
    assert paper.lowest <= paper.floor
    assert not paper.picture(0, 0.5).isNull()


def test_the_pdf_tells_its_language_its_title_and_its_parts(tmp_path: Path) -> None:
    made = wanted(count=900)
    files = {file.suffix: file for file in write_report(made, tmp_path)}
    content = files[".pdf"].read_bytes()
    assert content.rstrip().endswith(b"%%EOF")
    last = content[content.rindex(b"startxref") :].split()[1]
    assert content[int(last) :].startswith(b"xref")
    added = content[content.index(b"%%EOF") :]
    assert b"/Lang (nl)" in added
    assert b"/DisplayDocTitle true" in added
    found = report(made.publisher, made.helpline, "2026", "nl", made.release)
    assert found is not None
    parts = [found.summary.title, *(each.title for each in (*found.sections, *found.method))]
    assert [each.title for each in Paper(found).marks] == parts
    for title in parts:
        assert title.encode("utf-16-be").hex().encode() in added


def test_a_year_too_small_to_show_is_told_once_and_calmly(tmp_path: Path) -> None:
    files = {file.suffix: file for file in write_report(wanted(count=6, language="en"), tmp_path)}
    page = _Cells()
    page.feed(files[".html"].read_text(encoding="utf-8"))
    assert not page.tags & {"svg", "table"}
    assert any("fewer than 10 contacts" in words for _, words in page.found)
    assert rows_of(files[".csv"]) == []


def test_stopping_leaves_no_file_behind(tmp_path: Path) -> None:
    for share in (0.2, 0.75):
        assert write_report(wanted(), tmp_path / "out", lambda done, share=share: done < share) == ()  # type: ignore[misc]
        assert [each for each in tmp_path.rglob("*") if each.name != "out"] == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ReportError, match="report_disk"):
        write_report(wanted(), tmp_path / "file" / "out")


def test_rows_are_of_the_year_and_of_what_is_out(tmp_path: Path) -> None:
    made = wanted()
    file = write_rows(made.publisher, "2026", tmp_path)
    rows = rows_of(file)
    assert len(rows) == 240
    assert {row["week"][:4] for row in rows} == {"2026"}
    assert file.stat().st_mode & 0o077 == 0
