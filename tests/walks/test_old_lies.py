"""Certificates of another time, truly signed, and a weakened profile: refused by whoever is shown them."""

from contextlib import AbstractAsyncContextManager

import pytest
from msgspec.structs import replace

from luwte.console.signin import unlock
from luwte.console.state.intentions import AcceptVisitor
from luwte.console.trust import TOLERANCE, TrustError
from luwte.crypto.certificates import (
    PAGE_TOLERANCE,
    CertificateError,
    KeyClaim,
    PersonClaim,
    ShiftClaim,
    Signed,
    claim_of,
    sign,
)
from luwte.crypto.keys import SigningKey
from luwte.protocol.messages import Colleagues, Members, SignedIn, ToStaff, ToVisitor
from luwte.protocol.parts import Colleague
from luwte.settings import Profile
from tests.conftest import Walk
from tests.walks.test_lies import DeceivedVisitor, person_of

Walking = AbstractAsyncContextManager[Walk]


def moved_in_time(signed: Signed, key: SigningKey, now: int, when: str, by: int) -> Signed:
    """Return what was signed, truly signed, but over since ``by`` seconds, or not begun for as long."""
    claim = claim_of(signed)
    assert isinstance(claim, PersonClaim | ShiftClaim | KeyClaim)
    shift = now - by - claim.not_after if when == "expired" else now + by - claim.not_before
    begins, ends = claim.not_before + shift, claim.not_after + shift
    return sign(replace(claim, not_before=begins, not_after=ends), key)


@pytest.mark.parametrize("when", ["expired", "not_yet"])
@pytest.mark.parametrize("which", ["certificate", "coordinator", "shift", "archive"])
async def test_a_visitor_gives_no_key_under_a_certificate_of_another_time(
    walk: Walking, which: str, when: str
) -> None:
    """True signatures all of them: a stolen key of last month opens nothing today."""
    async with walk as line:
        noor = await line.on_shift("Noor")
        keys = {
            "certificate": line.people["Robin"].keys.staff,
            "coordinator": line.kit.root,
            "shift": noor.unlocked.keys.staff,
            "archive": line.people["Robin"].keys.staff,
        }

        def lie(message: ToVisitor) -> ToVisitor:
            if not isinstance(message, Members):
                return message
            target = message if which == "archive" else message.members[0]
            old = moved_in_time(getattr(target, which), keys[which], line.clock(), when, PAGE_TOLERANCE + 60)
            if which == "archive":
                return replace(message, archive=old)
            return replace(message, members=[replace(message.members[0], **{which: old})])

        visitor = DeceivedVisitor(line.url, clock=line.clock)
        visitor.lie = lie
        await visitor.enter("Zeester", "hallo")
        assert visitor.talk is not None
        conversation = visitor.talk.conversation
        assert conversation is not None
        await noor.until(lambda: noor.state.waiting.row(conversation) is not None)
        await noor.do(AcceptVisitor(conversation))
        with pytest.raises(CertificateError, match=when):
            await visitor.until(lambda: False)
        assert visitor.talk.keys.offered == []
        assert visitor.talk.keys.members == {}
        await visitor.leave()


@pytest.mark.parametrize("when", ["expired", "not_yet"])
@pytest.mark.parametrize("which", ["own", "coordinator", "colleague"])
async def test_a_console_believes_no_certificate_of_another_time(
    walk: Walking, which: str, when: str
) -> None:
    async with walk as line:
        sam = await line.on_shift("Sam")
        noor = line.console("Noor")
        lead = line.people["Robin"].keys.staff
        shown: list[Colleague] = []

        def old(signed: Signed, key: SigningKey) -> Signed:
            return moved_in_time(signed, key, line.clock(), when, TOLERANCE + 60)

        def aged(one: Colleague) -> Colleague:
            if person_of(one.member).person != sam.me:
                return one
            shown.append(one)
            return replace(
                one, member=replace(one.member, shift=old(one.member.shift, sam.unlocked.keys.staff))
            )

        def lie(message: ToStaff) -> ToStaff:
            match message:
                case SignedIn() if which == "own":
                    return replace(message, certificate=old(message.certificate, lead))
                case SignedIn() if which == "coordinator":
                    return replace(
                        message, coordinators=[old(one, line.kit.root) for one in message.coordinators]
                    )
                case Colleagues() if which == "colleague":
                    return replace(message, people=[aged(one) for one in message.people])
                case _:
                    return message

        noor.lie = lie
        if (which, when) == ("colleague", "not_yet"):
            await noor.sign_in()
            await noor.until(lambda: noor.state.alarm is not None)
            assert noor.state.alarm is not None
            assert noor.state.alarm.code == when
        elif which == "colleague":
            await noor.come()
            await noor.until(lambda: bool(shown))
            assert noor.state.seat is not None
            assert sam.me not in noor.state.seat.colleagues
        else:
            with pytest.raises(TrustError, match=when):
                await noor.sign_in()
            assert noor.state.session.stage != "on_shift"


@pytest.mark.parametrize("cost", [{"memory_kib": 8}, {"memory_kib": 65_535}, {"passes": 2}])
async def test_a_password_is_not_stretched_below_the_floor(walk: Walking, cost: dict[str, int]) -> None:
    """A profile somebody weakened: refused before a proof is made that could be ground."""
    async with walk as line:
        profile = line.people["Robin"].profile
        weak = Profile(**{name: getattr(profile, name) for name in Profile.__struct_fields__} | cost)
        with pytest.raises(TrustError, match="weak_cost"):
            await unlock(weak, line.template.played.password, line.template.keychain)
