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

_UNITS: Final = (
    r"(?:minuten|minuut|uur|uren|keer|maal|dagen|weken|maanden|procent|%|euro|kilo|minutes|hours|times|days|"
    r"weeks|months|percent|euros)"
)
"""Of an amount, which tells nobody's name. Years are not among them: an age does tell."""
_HELP: Final = r"(?:10[0-7]|11[0-4]|1712|1813|11600\d|116111)"
"""Numbers anybody may call."""
_TOWNS: Final = (
    "aalst|almelo|almere|amersfoort|amstelveen|amsterdam|antwerpen|apeldoorn|arnhem|breda|brugge|"
    "brussel|charleroi|delft|den haag|'s-hertogenbosch|den bosch|deventer|dordrecht|eindhoven|enschede|"
    "genk|gent|groningen|haarlem|hasselt|heerlen|helmond|hilversum|ieper|kortrijk|leeuwarden|"
    "leiden|lelystad|leuven|lokeren|luik|maastricht|mechelen|middelburg|nijmegen|ninove|oostende|"
    "oudenaarde|purmerend|roermond|roeselare|rotterdam|schiedam|sint-niklaas|tilburg|tongeren|turnhout|"
    "utrecht|venlo|vilvoorde|vlissingen|waregem|zaandam|zoetermeer|zwolle"
)
"""Larger towns, found in small letters too; without those that are words too."""

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
    ("number", re.compile(rf"(?<!\w)(?!{_HELP}(?!\w))\d{{2,}}(?!\w)(?!\s?{_UNITS})", re.IGNORECASE)),
    ("place", re.compile(rf"(?<![\w-])(?:{_TOWNS})(?![\w-])", re.IGNORECASE)),
)

_NAMED: Final = re.compile(
    rf"\b(?:ik heet|heet|mijn naam is|noem(?:t|en)? (?:me|hem|haar|zich)|genaamd|my name is|i am called|"
    rf"is called|named)\s+(?:online\s+)?(?!(?:op|in|de|het|een|niet|ook|zo|dat|the|a|not)\b)({_WORD})",
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
        *("kerstmis", "pasen", "christmas", "easter", "ramadan", "nieuwjaar", "oudjaar", "sinterklaas"),
        *("netflix", "discord", "telegram", "reddit", "tinder", "grindr", "teams", "zoom", "internet"),
        *(
            "tele-onthaal",
            "zelfmoordlijn",
            "awel",
            "kindertelefoon",
            "slachtofferhulp",
            "lumi",
            "fier",
            "jac",
        ),
        *("adhd", "add", "ass", "ptss", "ocd", "emdr", "cgt", "ai", "tv", "xtc", "ghb", "covid", "corona"),
        *("lhbti", "lhbtiq", "clb", "vwo", "havo", "vmbo", "mbo", "hbo", "aso", "tso", "bso", "buso", "vdab"),
        *("uwv", "ind", "wmo", "gp", "poh", "cgg", "paaz", "vaph", "spoed", "engelse", "ok"),
        *("god", "allah", "bijbel", "koran", "islam", "jezus", "u"),
        # Where a family is from is not who somebody is.
        *("nederlandse", "belgische", "vlaamse", "waalse", "duitse", "franse", "frans", "duits", "poolse"),
        *("pools", "turkse", "turks", "marokkaanse", "marokkaans", "syrische", "oekraïense", "surinaamse"),
        *("afghaanse", "somalische", "spaanse", "italiaanse", "arabisch", "arabische", "berbers", "chinese"),
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
        if not all(_is_harmless(word) for word in found[1].split()):
            yield Finding(found.start(1), found.end(1), "place")
    for found in _CAPITALISED.finditer(text):
        if not _begins_at(text, found.start()) and not _is_harmless(found[0]):
            yield Finding(found.start(), found.end(), "name")


def _is_harmless(word: str) -> bool:
    """Return whether everybody knows this word with a capital; of one with a hyphen its parts, as in
    "OCMW-medewerker"."""
    first, *others = word.split("-")
    is_compound = first.casefold() in _HARMLESS and all(part[:1].islower() for part in others)
    return word.casefold() in _HARMLESS or is_compound


def _begins_at(text: str, place: int) -> bool:
    """Return whether a sentence begins here: a capital says nothing then."""
    before = text[:place].rstrip()
    return not before or before[-1] in _BEGINS_AFTER or "\n" in text[len(before) : place]
