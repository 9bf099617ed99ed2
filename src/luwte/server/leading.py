"""What coordinators ask for, and what everybody is told of it once it is durable."""

from functools import partial

from luwte.protocol import messages as say
from luwte.protocol.ids import PersonId
from luwte.server import staffing
from luwte.server.roster import Roster
from luwte.server.signin import RefusedError
from luwte.server.speaker import Speaker
from luwte.server.staffing import Change
from luwte.server.switchboard import ENDED
from luwte.server.writer import Statement

Leading = (
    say.SetHouse
    | say.EndShift
    | say.AddPerson
    | say.RemovePerson
    | say.Certify
    | say.PublishPolicy
    | say.PublishKeys
    | say.ListPeople
)


def lead(speaker: Speaker, message: Leading, what: str) -> None:
    """Carry out what a coordinator asked for; RefusedError where the chain does not carry it."""
    office, now = speaker.office, speaker.office.clock()
    roster, accounts = office.roster, office.accounts
    match message:
        case say.SetHouse(is_paused):
            with office.deciding:
                office.clerk.then(partial(speaker.say, say.Done(what=what)))
                office.carry_out(office.desk.house_paused(is_paused, now), speaker.lost(what))
        case say.EndShift(person):
            _end_shift(speaker, person, what, now)
        case say.AddPerson():
            change = staffing.add_person(roster, accounts, message, now, speaker.person)
            _shut_out(speaker, change, what, now)
        case say.Certify():
            change = staffing.certify(roster, message, now)
            # Whose certificate has ended may bring a fresh one of the root's for themself, and no other.
            is_own = change.roster.people[speaker.somebody()].signed == message.certificate
            if not is_own and not staffing.is_valid(roster, speaker.somebody(), now):
                raise RefusedError("certificate")
            change.before += _sign_out_renewed(speaker, change)
            _change(speaker, change, what)
        case say.RemovePerson():
            _shut_out(speaker, staffing.remove_person(roster, accounts, message, now), what, now)
        case say.PublishPolicy():
            change = staffing.publish_policy(roster, message, now)
            speaker.apply(change, what, partial(_published, speaker, change.roster, what))
        case say.PublishKeys():
            _change(speaker, staffing.publish_keys(roster, message, now), what)
        case say.ListPeople():
            speaker.say(roster.list(office.enrolled(), office.on_shift(), office.house.conduct))


def wish(speaker: Speaker, message: say.WishCertificate, what: str) -> None:
    """Note that a console wants fresh keys certified, and show it to the coordinators who are here."""
    office = speaker.office
    change = staffing.wish(office.roster, speaker.somebody(), message)

    def wished() -> None:
        speaker.say(say.Done(what=what))
        people = change.roster.list(office.enrolled(), office.on_shift(), office.house.conduct)
        for person, certified in change.roster.people.items():
            if certified.claim.role == "coordinator":
                office.tell_person(person, people)

    speaker.apply(change, what, wished)


def _sign_out_renewed(speaker: Speaker, change: Change) -> list[Statement]:
    """Whose keys are new signs in after the next drop: coming back by a token brings no certificate."""
    before = speaker.office.roster.people
    return [
        statement
        for person, now in change.roster.people.items()
        if person in before and before[person].claim.staff != now.claim.staff
        for statement in speaker.office.accounts.sign_out(person)
    ]


def _change(speaker: Speaker, change: Change, what: str) -> None:
    speaker.apply(change, what, partial(_done, speaker, change.roster, what))


def _shut_out(speaker: Speaker, change: Change, what: str, now: int) -> None:
    """Whoever this takes the way in from loses shift and connections with it."""
    office = speaker.office
    with office.deciding:
        for gone in change.shut_out:
            office.carry_out(office.desk.person_removed(gone, now))

    def done() -> None:
        for gone in change.shut_out:
            office.board.cut_person(gone)
        _done(speaker, change.roster, what)

    speaker.apply(change, what, done)


def _end_shift(speaker: Speaker, person: PersonId, what: str, now: int) -> None:
    """End a colleague's shift: whoever sits at their computer hears nothing more and must sign in anew."""
    office = speaker.office
    if person == speaker.person or office.desk.shift_of(person) is None:
        raise RefusedError("no_colleague")

    def done() -> None:
        office.board.cut_person(person, ENDED)
        speaker.say(say.Done(what=what))

    with office.deciding:
        office.clerk.store([], [], office.accounts.sign_out(person))
        office.carry_out(office.desk.shift_ended(person, now), speaker.lost(what))
        # Behind what the shift itself is told: a connection that is cut hears nothing more.
        office.clerk.then(done)
        office.clerk.settle()


# What is told is the roster of the change that is durable now: the present one may hold a later change that
# the disk still refuses, and a removal that consoles have seen may never vanish again.


def _done(speaker: Speaker, roster: Roster, what: str) -> None:
    speaker.say(say.Done(what=what))
    speaker.office.tell_chain(roster)
    speaker.office.show_removals()


def _published(speaker: Speaker, roster: Roster, what: str) -> None:
    office = speaker.office
    speaker.say(say.Done(what=what))
    changed = say.PolicyChanged(policy=roster.policies[max(roster.policies)])
    for person in list(office.board.people):
        office.tell_person(person, changed)
