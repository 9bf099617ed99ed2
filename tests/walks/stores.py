"""What lies on the server's disk, read past the server: as a thief of the folder would."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class StoredTranscript:
    """An archived conversation as a thief finds it."""

    id: str
    week: str
    retention: str
    blob: bytes
    seals: dict[int, tuple[str, bytes]]


def everything(folder: Path) -> dict[tuple[str, str], list[tuple[object, ...]]]:
    """Return every row of every table of both databases."""
    found: dict[tuple[str, str], list[tuple[object, ...]]] = {}
    for name in ("luwte.sqlite", "keys.sqlite"):
        with closing(sqlite3.connect(f"file:{folder / name}?mode=ro", uri=True)) as database:
            tables = [
                row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            for table in tables:
                found[name, table] = database.execute(f'SELECT * FROM "{table}"').fetchall()
    return found


def conversation_rows(folder: Path, conversation: str) -> dict[tuple[str, str], list[tuple[object, ...]]]:
    """Return the rows that name a conversation anywhere."""
    needles = (conversation, conversation.encode())
    return {
        where: mine
        for where, rows in everything(folder).items()
        if (mine := [row for row in rows if any(_holds(value, needles) for value in row)])
    }


def transcripts(folder: Path) -> list[StoredTranscript]:
    """Return the archived conversations with the seals beside them."""
    tables = everything(folder)
    seals = tables["keys.sqlite", "transcript_seals"]
    return [
        StoredTranscript(
            str(row[0]),
            str(row[1]),
            str(row[2]),
            _bytes(row[3]),
            {
                int(str(part)): (str(key), _bytes(sealed))
                for owner, part, key, sealed in seals
                if owner == row[0]
            },
        )
        for row in tables["luwte.sqlite", "transcripts"]
    ]


def frames(database: Path) -> list[bytes]:
    """Return the frames of both sides that a server's database of rows holds."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as rows:
        return [frame for (frame,) in rows.execute("SELECT frame FROM lines")]


def raw_bytes(folder: Path) -> bytes:
    """Return every byte of every file below a folder, logs and write-ahead files included."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def _holds(value: object, needles: tuple[str, bytes]) -> bool:
    text, raw = needles
    return (isinstance(value, str) and text in value) or (isinstance(value, bytes) and raw in value)


def _bytes(value: object) -> bytes:
    assert isinstance(value, bytes)
    return value
