"""A server that lies: each lie a visible alarm, and nothing more is said to it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from msgspec import structs

from luwte.console.state import ConversationChanged, SessionChanged, TrustAlarm, TrustBroken
from luwte.console.state import intentions as wish
from luwte.console.trust import TrustError, believe
from luwte.crypto.certificates import Removed, Signed, claim_of, sign
from luwte.crypto.keys import SigningKey
from luwte.protocol import messages as say
from luwte.protocol.ids import new_id
from luwte.protocol.messages import ToStaff
from luwte.protocol.offers import offer_bytes
from luwte.protocol.parts import Colleague, Member
from tests.console.helpline import (
    INTAKE,
    NOOR,
    ROBIN,
    SAM,
    HouseKey,
    Play,
    PlayedVisitor,
    a_key,
    a_policy,
    member_of,
    shift_claim,
    signed_in,
)
from tests.wire.helpline import DAY, HELPLINE, NOW, ROOT, Person, coordinator, removal, signing, tampered

EVIL = coordinator("mallory")
FALSE_ROOT = signing("another root")


def lie(**parts: object) -> say.SignedIn:
    return structs.replace(signed_in(), **parts)


LIES: list[tuple[str, str, say.SignedIn]] = [
    ("a root of its own", "wrong_root", lie(coordinators=[ROBIN.certified_by(FALSE_ROOT)])),
    (
        "a coordinator of its own",
        "wrong_root",
        lie(coordinators=[ROBIN.certified_by(ROOT), EVIL.certified_by(FALSE_ROOT)]),
    ),
    ("my certificate by nobody", "ghost", lie(certificate=NOOR.certified_by(EVIL.staff))),
    ("my certificate changed", "bad_signature", lie(certificate=tampered(NOOR.certified_by(ROBIN.staff)))),
    ("somebody else's certificate", "wrong_person", lie(certificate=SAM.certified_by(ROBIN.staff))),
    ("another person", "wrong_person", lie(person=SAM.claim.person)),
    (
        "an expired certificate",
        "expired",
        lie(certificate=Person("noor", begins=NOW - 31 * DAY).certified_by(ROBIN.staff)),
    ),
    (
        "a certificate for a year",
        "too_long",
        lie(certificate=Person("noor", lasts=90 * DAY).certified_by(ROBIN.staff)),
    ),
    (
        "an archive key of its own",
        "ghost",
        lie(keys=[INTAKE.signed, a_key("archive", retention="standard", signer=EVIL.staff).signed]),
    ),
    ("an archive key changed", "bad_signature", lie(keys=[tampered(INTAKE.signed)])),
    ("an unsigned policy", "bad_signature", lie(policy=tampered(a_policy()))),
    ("a policy by nobody", "ghost", lie(policy=sign(claim_of(a_policy()), EVIL.staff))),
    ("an older policy", "older_policy", lie(policy=a_policy(2))),
    ("a removed coordinator", "removed", lie(removals=[removal(ROBIN, ROOT)])),
]


@pytest.mark.parametrize(("code", "message"), [case[1:] for case in LIES], ids=[case[0] for case in LIES])
def test_a_lie_at_sign_in_is_told_by_its_code(code: str, message: say.SignedIn) -> None:
    with pytest.raises(TrustError) as told:
        believe(
            message,
            root=ROOT.public,
            helpline=HELPLINE,
            person=NOOR.claim.person,
            newest_policy=3,
            envelopes=[NOOR.envelope],
            now=NOW,
        )
    assert told.value.code == code


def broken(play: Play) -> list[TrustAlarm]:
    return [change.alarm for change in play.heard(TrustBroken)]


def assert_nothing_leaves(play: Play, visitor: PlayedVisitor) -> None:
    play.said.clear()
    play.wants(wish.SendLine(visitor.conversation, "dit gaat nergens heen"))
    play.wants(wish.AcceptVisitor())
    play.wants(wish.SetPause(is_on=True))
    play.wants(wish.WhisperTo(SAM.claim.person, "", "hoor je mij"))
    play.wants(wish.LeaveShift())
    play.hears(say.WaiterJoined(PlayedVisitor().waiter()))
    for _ in range(5):
        play.waits(400)
    play.returns()
    assert play.said == []


def ghost(play: Play) -> Member:
    """Somebody whom no coordinator certified, with a shift of their own."""
    return Member(
        Person("spook").certified_by(EVIL.staff), EVIL.certified_by(FALSE_ROOT), Person("spook").shift()
    )


def chain(**parts: object) -> say.ChainChanged:
    true = signed_in()
    told = say.ChainChanged(true.certificate, true.coordinators, true.removals, true.keys, true.wraps)
    return structs.replace(told, **parts)


Lie = Callable[[Play, PlayedVisitor], ToStaff]
LATER_LIES: dict[str, tuple[str, Lie]] = {
    "a ghost joins a conversation": (
        "wrong_root",
        lambda play, visitor: say.MembersWanted(
            visitor.conversation, 1, NOOR.claim.person, [play.member, ghost(play)]
        ),
    ),
    "a ghost among the colleagues": (
        "wrong_root",
        lambda play, _: say.Colleagues([Colleague(ghost(play), "available")]),
    ),
    "a member's shift key is swapped": (
        "ghost",
        lambda play, visitor: say.MembersWanted(
            visitor.conversation,
            1,
            NOOR.claim.person,
            [play.member, replace_shift(member_of(SAM), member_of(NOOR).shift)],
        ),
    ),
    "an unsigned policy comes": ("bad_signature", lambda *_: say.PolicyChanged(tampered(a_policy(4)))),
    "an older policy comes": ("older_policy", lambda *_: say.PolicyChanged(a_policy(2))),
    "my staff key is swapped": (
        "wrong_key",
        lambda *_: chain(certificate=swapped_keys(NOOR).certified_by(ROBIN.staff)),
    ),
    "a key nobody signed": (
        "ghost",
        lambda *_: chain(keys=[a_key("archive", retention="standard", signer=EVIL.staff).signed]),
    ),
    "the visitor's key changes": (
        "wrong_key",
        lambda play, visitor: say.Opened(
            structs.replace(play.opened(visitor), visitor_key=SigningKey.generate().public), "reopened"
        ),
    ),
}


def replace_shift(member: Member, shift: Signed) -> Member:
    return structs.replace(member, shift=shift)


def swapped_keys(person: Person) -> Person:
    """The same person with keys that are not theirs."""
    other = replace(person)
    object.__setattr__(other, "staff", signing("swapped"))
    return other


@pytest.mark.parametrize(("code", "told"), LATER_LIES.values(), ids=LATER_LIES.keys())
def test_a_lie_on_shift_stops_the_whole_console(code: str, told: Lie) -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.hears(told(play, visitor))
    assert [alarm.code for alarm in broken(play)] == [code]
    assert play.heard(SessionChanged)[-1].session.stage == "broken"
    assert_nothing_leaves(play, visitor)


TRUE_REMOVAL = removal(SAM, ROBIN.staff)
FORGETTINGS = {
    "left out": [],
    "signed by nobody the root knows": [sign(claim_of(TRUE_REMOVAL), EVIL.staff)],
    "of another key": [removal(replace(SAM, keys="another key"), ROBIN.staff)],
    "of an earlier hour": [removal(SAM, ROBIN.staff, NOW - 30 * DAY)],
}


@pytest.mark.parametrize("shown", FORGETTINGS.values(), ids=FORGETTINGS.keys())
def test_h6_a_removal_that_was_seen_once_may_not_be_forgotten(shown: list[Signed]) -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.hears(chain(removals=[TRUE_REMOVAL]))
    assert broken(play) == []
    play.hears(chain(removals=shown))
    assert [alarm.code for alarm in broken(play)] == ["removed"]
    assert_nothing_leaves(play, visitor)


def test_h6_a_removal_that_the_root_signs_anew_is_still_there() -> None:
    play = Play()
    play.hears(chain(removals=[TRUE_REMOVAL]))
    play.hears(chain(removals=[removal(SAM, ROOT)]))
    assert broken(play) == []


def test_h6_a_removal_whose_certificates_have_all_ended_need_not_be_shown() -> None:
    """A server forgets it then: the list every page reads does not grow for ever."""
    play = Play()
    play.hears(chain(removals=[removal(SAM, ROBIN.staff, NOW - 34 * DAY)]))
    play.hears(chain(removals=[]))
    assert broken(play) == []
    play.hears(chain(removals=[removal(SAM, ROOT, NOW - 34 * DAY)]))
    play.hears(chain(removals=[]))
    assert [alarm.code for alarm in broken(play)] == ["removed"]


@pytest.mark.parametrize("shown", FORGETTINGS.values(), ids=FORGETTINGS.keys())
def test_h6_a_removal_stays_in_the_profile_and_counts_at_every_sign_in(shown: list[Signed]) -> None:
    """A server may be set back to an old backup: no alarm, but who was removed stays removed."""
    play = Play()
    play.hears(chain(removals=[TRUE_REMOVAL]))
    assert play.state.profile is not None
    kept = [Removed(*removed) for removed in play.state.profile.removals]
    trust = believe(
        lie(removals=shown),
        root=ROOT.public,
        helpline=HELPLINE,
        person=NOOR.claim.person,
        newest_policy=3,
        envelopes=[NOOR.envelope],
        now=NOW,
        removals=kept,
    )
    assert trust.chain.is_removed(SAM.staff.public)
    with pytest.raises(TrustError, match="removed"):
        trust.member(member_of(SAM), NOW)


def assert_only_this_one_stops(play: Play, visitor: PlayedVisitor, code: str) -> None:
    assert broken(play) == [TrustAlarm(code, "conversation", visitor.conversation)]
    assert play.heard(ConversationChanged)[-1].row.keys == "broken"
    play.said.clear()
    play.wants(wish.SendLine(visitor.conversation, "dit gaat nergens heen"))
    play.waits(60)
    assert play.said == []
    other = play.talks_with(PlayedVisitor("Maan"))
    play.wants(wish.SendLine(other.conversation, "jij wel"))
    play.wants(wish.SendNow(other.conversation))
    assert [line.conversation for line in play.sent()] == [other.conversation]


def test_keys_that_the_visitor_did_not_sign_stop_the_conversation() -> None:
    play = Play()
    visitor = PlayedVisitor()
    play.hears(say.Opened(play.opened(visitor), "accepted"))
    offer = visitor.offer(play.shift, signer=SigningKey.generate())
    play.hears(say.KeysArrived(visitor.conversation, offer))
    assert_only_this_one_stops(play, visitor, "offer")


def test_keys_sealed_to_somebody_this_console_was_not_told_of_stop_the_conversation() -> None:
    play = Play()
    visitor = PlayedVisitor()
    play.hears(say.Opened(play.opened(visitor), "accepted"))
    offer = visitor.offer(play.shift, say.OpenShift(SAM.shift(), new_id()))
    play.hears(say.KeysArrived(visitor.conversation, offer))
    assert_only_this_one_stops(play, visitor, "ghost")


def wanted(visitor: PlayedVisitor, epoch: int, *members: Member) -> say.MembersWanted:
    return say.MembersWanted(visitor.conversation, epoch, NOOR.claim.person, list(members))


def test_h7_a_far_epoch_announced_first_hides_nobody_in_the_keys_of_a_near_one() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.hears(wanted(visitor, 50, play.member))
    visitor.new_epoch()
    offer = visitor.offer(play.shift, say.OpenShift(SAM.shift(), new_id()))
    play.hears(say.KeysArrived(visitor.conversation, offer))
    assert_only_this_one_stops(play, visitor, "ghost")


def test_h7_a_colleague_who_stepped_out_gets_no_later_key() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.hears(wanted(visitor, 1, play.member, member_of(SAM)))
    visitor.new_epoch()
    both = (play.shift, say.OpenShift(SAM.shift(), new_id()))
    play.hears(say.KeysArrived(visitor.conversation, visitor.offer(*both)))
    play.hears(wanted(visitor, 2, play.member))
    visitor.new_epoch()
    play.hears(say.KeysArrived(visitor.conversation, visitor.offer(*both)))
    assert_only_this_one_stops(play, visitor, "ghost")


def test_h7_who_was_announced_and_left_out_is_missed_too() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.hears(wanted(visitor, 1, play.member, member_of(SAM)))
    visitor.new_epoch()
    play.hears(say.KeysArrived(visitor.conversation, visitor.offer(play.shift)))
    assert_only_this_one_stops(play, visitor, "ghost")


def readers(play: Play) -> list[str]:
    return sorted(member.name for member in play.heard(ConversationChanged)[-1].row.members)


def test_h7_whoever_has_the_newest_keys_is_shown_until_newer_ones_are_there() -> None:
    """The server may stop asking for somebody whose console can still read every line."""
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.hears(wanted(visitor, 1, play.member, member_of(SAM)))
    visitor.new_epoch()
    play.hears(
        say.KeysArrived(visitor.conversation, visitor.offer(play.shift, say.OpenShift(SAM.shift(), new_id())))
    )
    play.hears(wanted(visitor, 2, play.member))
    assert readers(play) == ["Noor", "Sam"]
    visitor.new_epoch()
    play.hears(say.KeysArrived(visitor.conversation, visitor.offer(play.shift)))
    assert readers(play) == ["Noor"]
    assert broken(play) == []


@pytest.mark.parametrize("is_colleague", [True, False])
def test_h7_keys_made_while_this_console_was_away_hide_nobody(is_colleague: bool) -> None:
    play = Play()
    if is_colleague:
        play.hears(say.Colleagues([Colleague(member_of(SAM), "available")]))
    visitor = play.talks_with(PlayedVisitor())
    play.drops()
    visitor.new_epoch()
    told = structs.replace(
        play.opened(visitor), epoch=2, offer=visitor.offer(play.shift, say.OpenShift(SAM.shift(), new_id()))
    )
    play.returns(told)
    if is_colleague:
        assert broken(play) == []
        assert readers(play) == ["Noor", "Sam"]
    else:
        assert_only_this_one_stops(play, visitor, "ghost")


@pytest.mark.parametrize(
    ("retention", "begins"),
    [("violence", NOW - DAY), ("standard", NOW - 20 * DAY), ("standard", NOW + 2 * DAY)],
)
def test_l12_keys_sealed_to_another_class_or_week_stop_the_conversation(retention: str, begins: int) -> None:
    """A true archive key, but one that outlives what the visitor was told."""
    key = a_key("archive", retention=retention)
    claim = structs.replace(key.claim, not_before=begins, not_after=begins + 7 * DAY)
    other = HouseKey(claim, sign(claim, ROBIN.staff), key.private)
    play = Play()
    play.hears(chain(keys=[*signed_in().keys, other.signed]))
    visitor = PlayedVisitor(archive=other)
    play.hears(say.Opened(play.opened(visitor), "accepted"))
    play.hears(say.KeysArrived(visitor.conversation, visitor.offer(play.shift)))
    assert_only_this_one_stops(play, visitor, "archive_key")


def test_keys_for_an_archive_nobody_certified_stop_the_conversation() -> None:
    play = Play()
    visitor = PlayedVisitor(archive=a_key("archive", retention="standard", signer=EVIL.staff))
    play.hears(say.Opened(play.opened(visitor), "accepted"))
    play.hears(say.KeysArrived(visitor.conversation, visitor.offer(play.shift)))
    assert_only_this_one_stops(play, visitor, "archive_key")


def test_a_seal_that_does_not_open_stops_the_conversation() -> None:
    play = Play()
    visitor = PlayedVisitor()
    play.hears(say.Opened(play.opened(visitor), "accepted"))
    offer = visitor.offer(say.OpenShift(NOOR.shift(), new_id(), takes_over=False))
    seals = [structs.replace(offer.seals[0], shift=shift_claim(play.shift.certificate).shift)]
    unsigned = structs.replace(offer, seals=seals)
    signature = visitor.key.sign(offer_bytes(visitor.conversation, unsigned))
    play.hears(say.KeysArrived(visitor.conversation, structs.replace(unsigned, signature=signature)))
    assert_only_this_one_stops(play, visitor, "seal")


def test_keys_that_rewrite_the_past_stop_the_conversation() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    visitor.keys = [bytes(32), bytes(32)]
    play.hears(say.MembersWanted(visitor.conversation, 1, NOOR.claim.person, [play.member]))
    play.hears(say.KeysArrived(visitor.conversation, visitor.offer(play.shift)))
    assert_only_this_one_stops(play, visitor, "seal")


def test_lines_that_were_acknowledged_and_are_gone_stop_the_conversation() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.hears(say.Lines(visitor.conversation, [visitor.says("nog iets")]))
    play.drops()
    play.returns(structs.replace(play.opened(visitor, with_offer=True), last=1))
    assert_only_this_one_stops(play, visitor, "missing_lines")


def test_a_colleague_whose_certificate_has_run_out_is_not_shown_and_no_alarm() -> None:
    play = Play()
    old = Person("sam", begins=NOW - 31 * DAY)
    gone = Member(old.certified_by(ROBIN.staff), ROBIN.certified_by(ROOT), SAM.shift())
    play.hears(say.Colleagues([Colleague(gone, "available"), Colleague(member_of(ROBIN), "busy")]))
    assert broken(play) == []
    assert [colleague.person.name for colleague in play.state.seat.colleagues.values()] == ["Robin"]  # type: ignore[union-attr]


def test_a_newer_policy_is_taken_over_and_remembered() -> None:
    play = Play()
    play.hears(say.PolicyChanged(a_policy(4)))
    assert broken(play) == []
    assert play.state.profile is not None
    assert play.state.profile.policy == 4
