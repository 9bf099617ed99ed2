"""The files in this folder are what the code makes today, and the code reads them back."""

import base64
import json
from typing import Any

import pytest

from luwte.crypto import frames as raw_frames
from luwte.crypto.channel import Channel, ChannelError
from luwte.crypto.claims import claim_of
from luwte.crypto.encoding import LINE_SIZES, EncodingError, bind, checked_bytes, pad, unbind, unpad
from luwte.crypto.keys import BoxKey, sha256, verify
from luwte.crypto.sealing import open_keys_from_archive, open_keys_from_shift, open_words
from luwte.crypto.words import FirstWords, Opening, WordsError, line_bytes
from luwte.protocol.ids import id_bytes, id_text
from luwte.protocol.parts import Signed
from tests.wire import samples, vectors

KNOWN: dict[str, Any] = json.loads(vectors.FILE.read_text(encoding="utf-8"))


def _raw(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _signed(value: dict[str, str]) -> Signed:
    return Signed(_raw(value["payload"]), _raw(value["signature"]), _raw(value["signer"]))


def test_vectors_are_current() -> None:
    assert vectors.FILE.read_text(encoding="utf-8") == vectors.written()


def test_frames_are_current_and_hold_every_message_type() -> None:
    text = samples.FILE.read_text(encoding="utf-8")
    assert text == samples.written()
    frames = json.loads(text)
    for union in samples.UNIONS:
        assert list(frames[union]) == [samples.tag_of(each) for each in samples.message_types(union)]


def test_ids_parts_padding_and_checked_text_read_back() -> None:
    for known in KNOWN["ids"]:
        assert id_text(_raw(known["raw"])) == known["text"]
        assert id_bytes(known["text"]) == _raw(known["raw"])
    for known in KNOWN["bind"]:
        parts = [_raw(part) for part in known["parts"]]
        assert bind(*parts) == _raw(known["bound"])
        assert unbind(_raw(known["bound"]), len(parts)) == parts
    for known in KNOWN["pad"]:
        assert pad(_raw(known["plain"]), known["sizes"]) == _raw(known["padded"])
        assert unpad(_raw(known["padded"]), known["sizes"]) == _raw(known["plain"])
    for padded in KNOWN["refused_padding"]:
        with pytest.raises(EncodingError):
            unpad(_raw(padded), LINE_SIZES)
    assert checked_bytes(KNOWN["checked_text"]["text"], 52) == _raw(KNOWN["checked_text"]["raw"])


@pytest.mark.parametrize("known", KNOWN["lines"], ids=lambda known: f"{known['times']} × {known['unit']!r}")
def test_a_line_is_counted_in_characters_and_in_bytes(known: dict[str, Any]) -> None:
    text = known["unit"] * known["times"]
    if known["fits"]:
        line_bytes(text)
    else:
        with pytest.raises(WordsError):
            line_bytes(text)


def test_session_secrets_are_the_known_ones() -> None:
    known = KNOWN["session"]
    secrets = raw_frames.session_secrets(
        _raw(known["key"]),
        _raw(known["conversation"]),
        known["epoch"],
        known["direction"],
        _raw(known["session"]),
    )
    assert secrets.commitment == _raw(known["commitment"])


def test_the_known_conversation_opens_on_both_sides() -> None:
    known = KNOWN["channel"]
    sides = [_channel("visitor"), _channel("staff")]
    for frame in known["frames"]:
        for side in sides:
            opened = side.open(frame["number"], frame["sender"], _raw(frame["frame"]))
            expected = frame["opened"]
            assert opened.kind == expected["kind"]
            assert opened.epoch == frame["epoch"]
            assert opened.by == (_raw(known["by"]) if frame["sender"] == "staff" else bytes(16))
            assert opened.text == expected.get("text", "")
            assert opened.end_ok == expected.get("end_ok", False)
            if opened.kind == "opening":
                assert opened.opening == Opening(**expected["opening"])


@pytest.mark.parametrize("known", KNOWN["channel"]["refused"], ids=lambda known: known["name"])
def test_a_frame_that_must_be_refused_is_refused(known: dict[str, Any]) -> None:
    channel = _channel("staff")
    for frame in KNOWN["channel"]["frames"][: known["after"]]:
        channel.open(frame["number"], frame["sender"], _raw(frame["frame"]))
    with pytest.raises(ChannelError) as refused:
        channel.open(known["after"] + 1, known["sender"], _raw(known["frame"]))
    assert refused.value.code == known["code"]


def test_first_words_of_the_other_implementation_open() -> None:
    known = KNOWN["words"]
    digest = sha256(_signed(known["intake"]).payload)
    private = BoxKey.from_private(_raw(known["intake_private"]))
    words = open_words(private, _raw(known["sealed"]), digest, _raw(known["visitor_key"]))
    assert words == FirstWords(known["nickname"], known["words"], known["language"])


@pytest.mark.parametrize("name", ["keys_to_shift", "keys_to_archive"])
def test_conversation_keys_of_the_other_implementation_open(name: str) -> None:
    known = KNOWN[name]
    opener = open_keys_from_shift if name == "keys_to_shift" else open_keys_from_archive
    keys = opener(
        BoxKey.from_private(_raw(known["private"])),
        _raw(known["sealed"]),
        _raw(known["conversation"]),
        known["epoch"],
        sha256(_signed(known["certificate"]).payload),
        _raw(known["visitor_key"]),
    )
    assert list(keys) == [_raw(key) for key in known["keys"]]


def test_known_signatures_hold() -> None:
    offer = KNOWN["key_offer"]
    verify(_raw(offer["visitor_key"]), _raw(offer["signature"]), _raw(offer["signed"]))
    for signed in (KNOWN["words"]["intake"], *KNOWN["chain"]["house"]["member"].values()):
        claim_of(_signed(signed))


def _channel(side: str) -> Channel:
    known = KNOWN["channel"]
    keys = [_raw(key) for key in known["keys"]]
    if side == "visitor":
        return Channel(_raw(known["conversation"]), keys, "visitor")
    return Channel(_raw(known["conversation"]), keys, "staff", _raw(known["by"]))
