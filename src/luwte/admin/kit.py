"""The recovery kit: the root key and the kit's envelope key, in a folder to print or to lock away.

The root signs coordinators, leaders and their removal, nothing else; the kit's envelope key is the second
wrap of every helpline key. Losing both the kit and the last coordinator loses the archive.
"""

import base64
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from luwte.admin.trouble import AdminError
from luwte.crypto.certificates import fingerprint
from luwte.crypto.encoding import EncodingError, checked_bytes, checked_text
from luwte.crypto.keys import KEY_BYTES, BoxKey, SigningKey
from luwte.protocol.ids import PersonId, id_bytes, id_text

KIT_PERSON: Final[PersonId] = id_text(bytes(16))
"""Whom wraps to the kit are addressed to."""
ROOT_FILE: Final = "root.key"
READ_ME: Final = "READ-ME.txt"
_NOTE: Final = "kit.json"
_TITLE: Final = "Luwte recovery kit 1"
_EXPLANATION: Final = """\
LUWTE RECOVERY KIT
==================

This folder belongs to the organisation, not to one person.

root.key holds two keys, as text that can be printed and typed in again:
  - the root key, which signs the helpline's coordinators and leaders and their removal, and nothing else;
  - the kit's envelope key, with which the archive can be opened when no coordinator is left.

Whoever has it can name new coordinators and leaders, and read the archive. So:
  1. Print root.key, or copy it to a memory stick. Put it in a sealed envelope in a safe. Keep two.
  2. Delete this folder from the computer.
  3. Bring it out only to name, renew or remove a coordinator or a leader:
       luwte admin enrol --role coordinator --kit FOLDER …
       luwte admin renew --kit FOLDER
  4. If it is lost and the last coordinator too, the archive is lost and a new helpline must be made.

Fingerprint of the root key (it stands in the visitor page as well):
  {fingerprint}

Helpline: {helpline}
"""


@dataclass(frozen=True)
class Kit:
    """The keys of a recovery kit."""

    helpline: str
    root: SigningKey
    envelope: BoxKey


def is_kit(folder: Path) -> bool:
    """Tell whether the folder holds a root key."""
    return (folder / ROOT_FILE).exists()


def write_kit(folder: Path, kit: Kit) -> None:
    """Write the kit, readable by its owner only; AdminError ``kit_exists`` or ``kit_unwritable``."""
    lines = [
        _TITLE,
        f"helpline {kit.helpline}",
        f"root     {checked_text(kit.root.seed)}",
        f"envelope {checked_text(kit.envelope.private)}",
        "",
    ]
    explanation = _EXPLANATION.format(
        fingerprint=" ".join(_fours(fingerprint(kit.root.public).hex())), helpline=kit.helpline
    )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder / ROOT_FILE, "\n".join(lines))
        (folder / READ_ME).write_text(explanation, encoding="utf-8")
    except FileExistsError:
        raise AdminError("kit_exists") from None
    except OSError:
        raise AdminError("kit_unwritable") from None


def forget_kit(folder: Path) -> None:
    """Remove a kit that was written for a helpline which then did not come about."""
    for name in (ROOT_FILE, READ_ME):
        (folder / name).unlink(missing_ok=True)


def read_kit(folder: Path) -> Kit:
    """Return the kit in a folder; AdminError ``kit_missing`` or ``kit_damaged``."""
    try:
        untrusted_text = (folder / ROOT_FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        raise AdminError("kit_missing") from None
    lines = [line.strip() for line in untrusted_text.splitlines() if line.strip()]
    fields = dict(line.split(maxsplit=1) for line in lines[1:] if " " in line)
    if not lines or lines[0] != _TITLE or not {"helpline", "root", "envelope"} <= fields.keys():
        raise AdminError("kit_damaged")
    try:
        id_bytes(fields["helpline"])
    except ValueError:
        raise AdminError("kit_damaged") from None
    root = SigningKey.from_seed(_read(fields["root"]))
    return Kit(fields["helpline"], root, BoxKey.from_private(_read(fields["envelope"])))


def remember_kit(profile: Path, kit: Kit) -> None:
    """Note the kit's public envelope key beside the profile: later keys are wrapped to it while it lies in
    its safe."""
    note = {"helpline": kit.helpline, "envelope": base64.b64encode(kit.envelope.public).decode("ascii")}
    try:
        (profile / _NOTE).write_text(json.dumps(note), encoding="utf-8")
    except OSError:
        raise AdminError("kit_unwritable") from None


def remembered_envelope(profile: Path, helpline: str) -> bytes | None:
    """Return the kit's public envelope key as noted beside this profile, or None."""
    try:
        note = json.loads((profile / _NOTE).read_text(encoding="utf-8"))
        envelope = base64.b64decode(note["envelope"], validate=True)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return envelope if note.get("helpline") == helpline and len(envelope) == KEY_BYTES else None


def write_secret(path: Path, text: str) -> None:
    """Write a new file readable by its owner only, from its first byte on; FileExistsError or OSError."""
    _write(path, text)


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _read(untrusted_text: str) -> bytes:
    try:
        return checked_bytes(untrusted_text, KEY_BYTES)
    except EncodingError:
        pass
    raise AdminError("kit_damaged")


def _fours(text: str) -> list[str]:
    return [text[start : start + 4] for start in range(0, len(text), 4)]
