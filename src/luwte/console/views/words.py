"""Short words that many views share: times, where the visitor is, how a line fared, what a screen reader
says."""

import time
from datetime import UTC, datetime, timedelta
from typing import Literal

from PySide6.QtCore import QDate, QLocale, QObject

from luwte.console.models.entries import DayMark, Entry, Moment, day_of
from luwte.console.state import ColleagueRow, ConversationRow, LineRow, WaiterRow
from luwte.console.views.text import one_line, shown

Tone = Literal["text", "muted", "attention", "danger", "primary"]
SILENT_MINUTES = 2
"""Silence is worth a word from here on."""

SAID = 500
"""Characters of a line that a list tells a screen reader at once."""


def clock(at: float) -> str:
    """Return the time of day, 20:14."""
    here = time.localtime(at)  # for each line that is measured: a date's own way costs far more
    return f"{here.tm_hour:02d}:{here.tm_min:02d}"


def countdown(until: float, now: float) -> str:
    """Return what is left as 4:32; 0:00 when it is over."""
    left = max(0, round(until - now))
    return f"{left // 60}:{left % 60:02d}"


class Words(QObject):
    """The words of lists and transcript, in the language of the program."""

    def minutes(self, seconds: float) -> str:
        """Return a span in whole minutes, "12 min"."""
        return self.tr("{0} min").format(max(0, int(seconds // 60)))

    def presence(self, row: ConversationRow, now: float) -> tuple[str, Tone]:  # noqa: PLR0911 - one a state
        """Return where the visitor is, in words, and the tone to say it in."""
        match row.presence:
            case "typing":
                return self.tr("typing…"), "primary"
            case "away":
                if row.away_until is None:
                    return self.tr("away"), "attention"
                return self.tr("away, place kept {0}").format(countdown(row.away_until, now)), "attention"
            case "gone":
                return self.tr("gone"), "muted"
            case "here" | "hidden":
                pass
        silent = self.silence(row, now)
        if silent:
            return silent, "attention"
        if row.keys == "waiting":
            return self.tr("joining…"), "muted"
        if row.presence == "hidden":
            return self.tr("in another tab"), "muted"
        return self.tr("here"), "muted"

    def brief_presence(self, row: ConversationRow, now: float) -> tuple[str, Tone]:
        """Return the same in the few characters a list has; nothing for who is simply here."""
        match row.presence:
            case "typing":
                return self.tr("typing…"), "primary"
            case "away" if row.away_until is not None:
                return self.tr("away {0}").format(countdown(row.away_until, now)), "attention"
            case "away":
                return self.tr("away"), "attention"
            case "gone":
                return self.tr("gone"), "muted"
            case "here" | "hidden":
                return self.silence(row, now), "attention"

    def silence(self, row: ConversationRow, now: float) -> str:
        """Return "silent 6 min" for a visitor who is here and says nothing, else nothing."""
        if row.silent_since is None or now - row.silent_since < SILENT_MINUTES * 60:
            return ""
        return self.tr("silent {0}").format(self.minutes(now - row.silent_since))

    def delivery(self, line: LineRow) -> str:
        """Return how an own line fared."""
        match line.delivery:
            case "received":
                return ""
            case "held":
                return self.tr("not yet sent")
            case "waiting":
                return self.tr("on its way")
            case "stored":
                return self.tr("sent")
            case "seen":
                return self.tr("on their screen")
            case "failed":
                return self.tr("not sent")

    def moment(self, moment: Moment) -> str:
        """Return the sentence of something that happened in a conversation."""
        name = one_line(moment.name)
        at = clock(moment.at)
        match moment.kind:
            case "away":
                return self.tr("{0} is away · {1}").format(name, at)
            case "back":
                return self.tr("{0} is back · {1}").format(name, at)
            case "gone":
                return self.tr("{0} has gone · {1}").format(name, at)
            case "joined":
                return self.tr("{0} joined · {1}").format(name, at)
            case "left":
                return self.tr("{0} left · {1}").format(name, at)

    def day(self, mark: DayMark) -> str:
        """Return a day's name: today, yesterday, or the date."""
        today = day_of(datetime.now(tz=UTC).timestamp())
        if mark.day == today:
            return self.tr("Today")
        if mark.day == today - timedelta(days=1):
            return self.tr("Yesterday")
        return QLocale().toString(QDate(mark.day.year, mark.day.month, mark.day.day), "dddd d MMMM")

    def line(self, line: LineRow) -> str:
        """Return the text a line shows."""
        match line.kind:
            case "text" | "opening":
                return shown(line.text)
            case "end":
                return shown(line.text) or self.tr("The conversation was ended.")
            case "unverified":
                return self.tr("A line could not be verified and is not shown.")

    def take_back_note(self, left: str) -> str:
        """Return the note of a held line: when it leaves, and that it may be taken back."""
        return self.tr("leaves in {0} · take back").format(left)

    def retry_note(self) -> str:
        """Return the note of a line that did not leave."""
        return self.tr("not sent · try again")

    def first_words(self) -> str:
        """Return the label of what the visitor wrote before anybody answered."""
        return self.tr("First words")

    def writer(self, line: LineRow) -> str:
        """Return who wrote a line: a name, or nothing for the visitor."""
        if line.is_own:
            return self.tr("You")
        return one_line(line.name) or (self.tr("A colleague") if line.sender == "staff" else "")

    def say_entry(self, entry: Entry) -> str:
        """Return what a screen reader says of one row of the transcript."""
        match entry:
            case DayMark():
                return self.day(entry)
            case Moment():
                return self.moment(entry)
            case LineRow():
                writer = self.writer(entry) or self.tr("Visitor")
                said = f"{writer}, {clock(entry.at)}: {self.line(entry)[:SAID]}"
                state = self.delivery(entry)
                return f"{said}, {state}" if state else said

    def say_conversation(self, row: ConversationRow) -> str:
        """Return what a screen reader says of one of my conversations."""
        parts = [one_line(row.nickname) or self.no_nickname()]
        parts.append(self.presence(row, row.presence_since)[0])
        if row.unread:
            parts.append(self.tr("%n unread line(s)", "", row.unread))
        if row.unsent:
            parts.append(self.unsent(row.unsent))
        return ", ".join(parts)

    def no_nickname(self) -> str:
        """Return what stands where a visitor gave no nickname or it cannot be read."""
        return self.tr("No nickname")

    def unsent(self, lines: int) -> str:
        """Return how many lines of a conversation did not leave."""
        return self.tr("%n line(s) not sent", "", lines)

    def waiter_line(self, row: WaiterRow) -> tuple[str, Tone]:
        """Return what stands under a waiting visitor's name."""
        if not row.is_here:
            return self.tr("away, may come back"), "attention"
        if not row.is_readable:
            return self.tr("first words cannot be read"), "muted"
        return one_line(row.words, 120), "muted"

    def say_waiter(self, row: WaiterRow) -> str:
        """Return what a screen reader says of a waiting visitor."""
        name = one_line(row.nickname) or self.no_nickname()
        return f"{name}: {one_line(row.words, 200)}" if row.words else name

    def say_colleague(self, row: ColleagueRow) -> str:
        """Return what a screen reader says of a colleague."""
        return f"{one_line(row.name)}, {self.colleague_state(row)}"

    def colleague_state(self, row: ColleagueRow) -> str:
        """Return what a colleague is doing."""
        match row.state:
            case "available":
                return self.tr("free")
            case "busy":
                return self.tr("in conversation")
            case "paused":
                return self.tr("on a pause")
            case "away":
                return self.tr("reconnecting")
