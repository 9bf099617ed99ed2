"""The names of questions, answers and times in the words of a language: the policy's own, and those of
``resources/words/report.LANGUAGE.toml``."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from luwte.policy import RegistrationForm, Words
from luwte.registration.counting.counts import (
    CHANNEL,
    NOT_SAID,
    OLDER,
    QUICK_KIND,
    SAID,
    SPANS,
    THEMES_ABOVE,
    Span,
)
from luwte.registration.publishing.publisher import Period, last_week, span_named
from luwte.resources import folder

LANGUAGES: Final = ("nl", "en")
_OLDEST: Final = 120
_NO_ANSWER: Final = {NOT_SAID: "not_said", OLDER: "older", SAID: "said"}
_ASKED: Final = {CHANNEL: "channel", QUICK_KIND: "quick", THEMES_ABOVE: "above"}


class Labels:
    """What a helpline's figures are called in one of ``LANGUAGES``."""

    def __init__(self, form: RegistrationForm, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._form = form
        self.words = _words(self.language)

    def own(self, words: Words) -> str:
        """Return what the policy says in this language, or in its first."""
        return words.get(self.language) or next(iter(words.values()), "")

    def question(self, name: str) -> str:
        """Return a question's label."""
        if name in _ASKED:
            return str(self.words["questions"][_ASKED[name]])
        if name in SPANS:
            return str(self.words["questions"][name])
        asked = self._form.field(name)
        return self.own(asked.label) if asked is not None else name

    def answer(self, question: str, name: str) -> str:
        """Return the label of an answer to a question."""
        if question == QUICK_KIND:
            return str(self.words["quick"][name or "none"])
        if name in _NO_ANSWER:
            return str(self.words[_NO_ANSWER[name]])
        if question == CHANNEL:
            return str(self.words["channels"].get(name, name))
        if question in SPANS:
            return self.short(name)
        theme = self._form.theme(name) if self._is_theme(question) else None
        if theme is None:
            return self._option(question, name)
        has_more = question != THEMES_ABOVE and any(each.under == name for each in self._form.themes)
        # Beside its own parts, a theme counts those who chose it and no part of it.
        return str(self.words["general"]).format(self.own(theme.label)) if has_more else self.own(theme.label)

    def brief(self, question: str, name: str) -> str:
        """Return the label of an answer where there is little room: above a column."""
        asked = self._form.field(question)
        if asked is None or asked.kind != "age" or name in {NOT_SAID, OLDER, SAID}:
            return self.answer(question, name)
        first, last = (int(part) for part in name.split("-"))
        brief = "short_years_over" if last >= _OLDEST else "short_years"
        return str(self.words[brief]).format(first, last)

    def level(self, question: str, name: str) -> int:
        """Return how many themes stand above this one."""
        is_nested = self._is_theme(question) and question != THEMES_ABOVE
        return max(0, len(self._form.path(name)) - 1) if is_nested and name else 0

    def period(self, name: Period, until: str = "") -> str:
        """Return a time in full; one that is not over ``until`` then is told to be so far."""
        match span_named(name):
            case "year":
                said = name
            case "quarter":
                said = self.words["quarter"].format(name[6:], name[:4])
            case _:
                said = f"{self.words['months'][int(name[5:]) - 1]} {name[:4]}"
        return self.words["so_far"].format(said) if until and last_week(name) > until else said

    def short(self, name: Period) -> str:
        """Return a time in few signs, without its year."""
        match span_named(name):
            case "year":
                return name
            case "quarter":
                return str(self.words["short_quarter"].format(name[6:]))
            case _:
                return str(self.words["short_months"][int(name[5:]) - 1])

    def month(self, name: Period) -> str:
        """Return a month without its year."""
        return str(self.words["months"][int(name[5:]) - 1])

    def week(self, name: str) -> str:
        """Return an ISO week in words."""
        return str(self.words["week"].format(int(name[6:]), name[:4]))

    def day(self, day: date) -> str:
        """Return a day in words."""
        return str(self.words["day"].format(day.day, self.words["months"][day.month - 1], day.year))

    def days(self, first: str, last: str) -> tuple[str, str]:
        """Return the Monday of one ISO week and the Sunday of another, in words."""
        monday = date.fromisocalendar(int(first[:4]), int(first[6:]), 1)
        sunday = date.fromisocalendar(int(last[:4]), int(last[6:]), 7)
        return self.day(monday), self.day(sunday)

    def quoted(self, label: str) -> str:
        """Return a label as a sentence names it."""
        return f"“{label}”"

    def number(self, count: int | None) -> str:
        """Return a count as it is written; the word for a hidden one."""
        if count is None:
            return str(self.words["hidden"])
        return f"{count:,}".replace(",", self.words["thousands"])

    def span(self, span: Span) -> str:
        """Return what a kind of time is called."""
        return str(self.words["questions"][span])

    def _is_theme(self, question: str) -> bool:
        asked = self._form.field(question)
        return question == THEMES_ABOVE or (asked is not None and asked.kind == "themes")

    def _option(self, question: str, name: str) -> str:
        asked = self._form.field(question)
        if asked is None:
            return name
        match asked.kind:
            case "yes_no":
                return str(self.words[name])
            case "age":
                return self._band(name)
            case _:
                option = next((each for each in asked.options if each.name == name), None)
                return self.own(option.label) if option is not None else name

    def _band(self, name: str) -> str:
        first, last = (int(part) for part in name.split("-"))
        if not first:
            return str(self.words["years_under"].format(last + 1))
        return str(
            self.words["years_over"].format(first)
            if last >= _OLDEST
            else self.words["years"].format(first, last)
        )


@cache
def _words(language: str) -> Mapping[str, Any]:
    path = folder("words") / f"report.{language}.toml"
    return MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")))
