"""The anonymity guard: what in a free text could tell who somebody is, pointed at before it is sent.

Rules only, no trained model (N3), and it decides nothing: it points, a person changes the words or lets them
stand. It finds what has a shape; it cannot know every name, and says so by being shown as help, not as proof.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["nickname", "name", "place", "number", "date", "contact"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Characters ``start`` to ``end`` (without it) of the text could tell who somebody is."""

    start: int
    end: int
    kind: Kind


_WORD: Final = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:['’-][^\W\d_]+)*"
_MONTHS: Final = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "january|february|march|may|june|july|august|october"
)
_DAYS: Final = (
    "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)

_SHAPES: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    # Each part stops where the next begins: with \S+@\S+ a few thousand pasted @ would take minutes.
    (
        "contact",
        re.compile(
            r"(?<![^\s@])[^\s@]+@(?:[\w-]+\.)+\w+|(?:https?://|www\.)\S+|(?<!\w)@\w{2,}",
            re.IGNORECASE,
        ),
    ),
    ("place", re.compile(r"\b\d{4}\s?[A-Z]{2}\b")),
    (
        "place",
        re.compile(
            r"\b\w*(?:straat|laan|steenweg|dreef|plein|gracht|singel|kade|weg|street|avenue|road)"
            r"\s+\d+\s?[a-z]?\b",
            re.IGNORECASE,
        ),
    ),
    ("date", re.compile(rf"\b\d{{1,2}}\s+(?:{_MONTHS})\b(?:\s+\d{{4}})?", re.IGNORECASE)),
    ("date", re.compile(rf"\b(?:{_MONTHS})\s+\d{{1,2}}\b(?:,?\s+\d{{4}})?", re.IGNORECASE)),
    ("date", re.compile(r"\b\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?\b|\b\d{4}-\d{2}-\d{2}\b")),
    ("contact", re.compile(r"(?<!\d)(?:\+|00)?\d[\d ./-]{7,}\d(?!\d)")),
    ("number", re.compile(r"(?<!\w)\d{2,}(?!\w)")),
)

_NAMED: Final = re.compile(
    rf"\b(?:ik heet|heet|mijn naam is|noem(?:t|en)? (?:me|hem|haar|zich)|genaamd|my name is|i am called|"
    rf"is called|named)\s+({_WORD})",
    re.IGNORECASE,
)
_THERE: Final = re.compile(
    rf"\b(?:woont in|wonen in|woon in|komt uit|kom uit|uit|te|in|lives in|live in|comes from|from|school|"
    rf"college|bij|at)\s+(?:de |het |the )?({_CAPITAL}(?:\s+{_CAPITAL})*)"
)
_CAPITALISED: Final = re.compile(rf"\b{_CAPITAL}\b")
_BEGINS_AFTER: Final = frozenset('.!?:;"“‘(')
"""Signs after which any word has a capital."""
_HARMLESS: Final = frozenset(
    [
        *_DAYS.split("|"),
        *_MONTHS.split("|"),
        *("ik", "i", "lgbt", "lgbti", "lgbtq", "hiv", "soa", "ggz", "caw", "ocmw", "veilig", "thuis"),
        *(
            "nederland",
            "belgië",
            "vlaanderen",
            "europa",
            "nederlands",
            "vlaams",
            "engels",
            "dutch",
            "english",
        ),
        *("whatsapp", "instagram", "facebook", "snapchat", "tiktok", "signal", "youtube", "google"),
        *("kerstmis", "pasen", "christmas", "easter", "ramadan"),
    ]
)


def findings(text: str, nickname: str = "") -> tuple[Finding, ...]:
    """Return what could tell who somebody is, in the order of the text, none inside another."""
    found = sorted(_all(text, nickname), key=lambda each: (each.start, -each.end))
    apart: list[Finding] = []
    for each in found:
        if not apart or each.start >= apart[-1].end:
            apart.append(each)
    return tuple(apart)


def _all(text: str, nickname: str) -> Iterator[Finding]:
    name = nickname.strip()
    if name:
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            yield Finding(found.start(), found.end(), "nickname")
    for kind, shape in _SHAPES:
        for found in shape.finditer(text):
            yield Finding(found.start(), found.end(), kind)
    for found in _NAMED.finditer(text):
        yield Finding(found.start(1), found.end(1), "name")
    for found in _THERE.finditer(text):
        if found[1].casefold() not in _HARMLESS:
            yield Finding(found.start(1), found.end(1), "place")
    for found in _CAPITALISED.finditer(text):
        if not _begins_at(text, found.start()) and found[0].casefold() not in _HARMLESS:
            yield Finding(found.start(), found.end(), "name")


def _begins_at(text: str, place: int) -> bool:
    """Return whether a sentence begins here: a capital says nothing then."""
    before = text[:place].rstrip()
    return not before or before[-1] in _BEGINS_AFTER or "\n" in text[len(before) : place]
