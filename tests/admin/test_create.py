"""``luwte admin create`` on a real server: everything is made, nothing is left behind when it cannot be."""

import io
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from luwte.admin.create import Founding, create
from luwte.admin.kit import is_kit, read_kit
from luwte.admin.office import Here, open_office
from luwte.admin.terminal import Terminal
from luwte.admin.throwaway import PlayedTerminal
from luwte.admin.trouble import AdminError, told
from luwte.console.link import Link, LinkError, open_link
from luwte.errors import LuwteError
from luwte.protocol.messages import Created, CreateHelpline, StaffMessage, ToStaff
from luwte.settings import load_profile
from luwte.vault.keychain import MemoryKeychain
from tests.conftest import served
from tests.fakes import FakeClock
from tests.walks.stores import raw_bytes

CLOCK = FakeClock(1_795_000_000)


@asynccontextmanager
async def empty_server(folder: Path) -> AsyncIterator[Founding]:
    """Run a server without a helpline; yield what founding one on it takes."""
    async with served(folder / "server", CLOCK) as (url, _):
        yield Founding(url, folder / "server" / "setup-code", folder / "kit", "Robin", "default")


def here(folder: Path, terminal: Terminal | None = None) -> Here:
    """Return a computer on which nobody is enrolled."""
    played = PlayedTerminal(CLOCK)
    return Here(folder / "profile", MemoryKeychain(), terminal or played.terminal(), CLOCK)


async def test_a_helpline_is_made_and_its_coordinator_can_sign_in(tmp_path: Path) -> None:
    played = PlayedTerminal(CLOCK)
    computer = Here(tmp_path / "profile", MemoryKeychain(), played.terminal(), CLOCK)
    async with empty_server(tmp_path) as founding:
        await create(founding, computer)
        kit = read_kit(founding.kit_folder)
        async with open_office(computer) as office:
            assert office.trust.root == kit.root.public
            assert office.trust.me.role == "coordinator"
            assert office.trust.intake_weeks(CLOCK()) == 26
            assert all(key.private is not None for key in office.trust.keys.values())
        assert not founding.setup_code_file.exists()
    shown = played.shown.getvalue()
    assert "otpauth://totp/" in shown
    profile = load_profile(tmp_path / "profile")
    assert profile is not None
    for secret in (played.password, kit.root.seed.hex()):
        assert secret not in shown.replace(played.totp, "")
        assert secret.encode() not in raw_bytes(tmp_path)
    assert stat.S_IMODE((tmp_path / "profile" / "profile.json").stat().st_mode) == 0o600


async def test_the_setup_code_works_once(tmp_path: Path) -> None:
    async with empty_server(tmp_path) as founding:
        code = founding.setup_code_file.read_text()
        await create(founding, here(tmp_path))
        again = tmp_path / "again"
        again.mkdir()
        (again / "code").write_text(code)
        second = replace(founding, setup_code_file=again / "code", kit_folder=again / "kit")
        with pytest.raises(AdminError, match="helpline_exists"):
            await create(second, here(again))
        assert not is_kit(again / "kit")
        assert load_profile(again / "profile") is None


async def test_a_wrong_setup_code_leaves_neither_kit_nor_profile(tmp_path: Path) -> None:
    async with empty_server(tmp_path) as founding:
        (tmp_path / "wrong").write_text("A" * 40)
        with pytest.raises(AdminError, match="setup_code"):
            await create(replace(founding, setup_code_file=tmp_path / "wrong"), here(tmp_path))
        assert not is_kit(founding.kit_folder)
        assert load_profile(tmp_path / "profile") is None
        await create(founding, here(tmp_path))


class LostLine:
    """A line on which the founding leaves, or not, and its answer is lost."""

    def __init__(self, line: Link, *, is_sent: bool) -> None:
        self._line = line
        self._is_sent = is_sent
        self._is_founding = False

    async def send(self, message: StaffMessage) -> None:
        self._is_founding = isinstance(message, CreateHelpline)
        if self._is_sent or not self._is_founding:
            await self._line.send(message)

    async def receive(self) -> ToStaff:
        if self._is_founding and not self._is_sent:
            raise LinkError("closed")
        answer = await self._line.receive()
        if isinstance(answer, Created):
            raise LinkError("closed")
        return answer

    async def close(self) -> None:
        await self._line.close()


@pytest.mark.parametrize("is_sent", [True, False])
async def test_l7_the_root_outlives_a_lost_answer(tmp_path: Path, is_sent: bool) -> None:
    """The helpline may exist: nothing but this kit could ever sign for it."""

    async def lossy(server: str) -> Link:
        return LostLine(await open_link(server), is_sent=is_sent)

    computer = here(tmp_path)
    async with empty_server(tmp_path) as founding:
        if is_sent:
            await create(founding, computer, connect=lossy)
            async with open_office(computer) as office:
                assert office.trust.root == read_kit(founding.kit_folder).root.public
        else:
            with pytest.raises(AdminError, match="answer_lost"):
                await create(founding, computer, connect=lossy)
        assert is_kit(founding.kit_folder)
        assert load_profile(computer.folder) is not None


@pytest.mark.parametrize("content", [None, "", "short", "x" * 5_000, "A" * 40 + "\n" + "x" * 90_000])
async def test_a_setup_code_file_that_is_none_is_refused_before_anything_is_sent(
    tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "code").write_text(content)
    founding = Founding("http://127.0.0.1:9", tmp_path / "code", tmp_path / "kit", "Robin", "default")
    with pytest.raises(AdminError, match="no_setup_code"):
        await create(founding, here(tmp_path))


async def test_an_existing_kit_or_profile_is_never_overwritten(tmp_path: Path) -> None:
    async with empty_server(tmp_path) as founding:
        await create(founding, here(tmp_path))
        root = read_kit(founding.kit_folder).root.seed
        (tmp_path / "code").write_text("A" * 40)
        again = replace(founding, setup_code_file=tmp_path / "code")
        with pytest.raises(AdminError, match="kit_exists"):
            await create(again, replace(here(tmp_path), folder=tmp_path / "other"))
        with pytest.raises(AdminError, match="profile_exists"):
            await create(replace(again, kit_folder=tmp_path / "kit2"), here(tmp_path))
        assert read_kit(founding.kit_folder).root.seed == root


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"server": "http://127.0.0.1:9"}, "unreachable"),
        ({"server": "http://example.org"}, "insecure"),
        ({"server": "gopher://x"}, "bad_address"),
        ({"server": ""}, "bad_address"),
        ({"name": "Robin\u202e"}, "bad_name"),
        ({"policy": "no-such-policy"}, "policy"),
    ],
)
async def test_bad_input_of_every_kind_is_told_in_one_sentence(
    tmp_path: Path, change: dict[str, str], code: str
) -> None:
    (tmp_path / "code").write_text("A" * 40)
    given = {"server": "http://127.0.0.1:9", "name": "Robin", "policy": "default"} | change
    founding = Founding(given["server"], tmp_path / "code", tmp_path / "kit", given["name"], given["policy"])
    with pytest.raises(LuwteError) as caught:
        await create(founding, here(tmp_path))
    assert caught.value.code == code
    assert told(caught.value).sentence
    assert not is_kit(tmp_path / "kit")


async def test_a_wrong_code_of_the_authenticator_stops_it(tmp_path: Path) -> None:
    def hidden(_question: str) -> str:
        return "correct horse battery"

    def wrong(_question: str) -> str:
        return "000000"

    terminal = Terminal(out=io.StringIO(), is_interactive=True, ask_hidden=hidden, ask_open=wrong)
    async with empty_server(tmp_path) as founding:
        with pytest.raises(AdminError, match="wrong_code"):
            await create(founding, here(tmp_path, terminal))
        assert founding.setup_code_file.exists()
        assert not is_kit(founding.kit_folder)


@pytest.mark.parametrize("policy", ["lumi", "laten-we-praten", "fier", "levgroep", "perspectieven"])
async def test_every_policy_that_ships_can_found_a_helpline(tmp_path: Path, policy: str) -> None:
    async with empty_server(tmp_path) as founding:
        await create(replace(founding, policy=policy), here(tmp_path))
