"""What can be inserted into a reply: the house's lines and its referrals, in the visitor's language."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QObject

from luwte.console.models.rows import RowsModel
from luwte.console.state import PolicyView, ReferralRow

Kind = Literal["all", "reply", "referral"]

_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing to insert. ``title`` is what it is called, ``line`` what a list shows of it besides.

    ``names`` and ``words`` find it, in plain small letters: names first.
    """

    kind: Literal["reply", "referral"]
    title: str
    line: str
    text: str
    names: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.kind} {self.title}"


class PhrasesModel(RowsModel[Phrase]):
    """The phrases that are looked for: those whose name begins so first, then those with such a word.

    Signals: Qt's own only.
    """

    def __init__(self, say: Callable[[Phrase], str], parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.key, lambda row: row.title, say, parent)
        self._all: tuple[Phrase, ...] = ()

    def set_phrases(self, phrases: tuple[Phrase, ...]) -> None:
        """Know other phrases from now on; what is shown follows at the next ``seek``."""
        self._all = phrases

    def has(self, kind: Kind) -> bool:
        """Return whether there is anything of this kind at all."""
        return any(kind in ("all", each.kind) for each in self._all)

    def seek(self, needle: str, kind: Kind = "all") -> None:
        """Show what a word, or its beginning, finds; all of a kind when nothing is typed."""
        wanted = plain(needle.strip())
        of_kind = [each for each in self._all if kind in ("all", each.kind)]
        named = [each for each in of_kind if _begins(each.names, wanted)]
        worded = [each for each in of_kind if each not in named and _begins(each.words, wanted)]
        self.set_rows([*named, *worded])


def phrases(policy: PolicyView, language: str) -> tuple[Phrase, ...]:
    """Return all that a policy offers to a visitor of this language, in the order of the policy."""
    found = []
    for reply in policy.replies:
        text = in_language(reply.text, language)
        found.append(Phrase("reply", reply.shortcut, text, text, (plain(reply.shortcut),), _words(text)))
    for referral in policy.referrals:
        text = in_language(referral.text, language)
        words = _words(" ".join([text, *referral.themes]))
        names = (plain(referral.name), *_words(f"{referral.name} {referral.phone}"))
        phone = "" if referral.phone == referral.name else referral.phone
        line = " · ".join(part for part in (phone, text) if part)
        found.append(Phrase("referral", referral.name, line, referral_text(referral, language), names, words))
    return tuple(found)


def referral_text(row: ReferralRow, language: str) -> str:
    """Return what is put into the reply: the sentence, and below it where to go."""
    ways = dict.fromkeys(part for part in (row.name, row.phone, row.url) if part)
    text = in_language(row.text, language)
    # "112 · 112" would only be said twice.
    return text if list(ways) == [row.phone] else f"{text}\n{' · '.join(ways)}"


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return the text in this language, or in the first of the house."""
    return texts.get(language) or next(iter(texts.values()), "")


def plain(text: str) -> str:
    """Return a text without capitals and accents, so that "suicide" finds "suïcide"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _begins(words: tuple[str, ...], wanted: str) -> bool:
    return any(word.startswith(wanted) for word in words)


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_WORD.findall(plain(text))))
