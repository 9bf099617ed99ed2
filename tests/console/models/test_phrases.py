"""What a volunteer types after the slash finds the house's lines and referrals, in the visitor's language."""

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from luwte.console.models.phrases import Kind, PhrasesModel, in_language, phrases, referral_text
from luwte.console.models.rows import Role
from luwte.console.state import PolicyView, ReferralRow, ReplyRow

POLICY = PolicyView(
    replies=(
        ReplyRow("welkom", {"nl": "Fijn dat je schrijft.", "en": "Good that you write."}),
        ReplyRow("veilig", {"nl": "Kun je veilig typen?", "en": "Is it safe to type?"}),
    ),
    referrals=(
        ReferralRow("112", "112", "", {"nl": "Bel 112.", "en": "Call 112."}, ("gevaar",)),
        ReferralRow(
            "Veilig Thuis",
            "0800-2000",
            "https://www.veiligthuis.nl/",
            {"nl": "Is het thuis niet pluis?", "en": "Is home not right?"},
            ("suïcide", "geweld"),
        ),
    ),
)


@pytest.fixture
def model(qtbot: QtBot) -> PhrasesModel:
    made = PhrasesModel(lambda row: f"{row.kind} {row.title}")
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.set_phrases(phrases(POLICY, "nl"))
    return made


def titles(model: PhrasesModel) -> list[str]:
    return [row.title for row in model.rows()]


@pytest.mark.parametrize(
    ("needle", "kind", "found"),
    [
        ("", "all", ["welkom", "veilig", "112", "Veilig Thuis"]),
        ("", "reply", ["welkom", "veilig"]),
        ("", "referral", ["112", "Veilig Thuis"]),
        ("VEI", "all", ["veilig", "Veilig Thuis"]),
        ("fijn", "all", ["welkom"]),
        ("pluis", "all", ["Veilig Thuis"]),
        ("thuis", "all", ["Veilig Thuis"]),
        ("suicide", "all", ["Veilig Thuis"]),
        ("0800", "all", ["Veilig Thuis"]),
        ("gevaar", "referral", ["112"]),
        ("eilig", "all", []),
        ("x", "all", []),
    ],
)
def test_names_words_and_themes_are_found_by_how_they_begin(
    model: PhrasesModel, needle: str, kind: Kind, found: list[str]
) -> None:
    model.seek("iets anders")
    model.seek(needle, kind)
    assert titles(model) == found


def test_what_is_called_so_comes_before_what_only_says_so(model: PhrasesModel) -> None:
    model.set_phrases(
        phrases(
            PolicyView(
                replies=(
                    ReplyRow("een", {"nl": "We gaan afronden."}),
                    ReplyRow("afronden", {"nl": "Nog iets?"}),
                )
            ),
            "nl",
        )
    )
    model.seek("afr")
    assert titles(model) == ["afronden", "een"]


def test_every_row_is_spoken_and_has_a_key_of_its_own(model: PhrasesModel) -> None:
    model.seek("")
    at = model.index(1)
    assert at.data(Role.KEY) == "reply veilig"
    assert at.data(Role.ROW).text == "Kun je veilig typen?"
    assert len({model.index(place).data(Role.KEY) for place in range(model.rowCount())}) == 4


def test_the_language_is_the_visitors_or_the_first_of_the_house() -> None:
    assert [row.text for row in phrases(POLICY, "en")][:2] == ["Good that you write.", "Is it safe to type?"]
    assert phrases(POLICY, "fr")[0].text == "Fijn dat je schrijft."
    assert in_language({}, "nl") == ""


def test_H1_a_referral_says_what_it_is_for_and_below_it_where_to_go() -> None:
    assert referral_text(POLICY.referrals[1], "nl") == (
        "Is het thuis niet pluis?\nVeilig Thuis · 0800-2000 · https://www.veiligthuis.nl/"
    )
    assert referral_text(POLICY.referrals[0], "en") == "Call 112."


def test_a_policy_without_any_offers_nothing(model: PhrasesModel) -> None:
    model.set_phrases(phrases(PolicyView(), "nl"))
    assert not model.has("all")
    model.set_phrases(phrases(PolicyView(replies=POLICY.replies), "nl"))
    assert model.has("reply")
    assert not model.has("referral")
