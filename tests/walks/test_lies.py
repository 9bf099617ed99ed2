"""A server that lies about people, keys or lines is believed by neither side, and each says so."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
from msgspec.structs import replace

from luwte.admin.house import publish_policy
from luwte.admin.people import remove
from luwte.console.signin import replace_profile
from luwte.console.state import TrustBroken
from luwte.console.state.intentions import AcceptVisitor
from luwte.console.trust import TrustError
from luwte.crypto.certificates import (
    CertificateError,
    PersonClaim,
    ShiftClaim,
    Signed,
    claim_of,
    fingerprint,
    sign,
)
from luwte.crypto.channel import ChannelError
from luwte.crypto.keys import BoxKey, SigningKey
from luwte.protocol.messages import (
    Colleagues,
    KeysArrived,
    Members,
    MembersWanted,
    Opened,
    SignedIn,
    ToStaff,
    ToVisitor,
    VisitorLines,
    VisitorMessage,
)
from luwte.protocol.parts import Member
from luwte.visitor import Visitor, VisitorError, check
from tests.conftest import Walk

Walking = AbstractAsyncContextManager[Walk]


class DeceivedVisitor(Visitor):
    """A visitor to whom the server lies as soon as a test puts a lie here."""

    lie: Callable[[ToVisitor], ToVisitor] | None = None

    def _apply(self, message: ToVisitor) -> list[VisitorMessage]:
        return super()._apply(self.lie(message) if self.lie else message)


def impostor(member: Member) -> Member:
    """Return a member whose shift key is the server's own, under certificates the server made up."""
    root, staff, shift = SigningKey.generate(), SigningKey.generate(), BoxKey.generate()
    person, claim = claim_of(member.certificate), claim_of(member.shift)
    assert isinstance(person, PersonClaim)
    assert isinstance(claim, ShiftClaim)
    made_up = replace(person, staff=staff.public, envelope=shift.public)
    coordinator = replace(made_up, role="coordinator")
    return Member(
        sign(made_up, staff), sign(coordinator, root), sign(replace(claim, key=shift.public), staff)
    )


def swapped_shift(member: Member) -> Member:
    """Return a member with true certificates and the server's own shift key."""
    claim = claim_of(member.shift)
    assert isinstance(claim, ShiftClaim)
    return replace(member, shift=sign(replace(claim, key=BoxKey.generate().public), SigningKey.generate()))


def old_shift(member: Member) -> Member:
    """Return a member whose shift claim was changed to run longer than its signature says."""
    longer = member.shift.payload.replace(b'"not_after":', b'"not_after":9')
    return replace(member, shift=replace(member.shift, payload=longer))


@pytest.mark.parametrize(
    ("lie", "codes"),
    [
        (lambda wanted: replace(wanted, members=[impostor(wanted.members[0])]), "wrong_root"),
        (lambda wanted: replace(wanted, members=[swapped_shift(wanted.members[0])]), "ghost"),
        (lambda wanted: replace(wanted, members=[old_shift(wanted.members[0])]), "bad_signature"),
        (
            lambda wanted: replace(wanted, members=[*wanted.members, impostor(wanted.members[0])]),
            "wrong_root",
        ),
        (
            lambda wanted: replace(wanted, archive=sign(claim_of(wanted.archive), SigningKey.generate())),
            "ghost",
        ),
        (lambda wanted: replace(wanted, archive=wanted.members[0].shift), "wrong_kind"),
    ],
    ids=["impostor", "swapped shift", "longer shift", "ghost beside", "swapped archive", "wrong kind"],
)
async def test_c2_a_visitor_gives_no_key_to_anyone_the_chain_does_not_carry(
    walk: Walking, lie: Callable[[Members], Members], codes: str
) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        visitor = DeceivedVisitor(line.url, clock=line.clock)
        visitor.lie = lambda message: lie(message) if isinstance(message, Members) else message
        await visitor.enter("Zeester", "hallo")
        assert visitor.talk is not None
        conversation = visitor.talk.conversation
        assert conversation is not None
        await noor.until(lambda: noor.state.waiting.row(conversation) is not None)
        await noor.do(AcceptVisitor(conversation))
        with pytest.raises(CertificateError, match=codes):
            await visitor.until(lambda: False)
        assert visitor.talk.keys.kept == []
        await noor.settle()
        assert noor.rows[conversation].keys == "waiting"
        await visitor.leave()


async def test_l12_a_visitor_seals_to_no_archive_of_another_class(walk: Walking) -> None:
    """The key is true, but its class is not the one that was told, or is none of the policy's."""
    async with walk as line:
        noor = await line.on_shift("Noor")
        assert noor.state.seat is not None
        visitor = DeceivedVisitor(line.url, clock=line.clock)
        visitor.lie = lambda said: replace(said, retention="ever") if isinstance(said, Members) else said
        await visitor.enter("Zeester", "hallo")
        assert visitor.talk is not None
        conversation = visitor.talk.conversation
        assert conversation is not None
        await noor.until(lambda: noor.state.waiting.row(conversation) is not None)
        await noor.do(AcceptVisitor(conversation))
        with pytest.raises(VisitorError, match="retention"):
            await visitor.until(lambda: False)
        assert visitor.talk.keys.kept == []
        await visitor.leave()


async def test_h6_who_was_removed_stays_so_for_a_console_whatever_the_server_shows_later(
    walk: Walking,
) -> None:
    """The server keeps a true chain of before the removal, and shows it at the next sign-in."""
    async with walk as line:
        noor = await line.on_shift("Noor")
        before: list[Member] = []

        def remember(message: ToStaff) -> ToStaff:
            if isinstance(message, Colleagues):
                before.extend(one.member for one in message.people)
            return message

        noor.lie = remember
        sam = await line.on_shift("Sam")
        await noor.until(lambda: sam.me in noor.state.seat.colleagues)  # type: ignore[union-attr]
        async with line.office() as office:
            await remove(office, "Sam", None)
        await noor.until(lambda: bool(noor.state.profile and noor.state.profile.removals))
        assert noor.state.profile is not None
        noor.unlocked = replace_profile(noor.unlocked, removals=noor.state.profile.removals)
        noor.lie = lambda said: replace(said, removals=[]) if isinstance(said, SignedIn) else said
        await noor.restart()
        assert noor.state.seat is not None
        gone = [one for one in before if noor.state.seat.trust.chain.is_void(person_of(one))]
        assert {person_of(one).name for one in gone} == {"Sam"}


def person_of(member: Member) -> PersonClaim:
    """Return who a member is."""
    claim = claim_of(member.certificate)
    assert isinstance(claim, PersonClaim)
    return claim


async def test_a_visitor_believes_no_house_of_another_root(walk: Walking) -> None:
    async with walk as line:
        house = (await line.visitor().look()).house
        with pytest.raises(CertificateError, match="wrong_root"):
            check(replace(house, root=SigningKey.generate().public), own_fingerprint(line), line.clock())
        foreign = SigningKey.generate()
        unsigned = replace(house, policy=sign(claim_of(house.policy), foreign))
        with pytest.raises(CertificateError, match="ghost"):
            check(unsigned, own_fingerprint(line), line.clock())
        with pytest.raises(CertificateError, match="older_policy"):
            check(house, own_fingerprint(line), line.clock(), newest_policy=2)
        assert house.intake is not None
        with pytest.raises(CertificateError, match="ghost"):
            check(
                replace(house, intake=sign(claim_of(house.intake), foreign)),
                own_fingerprint(line),
                line.clock(),
            )


def own_fingerprint(line: Walk) -> bytes:
    """Return the fingerprint that stands in the page."""
    return fingerprint(line.kit.root.public)


@pytest.mark.parametrize("lie", ["changed", "repeated", "reflected", "reordered"])
async def test_a_visitor_shows_no_line_that_the_server_tampered_with(walk: Walking, lie: str) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        visitor = DeceivedVisitor(line.url, clock=line.clock)
        visitor_frames: list[bytes] = []

        def remember(message: ToVisitor) -> ToVisitor:
            if isinstance(message, VisitorLines):
                visitor_frames.extend(one.frame for one in message.lines)
            return message

        visitor.lie = remember
        await visitor.enter("Zeester", "hallo")
        conversation = await noor.accept(visitor)
        await noor.say(conversation, "een")
        await visitor.hear("een")

        earlier = visitor_frames[-1]

        def tamper(message: ToVisitor) -> ToVisitor:
            if not isinstance(message, VisitorLines):
                return message
            (stored,) = message.lines
            frame = bytearray(stored.frame)
            match lie:
                case "changed":
                    frame[-1] ^= 1
                    return VisitorLines([replace(stored, frame=bytes(frame))])
                case "repeated":
                    return VisitorLines([replace(stored, frame=earlier)])
                case "reflected":
                    return VisitorLines([replace(stored, sender="visitor")])
                case _:
                    frame[51] ^= 1  # the sequence number
                    return VisitorLines([replace(stored, frame=bytes(frame))])

        visitor.lie = tamper
        await noor.say(conversation, "twee")
        with pytest.raises((ChannelError, VisitorError)):
            await visitor.hear("twee", within=3)
        assert visitor.talk is not None
        assert [said.text for said in visitor.talk.lines if said.kind == "text"] == ["een"]
        await visitor.leave()


def unsigned_policy(message: SignedIn) -> SignedIn:
    """Return the policy under somebody else's signature."""
    return replace(message, policy=sign(claim_of(message.policy), SigningKey.generate()))


def changed_policy(message: SignedIn) -> SignedIn:
    """Return the policy with other words under the true signature."""
    changed = message.policy.payload.replace(b"resume_window", b"resume_windov")
    return replace(message, policy=replace(message.policy, payload=changed))


def foreign_key(message: SignedIn) -> SignedIn:
    """Return a helpline key that no coordinator signed."""
    return replace(message, keys=[sign(claim_of(message.keys[0]), SigningKey.generate()), *message.keys[1:]])


def somebody_else(message: SignedIn) -> SignedIn:
    """Return another person's name over this sign-in."""
    return replace(message, person="A" * 22)


def foreign_root(message: SignedIn) -> SignedIn:
    """Return coordinators of a root of the server's own."""
    root = SigningKey.generate()
    return replace(message, coordinators=[sign(claim_of(one), root) for one in message.coordinators])


@pytest.mark.parametrize("lie", [unsigned_policy, changed_policy, foreign_key, somebody_else, foreign_root])
async def test_a_console_refuses_a_sign_in_that_the_root_does_not_carry(
    walk: Walking, lie: Callable[[SignedIn], SignedIn]
) -> None:
    async with walk as line:
        noor = line.console("Noor")
        noor.lie = lambda message: lie(message) if isinstance(message, SignedIn) else message
        with pytest.raises(TrustError):
            await noor.sign_in()


async def test_a_console_refuses_an_older_policy(walk: Walking) -> None:
    async with walk as line:
        held: list[Signed] = []

        def remember(message: ToStaff) -> ToStaff:
            if isinstance(message, SignedIn):
                held.append(message.policy)
            return message

        before = line.console("Noor")
        before.lie = remember
        await before.come()
        (old,) = held
        async with line.office() as office:
            await publish_policy(office, "default")
        await before.until(lambda: before.state.profile is not None and before.state.profile.policy == 2)
        noor = line.console("Noor")
        noor.unlocked = replace_profile(noor.unlocked, policy=2)
        noor.lie = lambda message: replace(message, policy=old) if isinstance(message, SignedIn) else message
        with pytest.raises(TrustError, match="older_policy"):
            await noor.sign_in()


def ghost_in_offer(message: ToStaff) -> ToStaff:
    """Return the visitor's keys with one seal more than they signed."""
    if not isinstance(message, KeysArrived):
        return message
    return replace(message, offer=replace(message.offer, seals=message.offer.seals * 2))


def garbled_seal(message: ToStaff) -> ToStaff:
    """Return the visitor's keys with a seal the server made itself."""
    if not isinstance(message, KeysArrived):
        return message
    seals = [replace(one, sealed=bytes(len(one.sealed))) for one in message.offer.seals]
    return replace(message, offer=replace(message.offer, seals=seals))


@pytest.mark.parametrize("lie", [ghost_in_offer, garbled_seal])
async def test_a_console_talks_under_no_keys_the_visitor_did_not_sign(
    walk: Walking, lie: Callable[[ToStaff], ToStaff]
) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        noor.lie = lie
        visitor = await line.waiting()
        assert visitor.talk is not None
        conversation = visitor.talk.conversation
        assert conversation is not None
        await noor.until(lambda: noor.state.waiting.row(conversation) is not None)
        await noor.do(AcceptVisitor(conversation))
        await noor.until(lambda: conversation in noor.rows)
        await visitor.until(lambda: bool(visitor_keys(visitor)))
        await noor.until(lambda: noor.rows[conversation].keys == "broken")
        assert any(isinstance(change, TrustBroken) for change in noor.changes)
        assert noor.state.talks.all[conversation].channel is None


def visitor_keys(visitor: Visitor) -> list[bytes]:
    """Return the keys the visitor's page holds."""
    assert visitor.talk is not None
    return visitor.talk.keys.kept


async def test_a_console_that_is_shown_a_ghost_says_so_and_goes_silent(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")

        def lie(message: ToStaff) -> ToStaff:
            if isinstance(message, Opened):
                members = [impostor(message.conversation.members[0])]
                return replace(message, conversation=replace(message.conversation, members=members))
            if isinstance(message, MembersWanted):
                return replace(message, members=[*message.members, impostor(message.members[0])])
            return message

        noor.lie = lie
        visitor = await line.waiting()
        assert visitor.talk is not None
        conversation = visitor.talk.conversation
        assert conversation is not None
        await noor.until(lambda: noor.state.waiting.row(conversation) is not None)
        await noor.do(AcceptVisitor(conversation))
        await noor.until(lambda: noor.state.alarm is not None)
        assert noor.state.session.stage == "broken"
