"""The channel's known answers: a whole conversation, and frames that must be refused at a point of it."""

import base64
from typing import Final

from luwte.crypto.frames import (
    END,
    OPENING,
    SUITE,
    TEXT,
    VERSION,
    Header,
    Heads,
    end_bytes,
    opening_bytes,
    seal_frame,
    session_secrets,
)
from luwte.crypto.keys import sha256
from luwte.crypto.words import Opening
from tests.wire.helpline import raw_id

CONVERSATION: Final = raw_id("conversation")
KEYS: Final = (sha256(b"K0"), sha256(b"K1"))

Json = dict[str, object]


def b64(raw: bytes) -> str:
    """Return bytes as they stand in vectors.json."""
    return base64.b64encode(raw).decode("ascii")


def channel() -> Json:
    """A whole conversation: an opening, lines of both sides, a reload, a new epoch, the end."""
    first, reloaded, last = _Line("page", 0, 0), _Line("page reloaded", 0, 0), _Line("page, new epoch", 1, 0)
    vera, vera_last = _Line("console", 0, 1), _Line("console, new epoch", 1, 1)
    opening = Opening("Zon", "Mag ik iets vragen?", "nl", 3, "2026-11-22")
    said: list[tuple[_Line, int, bytes, int, Json]] = [
        (first, OPENING, opening_bytes(opening), 0, {"kind": "opening", "opening": _opening(opening)}),
        (vera, TEXT, b"Dag, ik luister.", 1, {"kind": "text", "text": "Dag, ik luister."}),
        (
            first,
            TEXT,
            "Ik weet niet goed hoe…".encode(),
            1,
            {"kind": "text", "text": "Ik weet niet goed hoe…"},
        ),
        (reloaded, TEXT, b"Daar ben ik weer.", 1, {"kind": "text", "text": "Daar ben ik weer."}),
        (vera_last, TEXT, ("é" * 200).encode(), 3, {"kind": "text", "text": "é" * 200}),
        (last, TEXT, "Dank je 💚".encode(), 2, {"kind": "text", "text": "Dank je 💚"}),
    ]
    counts, heads = [0, 0], [bytes(32), bytes(32)]
    frames: list[Json] = []
    for line, kind, body, peer_seen, opened in said:
        frame = line.say(kind, body, peer_seen)
        counts[line.direction] += 1
        heads[line.direction] = sha256(heads[line.direction] + sha256(frame))
        frames.append(_frame(len(frames) + 1, line, opened, frame, heads))
    end = end_bytes(Heads(counts[0], heads[0], counts[1], heads[1]))
    frame = vera_last.say(END, end, counts[0])
    frames.append(_frame(len(frames) + 1, vera_last, {"kind": "end", "end_ok": True}, frame, heads))
    return {
        "conversation": b64(CONVERSATION),
        "keys": [b64(key) for key in KEYS],
        "by": b64(raw_id("vera")),
        "frames": frames,
        "end_body": b64(end),
        "refused": _refused(),
    }


def _refused() -> list[Json]:
    """Frames that must be refused after the first ``after`` frames of the conversation have been opened."""
    page, console, late = _Line("page", 0, 0), _Line("console", 0, 1), _Line("a former console", 0, 1)
    first = page.say(TEXT, b"a", 0)
    second = page.say(TEXT, b"b", 0)
    flipped = bytearray(first)
    flipped[-1] ^= 1
    other = _Line("page", 0, 0)
    other.by = raw_id("vera")
    nobody = _Line("console", 0, 1)
    nobody.by = bytes(16)
    return [
        _refusal("dropped before", "order", 0, "visitor", second),
        _refusal("reflected", "direction", 0, "staff", first),
        _refusal("changed", "sealed", 0, "visitor", bytes(flipped)),
        _refusal("cut short", "frame", 0, "visitor", first[:-1]),
        _refusal("visitor with a name", "contents", 0, "visitor", other.say(TEXT, b"a", 0)),
        _refusal("staff without a name", "contents", 0, "staff", nobody.say(TEXT, b"a", 0)),
        _refusal("opening by staff", "contents", 0, "staff", console.say(OPENING, b"{}", 0)),
        _refusal("unknown type", "contents", 0, "visitor", _Line("page", 0, 0).say(4, b"a", 0)),
        _refusal("not UTF-8", "contents", 0, "visitor", _Line("page", 0, 0).say(TEXT, b"\xff", 0)),
        _refusal("control character", "contents", 0, "visitor", _Line("page", 0, 0).say(TEXT, b"a\x00", 0)),
        _refusal("empty", "contents", 0, "visitor", _Line("page", 0, 0).say(TEXT, b"", 0)),
        _refusal(
            "4,001 characters", "contents", 0, "visitor", _Line("page", 0, 0).say(TEXT, b"a" * 4_001, 0)
        ),
        _refusal(
            "8,001 bytes",
            "contents",
            0,
            "visitor",
            _Line("page", 0, 0).say(TEXT, b"a" + "é".encode() * 4_000, 0),
        ),
        _refusal(
            "seen what was kept back", "peer_seen", 0, "visitor", _Line("page", 0, 0).say(TEXT, b"a", 1)
        ),
        _refusal("second opening", "contents", 1, "visitor", _second_opening()),
        _refusal("epoch that is over", "old_epoch", 5, "staff", late.say(TEXT, b"a", 0)),
        _refusal("after the end", "after_end", 7, "visitor", _Line("late page", 1, 0).say(TEXT, b"a", 0)),
    ]


def _second_opening() -> bytes:
    opening = Opening("Maan", "", "nl", 3, "2026-11-22")
    return _Line("another page", 0, 0).say(OPENING, opening_bytes(opening), 0)


def _refusal(name: str, code: str, after: int, sender: str, frame: bytes) -> Json:
    return {"name": name, "code": code, "after": after, "sender": sender, "frame": b64(frame)}


def _opening(opening: Opening) -> Json:
    return {
        "nickname": opening.nickname,
        "words": opening.words,
        "language": opening.language,
        "policy": opening.policy,
        "day": opening.day,
    }


def _frame(number: int, line: "_Line", opened: Json, frame: bytes, heads: list[bytes]) -> Json:
    return {
        "number": number,
        "sender": "staff" if line.direction else "visitor",
        "epoch": line.epoch,
        "session": b64(line.session),
        "opened": opened,
        "frame": b64(frame),
        "visitor_head": b64(heads[0]),
        "staff_head": b64(heads[1]),
    }


class _Line:
    """One sender session, with the session id fixed."""

    def __init__(self, label: str, epoch: int, direction: int) -> None:
        self.session, self.epoch, self.direction = raw_id(label), epoch, direction
        self.secrets = session_secrets(KEYS[epoch], CONVERSATION, epoch, direction, self.session)
        self.by = raw_id("vera") if direction else bytes(16)
        self.seq, self.prev = 0, bytes(32)

    def say(self, kind: int, body: bytes, peer_seen: int) -> bytes:
        """Return the next frame."""
        header = Header(
            VERSION,
            SUITE,
            CONVERSATION,
            self.epoch,
            self.direction,
            self.session,
            self.seq,
            peer_seen,
            kind,
            self.prev,
        )
        frame = seal_frame(self.secrets, header, self.by, body)
        self.seq, self.prev = self.seq + 1, sha256(frame)
        return frame
