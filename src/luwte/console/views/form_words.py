"""The registration form's own words: channels, quick contacts, ages, refusals, what the guard points at."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from luwte.console.views.text import one_line
from luwte.policy import AgeRule, Channel, FormField, Quick
from luwte.registration.guard import Finding

LABEL = 80
"""Characters of a label of the policy that are shown."""

OLDEST = 99
"""A band that goes on after this has no end worth telling."""

SHOWN = 4
"""Findings that the sentence names; all are underlined."""


class FormWords(QObject):
    """Codes of the form as words."""

    def not_said(self) -> str:
        """Return what stands where nothing was answered (R2)."""
        return self.tr("Not said")

    def channel(self, channel: Channel) -> str:
        """Return a way somebody came to the helpline."""
        match channel:
            case "chat":
                return self.tr("Chat")
            case "phone":
                return self.tr("Phone")
            case "email":
                return self.tr("E-mail")
            case "walk_in":
                return self.tr("At the desk")

    def quick(self, quick: Quick) -> str:
        """Return a contact of one click, with the letter of its key marked."""
        match quick:
            case "silent":
                return self.tr("&Silent")
            case "joke":
                return self.tr("&Joke")
            case "abusive":
                return self.tr("&Abusive")
            case "hang_up":
                return self.tr("&Hung up")

    def years(self, first: int, last: int) -> str:
        """Return a band of ages."""
        if last > OLDEST:
            return self.tr("{0} or older").format(first)
        return self.tr("{0}–{1} years").format(first, last)

    def rules(self, rules: Sequence[AgeRule], language: str, age: int | None) -> str:
        """Return what holds at an age, or in a band of several rules (C8)."""
        said = []
        for rule in rules:
            text = one_line(rule.text.get(language) or next(iter(rule.text.values()), ""), 300)
            said.append(text if age is not None else f"{self.years(rule.first, rule.last)}: {text}")
        return "\n".join(said)

    def refusal(self, code: str, field: FormField | None) -> str:  # noqa: PLR0911 - one a code
        """Return why the form cannot go as it is: what to change."""
        match code:
            case "out_of_range" if field is not None:
                return self.tr("A number from {0} to {1}.").format(field.least, field.most)
            case "too_many" if field is not None:
                return self.tr("%n at most.", "", field.most)
            case "too_long" if field is not None:
                return self.tr("That is longer than %n character(s).", "", field.longest)
            case "bad_text":
                return self.tr("This holds characters that cannot be kept. Type it anew.")
            case "too_large":
                return self.tr(
                    "Together this is too much for one registration. Shorten or leave out something."
                )
            case "key_missing":
                return self.tr(
                    "The helpline has no key for figures now, so nothing can be noted. What you filled in "
                    "stays here. Tell a coordinator."
                )
            case _:
                return self.tr(
                    "The house's form does not have this answer. Choose another, or leave it open."
                )

    def unmatched(self) -> str:
        """Return what is said of letters that found nothing to pick."""
        return self.tr("Nothing found. Try another word.")

    def unchosen(self) -> str:
        """Return what is said of letters that were left without choosing."""
        return self.tr("Not chosen yet. Enter chooses what is marked, Esc leaves it out.")

    def pointed_at(self, text: str, found: Sequence[Finding]) -> str:
        """Return what could tell who somebody is, and that a person decides."""
        parts = [f"“{one_line(text[each.start : each.end], 24)}”" for each in found[:SHOWN]]
        listed = ", ".join(dict.fromkeys(parts)) + (" …" if len(found) > SHOWN else "")
        return self.tr("{0} may tell who somebody is. Say it without, if you can.").format(listed)

    def send_all_the_same(self) -> str:
        """Return what a second press would do, after the guard has pointed."""
        return self.tr("Look at what is underlined. Press again to send it all the same.")

    def quick_drops(self, quick: str) -> str:
        """Return what a second press on a quick contact would do to what was filled in."""
        return self.tr(
            "Only “{0}” is noted then, not what you filled in. Press again if that is right."
        ).format(quick)
