"""What the console keeps on disk between shifts: who is enrolled here, and how this volunteer likes it.

Two small JSON files, readable by their owner only, written whole or not at all. No conversation, nickname or
password is ever in them; the private keys in the profile are encrypted under a key that password and device
secret make together.
"""

from pathlib import Path
from typing import Annotated, Final, Literal, TypeVar

import msgspec
import platformdirs
from msgspec import Meta, Struct

from luwte.durable import write_whole
from luwte.errors import LuwteError

FORMAT: Final = 1
PROFILE: Final = "profile.json"
PREFERENCES: Final = "preferences.json"

Bytes32 = Annotated[bytes, Meta(min_length=32, max_length=32)]
Name = Annotated[str, Meta(min_length=22, max_length=22)]
KeptRemoval = tuple[Name, Bytes32, int, bool]
"""Person, staff key, up to when (unix seconds), signed by the root: ``crypto.certificates.Removed``."""


class SettingsError(LuwteError):
    """A file cannot be used; it is left as it is, for a person to look at.

    Codes: ``settings_damaged`` (not what was written), ``settings_newer`` (of a later version of this
    program), ``settings_unreadable`` (the system refuses).
    """


class Profile(Struct, frozen=True):
    """Whose console this is. ``secrets``: staff seed and envelope key, encrypted
    (``crypto.passwords.wrap_secrets``).

    ``salt``, ``memory_kib``, ``passes`` and ``lanes`` are the password's stretching, set here and never by
    the server. ``policy`` is the newest policy version seen; an older one is refused.
    ``wish`` holds fresh keys that wait to be certified, encrypted likewise; ``has_own_keys`` is False as long
    as the keys still come from the enrolment code, which somebody else has seen.
    ``removals`` is every removal this console ever believed: no server can make it forget one. ``people`` is
    when the newest certificate seen of somebody begins, and its staff key: who certifies others looks here.
    """

    server: str
    helpline: Name
    root: Bytes32
    person: Name
    salt: Annotated[bytes, Meta(min_length=16, max_length=16)]
    memory_kib: int
    passes: int
    lanes: int
    secrets: Annotated[bytes, Meta(max_length=512)]
    wish: Annotated[bytes, Meta(max_length=512)] = b""
    has_own_keys: bool = False
    policy: int = 0
    removals: tuple[KeptRemoval, ...] = ()
    people: dict[str, tuple[int, Bytes32]] = {}
    format: int = FORMAT


class Preferences(Struct, frozen=True):
    """What the volunteer chose. All have a default that suits a first evening.

    ``take_back_seconds``: how long a line may be taken back before it leaves; 0 sends at once. A line is held
    only while several conversations are open, because only then can it be in the wrong one, and holding makes
    a visitor wait; ``take_back_always`` holds every line.
    """

    take_back_seconds: Annotated[int, Meta(ge=0, le=30)] = 10
    take_back_always: bool = False
    queue: Literal["nothing", "someone", "all"] = "someone"
    conversations: Annotated[int, Meta(ge=0, le=15)] = 0
    """The personal limit; 0 takes the helpline's."""
    sound: bool = True
    spelling: bool = True
    """Whether Dutch words that are none are underlined in a reply."""
    language: Literal["", "nl", "en"] = ""
    theme: Literal["system", "light", "dark"] = "system"
    text_percent: Annotated[int, Meta(ge=80, le=200)] = 100
    housemate: bool = False
    """Whether everything is covered while another program is in front."""
    format: int = FORMAT


def console_folder() -> Path:
    """Return where this user's console keeps its files."""
    return platformdirs.user_data_path("luwte", appauthor=False)


def load_profile(folder: Path) -> Profile | None:
    """Return the profile, or None when nobody is enrolled here; SettingsError if the file cannot be used."""
    return _load(folder / PROFILE, Profile)


def save_profile(folder: Path, profile: Profile) -> None:
    """Write the profile whole or not at all."""
    _save(folder / PROFILE, profile)


def forget_profile(folder: Path) -> None:
    """Remove the profile, after a person asked for it."""
    (folder / PROFILE).unlink(missing_ok=True)


def load_preferences(folder: Path) -> Preferences:
    """Return what the volunteer chose, or the defaults when nothing was; SettingsError if the file cannot be
    used."""
    return _load(folder / PREFERENCES, Preferences) or Preferences()


def save_preferences(folder: Path, preferences: Preferences) -> None:
    """Write the preferences whole or not at all."""
    _save(folder / PREFERENCES, preferences)


class _Versioned(Struct, frozen=True):
    format: int


_File = TypeVar("_File", Profile, Preferences)


def _load(path: Path, kind: type[_File]) -> _File | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        raise SettingsError("settings_unreadable") from None
    # The decoder's own error text repeats the file's content: only the code goes on.
    try:
        version = msgspec.json.decode(content, type=_Versioned).format
        if version > FORMAT:
            raise SettingsError("settings_newer")
        return msgspec.json.decode(content, type=kind)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise SettingsError("settings_damaged") from None


def _save(path: Path, value: Profile | Preferences) -> None:
    try:
        write_whole(path, msgspec.json.format(msgspec.json.encode(value), indent=1))
    except OSError:
        raise SettingsError("settings_unreadable") from None
