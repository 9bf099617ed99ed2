"""Removing somebody: their live sockets are cut, their keys open nothing that follows, the visitor is not
alone."""

import asyncio
import dataclasses
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
from msgspec.structs import replace

from luwte.admin.house import publish_policy
from luwte.admin.people import enrol, remove, renew
from luwte.admin.trouble import AdminError
from luwte.console.link import Link, LinkError
from luwte.console.signin import SignInError, want_keys
from luwte.console.state.registering import statistics_key
from luwte.crypto.certificates import CertificateError, KeyClaim, PersonClaim, Signed, claim_of, sign
from luwte.crypto.keys import SigningKey
from luwte.protocol.messages import (
    ChainChanged,
    ListPeople,
    People,
    ShiftClosed,
    SignedIn,
    StaffMessage,
    ToStaff,
)
from luwte.settings import load_profile
from tests.conftest import Walk
from tests.fakes import BentLink, PlayedConsole

Walking = AbstractAsyncContextManager[Walk]
PATIENCE = 60
"""Seconds before the walk gives up. The removal itself signs much anew; no test asserts on wall time."""


async def cut(console: PlayedConsole) -> None:
    """Wait until the server has cut this console's line."""
    async with asyncio.timeout(PATIENCE):
        with pytest.raises(LinkError, match="closed"):
            await console.until(lambda: False)


async def test_a_removed_volunteer_is_cut_within_seconds_and_cannot_come_back(walk: Walking) -> None:
    async with walk as line:
        noor, sam = await line.on_shift("Noor"), await line.on_shift("Sam")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say("ben je er nog?")
        async with line.office() as office, asyncio.TaskGroup() as group:
            group.create_task(cut(noor))
            group.create_task(remove(office, "Noor", None))
        assert any(isinstance(heard, ShiftClosed) and heard.why == "removed" for heard in noor.heard)
        with pytest.raises(SignInError, match="sign_in"):
            await line.console("Noor").sign_in()

        # The visitor goes on with a colleague, under a key the removed one never had.
        await sam.accept(visitor)
        assert "ben je er nog?" in sam.texts(conversation)
        await sam.say(conversation, "ik ben Sam, ik blijf bij je")
        await visitor.hear("ik ben Sam, ik blijf bij je")
        assert visitor.talk is not None
        assert [member.name for member in visitor.talk.keys.members.values()] == ["Sam"]


async def test_after_a_removal_first_words_are_sealed_to_a_key_that_person_never_held(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        held = await line.visitor().look()
        async with line.office() as office:
            await remove(office, "Noor", None)
        fresh = await line.visitor().look()
        assert held.intake is not None
        assert fresh.intake is not None
        assert fresh.intake.key != held.intake.key
        assert noor.state.seat is not None
        assert fresh.intake.key not in noor.state.seat.trust.keys
        sam = await line.on_shift("Sam")
        visitor = await line.waiting("Maan")
        conversation = await sam.accept(visitor)
        assert sam.rows[conversation].nickname == "Maan"


async def test_m5_no_page_seals_to_a_key_of_before_the_removal_whoever_signed_it(walk: Walking) -> None:
    """A server could show the former keys once more: the removed one has their private halves."""
    async with walk as line:
        before = await line.visitor().look()
        assert before.intake is not None
        async with line.office() as office:
            former = dict(office.trust.keys)
            await remove(office, "Noor", None)
        after = await line.visitor().look()
        intake = [key for key in former.values() if key.claim.purpose == "intake"]
        archive = [key for key in former.values() if key.claim.purpose == "archive"]
        assert all(after.chain.ended_at(key.claim.key) is not None for key in intake)
        assert all(after.chain.ended_at(key.claim.key) is None for key in archive)


async def test_m5_nothing_is_archived_to_a_key_a_removed_coordinator_has_but_the_past_opens(
    walk: Walking,
) -> None:
    async with walk as line:
        secret = line.template.played.totp
        await line.add("Charlie", role="coordinator", totp=secret)
        line.clock.advance(30)
        noor = await line.on_shift("Noor")
        assert noor.state.seat is not None
        former = noor.state.seat.trust.archive_key("standard", line.clock())
        assert former is not None
        async with line.office() as office:
            await remove(office, "Charlie", line.folder / "kit")
            assert office.trust.keys[former.claim.key].private is not None
        await noor.settle()
        trust = noor.state.seat.trust
        fresh = trust.archive_key("standard", line.clock())
        assert fresh is not None
        assert fresh.claim.key != former.claim.key
        may = [trust.may_archive(former.claim.key, {"standard"}, line.clock() + late) for late in (0, 601)]
        assert may == [True, False]
        house = await line.visitor().look()
        shown = [one.keys for one in noor.heard if isinstance(one, ChainChanged)][-1]
        signed = next(one for one in shown if claim_of(one) == former.claim)
        with pytest.raises(CertificateError, match="removed"):
            house.chain.key(signed, "archive", line.clock())


async def test_R1_after_a_coordinators_removal_registrations_are_sealed_to_a_key_they_never_held(
    walk: Walking,
) -> None:
    async with walk as line:
        await line.add("Charlie", role="coordinator", totp=line.template.played.totp)
        line.clock.advance(30)
        noor = await line.on_shift("Noor")
        assert noor.state.seat is not None
        former = statistics_key(noor.state.seat, line.clock())
        assert former is not None
        async with line.office() as office:
            await remove(office, "Charlie", line.folder / "kit")
            assert office.trust.keys[former.claim.key].private is not None, "what was counted can be counted"
        await noor.settle()
        fresh = statistics_key(noor.state.seat, line.clock())
        assert fresh is not None
        assert fresh.claim.key != former.claim.key
        assert fresh.claim.period == former.claim.period
        # Whoever has not been shown the fresh one yet seals to none, rather than to theirs.
        noor.state.seat.trust = dataclasses.replace(
            noor.state.seat.trust,
            keys={name: key for name, key in noor.state.seat.trust.keys.items() if name != fresh.claim.key},
        )
        assert statistics_key(noor.state.seat, line.clock()) is None


async def test_nobody_removes_themselves_or_who_is_not_there(walk: Walking) -> None:
    async with walk as line, line.office() as office:
        with pytest.raises(AdminError, match="not_self"):
            await remove(office, "Robin", None)
        with pytest.raises(AdminError, match="no_such_person"):
            await remove(office, "Iemand", None)


async def test_a_removed_coordinator_leaves_a_helpline_that_still_holds(walk: Walking) -> None:
    async with walk as line:
        secret = line.template.played.totp
        await line.add("Charlie", role="coordinator", totp=secret)
        line.clock.advance(30)
        charlie = line.console("Charlie")
        charlie.totp = secret
        await charlie.come()
        async with line.office() as office:
            with pytest.raises(AdminError, match="kit_needed"):
                await remove(office, "Charlie", None)
            async with asyncio.TaskGroup() as group:
                group.create_task(cut(charlie))
                group.create_task(remove(office, "Charlie", line.folder / "kit"))
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say("werkt het nog?")
        await noor.hear(conversation, "werkt het nog?")
        assert noor.state.alarm is None


async def test_the_founder_can_be_removed_by_a_successor_with_the_kit(walk: Walking) -> None:
    async with walk as line:
        secret = line.template.played.totp
        await line.add("Charlie", role="coordinator", totp=secret)
        line.clock.advance(30)
        async with line.office_of("Charlie") as office:
            await remove(office, "Robin", line.folder / "kit")
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say("werkt het nog?")
        await noor.hear(conversation, "werkt het nog?")
        assert noor.state.alarm is None
        with pytest.raises(SignInError, match="sign_in"):
            await line.console("Robin").sign_in()


async def test_h5_who_was_removed_stays_so_when_the_coordinator_who_did_it_is_removed(walk: Walking) -> None:
    async with walk as line:
        secret = line.template.played.totp
        await line.add("Charlie", role="coordinator", totp=secret)
        noor = line.people["Noor"]
        gone = noor.keys.staff.public
        sam = await line.on_shift("Sam")
        line.clock.advance(30)
        async with line.office_of("Charlie") as office:
            await remove(office, "Noor", None)
        async with line.office() as office:
            await remove(office, "Charlie", line.folder / "kit")
        house = await line.visitor().look()
        assert house.chain.is_removed(gone)
        await sam.until(lambda: len(sam.state.seat.trust.chain.removals) == 2)  # type: ignore[union-attr]
        assert sam.state.alarm is None
        line.clock.advance(30)
        late = await line.on_shift("Robin")
        assert late.state.seat is not None
        assert late.state.seat.trust.chain.is_removed(gone)


async def test_m5_keys_to_come_that_a_removed_coordinator_holds_are_believed_no_longer(
    walk: Walking,
) -> None:
    """Robin made half a year of keys and holds them all; the server may keep and show the old ones."""
    async with walk as line:
        secret = line.template.played.totp
        await line.add("Charlie", role="coordinator", totp=secret)
        robin = line.console("Robin")
        seen: list[Signed] = []

        def remember(message: ToStaff) -> ToStaff:
            if isinstance(message, SignedIn):
                seen.extend(message.keys)
            return message

        robin.lie = remember
        line.clock.advance(30)
        await robin.sign_in()
        line.clock.advance(30)
        async with line.office_of("Charlie") as office:
            await remove(office, "Robin", line.folder / "kit")
            told = set(office.trust.keys)
        house = await line.visitor().look()
        believed = {claim.purpose for claim in map(claim_of, seen) if isinstance(claim, KeyClaim)}
        assert believed == {"intake", "archive", "abuse", "statistics"}
        for signed in seen:
            claim = claim_of(signed)
            assert isinstance(claim, KeyClaim)
            is_past = claim.not_before <= line.clock() and claim.purpose != "intake"
            assert (claim.key in told) is is_past
            with pytest.raises(CertificateError, match="removed"):
                house.chain.helpline_key(signed)
        assert office.trust.intake_weeks(line.clock()) == 26


class ListeningLink(BentLink):
    """A bent link that remembers what was said on it."""

    def __init__(self, link: Link, bend: Callable[[ToStaff], ToStaff]) -> None:
        super().__init__(link, bend)
        self.said: list[StaffMessage] = []

    async def send(self, message: StaffMessage) -> None:
        self.said.append(message)
        await super().send(message)


async def test_m4_nobody_is_removed_by_what_the_server_says_alone(walk: Walking) -> None:
    """A self-made row shows another staff key under a true name: its removal would remove nobody."""
    async with walk as line, line.office() as office:
        own = SigningKey.generate()

        def lie(message: ToStaff) -> ToStaff:
            if not isinstance(message, People):
                return message
            rows = []
            for row in message.people:
                claim = claim_of(row.certificate)
                assert isinstance(claim, PersonClaim)
                rows.append(replace(row, certificate=sign(replace(claim, staff=own.public), own)))
            return People(rows)

        honest = office.link
        office.link = listening = ListeningLink(honest, lie)
        with pytest.raises(AdminError, match="no_such_person"):
            await remove(office, "Noor", None)
        assert [type(message) for message in listening.said] == [ListPeople]
        office.link = honest
        await remove(office, "Noor", None)
        noor = line.people["Noor"]
        assert office.trust.chain.is_removed(noor.keys.staff.public)


async def test_m4_a_removal_that_the_server_does_not_show_is_told_and_kept(walk: Walking) -> None:
    async with walk as line, line.office() as office:
        before = load_profile(office.here.folder)
        assert before is not None
        office.link = BentLink(
            office.link, lambda said: replace(said, removals=[]) if isinstance(said, ChainChanged) else said
        )
        with pytest.raises(AdminError, match="not_shown"):
            await remove(office, "Noor", None)
        kept = load_profile(office.here.folder)
        assert kept is not None
        assert [one[0] for one in kept.removals] == [line.people["Noor"].profile.person]


async def test_h2_neither_page_nor_server_believe_an_older_certificate_of_who_was_removed(
    walk: Walking,
) -> None:
    """Noor's certificate is renewed, so she has two; the removal names the newer one's key."""
    async with walk as line:
        noor = line.console("Noor")
        await noor.sign_in()
        assert noor.state.seat is not None
        older = noor.state.seat.trust.certificate
        unlocked, wished = want_keys(noor.unlocked)
        await noor.tell(wished)
        line.clock.advance(60)
        async with line.office() as office:
            await renew(office, None)
            await remove(office, "Noor", None)
            assert unlocked.wanted is not None
            assert office.trust.chain.is_removed(unlocked.wanted.staff.public)
        house = await line.visitor().look()
        with pytest.raises(CertificateError, match="removed"):
            house.chain.person(older, line.clock())


async def test_h2_a_key_that_was_replaced_is_nobodys_for_page_and_console(walk: Walking) -> None:
    """Whoever copied it, or saw the enrolment code it came from, has a certificate that runs for days yet."""
    async with walk as line:
        noor = line.console("Noor")
        await noor.sign_in()
        assert noor.state.seat is not None
        older = noor.state.seat.trust.certificate
        async with line.office() as office:
            await renew(office, None)
            # The volunteer had no shift open, so it counts at once.
            await noor.until(lambda: noor.state.seat is not None and noor.state.seat.unlocked.wanted is None)
            await office.staff()
            with pytest.raises(CertificateError, match="removed"):
                office.trust.chain.person(older, line.clock())
        house = await line.visitor().look()
        with pytest.raises(CertificateError, match="removed"):
            house.chain.person(older, line.clock())
        await noor.open_shift()
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say("wie ben jij?")
        await noor.hear(conversation, "wie ben jij?")


async def test_h2_a_replaced_key_holds_for_the_page_until_the_console_on_shift_has_its_new_one(
    walk: Walking,
) -> None:
    """The line drops before the console hears of its new certificate: its visitor loses nothing by it."""
    async with walk as line:
        noor = await line.on_shift("Noor")
        assert noor.state.seat is not None
        older = noor.state.seat.trust.certificate
        noor.unlocked = noor.state.seat.unlocked
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        assert noor.link is not None
        await noor.link.close()
        async with line.office() as office:
            await renew(office, None)
            house = await line.visitor().look()
            assert house.chain.person(older, line.clock()).person == noor.me
            await noor.come()
            await noor.settle()
            await office.staff()
        house = await line.visitor().look()
        with pytest.raises(CertificateError, match="removed"):
            house.chain.person(older, line.clock())
        await visitor.say("ben je er nog?")
        await noor.hear(conversation, "ben je er nog?")


async def test_h2_a_new_code_for_a_lost_computer_ends_the_keys_that_were_on_it(walk: Walking) -> None:
    """A coordinator's computer too: what its key signed is signed by another first."""
    async with walk as line:
        secret = line.template.played.totp
        await line.add("Charlie", role="coordinator", totp=secret)
        charlie, sam = line.people["Charlie"].keys.staff, line.people["Sam"].keys.staff
        line.clock.advance(30)
        async with line.office_of("Charlie") as office:
            await publish_policy(office, "default")
        async with line.office() as office:
            await enrol(office, "Sam", "volunteer", line.folder / "for-sam", None)
            await enrol(office, "Charlie", "coordinator", line.folder / "for-charlie", line.folder / "kit")
        house = await line.visitor().look()
        assert house.policy.version > 1
        assert house.chain.is_removed(sam.public)
        assert house.chain.is_removed(charlie.public)


async def test_h2_a_coordinators_own_new_keys_end_the_former_ones(walk: Walking) -> None:
    async with walk as line:
        former = line.people["Robin"].keys.staff
        async with line.office() as office:
            office.unlocked, wish = want_keys(office.unlocked)
            await office.do(wish, "wish")
            await renew(office, line.folder / "kit")
            assert office.keys.staff.public != former.public
            await publish_policy(office, "default")
            assert office.trust.chain.is_removed(former.public)
        house = await line.visitor().look()
        assert house.chain.is_removed(former.public)
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say("werkt het nog?")
        await noor.hear(conversation, "werkt het nog?")
