"""Messages about registrations: sealed blobs of one size, which tell the server nothing (R1).

No message joins a blob to a person, a conversation or a time: a batch's name is random, made for this sending
and forgotten when it is answered.
"""

from typing import Annotated

from msgspec import Meta

from luwte.protocol.ids import Id
from luwte.protocol.messages.base import Open, Strict
from luwte.protocol.parts import Count

Blob = Annotated[bytes, Meta(min_length=1_024, max_length=1_024)]
"""A sealed registration or a dummy: nobody without the statistics key can tell."""

Week = Annotated[str, Meta(max_length=8, pattern=r"^[0-9]{4}-W[0-9]{2}$(?!\n)")]
"""An ISO week, ``2026-W53``."""

BATCH_MOST = 64
PART_MOST = 1_024


class SendRegistrations(Strict, frozen=True, tag="send_registrations"):
    """Registrations of a shift that ends, among dummies, in random order. Sent again they count once."""

    batch: Id
    blobs: Annotated[list[Blob], Meta(min_length=1, max_length=BATCH_MOST)]


class ListRegistrations(Strict, frozen=True, tag="list_registrations"):
    """Which weeks are there? For roles that the policy lets count."""


class ReadRegistrations(Strict, frozen=True, tag="read_registrations"):
    """The blobs of a week, from the given place on."""

    week: Week
    after: Count = 0


class RegistrationsStored(Open, frozen=True, tag="registrations_stored"):
    """This batch is durable; the console may forget it."""

    batch: Id


class RegistrationWeeks(Open, frozen=True, tag="registration_weeks"):
    """Every week with registrations, the oldest first."""

    weeks: list[Week]


class Registrations(Open, frozen=True, tag="registrations"):
    """A part of a week, in the order of the file, which tells nothing; ``total`` blobs there are in all.

    The file may have been shuffled anew since the last part: ``edition`` differs then, and the reader begins
    again.
    """

    week: Week
    edition: Id
    after: Count
    total: Count
    blobs: Annotated[list[Blob], Meta(max_length=PART_MOST)]
