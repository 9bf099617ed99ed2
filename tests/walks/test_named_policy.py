"""``luwte server --policy``: proposed to whoever makes the helpline, and no more than told after that."""

import asyncio
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from luwte.admin.throwaway import found
from luwte.crypto.certificates import PolicyClaim, claim_of
from luwte.policy import load, source
from luwte.protocol import codec
from luwte.protocol.messages import House
from luwte.server.setup import SetupCode
from tests.server.running import PATIENCE
from tests.walks.apart import apart

TOLD = "WARNING luwte.server.app policy_is_not_the_signed_one in_force=1"


async def test_the_policy_of_the_command_line_is_the_one_the_first_coordinator_signs(tmp_path: Path) -> None:
    """H11: from then on a signed policy holds, whatever the command line says."""
    data = tmp_path / "data"
    async with apart(data, "--policy", "lumi") as server:
        async with found(server.url, data / "setup-code", tmp_path, time.time) as line:
            assert "You have signed its house policy: Lumi." in line.played.shown.getvalue()
        signed = await policy_at(server.url)
        assert signed.toml == source("lumi").read_text(encoding="utf-8")
        assert not (data / "setup-code").exists()
    assert server.log == ""
    async with apart(data, "--policy", "fier") as server:
        assert (await policy_at(server.url)).toml == signed.toml
    assert server.log.splitlines() == [TOLD]
    async with apart(data, "--policy", "lumi") as server:
        assert (await policy_at(server.url)).version == 1
    assert server.log == ""


async def test_a_policy_of_ones_own_is_handed_over_and_another_may_be_named(tmp_path: Path) -> None:
    ours = tmp_path / "ours.toml"
    ours.write_text(
        source("default").read_text("utf-8").replace('name = "Luwte"', 'name = "Zeewind"'), "utf-8"
    )
    for policy, name in [(None, "Zeewind"), ("levgroep", load("levgroep").name)]:
        folder = tmp_path / str(policy)
        data = folder / "data"
        async with (
            apart(data, "--policy", str(ours)) as server,
            found(server.url, data / "setup-code", folder, time.time, policy) as line,
        ):
            assert f"You have signed its house policy: {name}." in line.played.shown.getvalue()
        assert server.log == ""


async def policy_at(url: str) -> PolicyClaim:
    """Return the policy that a page gets at this address."""
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(b"GET /house HTTP/1.1\r\nHost: x\r\n\r\n")
    async with asyncio.timeout(PATIENCE):
        _, _, body = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    house = codec.read_to_visitor(body)
    assert isinstance(house, House)
    claim = claim_of(house.policy)
    assert isinstance(claim, PolicyClaim)
    return claim


@pytest.mark.parametrize("now", [1_000, 1_000 + 24 * 3600 - 1])
def test_another_policy_at_the_next_start_leaves_a_good_code_as_it_is(tmp_path: Path, now: int) -> None:
    def held() -> list[str]:
        return (tmp_path / "setup-code").read_text().split("\n", 1)

    setup = SetupCode(tmp_path)
    setup.prepare(True, 1_000, "name = 1\n")
    code, policy = held()
    assert policy == "name = 1\n"
    setup.prepare(True, now, "name = 2\n")
    assert held() == [code, "name = 2\n"]
    setup.prepare(True, now)
    assert held() == [code, ""]
    setup.check(code, now)
    assert (tmp_path / "setup-code").stat().st_mtime == 1_000
    setup.prepare(True, 1_000 + 24 * 3600, "name = 2\n")
    assert held()[0] != code
