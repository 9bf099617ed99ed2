"""What a form offers to pick is found by the beginning of a word, its own before those above it."""

from PySide6.QtTest import QAbstractItemModelTester

from luwte.console.models.form_entries import EntriesModel, option_entries, theme_entries
from luwte.policy import Option, load
from tests.console.views.forming import FORM

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def themes() -> EntriesModel:
    return EntriesModel(theme_entries(FORM, "en"), lambda row: row.path)


def names(model: EntriesModel) -> list[str]:
    return [row.name for row in model.rows()]


def test_a_theme_stands_under_the_one_it_belongs_to_and_says_its_path() -> None:
    found = theme_entries(FORM, "en")
    assert [(each.name, each.depth) for each in found] == [
        ("love", 0), ("partner", 1), ("jealous", 2), ("home", 0), ("parents", 1),
    ]  # fmt: skip
    assert found[2].path == "Love › Partner › Jealousy"


def test_words_find_their_own_first_then_what_stands_under_them() -> None:
    model = themes()
    QAbstractItemModelTester(model, FATAL)
    for needle, found in (
        ("", ["love", "partner", "jealous", "home", "parents"]),
        ("pa", ["partner", "parents", "jealous"]),
        (" LÖV ", ["love", "partner", "jealous"]),
        ("j", ["jealous"]),
        ("ome", []),
        ("ho", ["home", "parents"]),
    ):
        model.seek(needle)
        assert names(model) == found


def test_what_begins_so_comes_before_what_only_has_such_a_word() -> None:
    model = EntriesModel(theme_entries(load("lumi").registration, "nl"), lambda row: row.path)
    model.seek("ge")
    found = [row.label for row in model.rows()]
    assert found[:3] == ["Geweld en discriminatie", "Geweld thuis", "Geweld op straat of online"]
    assert "Twijfel over gender" in found[3:]


def test_what_is_picked_is_offered_no_more_and_still_known() -> None:
    model = themes()
    model.seek("pa", ["partner"])
    assert names(model) == ["parents", "jealous"]
    entry = model.entry("partner")
    assert entry is not None
    assert entry.path == "Love › Partner"


def test_a_house_without_this_language_is_shown_in_its_own() -> None:
    (only,) = option_entries((Option("a", {"nl": "Eén"}),), "en")
    assert (only.label, only.names) == ("Eén", ("een",))


def test_R4_every_theme_of_every_shipped_house_is_found_by_its_own_name() -> None:
    for house in ("default", "fier", "laten-we-praten", "levgroep", "lumi", "perspectieven"):
        for language in ("nl", "en"):
            entries = theme_entries(load(house).registration, language)
            assert len(entries) == len(load(house).registration.themes)
            model = EntriesModel(entries, lambda row: row.path)
            for each in entries:
                model.seek(each.label)
                assert each.name in names(model)
