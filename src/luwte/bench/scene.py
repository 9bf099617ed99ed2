"""A hundred conversations on our own server, and as many pairs on the bare relay: what a load runs on."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from luwte.admin.throwaway import found
from luwte.bench.children import Child
from luwte.bench.load import Lane
from luwte.bench.talkers import LoadVisitor, LoadVolunteer, visitor_line
from luwte.bench.wire import Wire
from luwte.crypto.channel import Channel
from luwte.crypto.keys import random_bytes
from luwte.policy import source
from luwte.visitor import fetch

PER_VOLUNTEER: Final = 15
_LIMITS: Final = (
    ("waiting = ", "waiting = 500"),
    ("conversations_default = ", f"conversations_default = {PER_VOLUNTEER}"),
    ("conversations_most = ", f"conversations_most = {PER_VOLUNTEER}"),
)


@dataclass
class Scene:
    """Conversations that can talk: their lanes, and every wire that hears something of them."""

    lanes: list[Lane]
    wires: list[Wire]

    def close(self) -> None:
        """Drop every connection."""
        for wire in self.wires:
            wire.close()


@asynccontextmanager
async def conversations(server: Child, folder: Path, count: int) -> AsyncIterator[Scene]:
    """Set so many conversations up on an empty server of ours, whose data lie in ``folder/server``."""
    url = f"http://127.0.0.1:{server.port}"
    setup_code = folder / "server" / "setup-code"
    async with found(url, setup_code, folder, time.time, str(_policy(folder))) as line:
        staff = [
            await LoadVolunteer.come(server.port, await line.code(f"Volunteer {number}"), PER_VOLUNTEER)
            for number in range(-(-count // PER_VOLUNTEER))
        ]
        house = await fetch(url, int(time.time()))
        lanes: list[Lane] = []
        wires = [one.link.wire for one in staff]
        for number in range(count):
            visitor = await LoadVisitor.come(server.port, house)
            volunteer = staff[number // PER_VOLUNTEER]
            async with asyncio.TaskGroup() as both:
                both.create_task(volunteer.accept(visitor.conversation))
                both.create_task(visitor.give_keys())
            lanes.append(Lane(visitor.wire, visitor.make_line))
            lanes.append(Lane(volunteer.link.wire, partial(volunteer.make_line, visitor.conversation)))
            wires.append(visitor.wire)
        scene = Scene(lanes, wires)
        try:
            yield scene
        finally:
            scene.close()


@asynccontextmanager
async def pairs(relay: Child, count: int) -> AsyncIterator[Scene]:
    """Open as many pairs on the bare relay, which say lines of the same make and size."""
    lanes: list[Lane] = []
    for number in range(count):
        for side in "01":
            wire = await Wire.open("127.0.0.1", relay.port, f"/{number}/{side}")
            channel = Channel(random_bytes(16), [random_bytes(32)], "visitor")
            lanes.append(Lane(wire, partial(visitor_line, channel)))
    scene = Scene(lanes, [lane.wire for lane in lanes])
    try:
        yield scene
    finally:
        scene.close()


def _policy(folder: Path) -> Path:
    """Write the default policy with room for everybody."""
    lines = source("default").read_text(encoding="utf-8").splitlines()
    for start, wide in _LIMITS:
        lines = [wide if line.startswith(start) else line for line in lines]
    path = folder / "wide.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
