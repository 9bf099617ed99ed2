"""A console as the played desk sees it: opens a shift, opens what is sealed to it, seals lines."""

from typing import TypeVar

from luwte.crypto.certificates import Chain, PolicyClaim, ShiftClaim, sign
from luwte.crypto.channel import Channel
from luwte.crypto.keys import BoxKey, sha256, verify
from luwte.crypto.sealing import open_keys_from_shift
from luwte.policy import page, parse, source
from luwte.protocol import messages as say
from luwte.protocol.ids import id_bytes, new_id
from luwte.protocol.messages import StaffMessage, ToStaff
from luwte.protocol.offers import offer_bytes
from luwte.protocol.parts import OpenConversation
from luwte.training.desk import PlayedDesk
from luwte.training.helpline import PracticeHelpline
from luwte.training.script import load_scripts, load_team
from tests.wire.helpline import HELPLINE, NOW

Found = TypeVar("Found")

TOML = source("default").read_text("utf-8")
POLICY = parse(TOML, "default")


def a_helpline(name: str = "Sam") -> PracticeHelpline:
    signed = PolicyClaim(HELPLINE, 3, NOW, TOML, page(POLICY))
    return PracticeHelpline(POLICY, signed, name, load_team(), NOW)


def chain_of(helpline: PracticeHelpline) -> Chain:
    told = helpline.signed_in(NOW)
    return Chain.build(helpline.root, helpline.helpline, told.coordinators, told.removals, NOW)


class Volunteer:
    """Says what a console would, at times of its own."""

    def __init__(self) -> None:
        self.now = float(NOW)
        self.helpline = a_helpline()
        self.desk = PlayedDesk(self.helpline, load_scripts(), load_team(), "nl")
        self.heard: list[ToStaff] = []
        self.box = BoxKey.generate()
        me = self.helpline.me
        self.claim = ShiftClaim(
            me.claim.helpline, me.claim.person, new_id(), self.box.public, NOW, NOW + 3_600
        )
        self.certificate = sign(self.claim, me.staff)
        self.conversation: OpenConversation | None = None
        self.channel: Channel | None = None

    def says(self, message: StaffMessage) -> list[ToStaff]:
        told = self.desk.hear(message, self.now)
        self.heard += told
        return told

    def waits(self, seconds: float) -> list[ToStaff]:
        self.now += seconds
        told = self.desk.pass_time(self.now)
        self.heard += told
        return told

    def all(self, kind: type[Found]) -> list[Found]:
        return [message for message in self.heard if isinstance(message, kind)]

    def opens_shift(self) -> None:
        self.says(say.OpenShift(self.certificate, new_id()))

    def accepts(self) -> str:
        """Accept whoever waits, and take the keys."""
        self.waits(60)
        joined = self.all(say.WaiterJoined)[-1].waiter
        self.says(say.Accept(joined.conversation))
        self.conversation = self.all(say.Opened)[-1].conversation
        self.waits(5)
        self.takes_keys()
        return joined.conversation

    def takes_keys(self) -> None:
        """Open the newest keys, as a console checks them."""
        assert self.conversation is not None
        name, visitor = self.conversation.conversation, self.conversation.visitor_key
        offer = self.all(say.KeysArrived)[-1].offer
        verify(visitor, offer.signature, offer_bytes(name, offer))
        sealed = next(seal.sealed for seal in offer.seals if seal.shift == self.claim.shift)
        digest = sha256(self.certificate.payload)
        keys = open_keys_from_shift(self.box, sealed, id_bytes(name), offer.epoch, digest, visitor)
        self.channel = Channel(id_bytes(name), keys, "staff", id_bytes(self.claim.person))
        for lines in self.all(say.Lines):
            for line in lines.lines if lines.conversation == name else []:
                if line.number == self.channel.number + 1:
                    self.channel.open(line.number, line.sender, line.frame)

    def line(self, text: str) -> say.StaffLine:
        assert self.conversation is not None
        assert self.channel is not None
        return say.StaffLine(self.conversation.conversation, new_id(), self.channel.seal_text(text))
