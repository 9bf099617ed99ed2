"""The visitor's side as a plain object: keys for exactly those who were shown, the same bytes until
durable."""

import pytest

from luwte.crypto.certificates import (
    PAGE_TOLERANCE,
    CertificateError,
    Chain,
    KeyClaim,
    PersonClaim,
    PolicyClaim,
    Purpose,
    Role,
    ShiftClaim,
    Signed,
    claim_of,
    sign,
)
from luwte.crypto.channel import Channel
from luwte.crypto.keys import BoxKey, SigningKey, sha256, verify
from luwte.crypto.sealing import open_keys_from_archive, open_keys_from_shift, open_words
from luwte.protocol.ids import id_bytes, new_id
from luwte.protocol.messages import House, Members, VisitorLine
from luwte.protocol.offers import offer_bytes
from luwte.protocol.parts import Member, StoredLine
from luwte.visitor import CheckedHouse, Talk, VisitorError, check

NOW = 1_795_000_000
DAY = 86_400
HELPLINE = new_id()


class Staff:
    """A helpline's keys, for one visitor to talk to."""

    def __init__(self) -> None:
        self.root, self.lead = SigningKey.generate(), SigningKey.generate()
        self.intake, self.archive = BoxKey.generate(), BoxKey.generate()
        self.coordinator = sign(self._person("coordinator", self.lead.public, 300), self.root)
        self.archive_claim = self._key("archive", self.archive)

    def house(self) -> CheckedHouse:
        """Return the checked house."""
        policy = sign(PolicyClaim(HELPLINE, 1, NOW, "", {}), self.lead)
        house = House(
            version=1,
            root=self.root.public,
            helpline=HELPLINE,
            policy=policy,
            coordinators=[self.coordinator],
            removals=[],
            intake=self._key("intake", self.intake),
            state="open",
            opens_at=None,
            now=NOW,
        )
        return check(house, sha256(self.root.public)[:20], NOW)

    def member(self) -> tuple[Member, BoxKey]:
        """Return somebody on shift, and the private half of their shift key."""
        staff, shift = SigningKey.generate(), BoxKey.generate()
        person = self._person("volunteer", staff.public, 30)
        claim = ShiftClaim(HELPLINE, person.person, new_id(), shift.public, NOW, NOW + 3600)
        return Member(sign(person, self.lead), self.coordinator, sign(claim, staff)), shift

    def members(self, conversation: str, epoch: int, *members: Member) -> Members:
        """Return what asks for keys."""
        return Members(conversation, epoch, list(members), self.archive_claim, "standard")

    def _person(self, role: Role, staff: bytes, days: int) -> PersonClaim:
        return PersonClaim(
            HELPLINE, new_id(), role, "Noor", staff, BoxKey.generate().public, NOW, NOW + days * DAY
        )

    def _key(self, purpose: Purpose, key: BoxKey) -> Signed:
        retention = "standard" if purpose == "archive" else ""
        claim = KeyClaim(HELPLINE, new_id(), purpose, "2026-W47", retention, key.public, NOW, NOW + 7 * DAY)
        return sign(claim, self.lead)


@pytest.fixture
def staff() -> Staff:
    return Staff()


@pytest.fixture
def talk(staff: Staff) -> Talk:
    entered = Talk(staff.house())
    entered.enter("Zeester", "hallo", "nl", "2026-11-22")
    entered.entered(new_id())
    return entered


def line(message: VisitorLine, number: int) -> StoredLine:
    """Return a line as the server stores it."""
    return StoredLine(number, message.id, "visitor", message.frame, NOW)


def agreed(staff: Staff, talk: Talk) -> tuple[Member, BoxKey, list[VisitorLine]]:
    """Let a visitor and one member agree on the first keys."""
    assert talk.conversation is not None
    member, shift = staff.member()
    talk.offer(staff.members(talk.conversation, 0, member), NOW)
    return member, shift, talk.keys_kept(0)


def test_first_words_open_with_the_intake_key_only(staff: Staff) -> None:
    talk = Talk(staff.house())
    entered = talk.enter("Zeester", "hallo", "nl", "2026-11-22")
    signed = talk.house.intake_signed
    assert signed is not None
    words = open_words(staff.intake, entered.words, sha256(signed.payload), entered.visitor_key)
    assert (words.nickname, words.words, words.language) == ("Zeester", "hallo", "nl")


def test_without_an_intake_key_nobody_enters(staff: Staff) -> None:
    house = staff.house()
    closed = CheckedHouse(house.house, house.chain, house.policy, None, None)
    with pytest.raises(VisitorError, match="no_intake"):
        Talk(closed).enter("Zeester", "hallo", "nl", "2026-11-22")


def test_an_offer_opens_for_the_member_and_the_archive_and_is_signed(staff: Staff, talk: Talk) -> None:
    assert talk.conversation is not None
    member, shift = staff.member()
    offer = talk.offer(staff.members(talk.conversation, 0, member), NOW).offer
    conversation, visitor = id_bytes(talk.conversation), talk.visitor_key
    verify(visitor, offer.signature, offer_bytes(talk.conversation, offer))
    mine = open_keys_from_shift(
        shift, offer.seals[0].sealed, conversation, 0, sha256(member.shift.payload), visitor
    )
    kept = open_keys_from_archive(
        staff.archive, offer.archive, conversation, 0, sha256(staff.archive_claim.payload), visitor
    )
    assert mine == kept
    assert len(mine) == 1


def test_a_later_epoch_holds_all_earlier_keys_and_a_fresh_one(staff: Staff, talk: Talk) -> None:
    first, _, _ = agreed(staff, talk)
    assert talk.conversation is not None
    second, shift = staff.member()
    offer = talk.offer(staff.members(talk.conversation, 1, first, second), NOW).offer
    talk.keys_kept(1)
    keys = open_keys_from_shift(
        shift,
        offer.seals[1].sealed,
        id_bytes(talk.conversation),
        1,
        sha256(second.shift.payload),
        talk.visitor_key,
    )
    assert list(keys) == talk.keys.kept
    assert len(set(keys)) == 2


def test_epochs_may_skip(staff: Staff, talk: Talk) -> None:
    agreed(staff, talk)
    assert talk.conversation is not None
    member, _ = staff.member()
    talk.offer(staff.members(talk.conversation, 3, member), NOW)
    talk.keys_kept(3)
    assert len(talk.keys.kept) == 4


def test_the_same_epoch_for_other_members_gets_another_key(staff: Staff, talk: Talk) -> None:
    agreed(staff, talk)
    assert talk.conversation is not None
    one, _ = staff.member()
    other, _ = staff.member()
    talk.offer(staff.members(talk.conversation, 1, one), NOW)
    before = list(talk.keys.offered)
    talk.offer(staff.members(talk.conversation, 1, one), NOW)
    assert talk.keys.offered == before
    talk.offer(staff.members(talk.conversation, 1, other), NOW)
    assert talk.keys.offered != before


def test_h1_whoever_is_sealed_to_is_shown_before_the_seal_leaves_and_until_newer_keys_are_kept(
    staff: Staff, talk: Talk
) -> None:
    """The server may never say that it keeps the keys: who was sealed to can read all the same."""
    agreed(staff, talk)
    assert talk.conversation is not None
    (noor_id,) = talk.keys.members
    sam, _ = staff.member()
    talk.offer(staff.members(talk.conversation, 1, sam), NOW)
    assert len(talk.keys.members) == 2
    # Asked for another instead, and loaded again: Sam holds a seal, Noor reads what is written meanwhile.
    imran, _ = staff.member()
    offer = talk.offer(staff.members(talk.conversation, 1, imran), NOW).offer
    reloaded = Talk(staff.house())
    reloaded.restore(talk.state(), 0)
    assert reloaded.keys.members == talk.keys.members
    assert noor_id in reloaded.keys.members
    assert len(reloaded.keys.members) == 3
    # Asked the same again after the reload, the same keys; once kept, Imran alone reads what follows.
    again = reloaded.offer(staff.members(talk.conversation, 1, imran), NOW).offer
    assert reloaded.keys.offered == talk.keys.offered
    assert [seal.shift for seal in again.seals] == [seal.shift for seal in offer.seals]
    reloaded.keys_kept(1)
    assert [one.person for one in reloaded.keys.members.values()] == [person_of(imran)]


def person_of(member: Member) -> str:
    """Return whose certificate this is."""
    claim = claim_of(member.certificate)
    assert isinstance(claim, PersonClaim)
    return claim.person


def test_keys_that_are_kept_are_sealed_to_nobody_else_and_no_shift_twice(staff: Staff, talk: Talk) -> None:
    """Without a K of their own, a newcomer would read what is written on with those they replaced."""
    agreed(staff, talk)
    assert talk.conversation is not None
    sam, _ = staff.member()
    for epoch in (0, 64):
        with pytest.raises(VisitorError, match="epoch"):
            talk.offer(staff.members(talk.conversation, epoch, sam), NOW)
    for members in ([], [sam, sam]):
        with pytest.raises(VisitorError, match="members"):
            talk.offer(staff.members(talk.conversation, 1, *members), NOW)
    assert person_of(sam) not in talk.keys.members
    assert talk.keys.offered == []


def test_a_stranger_gets_no_key(staff: Staff, talk: Talk) -> None:
    assert talk.conversation is not None
    stranger, _ = Staff().member()
    with pytest.raises(CertificateError):
        talk.offer(staff.members(talk.conversation, 0, stranger), NOW)
    assert talk.keys.offered == []
    with pytest.raises(VisitorError, match="not_now"):
        talk.offer(staff.members(new_id(), 0, staff.member()[0]), NOW)


def test_c10_the_first_line_under_keys_is_the_opening(staff: Staff, talk: Talk) -> None:
    early, message = talk.say("ben je daar?")
    assert message is None
    _, _, sent = agreed(staff, talk)
    assert talk.conversation is not None
    assert [one.id for one in sent][1:] == [early]
    reader = Channel(id_bytes(talk.conversation), talk.keys.kept, "staff", id_bytes(new_id()))
    opening = reader.open(1, "visitor", sent[0].frame).opening
    assert opening is not None
    assert (opening.nickname, opening.policy, opening.day) == ("Zeester", 1, "2026-11-22")
    assert reader.open(2, "visitor", sent[1].frame).text == "ben je daar?"


def test_what_is_not_durable_is_the_same_bytes_again(staff: Staff, talk: Talk) -> None:
    agreed(staff, talk)
    name, message = talk.say("een")
    assert message is not None
    assert message in talk.unsent()
    assert message in talk.unsent()
    opening = talk.unsent()[0]
    assert talk.stored(opening.id, 1, NOW)
    assert talk.stored(name, 2, NOW)
    assert talk.unsent() == []
    assert (talk.is_stored(name), talk.number_of(name)) == (True, 2)
    assert [said.text for said in talk.lines if said.kind == "text"] == ["een"]


def test_a_line_that_an_epoch_overtook_is_sealed_anew_under_the_same_id(staff: Staff, talk: Talk) -> None:
    member, _, sent = agreed(staff, talk)
    assert talk.conversation is not None
    talk.stored(sent[0].id, 1, NOW)
    name, old = talk.say("een")
    assert old is not None
    talk.offer(staff.members(talk.conversation, 1, member), NOW)
    assert talk.refused("stale_epoch", name) == []
    (new,) = talk.keys_kept(1)
    assert new.id == name
    assert new.frame != old.frame
    assert talk.refused("too_fast", name) == []


def test_lines_stand_in_the_order_of_their_numbers_whatever_comes_first(staff: Staff, talk: Talk) -> None:
    _, _, sent = agreed(staff, talk)
    names = [talk.say(str(number))[0] for number in range(3)]
    talk.stored(sent[0].id, 1, NOW)
    assert not talk.stored(names[1], 3, NOW)
    assert [said.text for said in talk.lines if said.kind == "text"] == []
    assert talk.stored(names[0], 2, NOW)
    assert [said.text for said in talk.lines if said.kind == "text"] == ["0", "1"]


def test_after_a_reload_nothing_is_sent_before_the_past_is_back(staff: Staff, talk: Talk) -> None:
    _, _, sent = agreed(staff, talk)
    talk.stored(sent[0].id, 1, NOW)
    name, message = talk.say("een")
    assert message is not None
    past = [line(sent[0], 1), line(message, 2)]
    reloaded = Talk(staff.house())
    reloaded.restore(talk.state(), 2)
    assert reloaded.keys_kept(0) == []
    later, held = reloaded.say("twee")
    assert held is None
    assert reloaded.hear(past)
    assert not reloaded.is_behind
    assert [one.id for one in reloaded.unsent()] == [later]
    assert [said.text for said in reloaded.lines if said.kind == "text"] == ["een"]
    assert name != later


def test_a_waiting_visitor_ends_without_a_frame(talk: Talk) -> None:
    ended = talk.end()
    assert (ended.id, ended.frame) == (None, None)


def test_the_chain_is_as_patient_as_a_cheap_phones_clock_needs(staff: Staff) -> None:
    house = staff.house().house
    chain = Chain.build(house.root, HELPLINE, house.coordinators, [], NOW - DAY, tolerance=PAGE_TOLERANCE)
    member, _ = staff.member()
    chain.shift(member.certificate, member.coordinator, member.shift, NOW - DAY)
