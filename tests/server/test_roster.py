"""Who gets in, with what, and what coordinators may do: through a real server."""

import sqlite3
from contextlib import AsyncExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pyotp
import pytest

from luwte.abuse.gate import Limits, Rate
from luwte.crypto.certificates import ShiftClaim, sign
from luwte.crypto.keys import BoxKey, SigningKey, random_bytes, sha256
from luwte.crypto.sealing import certificate_wish_bytes
from luwte.protocol import messages as say
from luwte.protocol.ids import id_bytes, new_id
from luwte.protocol.parts import CertificateWish, Wrap
from luwte.server.signin import Accounts, RefusedError
from luwte.server.switchboard import REMOVED
from tests.server.running import (
    NOOR,
    SAM,
    TOTP,
    VERA,
    WIDE,
    Clock,
    Running,
    StaffPeer,
    archive,
    helpline,
    house_policy,
    on_disk,
    proof_of,
    running,
    setup_code,
    staff,
    talking,
    wraps_for,
)
from tests.wire.helpline import (
    DAY,
    HELPLINE,
    HOUR,
    NOW,
    ROOT,
    Person,
    coordinator,
    key_claim,
    removal,
    tampered,
)

STRANGER = SigningKey.generate()

EARLY: list[Any] = [say.ListPeople(), say.SetHouse(is_paused=True), say.CloseShift()]
LEADING: list[Any] = [say.ListPeople(), say.SetHouse(is_paused=True), say.PublishKeys([], [])]


async def refusal(peer: StaffPeer, message: Any) -> str:
    """Say something and return the code of its refusal."""
    await peer.say(message)
    refused = await peer.answer()
    assert isinstance(refused, say.StaffRefused), refused
    assert refused.what == message.__struct_config__.tag
    return refused.code


async def coordinating(stack: AsyncExitStack, server: Running) -> StaffPeer:
    """Sign Vera in; every second-factor code is good once, so time goes on."""
    server.clock.now += 60
    vera = await stack.enter_async_context(staff(server))
    assert isinstance(await vera.sign_in(VERA, server.clock.now), say.SignedIn)
    return vera


# ── the first run ───────────────────────────────────────────────────────────────────────────────


async def test_the_setup_code_is_for_its_reader_alone_and_works_once(tmp_path: Path) -> None:
    """H8."""
    async with running(tmp_path) as server:
        code = tmp_path / "setup-code"
        assert code.stat().st_mode & 0o777 == 0o600
        good = setup_code(tmp_path)
        async with staff(server) as vera:
            wrong = await vera.create("A" * 39)
            assert isinstance(wrong, say.StaffRefused)
            assert wrong.code == "setup_code"
            assert isinstance(await vera.create(good.lower().replace("-", " ")), say.Created)
            assert not code.exists()
            again = await vera.create(good)
            assert isinstance(again, say.StaffRefused)
            assert again.code == "not_now"
    async with running(tmp_path):
        assert not code.exists()


async def test_a_setup_code_of_yesterday_is_worthless_and_replaced(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        old = setup_code(tmp_path)
        server.clock.now += 24 * HOUR
        async with staff(server) as vera:
            refused = await vera.create(old)
            assert isinstance(refused, say.StaffRefused)
            assert refused.code == "setup_code"
    async with running(tmp_path, clock=server.clock):
        assert setup_code(tmp_path) != old


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"certificate": VERA.certified_by(STRANGER)}, id="not the root's"),
        pytest.param({"certificate": NOOR.certified_by(ROOT)}, id="no coordinator"),
        pytest.param({"certificate": tampered(VERA.certified_by(ROOT))}, id="changed"),
        pytest.param({"root": STRANGER.public}, id="another root"),
        pytest.param({"helpline": new_id()}, id="another helpline"),
        pytest.param({"policy": sign(key_claim("intake"), VERA.staff)}, id="no policy"),
        pytest.param({"policy": tampered(house_policy())}, id="a changed policy"),
        pytest.param({"keys": [sign(key_claim("intake"), STRANGER)], "wraps": []}, id="a ghost's key"),
        pytest.param({"keys": []}, id="a wrap of an unknown key"),
        pytest.param({"certificate": coordinator("vera", lasts=500 * DAY).certified_by(ROOT)}, id="too long"),
        pytest.param(
            {"certificate": coordinator("vera", begins=NOW - 400 * DAY).certified_by(ROOT)}, id="expired"
        ),
    ],
)
async def test_a_helpline_that_does_not_hold_is_not_made(tmp_path: Path, changes: dict[str, Any]) -> None:
    """Fail closed: nothing of a refused creation is kept, the code included."""
    async with running(tmp_path) as server, staff(server) as vera:
        code = setup_code(tmp_path)
        refused = await vera.create(code, **changes)
        assert isinstance(refused, say.StaffRefused)
        assert refused.code == "certificate"
        assert isinstance(await vera.create(code), say.Created)


# ── signing in ──────────────────────────────────────────────────────────────────────────────────


async def test_wrong_password_and_unknown_person_get_the_same_answer(tmp_path: Path) -> None:
    """H8: nobody learns who is on the staff."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with staff(server) as stranger:
            await stranger.sign_in(NOOR, server.clock.now, proof=bytes(32))
            await stranger.sign_in(Person("nobody"), server.clock.now)
            await stranger.sign_in(VERA, server.clock.now, proof=bytes(32))
            assert len(set(stranger.heard[-3:])) == 1
            assert '"sign_in"' in stranger.heard[-1]


async def test_a_coordinator_needs_a_second_factor_and_each_code_works_once(tmp_path: Path) -> None:
    """H8."""
    async with running(tmp_path) as server:
        await helpline(server)
        server.clock.now += 90
        now, person = server.clock.now, VERA.claim.person
        totp = pyotp.TOTP(TOTP)
        async with AsyncExitStack() as stack:
            consoles = [await stack.enter_async_context(staff(server)) for _ in range(5)]
            for console, code in zip(consoles, (None, "000000", totp.at(now - 120)), strict=False):
                assert await refusal(console, say.SignIn(person, proof_of(VERA), code)) == "second_factor"
            await consoles[3].say(say.SignIn(person, proof_of(VERA), totp.at(now)))
            assert isinstance(await consoles[3].hear(), say.SignedIn)
            replayed = say.SignIn(person, proof_of(VERA), totp.at(now))
            assert await refusal(consoles[4], replayed) == "second_factor"
            earlier = say.SignIn(person, proof_of(VERA), totp.at(now - 30))
            assert await refusal(consoles[4], earlier) == "second_factor"


async def test_whoever_guesses_codes_with_a_stolen_computer_is_stopped(tmp_path: Path) -> None:
    """H8."""
    limits = replace(WIDE, code=Rate(3, 0.0001))
    async with running(tmp_path, limits=limits) as server:
        await helpline(server)
        server.clock.now += 90
        async with staff(server) as thief:
            guess = say.SignIn(VERA.claim.person, proof_of(VERA), "000000")
            found = [await refusal(thief, guess) for _ in range(4)]
            assert found == ["second_factor"] * 3 + ["too_fast"]


async def test_strangers_slow_an_account_down_but_never_lock_it(tmp_path: Path) -> None:
    """H8: after any number of wrong tries the right one still gets in."""
    limits = replace(WIDE, account=Rate(3, 1_000))
    async with running(tmp_path, limits=limits) as server:
        await helpline(server)
        async with staff(server) as stranger:
            for _ in range(50):
                await stranger.sign_in(NOOR, server.clock.now, proof=bytes(32))
        async with staff(server) as noor:
            assert isinstance(await noor.sign_in(NOOR, server.clock.now), say.SignedIn)


async def test_whoever_tries_many_doors_is_slowed_by_origin(tmp_path: Path) -> None:
    limits = replace(WIDE, sign_in=Rate(10, 0.0001))
    async with running(tmp_path, limits=limits) as server:
        await helpline(server)
        async with staff(server) as stranger:
            codes = [await refusal(stranger, say.SignIn(new_id(), bytes(32))) for _ in range(9)]
            assert codes[0] == "sign_in"
            assert codes[-1] == "too_fast"


async def test_an_enrolment_code_works_once_within_a_day(tmp_path: Path) -> None:
    """H8."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with AsyncExitStack() as stack:
            vera = await coordinating(stack, server)
            lookup, secret = await vera.add(Person("tess"))
            tess = await stack.enter_async_context(staff(server))
            auth = sha256(proof_of(Person("tess")))
            wrong = say.Enrol(lookup, random_bytes(32), auth)
            assert await refusal(tess, wrong) == "enrolment_code"
            assert await refusal(tess, say.Enrol(new_id(), secret, auth)) == "enrolment_code"
            await tess.say(say.Enrol(lookup, secret, auth))
            await tess.until(say.Enrolled)
            assert await refusal(tess, say.Enrol(lookup, secret, auth)) == "enrolment_code"
            assert isinstance(await tess.sign_in(Person("tess"), server.clock.now), say.SignedIn)

            late_lookup, late_secret = await vera.add(Person("tom"))
            server.clock.now += 24 * HOUR
            tom = await stack.enter_async_context(staff(server))
            assert await refusal(tom, say.Enrol(late_lookup, late_secret, auth)) == "enrolment_code"


async def test_a_coordinators_code_is_not_used_up_without_a_second_factor(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with AsyncExitStack() as stack:
            vera = await coordinating(stack, server)
            lookup, secret = new_id(), random_bytes(32)
            wil = coordinator("wil")
            added = say.AddPerson(wil.certified_by(ROOT), wraps_for(wil), lookup, sha256(secret))
            await vera.say(added)
            await vera.until(say.Done)
            console = await stack.enter_async_context(staff(server))
            auth = sha256(proof_of(wil))
            assert await refusal(console, say.Enrol(lookup, secret, auth)) == "second_factor"
            await console.say(say.Enrol(lookup, secret, auth, TOTP))
            await console.until(say.Enrolled)


async def test_a_new_enrolment_ends_every_former_way_in(tmp_path: Path) -> None:
    """H8: a lost computer is worth nothing once its person has enrolled anew."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with AsyncExitStack() as stack:
            noor = await stack.enter_async_context(staff(server))
            await noor.sign_in(NOOR, server.clock.now)
            vera = await coordinating(stack, server)
            lookup, secret = await vera.add(NOOR)
            fresh = await stack.enter_async_context(staff(server))
            await fresh.say(say.Enrol(lookup, secret, sha256(bytes(32))))
            await fresh.until(say.Enrolled)
            old = await stack.enter_async_context(staff(server))
            assert await refusal(old, say.Return(noor.token)) == "sign_in"
            assert await refusal(old, say.SignIn(NOOR.claim.person, proof_of(NOOR))) == "sign_in"
            assert isinstance(await old.sign_in(NOOR, server.clock.now, proof=bytes(32)), say.SignedIn)


async def test_a_token_brings_a_console_back_for_half_a_day_and_survives_a_restart(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with staff(server) as noor:
            await noor.sign_in(NOOR, server.clock.now)
            token = noor.token
    clock = server.clock
    async with running(tmp_path, clock=clock) as server:
        async with staff(server) as noor:
            assert await refusal(noor, say.Return(bytes(32))) == "sign_in"
            await noor.say(say.Return(token))
            assert (await noor.until(say.Returned)).shift is None
        clock.now += 12 * HOUR
        async with staff(server) as noor:
            assert await refusal(noor, say.Return(token)) == "sign_in"
    assert token not in on_disk(tmp_path)


# ── coordinators ────────────────────────────────────────────────────────────────────────────────


async def test_a_removed_person_is_cut_at_once_and_gets_nowhere_any_more(tmp_path: Path) -> None:
    """H8: live sockets are cut with the removal, not at their next word."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with AsyncExitStack() as stack:
            sam = await stack.enter_async_context(staff(server))
            await sam.sign_in(SAM, server.clock.now)
            await sam.open_shift(SAM)
            other = await stack.enter_async_context(staff(server))
            await other.sign_in(SAM, server.clock.now)
            vera = await coordinating(stack, server)
            await vera.say(say.RemovePerson(removal(SAM, VERA.staff), [], []))
            await vera.until(say.Done)
            assert [await console.until_closed() for console in (sam, other)] == [REMOVED, REMOVED]
            chain = await vera.until(say.ChainChanged)
            assert chain.removals == [removal(SAM, VERA.staff)]
            late = await stack.enter_async_context(staff(server))
            assert await refusal(late, say.Return(sam.token)) == "sign_in"
            assert await refusal(late, say.SignIn(SAM.claim.person, proof_of(SAM))) == "sign_in"
            await vera.say(say.ListPeople())
            people = (await vera.until(say.People)).people
            assert {person.certificate for person in people} == {
                VERA.certified_by(ROOT),
                NOOR.certified_by(VERA.staff),
            }
    keys = (tmp_path / "keys.sqlite").read_bytes()
    assert SAM.claim.person.encode() not in keys


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(
            say.RemovePerson(removal(VERA, VERA.staff), [], []), id="a coordinator without the root"
        ),
        pytest.param(say.RemovePerson(removal(NOOR, SAM.staff), [], []), id="signed by a volunteer"),
        pytest.param(say.RemovePerson(removal(Person("x"), VERA.staff), [], []), id="nobody we know"),
        pytest.param(say.PublishKeys([sign(key_claim("abuse"), NOOR.staff)], []), id="a volunteer's key"),
        pytest.param(
            say.PublishKeys([sign(key_claim("intake", lasts=1), VERA.staff)], []), id="another key, same name"
        ),
        pytest.param(
            say.PublishKeys(
                [], [Wrap(key_claim("intake").key, SAM.claim.person, NOOR.envelope.public, bytes(48))]
            ),
            id="another's envelope",
        ),
        pytest.param(
            say.AddPerson(Person("eve").certified_by(NOOR.staff), [], new_id(), bytes(32)),
            id="by a volunteer",
        ),
        pytest.param(
            say.AddPerson(coordinator("eve").certified_by(VERA.staff), [], new_id(), bytes(32)),
            id="a coordinator by a coordinator",
        ),
        pytest.param(
            say.AddPerson(Person("eve", lasts=90 * DAY).certified_by(VERA.staff), [], new_id(), bytes(32)),
            id="for too long",
        ),
        pytest.param(say.Certify(Person("eve").certified_by(VERA.staff), []), id="nobody's wish"),
        *(
            pytest.param(say.Certify(NOOR.certified_by(VERA.staff), [], gone), id=f"a removal {what}")
            for what, gone in (
                ("of the very key", removal(NOOR, VERA.staff)),
                ("of somebody else", removal(SAM, VERA.staff)),
                ("of another's key", removal(replace(NOOR, keys="sam"), VERA.staff)),
                ("signed by a volunteer", removal(replace(NOOR, keys="former"), SAM.staff)),
                (
                    "that takes the new certificate away",
                    removal(replace(NOOR, keys="former"), VERA.staff, NOW),
                ),
            )
        ),
        pytest.param(say.PublishPolicy(sign(key_claim("intake"), VERA.staff)), id="no policy"),
    ],
)
async def test_what_the_chain_does_not_carry_is_refused_and_changes_nothing(
    tmp_path: Path, message: Any
) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with AsyncExitStack() as stack:
            vera = await coordinating(stack, server)
            before = await vera_sees(vera)
            assert await refusal(vera, message) == "certificate"
            assert await vera_sees(vera) == before


async def vera_sees(vera: StaffPeer) -> Any:
    await vera.say(say.ListPeople())
    return (await vera.until(say.People)).people


async def test_a_wish_is_shown_to_coordinators_and_certified(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with AsyncExitStack() as stack:
            noor = await stack.enter_async_context(staff(server))
            await noor.sign_in(NOOR, server.clock.now)
            vera = await coordinating(stack, server)
            fresh_staff, fresh_envelope = SigningKey.generate(), BoxKey.generate()
            person = NOOR.claim.person
            signed = certificate_wish_bytes(id_bytes(person), fresh_staff.public, fresh_envelope.public)
            forged = CertificateWish(person, fresh_staff.public, fresh_envelope.public, bytes(64))
            assert await refusal(noor, say.WishCertificate(forged)) == "certificate"
            wish = CertificateWish(person, fresh_staff.public, fresh_envelope.public, NOOR.staff.sign(signed))
            await noor.say(say.WishCertificate(wish))
            assert (await noor.until(say.Done)).what == "wish"
            people = (await vera.until(say.People)).people
            assert [row.wanted for row in people if row.wanted] == [wish]

            claim = replace_claim(NOOR, fresh_staff.public, fresh_envelope.public)
            await vera.say(say.Certify(sign(claim, VERA.staff), []))
            assert (await vera.until(say.Done)).what == "certify"
            chain = await noor.until(say.ChainChanged)
            assert chain.certificate == sign(claim, VERA.staff)
            assert chain.wraps == []


def replace_claim(person: Person, staff_key: bytes, envelope: bytes) -> Any:
    return msgspec.structs.replace(person.claim, staff=staff_key, envelope=envelope)


async def test_an_older_policy_is_refused_and_a_newer_one_reaches_everybody(tmp_path: Path) -> None:
    """H11."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with AsyncExitStack() as stack:
            noor = await stack.enter_async_context(staff(server))
            await noor.sign_in(NOOR, server.clock.now)
            vera = await coordinating(stack, server)
            assert await refusal(vera, say.PublishPolicy(house_policy(1))) == "old_policy"
            await vera.say(say.PublishPolicy(house_policy(2)))
            assert (await vera.until(say.Done)).what == "publish_policy"
            assert (await noor.until(say.PolicyChanged)).policy == house_policy(2)


async def test_known_keys_may_be_signed_anew_by_another_coordinator(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with AsyncExitStack() as stack:
            vera = await coordinating(stack, server)
            wil = coordinator("wil")
            await vera.say(say.AddPerson(wil.certified_by(ROOT), [], new_id(), bytes(32)))
            await vera.until(say.Done)
            again = sign(key_claim("intake"), wil.staff)
            await vera.say(say.PublishKeys([again], []))
            await vera.until(say.Done)
            chain = await vera.until(say.ChainChanged)
            assert set(chain.keys) == {again, archive()}


async def test_an_expired_certificate_only_lets_one_wish_for_a_fresh_one(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        server.clock.now += 40 * DAY
        async with staff(server) as noor:
            assert isinstance(await noor.sign_in(NOOR, server.clock.now), say.SignedIn)
            begun = NOOR.shift(server.clock.now - HOUR)
            assert await refusal(noor, say.OpenShift(begun, new_id())) == "certificate"


@pytest.mark.parametrize(
    "shift",
    [
        pytest.param(SAM.shift(), id="another's"),
        pytest.param(sign(NOOR.shift_claim(), SAM.staff), id="signed by another"),
        pytest.param(NOOR.shift(lasts=13 * HOUR), id="too long"),
        pytest.param(NOOR.shift(begins=NOW - 9 * HOUR), id="over"),
        pytest.param(NOOR.shift(begins=NOW + HOUR), id="not yet"),
        pytest.param(tampered(NOOR.shift()), id="changed"),
    ],
)
async def test_a_shift_that_does_not_hold_is_not_opened(tmp_path: Path, shift: Any) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with staff(server) as noor:
            await noor.sign_in(NOOR, server.clock.now)
            assert await refusal(noor, say.OpenShift(shift, new_id())) == "certificate"


@pytest.mark.parametrize("thief", [SAM, NOOR], ids=["a colleague", "the same person with another key"])
async def test_a_running_shift_stays_with_its_person_and_its_key(tmp_path: Path, thief: Person) -> None:
    """T4: every colleague sees the ids of all shifts; knowing one gives nobody its conversations."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk, staff(server) as other:
            await other.sign_in(thief, server.clock.now)
            claim = ShiftClaim(
                HELPLINE,
                thief.claim.person,
                NOOR.shift_claim().shift,
                BoxKey.generate().public,
                NOW - 60,
                NOW + HOUR,
            )
            for takes_over in (False, True):
                shift = say.OpenShift(sign(claim, thief.staff), new_id(), takes_over)
                assert await refusal(other, shift) == "certificate"
            await talk.visitor.say(talk.visitor.line("Alleen voor Noor"))
            assert (await talk.noor.until(say.Lines)).lines[0].number == 1


@pytest.mark.parametrize("length", range(32, 65))
def test_a_second_factor_is_one_that_codes_can_be_made_of(length: int) -> None:
    """Some lengths of base32 characters are no base32: the sign-in that met one ended the server."""
    accounts = Accounts()
    if length % 8 in {1, 3, 6}:
        with pytest.raises(RefusedError) as refused:
            accounts.enrol("p", bytes(32), "A" * length)
        assert (refused.value.refusal, accounts.accounts) == ("bad_message", {})
    else:
        accounts.enrol("p", bytes(32), "A" * length)
        account = accounts.accounts["p"]
        assert accounts.check_code(account, pyotp.TOTP("A" * length).at(NOW), NOW)


async def test_a_second_console_asks_before_it_takes_the_shift_over(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with staff(server) as first, staff(server) as second:
            await first.sign_in(NOOR, server.clock.now)
            await first.open_shift(NOOR)
            signed_in = await second.sign_in(NOOR, server.clock.now)
            assert isinstance(signed_in, say.SignedIn)
            assert signed_in.shift_elsewhere
            claim = NOOR.shift_claim()
            other = sign(msgspec.structs.replace(claim, shift=new_id()), NOOR.staff)
            assert await refusal(second, say.OpenShift(other, new_id())) == "shift_elsewhere"
            await second.say(say.OpenShift(other, new_id(), takes_over=True))
            await second.until(say.ShiftOpened)
            assert (await first.until(say.ShiftClosed)).why == "taken_over"
            await first.say(say.Pause(is_on=True))
            refused = await first.hear()
            while not isinstance(refused, say.StaffRefused):
                refused = await first.hear()
            assert refused.code == "not_now"


async def test_nobody_reaches_staff_messages_without_signing_in(tmp_path: Path) -> None:
    """T4: the permission table stands before everything; here its first column, over the socket."""
    async with running(tmp_path, limits=Limits()) as server:
        await helpline(server)
        async with staff(server) as stranger:
            for message in EARLY:
                assert await refusal(stranger, message) == "not_now"
            await stranger.sign_in(NOOR, server.clock.now)
            for message in LEADING:
                assert await refusal(stranger, message) == "not_allowed"


async def test_codes_tokens_and_intake_keys_are_forgotten_when_their_time_is_over(tmp_path: Path) -> None:
    """H8, T3: an end that a table names is an end that comes."""
    clock = Clock()
    async with running(tmp_path, clock=clock) as server:
        await helpline(server)
        async with AsyncExitStack() as stack:
            vera = await coordinating(stack, server)
            await vera.add(Person("tess"))
    tables = ("enrolment_codes", "sign_in_tokens", "wraps")
    assert all(rows_of(tmp_path, table) > 0 for table in tables)
    clock.now += 7 * DAY
    async with running(tmp_path, clock=clock) as server, staff(server) as noor:
        signed_in = await noor.sign_in(NOOR, server.clock.now)
        assert isinstance(signed_in, say.SignedIn)
        assert (signed_in.keys, signed_in.wraps) == ([archive()], [])
    codes, tokens, wraps = (rows_of(tmp_path, table) for table in tables)
    assert (codes, wraps) == (0, 0)
    assert tokens >= 1, "those of today stay"


def rows_of(folder: Path, table: str) -> int:
    with closing(sqlite3.connect(folder / "keys.sqlite")) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
