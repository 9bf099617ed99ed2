"""What a policy means for a visitor, in plain words: what is kept, how long, and who sees it.

The sentences stand in ``resources/words/explain.LANGUAGE.toml``; everything that differs from house to house
comes from the policy itself, so that what is told here cannot drift from what is done.
"""

import textwrap
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any, Final

from luwte.policy.form import FormField
from luwte.policy.house import Policy
from luwte.policy.promising import ROLES, Deed
from luwte.resources import folder

WIDTH: Final = 88
_WEEK: Final = 7
_MONTH: Final = 30.5
_YEAR: Final = 365.25


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
        yield from self._heading(self._words["kept"])
        for what, how_long, who in self._rows():
            yield from _wrapped(f"• {what}", "", "  ")
            yield from _wrapped(f"{self._words['how_long']}: {how_long}", "    ")
            yield from _wrapped(f"{self._words['who']}: {who}", "    ")
        yield from self._form()
        yield from self._ages()
        yield from self._danger()
        yield from self._rights()
        for part in ("demand", "visible"):
            yield from self._heading(self._words[part]["title"])
            for line in self._words[part]["lines"]:
                yield from _wrapped(f"• {line}", "", "  ")

    def _rows(self) -> Iterator[tuple[str, str, str]]:
        policy, terms = self._policy, self._policy.conduct.terms
        yield self._row("waiting")
        yield self._row("live")
        for kept in policy.retention.values():
            days, who = self._spoken(kept.days), self._who("archive")
            what, how_long, who = self._row("ended", self._said(kept.label), days, who)
            if kept.until_date:
                how_long = self._words["rows"]["ended"]["or_later_date"].format(days)
            yield what, how_long, who
        yield self._row("withdrawn")
        yield self._row("notes")
        if policy.registration.fields:
            yield self._row("registration", who=self._who("registrations"))
        yield self._row("cookie", how_long=self._count("minutes", max(1, policy.resume_window // 60)))
        yield self._row("origin", how_long=self._spoken(terms.origin_days), who=self._who("origin_groups"))
        if terms.block_cookie_days:
            yield self._row("block", how_long=self._spoken(terms.block_cookie_days))
        if terms.consent_days:
            yield self._row("consent", how_long=self._spoken(terms.consent_days), who=self._who("consent"))
        if terms.mail_days:
            yield self._row("mail", how_long=self._spoken(terms.mail_days))

    def _row(self, name: str, what: str = "", how_long: str = "", who: str = "") -> tuple[str, str, str]:
        row = self._words["rows"][name]
        return row["what"].format(what), row["how_long"].format(how_long), row["who"].format(who)

    def _form(self) -> Iterator[str]:
        words, form = self._words["form"], self._policy.registration
        yield from self._heading(words["title"])
        if not form.fields:
            yield words["nothing"]
            return
        yield from _wrapped(words["optional"])
        for field in form.fields:
            yield from _wrapped(f"• {self._said(field.label)}{self._limits(field)}", "", "  ")
            yield from _wrapped(self._said(field.purpose) or words["no_purpose"], "    ")

    def _limits(self, field: FormField) -> str:
        options = ", ".join(self._said(option.label) for option in field.options)
        if field.bands:
            return f" ({self._words['form']['bands']})"
        return f" – {options}" if options else ""

    def _ages(self) -> Iterator[str]:
        words, rules = self._words["ages"], self._policy.registration.ages
        if not rules:
            return
        yield from self._heading(words["title"])
        for rule in rules:
            is_open = rule.last >= 120
            span = (
                words["from"].format(rule.first)
                if is_open
                else words["from_to"].format(rule.first, rule.last)
            )
            yield from _wrapped(f"• {span}: {self._said(rule.text)}", "", "  ")

    def _danger(self) -> Iterator[str]:
        words, danger = self._words["danger"], self._policy.conduct.danger
        if not danger.self:
            return
        yield from self._heading(words["title"])
        yield from _wrapped(f"• {words['self']}: {self._said(danger.self)}", "", "  ")
        yield from _wrapped(f"• {words['others']}: {self._said(danger.others)}", "", "  ")

    def _rights(self) -> Iterator[str]:
        words, terms = self._words["rights"], self._policy.conduct.terms
        yield from self._heading(words["title"])
        answer, done = self._spoken(terms.rights_answer_days), self._spoken(terms.rights_done_days)
        said = words["answer"].format(answer, done)
        if terms.rights_more_days:
            said += " " + words["more"].format(self._spoken(terms.rights_more_days))
        yield from _wrapped(said)
        if self._policy.complaints:
            yield from _wrapped(f"{words['complaints']}: {self._said(self._policy.complaints)}")

    def _who(self, deed: Deed) -> str:
        roles = [self._words["roles"][role] for role in ROLES if self._policy.conduct.may(role, deed)]
        if not roles:
            return str(self._words["nobody_here"].format(self._policy.name))
        return _joined(roles, self._words["and"])

    def _spoken(self, days: int) -> str:
        """Say a number of days as people do: as months or years where it is some, never rounded up."""
        if days >= 2 * _YEAR - 1:
            return self._count("years", int((days + 1) / _YEAR))
        if days > 8 * _WEEK and abs(days / _MONTH - round(days / _MONTH)) < 0.15:
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
        yield from _wrapped(text)
        yield line * min(len(text), WIDTH)


def _wrapped(text: str, indent: str = "", hanging: str | None = None) -> Sequence[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent if hanging is None else hanging
    )


def _joined(parts: Sequence[str], last: str) -> str:
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else parts[0]
