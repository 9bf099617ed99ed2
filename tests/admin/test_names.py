"""Display names: short, visible, and nothing that turns or hides what stands beside it."""

import pytest

from luwte.admin.names import checked_name
from luwte.admin.trouble import AdminError


@pytest.mark.parametrize("name", ["Noor", "Zoë", "Bo 2", "Anne-Fleur", "李", "  Sam  "])
def test_an_ordinary_name_is_taken(name: str) -> None:
    assert checked_name(name) == name.strip()


def test_two_spellings_of_one_name_become_one() -> None:
    assert checked_name("Zoe\u0308") == checked_name("Zoë")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "x" * 25,
        "Noor\u202e",
        "\u2066Sam\u2069",
        "a\u200bb",
        "a\nb",
        "\x00",
        "...",
        "é\u0301\u0302\u0303",
        "\ud800",
    ],
)
def test_anything_that_hides_or_turns_is_refused(name: str) -> None:
    with pytest.raises(AdminError, match="bad_name"):
        checked_name(name)
