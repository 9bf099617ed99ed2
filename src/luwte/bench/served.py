"""Our server in a process of its own, with the door's limits wide open: ``python -m luwte.bench.served
FOLDER PAUSE``.

``PAUSE`` is how many seconds each commit takes longer: a slow disk.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from luwte import log
from luwte.abuse.gate import Limits, Rate
from luwte.database import Database
from luwte.server.app import run
from luwte.server.settings import ServerSettings

_WIDE: Final = Rate(1e9, 1e9)
WIDE: Final = Limits(
    connections=100_000,
    connections_per_origin=100_000,
    half_open_per_peer=100_000,
    knock=_WIDE,
    enter=_WIDE,
    queue_share=1e9,
    conversation_lines=10**9,
    conversation_bytes=2**40,
    sign_in=_WIDE,
    look=_WIDE,
    account=_WIDE,
    code=_WIDE,
    visitor_bytes=_WIDE,
    staff_bytes=_WIDE,
    visitor_messages=_WIDE,
    staff_messages=_WIDE,
    control_frames=_WIDE,
)


def main(folder: Path, pause: float) -> None:
    """Serve until interrupted; one JSON line tells where."""
    log.configure()

    def tell(url: str, port: int) -> None:
        sys.stdout.write(json.dumps({"ready": True, "url": url, "port": port}) + "\n")
        sys.stdout.flush()

    if pause:
        _slow_down(pause)
    run(ServerSettings(folder, limits=WIDE), tell)


def _slow_down(pause: float) -> None:
    """Make every commit of this process take longer, as a disk would that takes so long for each fsync.

    Put around the class from outside: a server that people rely on has no handle that makes it slow.
    """
    ordinary = Database.transaction

    @contextmanager
    def transaction(database: Database) -> Iterator[None]:
        with ordinary(database):
            yield
        time.sleep(pause)

    setattr(Database, "transaction", transaction)  # noqa: B010 - see above


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
