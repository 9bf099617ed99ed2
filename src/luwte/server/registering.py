"""Registrations come in from any console, and go out to those whom the house policy lets count (R1, R3).

Nothing of who sent a batch, or when, is stored or logged: not even that one came.
"""

from typing import assert_never

from luwte.protocol import messages as say
from luwte.protocol.messages.registering import PART_MOST
from luwte.registration.sealed.weeks import WeeksError
from luwte.server.speaker import Speaker

Registering = say.SendRegistrations | say.ListRegistrations | say.ReadRegistrations


async def hear(speaker: Speaker, message: Registering, what: str) -> None:
    """Carry out what a console wants with registrations."""
    office = speaker.office
    try:
        match message:
            case say.SendRegistrations():
                await office.ledger.add(office.house.week(), message.blobs)
                speaker.say(say.RegistrationsStored(batch=message.batch))
            case say.ListRegistrations():
                speaker.say(say.RegistrationWeeks(weeks=list(await office.ledger.weeks())))
            case say.ReadRegistrations():
                edition = await office.ledger.read(message.week)
                part = edition.blobs[message.after : message.after + PART_MOST]
                total = len(edition.blobs)
                speaker.say(
                    say.Registrations(
                        week=message.week,
                        edition=edition.name,
                        after=message.after,
                        total=total,
                        blobs=list(part),
                    )
                )
            case _ as never:
                assert_never(never)
    except WeeksError as error:
        speaker.refuse("full" if error.code == "registrations_full" else "storage", what)
