"""One console's connection: hello, sign-in, shift; then the desk. Coordinators' deeds go to ``staffing``."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import assert_never

from luwte.crypto.certificates import CertificateError, Role
from luwte.protocol import codec
from luwte.protocol import messages as say
from luwte.protocol.codec import BadMessageError
from luwte.protocol.ids import PersonId, ShiftId
from luwte.protocol.messages import StaffMessage, StaffRefused, ToStaff
from luwte.protocol.parts import VERSION, RefusalCode
from luwte.server import staffing
from luwte.server.office import TRY_AGAIN, Office
from luwte.server.permissions import STAFF_RIGHTS, may_staff_say
from luwte.server.rows import ShiftRow
from luwte.server.session import MISBEHAVED, Conduct, Line
from luwte.server.signin import RefusedError
from luwte.server.staffing import Change

STRANGER_LIMIT = 64 * 1024
"""Bytes of the largest frame of somebody who has not signed in; ``create`` is larger, on an empty server."""

_OWN_CHECKS = (say.WishCertificate, say.OpenShift)


class StaffSession:
    """One console's connection from hello to its end."""

    def __init__(self, office: Office, line: Line) -> None:
        self._office = office
        self._line = line
        self._is_greeted = False
        self._person: PersonId | None = None
        self._shift: ShiftId | None = None
        limits = office.settings.limits
        self._conduct = Conduct(line, limits.staff_messages, limits.bad_messages, self._refuse_form)

    async def run(self) -> None:
        """Serve the connection until it is closed."""
        try:
            async for untrusted_frame in self._line.messages():
                if self._conduct.is_slow_enough():
                    await self._hear(untrusted_frame)
                    await self._office.writer.room()
        finally:
            self._conduct.over()
            self._gone()

    def arrive_again(self) -> None:
        """After a failed commit: the desk is new, this connection is still here."""
        office = self._office
        if self._shift is not None and office.desk.shift_of(self._person or "") == self._shift:
            office.board.shift_arrived(self._shift, self._line)
            office.desk.staff_returned(self._shift, office.clock())

    async def _hear(self, untrusted_frame: str | bytes) -> None:
        try:
            message = codec.read_staff(untrusted_frame)
        except BadMessageError:
            self._conduct.bad()
            return
        what = str(message.__struct_config__.tag)
        try:
            if not self._is_greeted or isinstance(message, say.StaffHello):
                self._greet(message)
                return
            self._check(message)
            await self._carry_out(message, what)
        except RefusedError as refused:
            self._refuse(refused.refusal, what)
        except CertificateError:
            self._refuse("certificate", what)

    def _greet(self, message: StaffMessage) -> None:
        office = self._office
        if self._is_greeted or not isinstance(message, say.StaffHello):
            self._line.cut(MISBEHAVED)
            raise RefusedError("not_now")
        if message.version != VERSION:
            self._refuse("unknown_version", "hello")
            self._line.cut(MISBEHAVED)
            return
        self._is_greeted = True
        self._conduct.greeted()
        office.guests.add(self)
        limits = office.settings.limits
        # The first coordinator brings half a year of keys, before anybody can have signed in.
        is_first = office.roster.helpline is None
        self._line.allow(codec.STAFF_LIMIT if is_first else STRANGER_LIMIT, limits.staff_bytes)
        self._say(say.Welcome(version=VERSION, helpline=office.roster.helpline, now=office.clock()))

    def _check(self, message: StaffMessage) -> None:
        code = may_staff_say(type(message), self._role(), self._has_shift())
        if code is not None:
            raise RefusedError(code)
        # Whoever's certificate has ended may only wish for a fresh one. (A shift has an end of its own.)
        is_leading = STAFF_RIGHTS[type(message)].needs == "sign_in" and not isinstance(message, _OWN_CHECKS)
        if is_leading and not staffing.is_valid(self._office.roster, self._somebody(), self._office.clock()):
            raise RefusedError("certificate")

    async def _carry_out(self, message: StaffMessage, what: str) -> None:  # noqa: PLR0912 -- one match over all
        office, now = self._office, self._office.clock()
        match message:
            case say.StaffHello():
                raise RefusedError("not_now")
            case say.CreateHelpline():
                self._create(message, now)
            case say.Enrol():
                await self._enrol(message, now)
            case say.SignIn():
                await self._sign_in(message)
            case say.Return():
                self._slow_down()
                person = office.accounts.person_of(message.token, now)
                self._is_here(person)
                self._say(say.Returned(shift=office.desk.shift_of(person), now=now))
            case say.OpenShift():
                self._open_shift(message, now)
            case say.SetHouse():
                office.clerk.then(partial(self._say, say.Done(what=what)))
                office.carry_out(office.desk.house_paused(message.is_paused, now), self._lost(what))
            case say.AddPerson():
                change = staffing.add_person(office.roster, office.accounts, message, now)
                self._apply(change, what, partial(self._done, what))
            case say.Certify():
                change = staffing.certify(office.roster, message, now)
                self._apply(change, what, partial(self._done, what))
            case say.RemovePerson():
                self._remove(message, what, now)
            case say.WishCertificate():
                change = staffing.wish(office.roster, self._somebody(), message)
                self._apply(change, what, self._wished)
            case say.PublishPolicy():
                change = staffing.publish_policy(office.roster, message, now)
                self._apply(change, what, self._published)
            case say.PublishKeys():
                change = staffing.publish_keys(office.roster, message, now)
                self._apply(change, what, partial(self._done, what))
            case say.ListPeople():
                self._say(office.roster.list(office.enrolled(), office.on_shift()))
            case (
                say.CloseShift()
                | say.Pause()
                | say.Limit()
                | say.Accept()
                | say.ArchiveCopy()
                | say.SetRetention()
                | say.StaffLine()
                | say.StaffTyping()
                | say.CatchUp()
                | say.HandOver()
                | say.AskAlong()
                | say.Danger()
                | say.Answer()
                | say.StepOut()
                | say.Whisper()
                | say.EndConversation()
            ):
                shift = self._shift
                if shift is not None:
                    about = getattr(message, "id", None)
                    conversation = getattr(message, "conversation", None)
                    lost = self._lost(what, conversation, about)
                    office.carry_out(office.desk.staff_said(shift, message, now), lost)
            case _ as never:
                assert_never(never)

    # ── ways in ─────────────────────────────────────────────────────────────────────────────────

    def _create(self, message: say.CreateHelpline, now: int) -> None:
        office = self._office
        if office.roster.helpline is not None:
            raise RefusedError("not_now")
        self._slow_down()
        office.setup.check(message.setup_code, now)
        change = staffing.create(office.accounts, message, now)

        def created() -> None:
            office.setup.use_up()
            self._say(say.Created(helpline=message.helpline))

        office.apply(change, created, self._lost("create"))

    async def _enrol(self, message: say.Enrol, now: int) -> None:
        office = self._office
        self._slow_down()
        await self._pause(message.lookup)
        invitation = office.accounts.invitation(message.lookup, message.secret, now)
        role = office.roster.people[invitation.person].claim.role
        if role == "coordinator" and message.totp is None:
            raise RefusedError("second_factor")
        change = Change(office.roster)
        change.before += office.accounts.enrol(invitation.person, message.auth, message.totp)
        self._apply(change, "enrol", partial(self._say, say.Enrolled(person=invitation.person)))

    async def _sign_in(self, message: say.SignIn) -> None:
        office = self._office
        self._slow_down()
        await self._pause(message.person)
        now = office.clock()
        account = office.accounts.check(message.person, message.proof)
        loop_time = asyncio.get_running_loop().time()
        if account.totp is not None and not office.gate.may_guess_code(message.person, loop_time):
            raise RefusedError("too_fast")
        change = Change(office.roster)
        change.before += office.accounts.check_code(account, message.code, now)
        token, statements = office.accounts.new_token(message.person, now)
        change.before += statements
        office.gate.succeeded(message.person)
        person, roster = message.person, office.roster
        self._is_here(person)
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
        self._apply(change, "sign_in", partial(self._say, signed_in))

    def _slow_down(self) -> None:
        """Slow per origin: whoever tries many doors."""
        if not self._office.gate.may("sign_in", self._line.origin, asyncio.get_running_loop().time()):
            raise RefusedError("too_fast")

    async def _pause(self, account: str) -> None:
        """Slow per account, known or not: the answer comes later the more was tried."""
        pause = self._office.gate.account_pause(account, asyncio.get_running_loop().time())
        if pause > 0:
            await asyncio.sleep(pause)

    def _is_here(self, person: PersonId) -> None:
        office = self._office
        self._person = person
        office.board.person_arrived(person, self._line)
        if self._role() == "coordinator":
            self._line.allow(codec.STAFF_LIMIT, office.settings.limits.staff_bytes)

    def _open_shift(self, message: say.OpenShift, now: int) -> None:
        office, person = self._office, self._somebody()
        chain, signed = office.roster.chain(now), message.certificate
        member = office.roster.member(person, signed)
        if member is None:
            raise RefusedError("certificate")
        claim, shift = chain.shift(member.certificate, member.coordinator, signed, now)
        if claim.person != person or shift.not_after - shift.not_before > office.house.shift_hours() * 3600:
            raise RefusedError("certificate")
        code = office.desk.may_open_shift(person, message.takes_over)
        if code is not None and office.desk.shift_of(person) != shift.shift:
            raise RefusedError(code)
        row = ShiftRow(shift.shift, person, claim.role, member, shift.not_after)
        self._shift = shift.shift
        office.clerk.then(partial(office.board.shift_arrived, shift.shift, self._line))
        office.carry_out(office.desk.shift_opened(row, now), self._lost("open_shift"))

    # ── coordinators ────────────────────────────────────────────────────────────────────────────

    def _remove(self, message: say.RemovePerson, what: str, now: int) -> None:
        office = self._office
        change = staffing.remove_person(office.roster, office.accounts, message, now)
        (gone,) = set(office.roster.people) - set(change.roster.people)
        effects = office.desk.person_removed(gone, now)

        def removed() -> None:
            office.board.cut_person(gone)
            self._done(what)

        office.carry_out(effects)
        self._apply(change, what, removed)

    def _wished(self) -> None:
        office = self._office
        self._say(say.Done(what="wish"))
        people = office.roster.list(office.enrolled(), office.on_shift())
        for person, certified in office.roster.people.items():
            if certified.claim.role == "coordinator":
                office.tell_person(person, people)

    def _done(self, what: str) -> None:
        self._say(say.Done(what=what))
        self._office.tell_chain()

    def _published(self) -> None:
        office = self._office
        self._say(say.Done(what="publish_policy"))
        changed = say.PolicyChanged(policy=office.roster.policies[office.house.version])
        for person in list(office.board.people):
            office.tell_person(person, changed)

    def _apply(self, change: Change, what: str, said: Callable[[], None]) -> None:
        self._office.apply(change, said, self._lost(what))

    # ── this connection ─────────────────────────────────────────────────────────────────────────

    def _somebody(self) -> PersonId:
        if self._person is None:
            raise RefusedError("not_now")
        return self._person

    def _role(self) -> Role | None:
        known = self._office.roster.people.get(self._person or "")
        return None if known is None else known.claim.role

    def _has_shift(self) -> bool:
        return self._shift is not None and self._office.desk.shift_of(self._person or "") == self._shift

    def _gone(self) -> None:
        office = self._office
        office.guests.discard(self)
        if self._person is not None:
            office.board.person_left(self._person, self._line)
        if self._shift is not None:
            office.clerk.then(partial(self._left, self._shift))
            office.clerk.settle()

    def _left(self, shift: ShiftId) -> None:
        office = self._office
        if office.board.shift_left(shift, self._line):
            office.carry_out(office.desk.staff_left(shift, office.clock()))

    def _lost(
        self, what: str, conversation: str | None = None, about: str | None = None
    ) -> Callable[[], None]:
        def lost() -> None:
            self._office.guests.discard(self)
            self._shift = None
            self._refuse("storage", what, conversation, about)
            self._line.cut(TRY_AGAIN)

        return lost

    def _refuse_form(self, code: RefusalCode) -> None:
        self._refuse(code)

    def _refuse(
        self,
        code: RefusalCode,
        what: str | None = None,
        conversation: str | None = None,
        about: str | None = None,
    ) -> None:
        self._say(StaffRefused(code=code, what=what, conversation=conversation, about=about))

    def _say(self, message: ToStaff) -> None:
        self._line.send(codec.write(message))
