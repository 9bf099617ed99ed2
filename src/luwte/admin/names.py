"""Display names: what colleagues and visitors see of a person. Never a real name, never more than it
seems."""

import unicodedata
from typing import Final

from luwte.admin.trouble import AdminError

MOST_CHARACTERS: Final = 24
_JOINERS: Final = frozenset("\u200d\ufe0f")


def checked_name(untrusted_name: str) -> str:
    """Return a display name in one spelling (NFC); AdminError ``bad_name``.

    Control, bidirectional and unassigned characters are refused: a name must not hide or turn what stands
    beside it.
    """
    name = unicodedata.normalize("NFC", untrusted_name).strip()
    marks = 0
    for character in name:
        category = unicodedata.category(character)
        if (category[0] == "C" or category in {"Zl", "Zp"}) and character not in _JOINERS:
            raise AdminError("bad_name")
        marks = marks + 1 if category[0] == "M" else 0
        if marks > 2:
            raise AdminError("bad_name")
    if not 1 <= len(name) <= MOST_CHARACTERS or not any(map(str.isalnum, name)):
        raise AdminError("bad_name")
    return name
