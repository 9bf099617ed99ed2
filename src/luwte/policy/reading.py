"""From TOML to a ``Policy``: the only place that knows the names of its keys."""

import re
import tomllib
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from luwte.errors import LuwteError
from luwte.policy.hours import minutes
from luwte.policy.house import (
    LANGUAGES,
    WEEKDAYS,
    Hours,
    Limits,
    OtherHelp,
    Policy,
    RetentionClass,
    Silence,
    Texts,
)
from luwte.policy.places import places
from luwte.policy.promising import conduct
from luwte.policy.registering import registration_form
from luwte.policy.table import Findings, Problem, Table
from luwte.policy.ways import https, ways
from luwte.policy.working import referrals, replies, shift_rules
from luwte.resources import folder

_MOST_BYTES: Final = 64 * 1024
"""A policy travels signed, twice over (TOML and page), inside one claim of 256 KiB."""
_PROMISES: Final = 5
_LONGEST_DAYS: Final = 40 * 366
_CLASS_NAME: Final = re.compile("[a-z][a-z_-]{0,31}")
_LONG_NUMBER: Final = re.compile(r"[0-9][0-9_]{4000}")
_LINE_OF_SYNTAX: Final = re.compile(r"\(at line (\d+), column \d+\)")


class PolicyError(LuwteError):
    """A policy that cannot be obeyed; ``problems`` in the order of the file. The line stays closed."""

    def __init__(self, source: str, problems: list[Problem]) -> None:
        super().__init__("policy")
        self.source = source
        self.problems = tuple(sorted(problems))

    @property
    def sentence(self) -> str:
        """What the command line tells: that the policy does not hold, and why."""
        return f"the house policy cannot be obeyed.\n{self}"

    def __str__(self) -> str:
        """Return one line per problem, ``file:line: message``."""
        places = (f"{self.source}:{found.line}" if found.line else self.source for found in self.problems)
        return "\n".join(
            f"{place}: {found.message}" for place, found in zip(places, self.problems, strict=True)
        )


def shipped() -> tuple[str, ...]:
    """Return the names of the policies that come with the product."""
    return tuple(sorted(path.stem for path in folder("policies").glob("*.toml")))


def source(path_or_name: str | Path) -> Path:
    """Return the file of a policy: one that ships, by its bare name, or any path."""
    if isinstance(path_or_name, str) and path_or_name in shipped():
        return folder("policies") / f"{path_or_name}.toml"
    return Path(path_or_name)


def load(path_or_name: str | Path) -> Policy:
    """Read a policy by the name of one that ships, or from a file; PolicyError with all that is wrong."""
    path = source(path_or_name)
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(_MOST_BYTES + 1)  # no more of a file that has no end
    except FileNotFoundError as error:
        names = ", ".join(shipped())
        problem = Problem(0, f"there is no such file, nor a policy of that name (these ship: {names})")
        raise PolicyError(str(path), [problem]) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise PolicyError(str(path), [Problem(0, f"cannot be read: {reason}")]) from error
    return parse(text, str(path))


def parse(text: str, source: str) -> Policy:
    """Return the policy of a TOML text; ``source`` names it in errors. PolicyError with all that is wrong."""
    if len(text.encode("utf-8", "surrogatepass")) > _MOST_BYTES:
        raise PolicyError(source, [Problem(0, f"the policy is larger than {_MOST_BYTES} bytes")])
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE_OF_SYNTAX.search(str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        problem = Problem(line, f"not valid TOML: {_LINE_OF_SYNTAX.sub('', str(error)).strip()}")
        raise PolicyError(source, [problem]) from error
    except ValueError as error:
        # Python's own limit on the figures of a number, which the reader of TOML lets through.
        found = _LONG_NUMBER.search(text)
        line = text.count("\n", 0, found.start()) + 1 if found else 0
        raise PolicyError(source, [Problem(line, "a number is too long")]) from error
    except RecursionError as error:
        raise PolicyError(source, [Problem(0, "the policy is nested too deeply")]) from error
    findings = Findings(places(text))
    policy = _policy(Table(values, (), findings))
    if findings.problems:
        raise PolicyError(source, findings.problems)
    return policy


def _policy(top: Table) -> Policy:
    languages = _languages(top)
    default, retention = _retention(top.table("retention"), languages)
    limits = _limits(top.table("limits"))
    policy = Policy(
        name=top.text("name", 60),
        languages=languages,
        time_zone=_time_zone(top),
        exit_to=https(top, "exit_to"),
        promises=top.each_language("promises", languages, _promises),
        statement=top.words("statement", languages, 8_000),
        notice=top.words("notice", languages, 1_000) if top.has("notice") else {},
        complaints=top.words("complaints", languages, 1_000) if top.has("complaints") else {},
        consent=top.words("consent", languages, 1_500),
        elsewhere=tuple(_other_help(other, languages) for other in top.tables("elsewhere")),
        opening_hours=_opening_hours(top.table("opening_hours")),
        resume_window=top.whole("resume_window", 60, 3_600),
        limits=limits,
        silence=_silence(top.table("silence")),
        alarm_after=_alarm(top),
        retention_default=default,
        retention=retention,
        texts=_texts(top.table("texts"), languages),
        shift=shift_rules(top, limits.shift_hours),
        replies=replies(top, languages),
        referrals=referrals(top, languages),
        registration=registration_form(top, languages),
        conduct=conduct(top, languages),
    )
    top.done()
    return policy


def _languages(top: Table) -> tuple[str, ...]:
    languages = top.texts("languages", 10)
    for number, language in enumerate(languages):
        if language not in LANGUAGES:
            top.refuse(
                f"the page does not speak {language!r}, only {', '.join(LANGUAGES)}", "languages", number
            )
        elif language in languages[:number]:
            top.refuse(f"{language!r} stands here twice", "languages", number)
    if not languages:
        top.refuse("at least one language is needed", "languages")
    # With no language left every text would be refused as well: one problem is told, not thirty.
    return tuple(dict.fromkeys(language for language in languages if language in LANGUAGES)) or LANGUAGES


def _time_zone(top: Table) -> str:
    name = top.text("time_zone", 60)
    try:
        ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        top.refuse(f"{name!r} is no time zone; write one such as Europe/Brussels", "time_zone")
    return name


def _promises(table: Table, language: str) -> tuple[str, ...]:
    lines = table.texts(language, 120)
    if table.has(language) and len(lines) != _PROMISES:
        table.refuse(f"has {len(lines)} lines, the page shows exactly {_PROMISES}", language)
    return lines


def _other_help(table: Table, languages: tuple[str, ...]) -> OtherHelp:
    phone, url = ways(table)
    other = OtherHelp(table.text("name", 60), phone, url, table.words("text", languages, 300))
    table.done()
    return other


def _opening_hours(table: Table) -> Hours | None:
    is_always = table.flag("always", default=False)
    hours = {day: _spans(table, day) for day in WEEKDAYS if table.has(day)}
    table.done()
    if is_always:
        if hours:
            table.refuse("is always open, so no day can have hours of its own", next(iter(hours)))
        return None
    if not any(hours.values()):
        table.refuse("the line would never open; write always = true or hours for a day")
    return hours


def _spans(table: Table, day: str) -> tuple[tuple[str, str], ...]:
    spans = table.pairs(day)
    last_end = -1
    for number, (begin_text, end_text) in enumerate(spans):
        begin, end = minutes(begin_text), minutes(end_text)
        if begin is None or end is None or begin == 24 * 60:
            table.refuse('must be times of day, such as ["18:00", "22:00"]', day, number)
            continue
        if begin == end:
            table.refuse("begins and ends at the same time", day, number)
        if begin < last_end:
            table.refuse("overlaps the hours before it", day, number)
        last_end = end if end > begin else end + 24 * 60
    return spans


def _limits(table: Table) -> Limits:
    limits = Limits(
        waiting=table.whole("waiting", 1, 1_000),
        conversations_default=table.whole("conversations_default", 1, 15),
        conversations_most=table.whole("conversations_most", 1, 15),
        shift_hours=table.whole("shift_hours", 1, 12),
    )
    if limits.conversations_default > limits.conversations_most:
        table.refuse("is more than conversations_most", "conversations_default")
    table.done()
    return limits


def _silence(table: Table) -> Silence:
    silence = Silence(table.whole("nudge_after", 30, 7_200), table.whole("end_after", 60, 14_400))
    if silence.end_after <= silence.nudge_after:
        table.refuse("must come after the nudge", "end_after")
    table.done()
    return silence


def _alarm(top: Table) -> tuple[int, ...]:
    after = top.wholes("alarm_after", 0, 3_600, default=(0, 20, 40))
    if list(after) != sorted(set(after)):
        top.refuse("must grow from each moment to the next", "alarm_after")
    return after


def _retention(table: Table, languages: tuple[str, ...]) -> tuple[str, dict[str, RetentionClass]]:
    default = table.text("default", 32)
    classes = table.table("classes")
    retention = {}
    for name in classes.names():
        if not _CLASS_NAME.fullmatch(name):
            classes.refuse("a class is named with small letters, - and _, 32 at most", name)
        kept = classes.table(name)
        retention[name] = RetentionClass(
            kept.whole("days", 1, _LONGEST_DAYS),
            kept.words("label", languages, 60),
            until_date=kept.flag("until_date", default=False),
        )
        kept.done()
    if default and default not in retention:
        table.refuse(f"there is no class {default!r} under retention.classes", "default")
    table.done()
    return default, retention


def _texts(table: Table, languages: tuple[str, ...]) -> Texts:
    texts = Texts(table.words("nudge", languages, 1_000), table.words("closing", languages, 1_000))
    table.done()
    return texts
