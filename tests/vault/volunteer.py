"""A volunteer's computer in a process of its own: works, is killed, starts again.

``python -m tests.vault.volunteer FOLDER work|restart|resume whole|plain|shared``. The last word is how it is
built: as it should be, or broken in one way, to show that who looks for traces finds them.

What is secret comes over standard input and goes over standard output, as hexadecimal: pipes are no disk.
"""

import base64
import json
import os
import sys
from pathlib import Path
from typing import Any

from luwte.database import Database
from luwte.protocol.ids import new_id
from luwte.vault import notes
from luwte.vault.errors import VaultError
from luwte.vault.keychain import Keychain, MemoryKeychain, SystemKeychain
from luwte.vault.notes import PAD, Draft, KeepDraft, KeepNote, KeepUnsent, Note, Unsent, Vault
from luwte.vault.shares import kept_share, make_key, make_share
from luwte.vault.shift import begin, ended, find, forget_ended, notes_path, seal, share_name

BEGAN = 1_800_000_000
UNTIL = BEGAN + 8 * 3600
HELPLINE = new_id()


class PlainDatabase(Database):
    """A broken build: the same file without encryption, temporary tables on the disk."""

    def __init__(self, path: Path, key: bytes) -> None:
        super().__init__(path)
        self.run("PRAGMA temp_store=FILE")


class FileKeychain(MemoryKeychain):
    """A broken build: a keyring that writes to a file, as ``keyrings.alt`` does."""

    def keep(self, name: str, secret: bytes) -> None:
        super().keep(name, secret)
        (Path.home() / "keyring").write_bytes(base64.b64encode(secret))


def hear() -> Any:
    """Return the next thing that is told; unbuffered, so that who comes after us hears the rest."""
    line = b""
    while not line.endswith(b"\n"):
        line += os.read(0, 1)
    return json.loads(line)


def say(**told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def work(folder: Path, keychain: Keychain) -> None:
    """Begin a shift and type, each stroke told once it is stored, until killed or told to end."""
    told = hear()
    manifest = begin(folder, HELPLINE, new_id(), BEGAN, UNTIL, UNTIL)
    share = make_share(keychain, manifest.vault)
    say(pid=os.getpid(), vault=manifest.vault, share=share.hex())
    key = make_key(share, bytes.fromhex(told["share"]), manifest.vault)
    vault = Vault.open(notes_path(folder, manifest.vault), key)
    canary, strokes = told["canary"], told["strokes"]
    for number in range(1, strokes + 1):
        text = f"{canary} {number}\n" + f"[ ] {canary}\n" * (number % 500)
        vault.keep(KeepNote(Note(f"{number % 20}", f"Zee {canary}", text, number % 20, number)))
        vault.keep(KeepNote(Note(PAD, "", text, 0, number)))
        vault.keep(KeepDraft(Draft("1", text[:100])))
        vault.keep(KeepUnsent(Unsent("1", str(number % 50), text[:200], number)))
        if number % 5 == 0:
            vault.flush()
            say(stored=number)
    assert vault.load().notes
    say(typed=True)
    assert hear() == "end"
    assert vault.close()
    gone = seal(folder, manifest.vault, keychain)
    say(files=gone.files, problems=gone.problems)


def restart(folder: Path, keychain: Keychain) -> None:
    """Start after the shift's end: what is left is shredded, and the share forgotten as after a sign-in."""
    found = find(folder, UNTIL)
    over = ended(folder)
    assert over is not None
    keychain.forget(share_name(over.vault))
    forget_ended(folder)
    try:
        kept_share(keychain, over.vault)
    except VaultError as error:
        say(found=found is not None, share=error.code)


def resume(folder: Path, keychain: Keychain) -> None:
    """Start while the shift runs, with the server's share: everything is there again."""
    manifest = find(folder, BEGAN + 3600)
    assert manifest is not None
    key = make_key(kept_share(keychain, manifest.vault), bytes.fromhex(hear()["share"]), manifest.vault)
    vault = Vault.open(notes_path(folder, manifest.vault), key)
    kept = vault.load()
    say(pad=kept.notes[0].changed, notes=len(kept.notes), drafts=len(kept.drafts), unsent=len(kept.unsent))
    vault.close()
    seal(folder, manifest.vault, keychain)


def main(folder: Path, mode: str, build: str) -> None:
    keychain: Keychain = FileKeychain() if build == "shared" else SystemKeychain("session")
    if build == "plain":
        setattr(notes, "EncryptedDatabase", PlainDatabase)  # noqa: B010 - not ours to replace, except here
    {"work": work, "restart": restart, "resume": resume}[mode](folder, keychain)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
