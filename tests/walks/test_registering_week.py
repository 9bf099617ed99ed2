"""A week of shifts is registered through the real form, and every contact counts once.

Three volunteers at real windows, over a real server and real disks: the last week of 2026, which is its 53rd,
up to the night in which the week, the year and the statistics key change.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from luwte import policy
from luwte.admin.house import publish_policy
from luwte.console.views.form_picking import PickField
from luwte.crypto.keys import random_bytes
from luwte.crypto.registrations import BLOB_BYTES
from luwte.registration.counting.counts import CHANNEL, NOT_SAID, QUICK_KIND, Counts
from luwte.registration.sealed.outbox import FILE
from luwte.vault.keychain import MemoryKeychain
from tests.conftest import Walk, made_at, walk_at
from tests.console.test_work import code_for
from tests.walks.at_window import AtWindow, at_window, files_of
from tests.walks.test_registering import figures, table

pytestmark = [pytest.mark.usefixtures("qtbot"), pytest.mark.timeout(600)]

MONDAY = datetime(2026, 12, 28, 19, 0, tzinfo=ZoneInfo("Europe/Brussels"))
OLD, NEW = "2026-W53", "2027-W01"
TEXTS = 5
QUESTION = """
[[registration.fields]]
name = "words-{0}"
kind = "text"
longest = 300
label = {{ nl = "In je woorden {0}", en = "In your words {0}" }}
purpose = {{ nl = "Om te leren.", en = "To learn." }}
"""


class Week:
    """The helpline's week: its volunteers, each with a computer of their own."""

    def __init__(self, line: Walk, folder: Path) -> None:
        self.line, self.folder = line, folder
        self._keychains: dict[str, MemoryKeychain] = {}

    def is_day(self, number: int, hour: float = 0.0) -> None:
        """Let it be so many days and hours after Monday evening."""
        at = int((MONDAY + timedelta(days=number, hours=hour)).timestamp())
        assert at > self.line.clock.now
        self.line.clock.now = at

    @asynccontextmanager
    async def at(self, name: str) -> AsyncIterator[AtWindow]:
        """Somebody sits down: enrols the first time, signs in later."""
        is_new = name not in self._keychains
        keychain = self._keychains.setdefault(name, MemoryKeychain())
        code = await code_for(self.line, name) if is_new else ""
        async with at_window(self.folder / name, self.line.url, self.line.clock, keychain) as person:
            if is_new:
                await person.enrols(code)
            else:
                await person.signs_in()
            yield person

    def waits_at(self, name: str) -> bool:
        """Whether registrations wait on somebody's computer."""
        return (self.folder / name / FILE).exists()


async def test_R1_R2_R3_C4_a_week_of_shifts_counts_every_contact_once(tmp_path: Path) -> None:
    template = await made_at(int((MONDAY - timedelta(days=1)).timestamp()), tmp_path / "made")
    async with walk_at(template, tmp_path) as line:
        week = Week(line, tmp_path)
        await monday_two_visitors_and_a_call(week)
        await tuesday_one_press_each(week)
        await wednesday_a_crash(week)
        await thursday_without_a_line(week)
        await friday_another_policy(week)
        await saturday_what_cannot_be(week)
        await sunday_into_the_next_year(week)
        stored = line.data / "registrations"
        assert {path.stem for path in stored.glob("*.bin")} == {OLD, NEW}
        with (stored / f"{OLD}.bin").open("ab") as file:
            file.write(random_bytes(BLOB_BYTES) + b"cut off")
        for content in files_of(line.data):
            assert not any(word in content for word in (b"Zeester", b"Maan", b"partner", b"email", b"Kim"))
        counts = await figures(line, tmp_path / "Mo", unreadable=1)
        are_as_registered(counts)


async def monday_two_visitors_and_a_call(week: Week) -> None:
    week.is_day(0)
    async with week.at("Kim") as kim:
        await kim.on_shift()
        await kim.talks_and_ends(week.line, "Zeester")
        assert kim.form().head.name.text() == "Zeester · register"
        await kim.fills_in("par", "⏎", "⏎", "15", "⇥", "⇥", "w")
        await kim.talks_and_ends(week.line, "Maan")
        await kim.fills_in("lone", "⏎", "glo", "⏎")
        await kim.registers_by_hand("par", "⏎", "⏎", "44")
        await kim.ends_shift()
    assert not week.waits_at("Kim")


async def tuesday_one_press_each(week: Week) -> None:
    week.is_day(1)
    async with week.at("Sam") as sam:
        await sam.on_shift()
        for kind in ("silent", "joke", "abusive", "hang_up"):
            await sam.registers_by_hand(f"quick {kind}")
        undo = sam.console.desk.registering.undoing
        undo.ask()  # the last one was a slip
        await sam.until(lambda: sam.console.desk.registering.page is not None)
        await sam.fills_in("quick silent")
        await sam.ends_shift()


async def wednesday_a_crash(week: Week) -> None:
    week.is_day(2)
    async with week.at("Kim") as kim:
        await kim.on_shift()
        await kim.registers_by_hand("fri", "⏎")
        await kim.talks_and_ends(week.line, "Egel")
        kim.types("mon", "⏎", "⏎", "20")
        await kim.is_kept()
        await kim.kill()
    assert week.waits_at("Kim")
    async with week.at("Kim") as kim:
        await kim.has_posted()
        await kim.resumes()
        await kim.until(lambda: kim.console.desk.registering.page is not None)
        form = kim.form()
        assert form.head.name.text() == "Egel · register"
        assert form.values() == {"themes": ["money-work"], "age": "18-25"}
        await kim.fills_in()
        await kim.ends_shift()
    assert not week.waits_at("Kim")


async def thursday_without_a_line(week: Week) -> None:
    week.is_day(3)
    async with week.at("Lo") as lo:
        await lo.on_shift()
        await lo.registers_by_hand("lone", "⏎", channel="email")
        await lo.loses_the_line()
        await lo.registers_by_hand("lone", "⏎", "⏎", "61", channel="email")
        await lo.ends_shift()
    assert week.waits_at("Lo")


async def friday_another_policy(week: Week) -> None:
    week.is_day(4)
    async with week.at("Lo") as lo:
        await lo.has_posted()
        assert not week.waits_at("Lo")
        await lo.on_shift()
        old = lo.opens_by_hand()
        lo.types("par", "⏎")
        text = policy.source("default").read_text("utf-8")
        text += "".join(QUESTION.format(number) for number in range(TEXTS))
        file = week.folder / "house.toml"
        file.write_text(text, "utf-8")
        async with week.line.office() as office:
            await publish_policy(office, str(file))
        await lo.until(lambda: lo.policy_version > old.opened.version)
        assert "words-0" not in old.fields
        await lo.fills_in()
        new = lo.opens_by_hand()
        assert (new.opened.version, "words-0" in new.fields) == (lo.policy_version, True)
        await lo.fills_in("par", "⏎")
        await lo.ends_shift()


async def saturday_what_cannot_be(week: Week) -> None:
    week.is_day(5)
    async with week.at("Sam") as sam:
        await sam.on_shift()
        form = sam.opens_by_hand()
        words = [form.fields[f"words-{number}"] for number in range(TEXTS)]
        themes = form.fields["themes"]
        assert isinstance(themes, PickField)
        words[0].put("te lang " * 50)
        await sam.is_refused(form, words[0].refused, "That is longer than 300 characters.")
        for box in words:
            box.put("veel woorden " * 22)
        await sam.is_refused(form, form.foot.sentence, "Together this is too much")
        for box in words:
            box.clear()
        themes.picked.append("no-such-theme")
        await sam.is_refused(form, themes.refused, "The house's form does not have this answer.")
        themes.picked.clear()
        assert sam.registered == 0
        await sam.fills_in("gloo", "⏎")
        await sam.ends_shift()


async def sunday_into_the_next_year(week: Week) -> None:
    week.is_day(6, hour=4.5)
    async with week.at("Kim") as kim:
        await kim.on_shift()
        await kim.registers_by_hand("fam", "⏎")
        await kim.kill()  # half past eleven; the computer starts again after midnight
    week.is_day(6, hour=5.4)
    async with week.at("Kim") as kim:
        await kim.has_posted()
        await kim.resumes()
        await kim.registers_by_hand("quick joke")
        await kim.registers_by_hand("fam", "⏎")
        await kim.ends_shift()


def are_as_registered(counts: Counts) -> None:
    old, new = counts.within(OLD, OLD), counts.within(NEW, NEW)
    # The one of half past eleven reached the server after midnight, when its quarter was over.
    assert (len(counts), len(old), len(new)) == (17, 14, 3)
    assert table(old.by("themes")) == {
        "partner": 4, "loneliness": 3, "gloom": 2, "friends": 1, "money-work": 1, NOT_SAID: 4,
    }  # fmt: skip
    assert table(old.by("age")) == {"12-15": 1, "18-25": 1, "40-59": 1, "60-120": 1, NOT_SAID: 10}
    assert table(old.by("gender")) == {"woman": 1, NOT_SAID: 13}
    assert table(old.by(CHANNEL)) == {"chat": 3, "phone": 9, "email": 2}
    assert table(old.by(QUICK_KIND)) == {"silent": 2, "joke": 1, "abusive": 1, NOT_SAID: 10}
    assert table(new.by("themes")) == {"family": 2, NOT_SAID: 1}
    assert table(new.by(QUICK_KIND)) == {"joke": 1, NOT_SAID: 2}
    assert {each.policy for each in old.answers} == {1, 2}
