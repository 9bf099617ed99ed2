"""A leader at the server: certified by the root, let in with a second factor, and led by the policy alone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from luwte import policy
from luwte.crypto.certificates import PolicyClaim, Signed, sign
from luwte.crypto.keys import random_bytes, sha256
from luwte.protocol import messages as say
from luwte.protocol.ids import new_id
from luwte.server.switchboard import REMOVED
from tests.server.running import (
    TOTP,
    VERA,
    Running,
    StaffPeer,
    helpline,
    proof_of,
    running,
    staff,
    wraps_for,
)
from tests.server.test_staffing import refused
from tests.wire.helpline import DAY, HELPLINE, NOW, ROOT, Person, key_claim, removal

LENA = Person("lena", "leader", lasts=365 * DAY)


@asynccontextmanager
async def signed_in(server: Running, person: Person) -> AsyncIterator[StaffPeer]:
    """Somebody who has signed in."""
    async with staff(server) as peer:
        server.clock.now += 60
        assert isinstance(await peer.sign_in(person, server.clock.now), say.SignedIn)
        yield peer


@asynccontextmanager
async def led(folder: Path) -> AsyncIterator[tuple[Running, StaffPeer]]:
    """A helpline with a leader who can sign in; its coordinator is here."""
    async with running(folder) as server:
        await helpline(server)
        async with signed_in(server, VERA) as vera:
            lookup, secret = await vera.add(LENA)
            async with staff(server) as console:
                await console.say(say.Enrol(lookup, secret, sha256(proof_of(LENA)), TOTP))
                await console.until(say.Enrolled)
            yield server, vera


def house(roles: str) -> Signed:
    """Return the next version of the default policy, with these rights of a leader."""
    toml = policy.source("default").read_text().replace('leader = ["origin_groups"]', f"leader = [{roles}]")
    page = policy.page(policy.parse(toml, "policy"))
    return sign(PolicyClaim(HELPLINE, 2, NOW - DAY, toml, page), VERA.staff)


async def test_H8_a_leader_comes_in_with_a_second_factor_only(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with signed_in(server, VERA) as vera:
            lookup, secret = await vera.add(LENA)
        async with staff(server) as console:
            code = say.Enrol(lookup, secret, sha256(proof_of(LENA)))
            assert await refused(console, code) == "second_factor"
            await console.say(say.Enrol(lookup, secret, sha256(proof_of(LENA)), TOTP))
            await console.until(say.Enrolled)
            assert await refused(console, say.SignIn(LENA.claim.person, proof_of(LENA))) == "second_factor"


async def test_A1_only_the_root_makes_a_leader(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with signed_in(server, VERA) as vera:
            for signer in (VERA.staff, LENA.staff):
                made = say.AddPerson(LENA.certified_by(signer), [], new_id(), sha256(random_bytes(32)))
                assert await refused(vera, made) == "certificate"
            await vera.add(LENA)


async def test_a_leader_certifies_nobody_signs_nothing_and_opens_no_shift(tmp_path: Path) -> None:
    """Whatever the policy gives: the certificate is no coordinator's and no member's."""
    async with led(tmp_path) as (server, vera), signed_in(server, LENA) as lena:
        await vera.say(
            say.PublishPolicy(house('"answer", "registrations", "export_rows", "abuse", "archive"'))
        )
        await vera.until(say.Done)
        noor = Person("eve")
        for message in (
            say.AddPerson(noor.certified_by(LENA.staff), [], new_id(), sha256(random_bytes(32))),
            say.Certify(LENA.certified_by(LENA.staff), []),
            say.RemovePerson(removal(VERA, LENA.staff), [], []),
            say.PublishPolicy(house("")),
            say.PublishKeys([sign(key_claim("statistics"), LENA.staff)], []),
            say.ListPeople(),
            say.SetHouse(is_paused=True),
            say.EndShift(VERA.claim.person),
            say.OpenShift(LENA.shift(), new_id()),
        ):
            await lena.say(message)
            assert (await lena.until(say.StaffRefused)).code == "not_allowed"


@pytest.mark.parametrize("roles", ['"origin_groups"', '"export_rows"', '"registrations"'])
async def test_R3_the_policy_in_force_decides_who_may_count(tmp_path: Path, roles: str) -> None:
    """And a newer one takes it away from who is signed in, at once."""
    async with led(tmp_path) as (server, vera), signed_in(server, LENA) as lena:
        assert await refused(lena, say.ListRegistrations()) == "not_allowed"
        await vera.say(say.PublishPolicy(house(roles)))
        await vera.until(say.Done)
        await lena.until(say.PolicyChanged)
        if roles == '"registrations"':
            await lena.say(say.ListRegistrations())
            assert (await lena.until(say.RegistrationWeeks)).weeks == []
        else:
            assert await refused(lena, say.ListRegistrations()) == "not_allowed"
            assert await refused(lena, say.ReadRegistrations("2026-W47")) == "not_allowed"


async def test_H8_a_leader_is_removed_by_the_root_and_cut_at_once(tmp_path: Path) -> None:
    """A coordinator's removal would be forgotten before the certificate has ended, so it is none."""
    async with led(tmp_path) as (server, vera), signed_in(server, LENA) as lena:
        await vera.say(say.RemovePerson(removal(LENA, VERA.staff), [], []))
        assert (await vera.until(say.StaffRefused)).code == "certificate"
        fresh = Person("lena", "leader", lasts=365 * DAY, keys="lena's newer keys")
        code = say.AddPerson(
            fresh.certified_by(ROOT),
            wraps_for(fresh),
            new_id(),
            bytes(32),
            removal(LENA, VERA.staff, NOW - DAY - 1),
        )
        assert await refused(vera, code) == "certificate"
        await vera.say(say.RemovePerson(removal(LENA, ROOT), [], []))
        await vera.until(say.Done)
        assert await lena.until_closed() == REMOVED
        async with staff(server) as thief:
            for way in (say.Return(lena.token), say.SignIn(LENA.claim.person, proof_of(LENA))):
                assert await refused(thief, way) == "sign_in"
