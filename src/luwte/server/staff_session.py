"""One console's connection: codec, permissions, then ways in, leading, or the desk."""

from functools import partial
from typing import Final, assert_never

from luwte.crypto.certificates import CertificateError
from luwte.protocol import codec
from luwte.protocol import messages as say
from luwte.protocol.codec import BadMessageError
from luwte.protocol.messages import StaffMessage
from luwte.protocol.parts import VERSION
from luwte.server import leading, registering, staffing, ways_in
from luwte.server.office import Office
from luwte.server.permissions import STAFF_RIGHTS, ShiftMessage, may_staff_say
from luwte.server.session import MISBEHAVED, Conduct, Line
from luwte.server.signin import RefusedError
from luwte.server.speaker import Speaker

STRANGER_LIMIT: Final = 64 * 1024
"""Bytes of the largest frame of somebody who has not signed in; ``create`` is larger, on an empty server."""
_CHECKED_THERE: Final = (say.WishCertificate, say.OpenShift, say.Certify)


class StaffSession:
    """One console's connection from hello to its end."""

    def __init__(self, office: Office, line: Line) -> None:
        self._office = office
        self._line = line
        self._speaker = Speaker(office, line)
        self._is_greeted = False
        limits = office.settings.limits
        self._conduct = Conduct(line, limits.staff_messages, limits.bad_messages, self._speaker.refuse)

    async def run(self) -> None:
        """Serve the connection until it is closed."""
        try:
            async for untrusted_frame in self._line.messages():
                if self._conduct.is_slow_enough():
                    await self._hear(untrusted_frame)
                    if self._office.writer.is_full:
                        await self._office.writer.room()
        finally:
            self._conduct.over()
            self._speaker.gone()

    async def _hear(self, untrusted_frame: str | bytes) -> None:
        try:
            message = codec.read_staff(untrusted_frame)
        except BadMessageError:
            if not self._is_greeted and codec.is_of_another_version(untrusted_frame):
                self._refuse_version()
            else:
                self._conduct.bad()
            return
        try:
            if not self._is_greeted or isinstance(message, say.StaffHello):
                self._greet(message)
                return
            self._check(message)
            await self._carry_out(message)
        except RefusedError as refused:
            self._speaker.refuse(refused.refusal, _what(message))
        except CertificateError:
            self._speaker.refuse("certificate", _what(message))

    def _greet(self, message: StaffMessage) -> None:
        office = self._office
        if self._is_greeted or not isinstance(message, say.StaffHello):
            self._speaker.refuse("not_now")
            self._line.cut(MISBEHAVED)
        elif message.version != VERSION:
            self._refuse_version()
        else:
            self._is_greeted = True
            self._conduct.greeted()
            office.guests.add(self._speaker)
            # The first coordinator brings half a year of keys, before anybody can have signed in.
            is_first = office.roster.helpline is None
            limit = codec.STAFF_LIMIT if is_first else STRANGER_LIMIT
            self._line.allow(limit, office.settings.limits.staff_bytes)
            helpline = office.roster.helpline
            self._speaker.say(say.Welcome(version=VERSION, helpline=helpline, now=office.clock()))

    def _refuse_version(self) -> None:
        self._speaker.refuse("unknown_version", "hello")
        self._line.cut(MISBEHAVED)

    def _check(self, message: StaffMessage) -> None:
        speaker = self._speaker
        conduct = self._office.house.conduct
        code = may_staff_say(type(message), speaker.role, speaker.has_shift, conduct)
        if code is not None:
            raise RefusedError(code)
        # Whoever's certificate has ended may only wish for a fresh one, or bring the root's. (A shift has an
        # end of its own.)
        is_leading = STAFF_RIGHTS[type(message)].needs == "sign_in" and not isinstance(
            message, _CHECKED_THERE
        )
        office = self._office
        if is_leading and not staffing.is_valid(office.roster, speaker.somebody(), office.clock()):
            raise RefusedError("certificate")

    async def _carry_out(self, message: StaffMessage) -> None:
        speaker = self._speaker
        match message:
            # By far the most of what is said, so asked first.
            case (
                say.StaffLine()
                | say.StaffTyping()
                | say.CloseShift()
                | say.Pause()
                | say.Limit()
                | say.Accept()
                | say.ArchiveCopy()
                | say.SetRetention()
                | say.CatchUp()
                | say.HandOver()
                | say.AskAlong()
                | say.Danger()
                | say.Answer()
                | say.StepOut()
                | say.Whisper()
                | say.TeamLine()
                | say.EndConversation()
            ):
                self._to_the_desk(message)
            case say.StaffHello():
                raise RefusedError("not_now")
            case say.CreateHelpline():
                ways_in.create(speaker, message)
            case say.Enrol():
                await ways_in.enrol(speaker, message)
            case say.SignIn():
                await ways_in.sign_in(speaker, message)
            case say.Return():
                ways_in.come_back(speaker, message)
            case say.OpenShift():
                ways_in.open_shift(speaker, message)
            case say.WishCertificate():
                leading.wish(speaker, message, _what(message))
            case (
                say.SetHouse()
                | say.EndShift()
                | say.AddPerson()
                | say.RemovePerson()
                | say.Certify()
                | say.PublishPolicy()
                | say.PublishKeys()
                | say.ListPeople()
            ):
                leading.lead(speaker, message, _what(message))
            case say.SendRegistrations() | say.ListRegistrations() | say.ReadRegistrations():
                await registering.hear(speaker, message, _what(message))
            case _ as never:
                assert_never(never)

    def _to_the_desk(self, message: ShiftMessage) -> None:
        office, shift = self._office, self._speaker.shift
        if shift is None:
            raise RefusedError("not_now")
        with office.deciding:
            effects = office.desk.staff_said(shift, message, office.clock())
            if isinstance(message, say.CloseShift) and not self._speaker.has_shift:
                office.clerk.store([], [], office.accounts.sign_out(self._speaker.somebody()))
            office.carry_out(effects, partial(self._lost, message))

    def _lost(self, message: ShiftMessage) -> None:
        conversation, about = getattr(message, "conversation", None), getattr(message, "id", None)
        self._speaker.lost(_what(message), conversation, about)()


def _what(message: StaffMessage) -> str:
    return str(message.__struct_config__.tag)
