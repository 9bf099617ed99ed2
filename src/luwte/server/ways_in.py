"""How a console gets in: the first run, an enrolment code, sign-in, coming back; and opening a shift (H8)."""

import asyncio
from functools import partial

from luwte.crypto.certificates import BY_ROOT
from luwte.protocol import messages as say
from luwte.server import staffing
from luwte.server.rows import ShiftRow
from luwte.server.signin import RefusedError
from luwte.server.speaker import Speaker
from luwte.server.staffing import Change


def create(speaker: Speaker, message: say.CreateHelpline) -> None:
    """Make the helpline, for whoever holds the setup code."""
    office, now = speaker.office, speaker.office.clock()
    if office.roster.helpline is not None:
        raise RefusedError("not_now")
    _slow_down(speaker)
    office.setup.check(message.setup_code, now)
    change = staffing.create(office.accounts, message, now)

    def created() -> None:
        office.setup.use_up()
        speaker.say(say.Created(helpline=message.helpline))

    speaker.apply(change, "create", created)


async def enrol(speaker: Speaker, message: say.Enrol) -> None:
    """Use an enrolment code up; a coordinator's or leader's only together with a second factor (H8)."""
    office = speaker.office
    _slow_down(speaker)
    await _pause(speaker, message.lookup)
    invitation = office.accounts.invitation(message.lookup, message.secret, office.clock())
    person = office.roster.people.get(invitation.person)
    if person is None:
        raise RefusedError("enrolment_code")
    if person.claim.role in BY_ROOT and message.totp is None:
        raise RefusedError("second_factor")
    change = Change(office.roster)
    change.before += office.accounts.enrol(invitation.person, message.auth, message.totp)
    speaker.apply(change, "enrol", partial(speaker.say, say.Enrolled(person=invitation.person)))


async def sign_in(speaker: Speaker, message: say.SignIn) -> None:
    """Let somebody in by proof and, where they have one, second factor; the same answer for all others."""
    office = speaker.office
    _slow_down(speaker)
    await _pause(speaker, message.person)
    now, person = office.clock(), message.person
    account = office.accounts.check(person, message.proof)
    if account.totp is not None and not office.gate.may_guess_code(person, _monotonic()):
        raise RefusedError("too_fast")
    change = Change(office.roster)
    change.before += office.accounts.check_code(account, message.code, now)
    token, statements = office.accounts.new_token(person, now)
    change.before += statements
    office.gate.succeeded(person)
    roster = office.roster
    speaker.arrived(person)
    signed_in = say.SignedIn(
        person=person,
        certificate=roster.people[person].signed,
        coordinators=roster.coordinator_certificates(),
        removals=roster.removals,
        policy=roster.policies[office.house.version],
        keys=roster.public_keys(),
        wraps=roster.wraps_of(person),
        token=token,
        shift_elsewhere=office.desk.may_open_shift(person, takes_over=False) is not None,
        wish_pending=person in roster.wishes,
        now=now,
    )
    # As it is decided now: every later change comes behind it.
    colleagues = office.desk.colleagues()

    def said() -> None:
        speaker.say(signed_in)
        speaker.shown(colleagues)

    speaker.apply(change, "sign_in", said)


def come_back(speaker: Speaker, message: say.Return) -> None:
    """Let a console back in within its sign-in; its shift goes on when it opens it again."""
    office, now = speaker.office, speaker.office.clock()
    _slow_down(speaker)
    person = office.accounts.person_of(message.token, now)
    speaker.arrived(person)
    speaker.say(say.Returned(shift=office.desk.shift_of(person), now=now))
    with office.deciding:
        office.clerk.then(partial(speaker.shown, office.desk.colleagues()))
        office.clerk.settle()


def open_shift(speaker: Speaker, message: say.OpenShift) -> None:
    """Open a shift under a certificate that the chain carries; the same shift again goes on."""
    office, person, now = speaker.office, speaker.somebody(), speaker.office.clock()
    member = office.roster.member(person, message.certificate)
    if member is None:
        raise RefusedError("certificate")
    chain = office.roster.chain(now)
    claim, shift = chain.shift(member.certificate, member.coordinator, member.shift, now)
    if claim.person != person or shift.not_after - shift.not_before > office.house.shift_hours() * 3600:
        raise RefusedError("certificate")
    running = office.desk.running_shift(shift.shift)
    if running is not None and not running.is_renewed_by(person, message.certificate):
        raise RefusedError("certificate")
    code = office.desk.may_open_shift(person, message.takes_over)
    if code is not None and office.desk.shift_of(person) != shift.shift:
        raise RefusedError(code)
    speaker.shift = shift.shift
    row = ShiftRow(shift.shift, person, claim.role, member, shift.not_after, vault=message.vault)
    with office.deciding:
        office.voices[shift.shift] = speaker.line
        office.clerk.then(partial(office.board.shift_arrived, shift.shift, speaker.line))
        office.carry_out(office.desk.shift_opened(row, now), speaker.lost("open_shift"))
        office.show_removals()


def _slow_down(speaker: Speaker) -> None:
    """Slow per origin: whoever tries many doors."""
    if not speaker.office.gate.may("sign_in", speaker.line.origin, _monotonic()):
        raise RefusedError("too_fast")


async def _pause(speaker: Speaker, account: str) -> None:
    """Slow per account, known or not: the answer comes later the more was tried."""
    pause = speaker.office.gate.account_pause(account, _monotonic())
    if pause > 0:
        await asyncio.sleep(pause)


def _monotonic() -> float:
    return asyncio.get_running_loop().time()
