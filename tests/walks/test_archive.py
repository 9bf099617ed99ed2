"""After the end one sealed row remains: the archive key opens it, through a coordinator or the kit,
nothing else (T3)."""

import base64
from contextlib import AbstractAsyncContextManager

import pytest

from luwte.admin.kit import KIT_PERSON
from luwte.archive.transcripts import Transcript, read
from luwte.console.state.intentions import End
from luwte.console.trust import HelplineKey
from luwte.crypto.channel import Channel
from luwte.crypto.keys import BoxKey
from luwte.crypto.sealing import (
    SealError,
    open_keys_from_archive,
    open_keys_from_shift,
    open_transcript_secret,
    unwrap_key,
)
from luwte.protocol.ids import id_bytes
from tests.conftest import Walk
from tests.fakes import PlayedConsole
from tests.walks.stores import StoredTranscript, everything, raw_bytes, transcripts

Walking = AbstractAsyncContextManager[Walk]

SAID = ["ik ben bang", "waarvoor?", "voor morgen"]


async def talk_and_end(line: Walk, noor: PlayedConsole) -> str:
    """Hold a short conversation and end it; return its id."""
    visitor = await line.waiting("Zeester", "hallo")
    conversation = await noor.accept(visitor)
    await visitor.say(SAID[0])
    await noor.hear(conversation, SAID[0])
    await noor.say(conversation, SAID[1])
    await visitor.hear(SAID[1])
    await visitor.say(SAID[2])
    await noor.hear(conversation, SAID[2])
    await noor.do(End(conversation))
    await noor.until(lambda: conversation not in noor.rows)
    await noor.settle()
    return conversation


async def test_t3_a_coordinator_opens_the_transcript_with_the_archive_key(walk: Walking) -> None:
    async with walk as line:
        robin, noor = await line.on_shift("Robin"), await line.on_shift("Noor")
        conversation = await talk_and_end(line, noor)
        assert robin.state.seat is not None
        keys = robin.state.seat.trust.keys
        (kept,) = transcripts(line.data)
        transcript = opened(kept, keys[kept.seals[0][0]])
        assert (transcript.conversation, transcript.retention) == (conversation, kept.retention)
        assert all(one.at is None for one in transcript.lines)
        # Both copies open it: the visitor's, and the console's in case the visitor's is garbage.
        assert len(transcript.offers) == 2
        for place in range(2):
            assert words(transcript, kept, keys[transcript.offers[place].key], place) == SAID


async def test_t3_the_kit_opens_the_transcript_when_no_coordinator_is_left(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        await talk_and_end(line, noor)
        assert noor.state.seat is not None
        (kept,) = transcripts(line.data)
        key = noor.state.seat.trust.keys[kept.seals[0][0]]
        rows = everything(line.data)["keys.sqlite", "wraps"]
        (wrap,) = [
            sealed for named, person, _, sealed in rows if (named, person) == (key.claim.key, KIT_PERSON)
        ]
        assert isinstance(wrap, bytes)
        private = unwrap_key(
            line.kit.envelope, wrap, id_bytes(key.claim.key), key.digest, id_bytes(KIT_PERSON)
        )
        with_kit = HelplineKey(key.claim, key.digest, private)
        assert words(opened(kept, with_kit), kept, with_kit, 0) == SAID


async def test_t1_a_volunteer_who_kept_all_keys_opens_nothing_in_the_stolen_folder(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say(SAID[0])
        await noor.hear(conversation, SAID[0])
        talk = noor.state.talks.all[conversation]
        seat = noor.state.seat
        assert seat is not None
        assert seat.shift is not None
        assert talk.offer is not None
        copied_keys, shift = talk.keys, seat.shift
        offer, visitor_key = talk.offer, talk.visitor_key
        rows = everything(line.data)["luwte.sqlite", "lines"]
        frames = [value for row in rows for value in row if isinstance(value, bytes) and len(value) > 120]
        assert frames
        sealed = next(one.sealed for one in offer.seals if one.shift == shift.claim.shift)
        known = open_keys_from_shift(
            shift.key, sealed, id_bytes(conversation), offer.epoch, shift.digest, visitor_key
        )
        assert known == copied_keys
        await noor.do(End(conversation))
        await noor.until(lambda: conversation not in noor.rows)
        await noor.settle()
        (kept,) = transcripts(line.data)
        archive = seat.trust.keys[kept.seals[0][0]]
        assert archive.private is None
        folder = line.data
        thief_tries(kept, archive, [*copied_keys, shift.key.private, noor.unlocked.keys.envelope.private])
    # The folder as it lies there after the server stopped: neither the frames nor the seal to the shift
    # are in it.
    stolen = raw_bytes(folder)
    for piece in (*frames, sealed):
        assert piece[40:80] not in stolen
        assert base64.b64encode(piece)[60:100] not in stolen


def thief_tries(kept: StoredTranscript, archive: HelplineKey, secrets: list[bytes]) -> None:
    """Try every secret a former volunteer could have kept, in every place it could fit."""
    for secret in secrets:
        with pytest.raises(SealError):
            read(kept.id, secret, kept.blob)
        for _, sealed in kept.seals.values():
            with pytest.raises(SealError):
                open_transcript_secret(BoxKey.from_private(secret), sealed, id_bytes(kept.id), archive.digest)


def opened(kept: StoredTranscript, archive: HelplineKey) -> Transcript:
    """Open a transcript with its archive key."""
    assert archive.private is not None
    secret = open_transcript_secret(archive.private, kept.seals[0][1], id_bytes(kept.id), archive.digest)
    return read(kept.id, secret, kept.blob)


def words(transcript: Transcript, kept: StoredTranscript, archive: HelplineKey, place: int) -> list[str]:
    """Read what was said, with the keys in one of the transcript's seals."""
    offer = transcript.offers[place]
    assert archive.private is not None
    conversation = id_bytes(transcript.conversation)
    keys = open_keys_from_archive(
        archive.private,
        kept.seals[offer.part][1],
        conversation,
        offer.epoch,
        archive.digest,
        base64.b64decode(transcript.visitor_key),
    )
    channel = Channel(conversation, keys, "visitor")
    told = [channel.open(one.number, one.sender, base64.b64decode(one.frame)) for one in transcript.lines]
    assert told[-1].kind == "end"
    assert told[-1].end_ok
    return [one.text for one in told if one.kind == "text"]
