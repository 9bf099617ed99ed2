"""Reading the registration form of a house policy, and its age rules.

All of it may be left out: policies signed before it existed are obeyed as they are, and register nothing.
"""

import difflib
import re
from collections.abc import Iterable
from typing import Final, get_args

from luwte.policy.form import (
    CHANNELS,
    AgeRule,
    Channel,
    FieldKind,
    FormField,
    Option,
    RegistrationForm,
    Theme,
)
from luwte.policy.table import Table

OLDEST: Final = 120

_KINDS: Final[tuple[FieldKind, ...]] = get_args(FieldKind)
_NAME: Final = re.compile("[a-z][a-z0-9-]{0,31}")
_TAKEN: Final = frozenset({"week", "month", "quarter", "year", "channel", "quick"})
"""Columns that figures and files have of their own: a field of that name would stand there twice."""
_UNSAID: Final = "not-said"
"""What figures call no answer: an option of that name would be counted among those who said nothing."""
_MOST_FIELDS: Final = 40
_MOST_THEMES: Final = 200
_MOST_OPTIONS: Final = 40
_LEVELS: Final = 3
_LONGEST_TEXT: Final = 300


def registration_form(top: Table, languages: tuple[str, ...]) -> RegistrationForm:
    """Return the form of a policy; one without fields where the policy has none."""
    ages = _ages(top, languages)
    if not top.has("registration"):
        return RegistrationForm(ages=ages)
    table = top.table("registration")
    form = RegistrationForm(_fields(table, languages), _themes(table, languages), _channels(table), ages)
    if form.themes and not any(field.kind == "themes" for field in form.fields):
        table.refuse("no field of kind themes asks for these", "themes")
    if not form.themes and any(field.kind == "themes" for field in form.fields):
        table.refuse("a field asks for themes, and there are none", "fields")
    table.done()
    return form


def _channels(table: Table) -> tuple[Channel, ...]:
    if not table.has("channels"):
        return ("chat",)
    found: list[Channel] = []
    for number, name in enumerate(table.texts("channels", 16)):
        known = next((channel for channel in CHANNELS if channel == name), None)
        if known is None:
            table.refuse(f"{name!r} is none of {', '.join(CHANNELS)}", "channels", number)
        elif known in found:
            table.refuse(f"{name!r} stands here twice", "channels", number)
        else:
            found.append(known)
    return tuple(found)


def _fields(table: Table, languages: tuple[str, ...]) -> tuple[FormField, ...]:
    tables = table.tables("fields")
    if len(tables) > _MOST_FIELDS:
        table.refuse(f"has {len(tables)} fields, {_MOST_FIELDS} at most", "fields")
    found: list[FormField] = []
    for each in tables:
        field = _field(each, languages)
        if field.name and any(field.name == other.name for other in found):
            each.refuse(f"{field.name!r} stands here twice", "name")
        if field.name in _TAKEN:
            each.refuse(f"{field.name!r} is a name that the figures need themselves", "name")
        if field.kind == "themes" and any(other.kind == "themes" for other in found):
            each.refuse("themes are asked for once", "kind")
        found.append(field)
    return tuple(found)


def _field(table: Table, languages: tuple[str, ...]) -> FormField:
    kind = _kind(table)
    most, least, longest = 1, 0, 0
    options: tuple[Option, ...] = ()
    bands: tuple[tuple[int, int], ...] = ()
    match kind:
        case "themes":
            most = table.whole("most", 1, 10, default=5)
        case "choice":
            options = _options(table, languages)
        case "choices":
            options = _options(table, languages)
            most = table.whole("most", 1, _MOST_OPTIONS, default=max(1, len(options)))
        case "number":
            least, most = table.whole("least", 0, 1_000_000, default=0), table.whole("most", 1, 1_000_000)
            if least >= most:
                table.refuse("must be less than most", "least")
        case "age":
            bands = _bands(table)
            most = OLDEST
        case "text":
            longest = table.whole("longest", 1, _LONGEST_TEXT)
        case "yes_no":
            pass
    field = FormField(
        name=_name(table, "name"),
        kind=kind,
        label=table.words("label", languages, 80),
        purpose=table.words("purpose", languages, 300) if table.has("purpose") else {},
        options=options,
        most=most,
        least=least,
        bands=bands,
        longest=longest,
    )
    table.done()
    return field


def _kind(table: Table) -> FieldKind:
    name = table.text("kind", 16)
    kind = next((kind for kind in _KINDS if kind == name), None)
    if kind is None and name:
        table.refuse(f"{name!r} is none of {', '.join(_KINDS)}", "kind")
    return kind or "yes_no"


def _options(table: Table, languages: tuple[str, ...]) -> tuple[Option, ...]:
    tables = table.tables("options")
    if table.has("options") and not 2 <= len(tables) <= _MOST_OPTIONS:
        table.refuse(f"has {len(tables)} options, must have 2 to {_MOST_OPTIONS}", "options")
    found: list[Option] = []
    for each in tables:
        option = Option(_name(each, "name"), each.words("label", languages, 80))
        if option.name and any(option.name == other.name for other in found):
            each.refuse(f"{option.name!r} stands here twice", "name")
        if option.name == _UNSAID:
            each.refuse("'not said' is there by itself, for every question", "name")
        each.done()
        found.append(option)
    return tuple(found)


def _bands(table: Table) -> tuple[tuple[int, int], ...]:
    if table.flag("as_number", default=False):
        if table.has("bands"):
            table.refuse("an age is kept as a number or as a band, not both", "bands")
        return ()
    starts = table.wholes("bands", 0, OLDEST, default=())
    if not starts:
        table.refuse("is missing; write the first year of each band, or as_number = true", "bands")
        return ()
    if list(starts) != sorted(set(starts)) or starts[0] != 0:
        table.refuse("must be the first years of the bands, from 0 up, such as [0, 12, 18]", "bands")
        return ()
    return tuple(zip(starts, [*(start - 1 for start in starts[1:]), OLDEST], strict=True))


def _themes(table: Table, languages: tuple[str, ...]) -> tuple[Theme, ...]:
    tables = table.tables("themes") if table.has("themes") else []
    if len(tables) > _MOST_THEMES:
        table.refuse(f"has {len(tables)} themes, {_MOST_THEMES} at most", "themes")
    found: list[Theme] = []
    depth: dict[str, int] = {"": 0}
    orphans: list[tuple[Table, str]] = []
    for each in tables:
        name = _name(each, "name")
        under = each.text("under", 32) if each.has("under") else ""
        if name in depth:
            each.refuse(f"{name!r} stands here twice", "name")
        if name == _UNSAID:
            each.refuse("'not said' is there by itself, for every question", "name")
        if under not in depth:
            orphans.append((each, under))
        depth[name] = depth.get(under, 0) + 1
        if depth[name] > _LEVELS:
            each.refuse(f"themes have {_LEVELS} levels at most", "under")
        found.append(Theme(name, each.words("label", languages, 80), under if under in depth else ""))
        each.done()
    for each, under in orphans:
        each.refuse(_orphaned(under, depth), "under")
    return tuple(found)


def _orphaned(under: str, known: Iterable[str]) -> str:
    """Say why there is nothing above a theme: it stands further down, or has another name."""
    if under in known:
        return f"the theme {under!r} stands further down; put it above this one"
    near = difflib.get_close_matches(under, known, n=1)
    said = f"there is no theme {under!r}"
    return f"{said}; did you mean {near[0]!r}?" if near else f"{said} above this one"


def _ages(top: Table, languages: tuple[str, ...]) -> tuple[AgeRule, ...]:
    found: list[AgeRule] = []
    for table in top.tables("ages") if top.has("ages") else []:
        rule = AgeRule(
            table.whole("first", 0, OLDEST),
            table.whole("last", 0, OLDEST, default=OLDEST),
            table.words("text", languages, 400),
        )
        if rule.last < rule.first:
            table.refuse("comes before the first year", "last")
        if found and rule.first <= found[-1].last:
            table.refuse("overlaps the rule before it", "first")
        table.done()
        found.append(rule)
    return tuple(found)


def _name(table: Table, key: str) -> str:
    name = table.text(key, 32)
    if name and not _NAME.fullmatch(name):
        table.refuse("a name has small letters, figures and -, 32 at most", key)
        return ""
    return name
