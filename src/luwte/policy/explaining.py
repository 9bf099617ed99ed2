"""What a policy means for a visitor, in plain words: what is kept, how long, and who sees it.

The sentences stand in ``resources/words/explain.LANGUAGE.toml``; everything that differs from house to house
comes from the policy itself, so that what is told here cannot drift from what is done.
"""

import textwrap
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from luwte.policy.form import FormField
from luwte.policy.house import Policy
from luwte.policy.promising import ROLES, Deed
from luwte.resources import folder

WIDTH: Final = 79
"""What fits in the narrowest terminal, its last column left free."""
_WEEK: Final = 7
_MONTH: Final = 30.5
_YEAR: Final = 365.25
_OLDEST: Final = 120
_INDENT: Final = "    "


def explain(policy: Policy, language: str) -> str:
    """Return the whole explanation as plain text of at most ``WIDTH`` columns; ``language`` is one of the
    policy's own."""
    return "\n".join(_Speaker(policy, language).lines()) + "\n"


class _Speaker:
    def __init__(self, policy: Policy, language: str) -> None:
        self._policy = policy
        self._language = language
        path = folder("words") / f"explain.{language}.toml"
        self._words: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))

    def lines(self) -> Iterator[str]:
        yield from self._heading(self._words["title"].format(self._policy.name), "=")
        yield from self._talk()
        yield from self._heading(self._words["kept"])
        yield from self._table(
            (what, ((self._words["how_long"], how_long), (self._words["who"], who)))
            for what, how_long, who in self._rows()
        )
        yield from self._form()
        yield from self._ages()
        yield from self._danger()
        yield from self._decided()
        yield from self._rights()
        yield from self._demand()
        yield from self._visible()

    def _talk(self) -> Iterator[str]:
        """Say whom the visitor talks to (C7)."""
        notice = self._said(self._policy.notice)
        if notice:
            yield from self._heading(self._words["talk"])
            yield from _wrapped(notice)

    def _rows(self) -> Iterator[tuple[str, str, str]]:
        policy, terms = self._policy, self._policy.conduct.terms
        yield self._row("waiting")
        yield self._row("live")
        for kept in policy.retention.values():
            days = self._spoken(kept.days)
            what, how_long, _ = self._row("ended", self._said(kept.label), days)
            if kept.until_date:
                how_long = self._words["rows"]["ended"]["or_later_date"].format(days)
            yield what, how_long, self._readers()
        yield self._row("withdrawn")
        yield self._row("notes")
        if policy.registration.fields:
            yield self._registration()
        yield self._row("cookie", how_long=self._count("minutes", max(1, policy.resume_window // 60)))
        what, how_long, who = self._row(
            "origin", how_long=self._spoken(terms.origin_days), who=self._who("origin_groups")
        )
        yield what, how_long, who if self._roles("origin_groups") else self._who("origin_groups")
        yield self._row("flag", how_long=self._spoken(terms.flag_days), who=self._who("abuse"))
        if terms.block_cookie_days:
            yield self._row("block", how_long=self._spoken(terms.block_cookie_days))
        if terms.consent_days:
            yield self._row("consent", how_long=self._spoken(terms.consent_days), who=self._who("consent"))
        if terms.mail_days:
            yield self._row("mail", how_long=self._spoken(terms.mail_days))

    def _row(self, name: str, what: str = "", how_long: str = "", who: str = "") -> tuple[str, str, str]:
        row = self._words["rows"][name]
        return row["what"].format(what), row["how_long"].format(how_long), row["who"].format(who)

    def _readers(self) -> str:
        """Say who may read an ended conversation, and who a sample only (T1, T5)."""
        archive, sample = self._roles("archive"), self._roles("sample")
        only_sample = [role for role in sample if role not in archive]
        said = self._who("archive")
        if not only_sample:
            return said
        row = self._words["rows"]["ended"]
        return str(row["sample"].format(said, _joined(only_sample, self._words["and"])))

    def _registration(self) -> tuple[str, str, str]:
        """Say who sees counts, and who may see registrations one by one."""
        what, how_long, who = self._row("registration", who=self._who("registrations"))
        if rows := self._roles("export_rows"):
            more = self._words["rows"]["registration"]["one_by_one"]
            who = more.format(who, _joined(rows, self._words["and"]))
        return what, how_long, who

    def _form(self) -> Iterator[str]:
        words, form = self._words["form"], self._policy.registration
        yield from self._heading(words["title"])
        if not form.fields:
            yield words["nothing"]
            return
        yield from _wrapped(words["optional"])
        if not any(field.kind in {"text", "number"} for field in form.fields):
            yield from _wrapped(words["no_room"])
        yield ""
        yield from self._table((self._said(field.label), self._asked(field)) for field in form.fields)

    def _asked(self, field: FormField) -> Iterator[tuple[str, str]]:
        words = self._words["form"]
        if answers := self._answers(field):
            yield words["answers"], answers
        yield words["why"], self._said(field.purpose) or words["no_purpose"]

    def _answers(self, field: FormField) -> str:
        if field.bands:
            return str(self._words["form"]["bands"])
        if field.kind == "themes":
            themes = self._policy.registration.themes
            said = "; ".join(self._said(theme.label) for theme in themes if not theme.under)
            is_deep = any(theme.under for theme in themes)
            return str(self._words["form"]["and_below"].format(said)) if is_deep else said
        return "; ".join(self._said(option.label) for option in field.options)

    def _ages(self) -> Iterator[str]:
        words, rules = self._words["ages"], self._policy.registration.ages
        if not rules:
            return
        yield from self._heading(words["title"])
        yield from _wrapped(words["told"])
        for rule in rules:
            name = "from" if rule.last >= _OLDEST else "from_to" if rule.first else "until"
            yield f"• {words[name].format(rule.first, rule.last)}"
            yield from _wrapped(self._said(rule.text), _INDENT, _INDENT)

    def _danger(self) -> Iterator[str]:
        words, danger = self._words["danger"], self._policy.conduct.danger
        if not danger.self:
            return
        yield from self._heading(words["title"])
        yield from _item(f"{words['self']}: {self._said(danger.self)}")
        yield from _item(f"{words['others']}: {self._said(danger.others)}")

    def _decided(self) -> Iterator[str]:
        """Say that a person decides (N3)."""
        words = self._words["decided"]
        yield from self._heading(words["title"])
        yield from _wrapped(f"{words['person']} {words['ai' if self._policy.conduct.ai else 'no_ai']}")

    def _rights(self) -> Iterator[str]:
        words, terms = self._words["rights"], self._policy.conduct.terms
        yield from self._heading(words["title"])
        yield from _item(words["withdraw"])
        answer, done = self._spoken(terms.rights_answer_days), self._spoken(terms.rights_done_days)
        said = f"{words['ask']} {words['at_once' if answer == done else 'answer'].format(answer, done)}"
        if terms.rights_more_days:
            said += " " + words["more"].format(self._spoken(terms.rights_more_days))
        yield from _item(said)
        yield from _item(words["unknown"])
        if self._policy.complaints:
            yield from _item(f"{words['complaints']}: {self._said(self._policy.complaints)}")

    def _demand(self) -> Iterator[str]:
        """Say what a legal demand can get (A6)."""
        words = self._words["demand"]
        yield from self._heading(words["title"])
        origin = self._spoken(self._policy.conduct.terms.origin_days)
        for line in (*words["lines"], words["origin"].format(origin)):
            yield from _item(line)
        if self._policy.registration.fields:
            yield from _item(words["registrations"])

    def _visible(self) -> Iterator[str]:
        words = self._words["visible"]
        yield from self._heading(words["title"])
        for line in words["lines"]:
            yield from _item(line)
        if self._policy.registration.fields:
            yield from _item(words["registrations"])
        yield from _item(words["together"])
        yield from self._heading(words["here"])
        yield from _wrapped(words["browser"])

    def _roles(self, deed: Deed) -> Sequence[str]:
        return [self._words["roles"][role] for role in ROLES if self._policy.conduct.may(role, deed)]

    def _who(self, deed: Deed) -> str:
        roles = self._roles(deed)
        if not roles:
            return str(self._words["nobody_here"].format(self._policy.name))
        return _joined(roles, self._words["and"])

    def _spoken(self, days: int) -> str:
        """Say a number of days as people do: as weeks, months or years where it is some, never rounded up by
        more than a few days."""
        if days % _WEEK == 0 and days <= 8 * _WEEK:
            return self._count("weeks", days // _WEEK)
        if days >= 2 * _YEAR - 1:
            return self._count("years", int((days + 1) / _YEAR))
        if abs(days - _YEAR) < 1:
            return self._count("years", 1)
        if days >= int(_MONTH) and abs(days / _MONTH - round(days / _MONTH)) < 0.15:
            return self._count("months", round(days / _MONTH))
        return self._count("days", days)

    def _count(self, unit: str, count: int) -> str:
        one, more = self._words[unit]
        return str(one if count == 1 else more).format(count)

    def _said(self, words: Any) -> str:
        return str(words.get(self._language, ""))

    def _heading(self, text: str, line: str = "-") -> Iterator[str]:
        if line == "-":
            yield ""
        wrapped = _wrapped(text)
        yield from wrapped
        yield line * max(len(each) for each in wrapped)

    def _table(self, rows: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> Iterator[str]:
        """Lay rows out: what, and under it what is to be known of it, in a column of its own."""
        laid = [(what, list(told)) for what, told in rows]
        wide = max((len(name) for _, told in laid for name, _ in told), default=0) + 2
        for at, (what, told) in enumerate(laid):
            if at:
                yield ""
            yield from _wrapped(what)
            for name, said in told:
                label = f"{_INDENT}{name}:".ljust(len(_INDENT) + wide)
                yield from _wrapped(said, label, " " * len(label))


def _item(text: str) -> Sequence[str]:
    return _wrapped(text, "• ", "  ")


def _wrapped(text: str, indent: str = "", hanging: str = "") -> Sequence[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=hanging, break_on_hyphens=False
    )


def _joined(parts: Sequence[str], last: str) -> str:
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else parts[0]
