"""Colleagues: hand-over, asking along, danger, whispers; and how keys are renewed."""

from dataclasses import replace
from typing import Literal

import pytest
from msgspec import structs

from luwte.console.certifying import CertifyingError, certify
from luwte.console.own_keys import OwnKeys
from luwte.console.signin import settle_keys, want_keys
from luwte.console.state import (
    ColleaguesChanged,
    ConsoleState,
    NoticeRaised,
    PeopleChanged,
    RequestAdded,
    RequestRemoved,
    SessionChanged,
    WhisperAdded,
)
from luwte.console.state import intentions as wish
from luwte.console.views.sentences import Sentences
from luwte.crypto.certificates import Chain, PersonClaim, RemovalClaim, Signed, claim_of
from luwte.crypto.keys import SigningKey, sha256
from luwte.crypto.sealing import WhisperKind, seal_whisper
from luwte.protocol import messages as say
from luwte.protocol.ids import id_bytes, new_id
from luwte.protocol.parts import Colleague, Member, PersonRow, Request
from luwte.settings import Preferences
from tests.console.helpline import (
    NOOR,
    ROBIN,
    SAM,
    Play,
    PlayedVisitor,
    admitted,
    certificate_of,
    shift_claim,
    signed_in,
)
from tests.wire.helpline import DAY, NOW, ROOT, Person, removal


def both() -> tuple[Play, Play]:
    """Noor and Robin, a coordinator, on shift, each seeing the other."""
    noor, robin = Play(NOOR), Play(ROBIN)
    for play in (noor, robin):
        play.hears(
            say.Colleagues([Colleague(noor.member, "available"), Colleague(robin_member(robin), "busy")])
        )
    return noor, robin


def robin_member(robin: Play) -> Member:
    return structs.replace(robin.member, coordinator=ROBIN.certified_by(ROOT))


def test_a_wrong_clock_of_the_server_is_one_calm_notice_and_so_is_its_end() -> None:
    _, robin = both()
    sentences = Sentences()
    told = []
    for is_right in (False, True):
        robin.hears(say.ClockChanged(is_right))
        notice = robin.heard(NoticeRaised)[-1].notice
        sentence = sentences.notice(notice)
        assert sentence is not None
        told.append((notice.code, sentence.look, sentence.stays))
    assert told == [("clock_wrong", "warn", True), ("clock_right", "call", False)]


def test_colleagues_are_the_others_by_name_without_figures() -> None:
    noor, _ = both()
    [change] = noor.heard(ColleaguesChanged)
    assert [(row.name, row.role, row.state) for row in change.colleagues] == [
        ("Robin", "coordinator", "busy")
    ]


def test_a_hand_over_brings_a_note_only_the_colleague_can_open() -> None:
    """T7: a colleague who takes over can see where things stand."""
    noor, robin = both()
    visitor = noor.talks_with(PlayedVisitor())
    noor.wants(wish.AskHandOver(visitor.conversation, ROBIN.claim.person, "praat liever met jou"))
    [asked] = noor.spoken(say.HandOver)
    assert asked.note is not None
    assert b"praat" not in asked.note
    request = Request(new_id(), "hand_over", visitor.conversation, NOOR.claim.person, asked.note, NOW)
    robin.hears(say.Asked(request))
    [added] = robin.heard(RequestAdded)
    assert (added.row.kind, added.row.asker_name, added.row.note) == (
        "hand_over",
        "Noor",
        "praat liever met jou",
    )
    robin.wants(wish.AnswerRequest(request.request, is_yes=True))
    assert robin.spoken(say.Answer) == [say.Answer(request.request, is_yes=True)]
    assert robin.heard(RequestRemoved) == [RequestRemoved(request.request)]
    noor.hears(say.Answered(request.request, visitor.conversation, True, ROBIN.claim.person))
    notice = noor.heard(NoticeRaised)[-1].notice
    assert (notice.code, notice.name) == ("answer_yes", "Robin")


def test_danger_calls_every_coordinator_on_shift_with_a_note_sealed_to_each() -> None:
    """H3: danger is brought to a coordinator at once."""
    noor, robin = both()
    visitor = noor.talks_with(PlayedVisitor())
    noor.wants(wish.CallDanger(visitor.conversation, "nu meteen"))
    [danger] = noor.spoken(say.Danger)
    [note] = danger.notes
    robin.hears(
        say.Asked(Request(new_id(), "danger", visitor.conversation, NOOR.claim.person, note.sealed, NOW))
    )
    assert robin.heard(RequestAdded)[0].row.note == "nu meteen"


def test_what_was_answered_while_the_line_was_away_is_not_asked_any_more() -> None:
    noor, robin = both()
    visitor = noor.talks_with(PlayedVisitor())
    noor.wants(wish.CallDanger(visitor.conversation, "nu meteen"))
    [danger] = noor.spoken(say.Danger)
    asked = [
        Request(new_id(), "danger", visitor.conversation, NOOR.claim.person, note.sealed, NOW)
        for note in danger.notes
    ]
    robin.hears(*map(say.Asked, asked))
    robin.hears(robin.shift_opened())
    assert robin.heard(RequestRemoved) == [RequestRemoved(request.request) for request in asked]
    robin.wants(wish.AnswerRequest(asked[0].request, is_yes=True))
    assert robin.spoken(say.Answer) == []


def test_danger_without_a_coordinator_on_shift_is_told_at_once() -> None:
    noor = Play()
    visitor = noor.talks_with(PlayedVisitor())
    noor.wants(wish.CallDanger(visitor.conversation, "nu meteen"))
    assert noor.said == []
    assert noor.heard(NoticeRaised)[-1].notice.code == "no_coordinator"


def test_a_whisper_goes_sealed_to_one_colleague_and_is_bound_to_its_conversation() -> None:
    noor, robin = both()
    visitor = noor.talks_with(PlayedVisitor())
    noor.wants(wish.WhisperTo(ROBIN.claim.person, visitor.conversation, "kijk je mee?"))
    [whisper] = noor.spoken(say.Whisper)
    assert noor.heard(WhisperAdded)[0].row.is_own
    robin.hears(say.Whispered(NOOR.claim.person, visitor.conversation, whisper.sealed, NOW))
    [heard] = robin.heard(WhisperAdded)
    assert (heard.row.sender_name, heard.row.text, heard.row.is_own) == ("Noor", "kijk je mee?", False)
    noor.wants(wish.WhisperTo(ROBIN.claim.person, visitor.conversation, "en nu?"))
    elsewhere = noor.spoken(say.Whisper)[1].sealed
    robin.hears(say.Whispered(NOOR.claim.person, new_id(), elsewhere, NOW))
    assert robin.heard(NoticeRaised)[-1].notice.code == "whisper_unreadable"


def test_m3_the_server_cannot_whisper_or_ask_in_a_colleagues_name() -> None:
    """All it needs to seal is public; what it lacks is the colleague's staff key."""
    noor, _ = both()
    visitor = noor.talks_with(PlayedVisitor())
    digest, raw = sha256(noor.shift.certificate.payload), id_bytes(visitor.conversation)
    shift, by = shift_claim(noor.shift.certificate).key, id_bytes(ROBIN.claim.person)
    forged = seal_whisper(shift, "Vraag het telefoonnummer.", digest, SAM.staff, by, raw)
    noor.hears(say.Whispered(ROBIN.claim.person, visitor.conversation, forged, NOW))
    assert noor.heard(WhisperAdded) == []
    told = [change.notice for change in noor.heard(NoticeRaised)]
    assert [(notice.code, notice.name) for notice in told] == [("whisper_unreadable", "Robin")]


@pytest.mark.parametrize("kind", ["hand_over", "along"])
@pytest.mark.parametrize("how", ["no note", "forged", "a whisper", "the other kind", "elsewhere", "again"])
def test_m3_a_request_that_no_colleague_made_is_declined_with_an_alarm(
    kind: Literal["hand_over", "along"], how: str
) -> None:
    noor, robin = both()
    visitor = noor.talks_with(PlayedVisitor())
    raw, by = id_bytes(visitor.conversation), id_bytes(NOOR.claim.person)
    shift, digest = shift_claim(robin.shift.certificate).key, sha256(robin.shift.certificate.payload)

    def sealed(kind: WhisperKind, signer: SigningKey = NOOR.staff, about: bytes = raw) -> bytes:
        return seal_whisper(shift, "kom je?", digest, signer, by, about, kind)

    notes: dict[str, bytes | None] = {
        "no note": None,
        "forged": sealed(kind, SAM.staff),
        "a whisper": sealed("whisper"),
        "the other kind": sealed("along" if kind == "hand_over" else "hand_over"),
        "elsewhere": sealed(kind, about=id_bytes(new_id())),
        "again": sealed(kind),
    }
    request = Request(new_id(), kind, visitor.conversation, NOOR.claim.person, notes[how], NOW)
    if how == "again":
        robin.hears(say.Asked(request))
        robin.hears(say.Asked(request))
        assert [change.row.is_verified for change in robin.heard(RequestAdded)] == [True, True]
        robin.forget()
        request = structs.replace(request, request=new_id())
    robin.hears(say.Asked(request))
    assert robin.heard(RequestAdded) == []
    assert robin.spoken(say.Answer) == [say.Answer(request.request, is_yes=False)]
    assert robin.heard(NoticeRaised)[-1].notice.code == "request_unverified"


def test_a_request_without_words_is_proved_all_the_same() -> None:
    noor, robin = both()
    visitor = noor.talks_with(PlayedVisitor())
    noor.wants(wish.AskColleague(visitor.conversation, ROBIN.claim.person, "  "))
    noor.wants(wish.CallDanger(visitor.conversation, ""))
    [asked], [danger] = noor.spoken(say.AskAlong), noor.spoken(say.Danger)
    kinds: list[Literal["along", "danger"]] = ["along", "danger"]
    for kind, note in zip(kinds, (asked.note, danger.notes[0].sealed), strict=True):
        robin.hears(say.Asked(Request(new_id(), kind, visitor.conversation, NOOR.claim.person, note, NOW)))
    told = [
        (change.row.kind, change.row.note, change.row.is_verified) for change in robin.heard(RequestAdded)
    ]
    assert told == [("along", "", True), ("danger", "", True)]


def test_a_call_for_danger_is_never_hidden_but_marked_when_nobody_signed_it() -> None:
    """H3: a coordinator who came on shift after the call has no note of it; it may be true."""
    noor, robin = both()
    visitor = noor.talks_with(PlayedVisitor())
    robin.hears(say.Asked(Request(new_id(), "danger", visitor.conversation, NOOR.claim.person, None, NOW)))
    assert [change.row.is_verified for change in robin.heard(RequestAdded)] == [False]
    assert robin.spoken(say.Answer) == []


def test_m3_a_word_is_heard_once_however_often_the_server_says_it() -> None:
    noor, robin = both()
    noor.wants(wish.WhisperTo(ROBIN.claim.person, "", "kom even"))
    [whisper] = noor.spoken(say.Whisper)
    for later in (0, 600):
        robin.hears(say.Whispered(NOOR.claim.person, None, whisper.sealed, NOW + later))
    assert len(robin.heard(WhisperAdded)) == 1


def test_m3_nobody_who_is_not_on_shift_is_heard() -> None:
    noor, robin = both()
    noor.wants(wish.WhisperTo(ROBIN.claim.person, "", "kom even"))
    [whisper] = noor.spoken(say.Whisper)
    robin.hears(say.Colleagues([]))
    robin.hears(say.Whispered(NOOR.claim.person, None, whisper.sealed, NOW))
    assert robin.heard(NoticeRaised)[-1].notice.code == "whisper_unreadable"


def test_what_needs_the_desk_is_told_as_offline_and_not_queued() -> None:
    noor, _ = both()
    visitor = noor.talks_with(PlayedVisitor())
    noor.drops()
    noor.forget()
    noor.wants(wish.AskHandOver(visitor.conversation, ROBIN.claim.person))
    assert [change.notice.code for change in noor.heard(NoticeRaised)] == ["offline"]
    noor.returns(noor.opened(visitor, with_offer=True))
    assert noor.spoken(say.HandOver) == []


def test_a_shift_is_not_left_while_conversations_are_open() -> None:
    noor = Play()
    visitor = noor.talks_with(PlayedVisitor())
    noor.wants(wish.LeaveShift())
    assert noor.spoken(say.CloseShift) == []
    noor.hears(say.Ended(visitor.conversation, "staff"))
    noor.wants(wish.LeaveShift())
    assert noor.spoken(say.CloseShift) == [say.CloseShift()]


def test_keys_from_an_enrolment_code_are_replaced_by_own_keys_at_the_first_sign_in() -> None:
    first = admitted()
    code_keys = replace(first.unlocked, profile=structs.replace(first.unlocked.profile, has_own_keys=False))
    state = ConsoleState(Preferences())
    outcome = state.signed_in(replace(first, unlocked=code_keys), NOW)
    [message] = outcome.messages
    assert isinstance(message, say.WishCertificate)
    assert state.profile is not None
    assert state.profile.wish, "the fresh keys are kept until they are certified"

    row = PersonRow(certificate_of(NOOR), True, True, message.wish)
    robin = Play(ROBIN)
    robin.hears(say.People([row]))
    [certified] = robin.spoken(say.Certify)
    claim = claim_of(certified.certificate)
    assert isinstance(claim, PersonClaim)
    assert (claim.staff, claim.name, claim.role) == (message.wish.staff, "Noor", "volunteer")
    assert robin.heard(PeopleChanged)[0].people[0].has_wish

    state.begin_shift(NOW, takes_over=False)
    seat = state.seat
    assert seat is not None
    assert seat.shift is not None
    before = seat.shift
    state.apply(say.ShiftOpened(before.claim.shift, before.claim.not_after, bytes(32), False, [], []), NOW)
    true = signed_in()
    told = state.apply(
        say.ChainChanged(certified.certificate, true.coordinators, [], true.keys, certified.wraps), NOW
    )
    assert state.alarm is None
    assert state.profile.has_own_keys
    [again] = [message for message in told.messages if isinstance(message, say.OpenShift)]
    assert again.certificate.payload == before.certificate.payload, "seals to the shift stay good"
    assert again.certificate.signer == claim.staff
    intake = [key for key in seat.trust.keys.values() if key.claim.purpose == "intake"]
    assert all(key.private is not None for key in intake)


def test_a_certificate_near_its_end_is_wished_for_anew_and_the_days_left_are_told() -> None:
    ending = Person("noor", begins=NOW - 21 * DAY)
    state = ConsoleState(Preferences())
    answer = structs.replace(signed_in(), certificate=ending.certified_by(ROBIN.staff))
    outcome = state.signed_in(admitted(message=answer), NOW)
    assert any(isinstance(message, say.WishCertificate) for message in outcome.messages)
    sessions = [change.session for change in outcome.changes if isinstance(change, SessionChanged)]
    assert sessions[-1].certificate_days == 9


def test_a_wish_is_certified_only_for_who_signed_it_with_the_key_that_holds_now() -> None:
    robin = Play(ROBIN)
    assert robin.state.seat is not None
    trust, keys = robin.state.seat.trust, OwnKeys(ROBIN.staff, ROBIN.envelope)
    unlocked, message = want_keys(admitted().unlocked)
    assert isinstance(message, say.WishCertificate)
    forged = structs.replace(message.wish, staff=SAM.staff.public)
    other = structs.replace(message.wish, person=SAM.claim.person)
    old = Person("noor", begins=NOW - 31 * DAY).certified_by(ROBIN.staff)
    cases = {
        "bad_signature": [PersonRow(certificate_of(NOOR), True, True, forged), PersonRow(certificate_of(NOOR),
        True, True, other)],
        "expired": [PersonRow(old, True, True, message.wish)],
        "no_wish": [PersonRow(certificate_of(NOOR), True, True, None)],
    }  # fmt: skip
    for code, rows in cases.items():
        for row in rows:
            with pytest.raises(CertifyingError) as told:
                certify(row, keys, trust, NOW, {})
            assert told.value.code == code
    assert settle_keys(unlocked, admitted().trust).wanted is not None, (
        "until it is certified the old keys hold"
    )


def test_h2_with_the_new_keys_goes_the_removal_of_the_former_ones() -> None:
    robin = Play(ROBIN)
    assert robin.state.seat is not None
    keys, trust = OwnKeys(ROBIN.staff, ROBIN.envelope), robin.state.seat.trust
    certified = certify(wish_of(NOOR, Person("noor", keys="noor's next keys")), keys, trust, NOW, {})
    assert certified.removal is not None
    gone, fresh = claim_of(certified.removal), claim_of(certified.certificate)
    assert isinstance(gone, RemovalClaim)
    assert isinstance(fresh, PersonClaim)
    assert (gone.person, gone.staff, gone.at) == (NOOR.claim.person, NOOR.claim.staff, fresh.not_before - 1)
    # The clock that made the last removal was ahead of this one: the next certificate is not void with it.
    after = replace(trust, chain=chain_with(removal(replace(NOOR, keys="older"), ROBIN.staff, NOW + 90)))
    later = certify(wish_of(Person("noor", begins=NOW + 91), NOOR), keys, after, NOW, {})
    again = claim_of(later.certificate)
    assert isinstance(again, PersonClaim)
    assert again.not_before == NOW + 91


def chain_with(gone: Signed) -> Chain:
    return Chain.build(ROOT.public, NOOR.claim.helpline, [ROBIN.certified_by(ROOT)], [gone], NOW)


def test_a_coordinators_own_wish_needs_the_kit() -> None:
    robin = Play(ROBIN)
    assert robin.state.seat is not None
    _, message = want_keys(admitted(ROBIN).unlocked)
    assert isinstance(message, say.WishCertificate)
    with pytest.raises(CertifyingError) as told:
        certify(
            PersonRow(certificate_of(ROBIN), True, True, message.wish),
            OwnKeys(ROBIN.staff, ROBIN.envelope),
            robin.state.seat.trust,
            NOW,
            {},
        )
    assert told.value.code == "needs_kit"


BEFORE = Person("noor", begins=NOW - 3 * DAY, keys="noor's enrolment code")
"""Noor under the keys of her enrolment code, which others have seen; that certificate runs for weeks yet."""


def wish_of(person: Person, wanted: Person) -> PersonRow:
    """Return the row of somebody who wishes for other keys, signed with the keys they have."""
    message = OwnKeys(person.staff, person.envelope).wish(
        person.claim.person, OwnKeys(wanted.staff, wanted.envelope)
    )
    return PersonRow(certificate_of(person), True, False, message.wish)


def test_h2_a_removed_persons_older_certificate_gets_no_new_keys() -> None:
    """The server shows the certificate of the enrolment code, and a wish its key truly signed."""
    robin = Play(ROBIN)
    true = signed_in(ROBIN)
    robin.hears(
        say.ChainChanged(
            true.certificate, true.coordinators, [removal(NOOR, ROBIN.staff)], true.keys, true.wraps
        )
    )
    robin.hears(say.People([wish_of(BEFORE, Person("noor", keys="a ghost"))]))
    assert robin.spoken(say.Certify) == []
    assert [raised.notice.code for raised in robin.heard(NoticeRaised)] == ["removed"]


def test_h2_only_the_newest_certificate_a_console_saw_of_somebody_gets_new_keys() -> None:
    """True, old, and not ended: who else has the key of an enrolment code must not be certified by it."""
    robin = Play(ROBIN)
    ghost = Person("noor", keys="a ghost")
    robin.hears(say.People([PersonRow(certificate_of(NOOR), True, True, None)]))
    robin.hears(say.People([wish_of(BEFORE, ghost)]))
    assert robin.spoken(say.Certify) == []
    assert [raised.notice.code for raised in robin.heard(NoticeRaised)] == ["replaced"]
    assert robin.state.profile is not None
    assert robin.state.profile.people == {NOOR.claim.person: (NOOR.begins, NOOR.staff.public)}


def test_h2_one_wish_is_certified_once_and_again_only_for_the_same_keys() -> None:
    robin = Play(ROBIN)
    robin.hears(say.People([wish_of(BEFORE, NOOR)]))
    robin.hears(say.People([wish_of(BEFORE, NOOR)]))
    robin.hears(say.People([wish_of(BEFORE, Person("noor", keys="a ghost"))]))
    certified = [claim_of(message.certificate) for message in robin.spoken(say.Certify)]
    assert len(certified) == 2, "the server may have lost the first"
    assert all(isinstance(one, PersonClaim) and one.staff == NOOR.staff.public for one in certified)
