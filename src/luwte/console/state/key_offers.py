"""A visitor's keys for a new epoch: whose they are, who can read them, whether they keep the past; and our
archive copy."""

from luwte.console.state.conversation import Conversation
from luwte.console.state.outcome import Outcome
from luwte.console.state.seat import Seat
from luwte.crypto.keys import KeysError, verify
from luwte.crypto.sealing import SealError, open_keys_from_shift, seal_keys_to_archive
from luwte.protocol.ids import id_bytes
from luwte.protocol.messages import ArchiveCopy
from luwte.protocol.offers import offer_bytes
from luwte.protocol.parts import KeyOffer


def take_offer(
    conversation: Conversation,
    offer: KeyOffer,
    seat: Seat,
    now: float,
    out: Outcome,
    *,
    is_reopened: bool = False,
) -> None:
    """Check an offer and use its keys; what does not hold stops this conversation, with an alarm.

    An offer that was taken before, or an older one, changes nothing. ``is_reopened``: the server tells how
    things stand, after this console was away.
    """
    shift = seat.shift
    is_known = offer.epoch < len(conversation.keys) - 1 or offer == conversation.offer
    if conversation.is_broken or shift is None or is_known:
        return
    try:
        verify(conversation.visitor_key, offer.signature, offer_bytes(conversation.id, offer))
    except KeysError:
        conversation.break_trust("offer", out)
        return
    if not conversation.is_sealed_as_told(offer, seat, is_reopened=is_reopened):
        conversation.break_trust("ghost", out)
        return
    classes = {conversation.retention, seat.trust.policy.retention_default}
    if not seat.trust.may_archive(offer.archive_key, classes, int(now)):
        conversation.break_trust("archive_key", out)
        return
    sealed = next((seal.sealed for seal in offer.seals if seal.shift == shift.claim.shift), None)
    keys: tuple[bytes, ...] = ()
    if sealed is not None:
        try:
            keys = open_keys_from_shift(
                shift.key,
                sealed,
                id_bytes(conversation.id),
                offer.epoch,
                shift.digest,
                conversation.visitor_key,
            )
        except SealError:
            keys = ()
    if not keys or keys[: len(conversation.keys)] != conversation.keys:
        conversation.break_trust("seal", out)
        return
    conversation.take_keys(offer, keys, seat)
    copy_to_archive(conversation, seat, now, out)


def copy_to_archive(conversation: Conversation, seat: Seat, now: float, out: Outcome) -> None:
    """Send our own archive seal of all keys: a hostile visitor can make theirs garbage."""
    if conversation.keys and seat.may_send and not conversation.is_broken:
        copy = archive_copy(conversation, conversation.retention, seat, now)
        if copy is None:
            out.notice("key_missing", conversation=conversation.id)
        else:
            out.say(copy)


def archive_copy(conversation: Conversation, retention: str, seat: Seat, now: float) -> ArchiveCopy | None:
    """Return all keys sealed to the archive of this week and class, or None where no such key was
    published."""
    archive = seat.trust.archive_key(retention, int(now))
    if archive is None or not conversation.keys:
        return None
    epoch = len(conversation.keys) - 1
    sealed = seal_keys_to_archive(
        archive.claim.public,
        conversation.keys,
        id_bytes(conversation.id),
        epoch,
        archive.digest,
        conversation.visitor_key,
    )
    return ArchiveCopy(conversation.id, epoch, archive.claim.key, sealed)
