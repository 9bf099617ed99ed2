"""The secrets of this month's origin tags: made at its first use, gone with its end (A4)."""

from datetime import UTC, datetime

from luwte.abuse import origin
from luwte.abuse.origin import EpochSecrets, Tag
from luwte.crypto.keys import random_bytes
from luwte.database import Value
from luwte.server.clerk import Clerk
from luwte.server.folder import Databases
from luwte.server.writer import Statement


class Origins:
    """Turns addresses into tags; keeps no address and no tag."""

    def __init__(self, databases: Databases, now: int) -> None:
        epoch = month(now)
        if databases.keys.run("DELETE FROM origin_secrets WHERE epoch <> ?", (epoch,)):
            # A start empties the logs before this: what is deleted here must not wait for a later erasing.
            databases.keys.checkpoint(is_truncating=True)
        for kept in databases.keys.rows("SELECT relay, server FROM origin_secrets"):
            self._secrets = EpochSecrets(epoch, *map(_raw, kept))
            return
        self._secrets = _fresh(epoch)
        insert = _insert(self._secrets)
        databases.keys.run(insert.sql, insert.values)

    def tag(self, address: str) -> Tag:
        """Return the tag of an address in this month; OriginError if it cannot be read."""
        return origin.tag(address, self._secrets)

    def turn(self, now: int, clerk: Clerk) -> None:
        """In a new month: fresh secrets, and the old ones are forgotten."""
        epoch = month(now)
        if epoch == self._secrets.epoch:
            return
        self._secrets = _fresh(epoch)
        clerk.store(
            [_insert(self._secrets)], [], [Statement("DELETE FROM origin_secrets WHERE epoch <> ?", (epoch,))]
        )


def month(now: int) -> str:
    """Return the month (UTC) of unix seconds, such as "2026-11"."""
    return datetime.fromtimestamp(now, UTC).strftime("%Y-%m")


def _fresh(epoch: str) -> EpochSecrets:
    return EpochSecrets(epoch, random_bytes(32), random_bytes(32))


def _insert(secrets: EpochSecrets) -> Statement:
    return Statement(
        "INSERT OR REPLACE INTO origin_secrets VALUES (?, ?, ?)",
        (secrets.epoch, secrets.relay, secrets.server),
    )


def _raw(value: Value) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError("a column of bytes")
    return value
