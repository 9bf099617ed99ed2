"""What coordinators ask for, and what everybody is told of it once it is durable."""

from functools import partial

from luwte.protocol import messages as say
from luwte.server import staffing
from luwte.server.speaker import Speaker

Leading = (
    say.SetHouse
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
    told = partial(_done, speaker, what)
    match message:
        case say.SetHouse(is_paused):
            with office.deciding:
                office.clerk.then(partial(speaker.say, say.Done(what=what)))
                office.carry_out(office.desk.house_paused(is_paused, now), speaker.lost(what))
        case say.AddPerson():
            speaker.apply(staffing.add_person(roster, accounts, message, now), what, told)
        case say.Certify():
            speaker.apply(staffing.certify(roster, message, now), what, told)
        case say.RemovePerson():
            _remove(speaker, message, what, now)
        case say.PublishPolicy():
            published = partial(_published, speaker, what)
            speaker.apply(staffing.publish_policy(roster, message, now), what, published)
        case say.PublishKeys():
            speaker.apply(staffing.publish_keys(roster, message, now), what, told)
        case say.ListPeople():
            speaker.say(roster.list(office.enrolled(), office.on_shift()))


def wish(speaker: Speaker, message: say.WishCertificate, what: str) -> None:
    """Note that a console wants fresh keys certified, and show it to the coordinators who are here."""
    office = speaker.office
    change = staffing.wish(office.roster, speaker.somebody(), message)

    def wished() -> None:
        speaker.say(say.Done(what=what))
        people = office.roster.list(office.enrolled(), office.on_shift())
        for person, certified in office.roster.people.items():
            if certified.claim.role == "coordinator":
                office.tell_person(person, people)

    speaker.apply(change, what, wished)


def _remove(speaker: Speaker, message: say.RemovePerson, what: str, now: int) -> None:
    office = speaker.office
    change = staffing.remove_person(office.roster, office.accounts, message, now)
    (gone,) = set(office.roster.people) - set(change.roster.people)

    def removed() -> None:
        office.board.cut_person(gone)
        _done(speaker, what)

    with office.deciding:
        office.carry_out(office.desk.person_removed(gone, now))
    speaker.apply(change, what, removed)


def _done(speaker: Speaker, what: str) -> None:
    speaker.say(say.Done(what=what))
    speaker.office.tell_chain()


def _published(speaker: Speaker, what: str) -> None:
    office = speaker.office
    speaker.say(say.Done(what=what))
    changed = say.PolicyChanged(policy=office.roster.policies[office.house.version])
    for person in list(office.board.people):
        office.tell_person(person, changed)
