"""The figures on screen, in a process of its own: ``python -m luwte.bench.counting FOLDER REGISTRATIONS``.

Seals invented registrations, opens them bare, and then as a coordinator's console does: in portions, counted
and drawn on the page, with a clock that watches how long the window ever had to wait. Prints one JSON object.
"""

import json
import random
import sys
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from luwte.console.front import Front, open_front
from luwte.console.qt import prepare
from luwte.crypto.certificates import KeyClaim
from luwte.crypto.keys import BoxKey, random_bytes, sha256
from luwte.crypto.registrations import open_registration
from luwte.policy import Policy, load
from luwte.protocol.ids import new_id
from luwte.protocol.messages import (
    ListRegistrations,
    ReadRegistrations,
    Registrations,
    RegistrationWeeks,
    StaffMessage,
    ToStaff,
)
from luwte.protocol.messages.registering import PART_MOST
from luwte.registration.blobs import StatisticsKey, seal_answers
from luwte.registration.form import Answers
from luwte.registration.releasing import released

YEARS: Final = 10
LAST: Final = 2025
NOW: Final = datetime(2026, 2, 2, tzinfo=UTC)
TICK: Final = 0.005
"""Seconds between two looks at whether the window still answers."""
PATIENCE: Final = 120.0


def main(folder: Path, count: int) -> None:
    """Measure, and print what was found."""
    prepare()
    policy = load("levgroep")
    key = invented_key()
    weeks = sealed(policy, key, count)
    front = open_front(folder)
    told: dict[str, float] = {"registrations": count, "bare": bare(key, weeks)}
    from luwte.console.loop import drive  # noqa: PLC0415 - as the console does

    drive(partial(look, front, folder, policy, key, weeks, told))
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def sealed(policy: Policy, key: StatisticsKey, count: int) -> dict[str, list[bytes]]:
    """Return invented registrations of ten years, sealed, by the week that keeps them."""
    chance = random.Random(1)  # noqa: S311 - invented answers
    form = policy.registration
    found: dict[str, list[bytes]] = {}
    for _ in range(count):
        week = f"{LAST - chance.randrange(YEARS)}-W{chance.randint(1, 52):02}"
        values: dict[str, str | int | bool | list[str]] = {}
        for field in form.fields:
            if field.kind == "themes":
                values[field.name] = [chance.choice(form.themes).name]
            elif field.kind == "choice":
                values[field.name] = chance.choice(field.options).name
            elif field.kind == "age" and field.bands:
                first, last = chance.choice(field.bands)
                values[field.name] = f"{first}-{last}"
        made = Answers(1, week, chance.choice(form.channels), "", values)
        found.setdefault(week, []).append(seal_answers(key, made))
    return found


def bare(key: StatisticsKey, weeks: dict[str, list[bytes]]) -> float:
    """Return the processor seconds that opening the blobs takes, and nothing else."""
    begun = time.process_time()
    for blobs in weeks.values():
        for blob in blobs:
            if key.private is not None:
                open_registration(key.private, blob, key.digest)
    return time.process_time() - begun


async def look(
    front: Front,
    folder: Path,
    policy: Policy,
    key: StatisticsKey,
    weeks: dict[str, list[bytes]],
    told: dict[str, float],
) -> None:
    """Open, count and draw as the console does."""
    import asyncio  # noqa: PLC0415 - as the console, which loads it when somebody begins

    from luwte.console.app import furnish  # noqa: PLC0415
    from luwte.console.gathering import gather  # noqa: PLC0415
    from luwte.console.state import Figures, Session  # noqa: PLC0415
    from luwte.console.state.policy_view import view_of  # noqa: PLC0415
    from luwte.console.views.stopwatch import settle  # noqa: PLC0415
    from luwte.vault.keychain import MemoryKeychain  # noqa: PLC0415

    console = furnish(front, folder, MemoryKeychain)
    core, page = console.controller, console.figures
    core.policy_adopted.emit(view_of(policy, 1, "coordinator"))
    core.session_changed.emit(Session("shift_start", role="coordinator"))
    console.window.count()
    settle()
    rules = policy.conduct.publication
    release = released(NOW, policy.time_zone, rules)
    pauses: list[float] = []
    is_over = False
    is_drawn = asyncio.Event()
    page.reckoner.charted.connect(lambda _glance, _charts: is_drawn.set())

    async def watch() -> None:
        while not is_over:
            before = time.perf_counter()
            await asyncio.sleep(TICK)
            pauses.append(time.perf_counter() - before - TICK)

    def goes_on(done: float) -> bool:
        core.figures_changed.emit(Figures(done, release=release))
        return True

    async with asyncio.TaskGroup() as group:
        group.create_task(watch())
        begun, used = time.perf_counter(), time.process_time()
        form = policy.registration
        gathered = await gather(partial(_answer, weeks), [key], form, rules, release.until, goes_on)
        told["opened"] = time.process_time() - used
        if gathered is not None:
            core.figures_changed.emit(Figures(1.0, gathered.counts, gathered.unreadable, release=release))
        async with asyncio.timeout(PATIENCE):
            await is_drawn.wait()
        page.grab()  # paints all there is to see; events must not be let in from inside a task
        told["drawn"] = time.process_time() - used
        told["first_chart"] = time.perf_counter() - begun
        is_over = True
    pauses.sort()
    told["pause"] = 1e3 * pauses[-1]
    told["pause_p99"] = 1e3 * pauses[int(0.99 * (len(pauses) - 1))]
    console.hide()


async def _answer(weeks: dict[str, list[bytes]], question: StaffMessage) -> ToStaff:
    """Answer as the server does, without a line between."""
    if isinstance(question, ListRegistrations):
        return RegistrationWeeks(weeks=sorted(weeks))
    if isinstance(question, ReadRegistrations):
        blobs = weeks[question.week]
        part = blobs[question.after : question.after + PART_MOST]
        return Registrations(
            week=question.week, edition=new_id(), after=question.after, total=len(blobs), blobs=part
        )
    raise ValueError("nothing else is asked")


def invented_key() -> StatisticsKey:
    """Return a statistics key that belongs to no helpline."""
    private = BoxKey.generate()
    claim = KeyClaim(
        helpline=new_id(),
        key=new_id(),
        purpose="statistics",
        period="2026",
        retention="",
        public=private.public,
        not_before=0,
        not_after=2**40,
    )
    return StatisticsKey(claim, sha256(random_bytes(32)), private)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
