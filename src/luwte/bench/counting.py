"""The figures on screen, in a process of its own: ``python -m luwte.bench.counting FOLDER REGISTRATIONS``.

Seals invented registrations, opens them bare, and then as a coordinator's console does (``looking``). Prints
one JSON object.
"""

import json
import random
import sys
import time
from collections.abc import Mapping, Sequence
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
from luwte.registration.form import Answers
from luwte.registration.sealed.blobs import StatisticsKey, seal_answers

YEARS: Final = 10
LAST: Final = 2025
NOW: Final = datetime(2026, 2, 2, tzinfo=UTC)


def main(folder: Path, count: int) -> None:
    """Measure, and print what was found."""
    prepare()
    policy = load("levgroep")
    keys = {str(LAST - at): invented_key() for at in range(YEARS)}
    weeks = sealed(policy, keys, count)
    front = open_front(folder)
    # Half of it before, half after: what else runs on the machine changes meanwhile.
    first, second = dict(list(weeks.items())[::2]), dict(list(weeks.items())[1::2])
    told: dict[str, float] = {"registrations": count, "bare": bare(keys, first)}
    from luwte.console.loop import drive  # noqa: PLC0415 - as the console does

    drive(partial(look, front, folder, policy, list(keys.values()), weeks, told))
    told["bare"] += bare(keys, second)
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def sealed(policy: Policy, keys: Mapping[str, StatisticsKey], count: int) -> dict[str, list[bytes]]:
    """Return invented registrations of ten years, sealed to the key of each, by the week that keeps them."""
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
        found.setdefault(week, []).append(seal_answers(keys[week[:4]], made))
    return found


def bare(keys: Mapping[str, StatisticsKey], weeks: dict[str, list[bytes]]) -> float:
    """Return the processor seconds that opening the blobs takes, and nothing else."""
    begun = time.process_time()
    for week, blobs in weeks.items():
        key = keys[week[:4]]
        for blob in blobs:
            if key.private is not None:
                open_registration(key.private, blob, key.digest)
    return time.process_time() - begun


async def look(
    front: Front,
    folder: Path,
    policy: Policy,
    keys: Sequence[StatisticsKey],
    weeks: dict[str, list[bytes]],
    told: dict[str, float],
) -> None:
    """Open, count and draw as the console does, then look at this and that as a coordinator does."""
    import asyncio  # noqa: PLC0415 - as the console, which loads it when somebody begins

    from luwte.bench.looking import Looking  # noqa: PLC0415
    from luwte.console.app import furnish  # noqa: PLC0415
    from luwte.vault.keychain import MemoryKeychain  # noqa: PLC0415

    looking = Looking(furnish(front, folder, MemoryKeychain), policy, told)
    await asyncio.sleep(0)
    async with asyncio.TaskGroup() as group:
        group.create_task(looking.waits.watch())
        await looking.idle()
        await looking.read(partial(_answer, weeks), keys, NOW)
        await looking.look_around()
        looking.waits.end()
    looking.tell()


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
