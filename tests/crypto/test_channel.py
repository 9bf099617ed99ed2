"""The channel as a play: a visitor, volunteers, a server that numbers the lines, and one that cheats."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from luwte.crypto.channel import NOBODY, Channel, ChannelError, Opened, Opening, Sender
from luwte.crypto.encoding import bind
from luwte.crypto.frames import Header, open_frame, read_header, seal_frame, session_secrets
from luwte.crypto.keys import hkdf, sha256
from luwte.crypto.words import WordsError

CONVERSATION, VERA, CORA = bytes(range(16)), b"vera............", b"cora............"
KEYS = [sha256(b"K%d" % epoch) for epoch in range(4)]
OPENING = Opening("Zon", "Mag ik iets vragen?", "nl", 3, "2026-11-22")


@dataclass
class Server:
    """Numbers the frames and shows them to every side, in order; keeps them, so that a newcomer gets all."""

    sides: list[Channel]
    lines: list[tuple[Sender, bytes]] = field(default_factory=list)

    def store(self, sender: Sender, frame: bytes) -> Opened:
        """Store one frame, show it to all, and return what they read; all read the same."""
        self.lines.append((sender, frame))
        read = [side.open(len(self.lines), sender, frame) for side in self.sides]
        assert all(one == read[0] for one in read)
        return read[0]

    def join(self, side: Channel) -> Channel:
        """Show everything so far to a newcomer: a reloaded page, a colleague, a restarted console."""
        for number, (sender, frame) in enumerate(self.lines, start=1):
            side.open(number, sender, frame)
        self.sides.append(side)
        return side


def _visitor(epochs: int = 1) -> Channel:
    return Channel(CONVERSATION, KEYS[:epochs], "visitor")


def _staff(epochs: int = 1, by: bytes = VERA) -> Channel:
    return Channel(CONVERSATION, KEYS[:epochs], "staff", by)


def _code(channel: Channel, number: int, sender: Sender, frame: bytes) -> str:
    with pytest.raises(ChannelError) as refused:
        channel.open(number, sender, frame)
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None
    return refused.value.code


# ── what goes well ──────────────────────────────────────────────────────────────────────────────


def test_both_sides_read_what_both_sides_said() -> None:
    visitor, staff = _visitor(), _staff()
    server = Server([visitor, staff])
    assert server.store("visitor", visitor.seal_opening(OPENING)).opening == OPENING
    said = server.store("staff", staff.seal_text("Dag Zon, ik luister. 💚"))
    assert (said.kind, said.sender, said.by, said.text) == ("text", "staff", VERA, "Dag Zon, ik luister. 💚")
    assert server.store("visitor", visitor.seal_text("e\u0301\n\t<b>")).text == "é\n\t<b>"
    end = server.store("visitor", visitor.seal_end())
    assert (end.kind, end.by, end.end_ok) == ("end", NOBODY, True)


def test_a_reloaded_page_and_a_second_console_read_everything_and_go_on() -> None:
    """C3: a reload is a new session; what went before opens again, this page's own earlier lines included."""
    visitor, staff = _visitor(), _staff()
    server = Server([visitor, staff])
    server.store("visitor", visitor.seal_text("een"))
    server.store("staff", staff.seal_text("twee"))
    reloaded = server.join(_visitor())
    server.store("visitor", reloaded.seal_text("drie"))
    cora = server.join(_staff(by=CORA))
    assert server.store("staff", cora.seal_text("vier")).by == CORA
    server.store("staff", staff.seal_text("vijf"))
    assert server.store("staff", staff.seal_end()).end_ok


def test_a_new_epoch_goes_on_and_the_newcomer_reads_what_was_before() -> None:
    visitor, vera = _visitor(), _staff()
    server = Server([visitor, vera])
    server.store("visitor", visitor.seal_text("voor Vera"))
    visitor.add_keys(KEYS[:2])
    cora = server.join(_staff(2, CORA))
    server.sides.remove(vera)
    assert server.store("visitor", visitor.seal_text("voor Cora")).epoch == 1
    assert server.store("staff", cora.seal_text("dag")).epoch == 1
    assert _code(vera, 2, *server.lines[1]) == "epoch"
    assert server.store("staff", cora.seal_end()).end_ok


def test_keys_of_several_epochs_may_come_at_once() -> None:
    visitor, staff = _visitor(), _staff()
    visitor.add_keys(KEYS[:3])
    staff.add_keys(KEYS[:3])
    assert staff.open(1, "visitor", visitor.seal_text("hoi")).epoch == 2 == staff.epoch


def test_sealing_goes_on_while_nothing_is_opened() -> None:
    visitor, staff = _visitor(), _staff()
    frames = [visitor.seal_text(f"regel {count}") for count in range(50)]
    for number, frame in enumerate(frames, start=1):
        assert staff.open(number, "visitor", frame).text == f"regel {number - 1}"


def test_a_line_that_broke_a_limit_leaves_no_hole() -> None:
    visitor, staff = _visitor(), _staff()
    for text in ("", "x" * 4_001, "\U0001f49a" * 2_001, "\x00"):
        with pytest.raises(WordsError):
            visitor.seal_text(text)
    assert staff.open(1, "visitor", visitor.seal_text("x" * 4_000)).text == "x" * 4_000


def test_a_fresh_session_mends_what_a_refused_line_broke() -> None:
    visitor, staff = _visitor(), _staff()
    visitor.seal_text("refused by the server, sealed again below")
    assert _code(staff, 1, "visitor", visitor.seal_text("too late")) == "order"
    visitor.fresh_session()
    assert staff.open(1, "visitor", visitor.seal_text("again")).text == "again"


def test_the_end_is_true_although_lines_crossed_it() -> None:
    visitor, staff = _visitor(), _staff()
    server = Server([visitor, staff])
    server.store("visitor", visitor.seal_text("een"))
    end = visitor.seal_end()
    server.store("staff", staff.seal_text("onderweg"))
    assert server.store("visitor", end).end_ok


# ── a server that cheats ────────────────────────────────────────────────────────────────────────


def test_a_replayed_frame_is_refused() -> None:
    visitor, staff = _visitor(), _staff()
    frame = visitor.seal_text("een")
    staff.open(1, "visitor", frame)
    assert _code(staff, 2, "visitor", frame) == "order"
    assert _code(staff, 1, "visitor", frame) == "number"
    visitor.open(1, "visitor", frame)
    assert _code(visitor, 2, "visitor", frame) == "order"


def test_a_frame_of_an_earlier_session_is_not_replayed_into_a_later_one() -> None:
    visitor, reloaded, staff = _visitor(), _visitor(), _staff()
    old = visitor.seal_text("een")
    staff.open(1, "visitor", old)
    staff.open(2, "visitor", reloaded.seal_text("twee"))
    assert _code(staff, 3, "visitor", old) == "order"


def test_reordered_and_dropped_frames_are_refused() -> None:
    visitor, staff = _visitor(), _staff()
    first, second, third = (visitor.seal_text(text) for text in ("een", "twee", "drie"))
    assert _code(staff, 1, "visitor", second) == "order"
    assert staff.open(1, "visitor", first).text == "een"
    assert _code(staff, 2, "visitor", third) == "order"
    assert staff.open(2, "visitor", second).text == "twee"


def test_a_reflected_frame_is_refused() -> None:
    visitor, staff = _visitor(), _staff()
    assert _code(visitor, 1, "staff", visitor.seal_text("een")) == "direction"
    mine = bytearray(staff.seal_text("twee"))
    mine[22] = 0
    assert _code(staff, 1, "visitor", bytes(mine)) == "commitment"


def test_a_frame_of_another_conversation_is_refused() -> None:
    frame = Channel(bytes(16), KEYS[:1], "visitor").seal_text("een")
    assert _code(_staff(), 1, "visitor", frame) == "conversation"
    moved = bytearray(frame)
    moved[2:18] = CONVERSATION
    assert _code(_staff(), 1, "visitor", bytes(moved)) == "commitment"


def test_spliced_frames_are_refused() -> None:
    visitor, staff = _visitor(), _staff()
    first, second = visitor.seal_text("een"), visitor.seal_text("twee")
    for at, code in (
        (22, "order"),
        (56, "order"),
        (88, "sealed"),
        (120, "sealed"),
        (136, "sealed"),
        (248, "sealed"),
    ):
        assert _code(staff, 1, "visitor", first[:at] + second[at:]) == code
    reloaded = _visitor()
    assert _code(staff, 1, "visitor", first[:120] + reloaded.seal_text("een")[120:]) == "sealed"
    assert _code(staff, 1, "visitor", first[:88] + reloaded.seal_text("een")[88:]) == "commitment"


def test_every_flipped_byte_is_refused_and_the_true_frame_still_opens() -> None:
    visitor, staff = _visitor(), _staff()
    staff.open(1, "visitor", visitor.seal_text("een"))
    frame = visitor.seal_text("twee")
    for at in range(len(frame)):
        flipped = bytearray(frame)
        flipped[at] ^= 1
        assert _code(staff, 2, "visitor", bytes(flipped)) != "number"
    assert staff.open(2, "visitor", frame).text == "twee"


def test_truncated_and_prolonged_frames_are_refused() -> None:
    visitor, staff = _visitor(), _staff()
    frame = visitor.seal_text("x" * 500)
    for length in (0, 1, 87, 88, 120, 136, 264, len(frame) - 1):
        assert _code(staff, 1, "visitor", frame[:length]) in {"frame", "sealed"}
    assert _code(staff, 1, "visitor", frame + b"\x00") == "frame"


def test_another_key_says_commitment() -> None:
    stranger = Channel(CONVERSATION, [KEYS[3]], "visitor")
    assert _code(_staff(), 1, "visitor", stranger.seal_text("een")) == "commitment"


def test_numbers_come_one_after_another() -> None:
    visitor, staff = _visitor(), _staff()
    frame = visitor.seal_text("een")
    for number in (-1, 0, 2, 10):
        assert _code(staff, number, "visitor", frame) == "number"
        with pytest.raises(ChannelError):
            staff.skip(number)
    assert staff.open(1, "visitor", frame).text == "een"


def test_a_skipped_frame_ends_its_session_and_no_other_and_the_end_is_not_true() -> None:
    visitor, staff = _visitor(), _staff()
    staff.skip(1)
    visitor.seal_text("never came through")
    assert _code(staff, 2, "visitor", visitor.seal_text("een")) == "order"
    staff.skip(2)
    visitor.fresh_session()
    assert staff.open(3, "visitor", visitor.seal_text("twee")).text == "twee"
    assert staff.number == 3
    assert not staff.open(4, "visitor", visitor.seal_end()).end_ok


def test_a_former_member_cannot_write_on() -> None:
    visitor, vera, cora = _visitor(), _staff(), _staff(2, CORA)
    visitor.add_keys(KEYS[:2])
    cora.open(1, "visitor", visitor.seal_text("alleen voor Cora"))
    assert _code(cora, 2, "staff", vera.seal_text("ik ben er nog")) == "old_epoch"


def test_a_server_that_keeps_lines_back_is_noticed_by_the_next_one() -> None:
    visitor, staff = _visitor(), _staff()
    kept_back = staff.seal_text("help is onderweg")
    visitor.open(1, "staff", kept_back)
    answer = visitor.seal_text("dank je")
    other = _staff(by=CORA)
    assert _code(other, 1, "visitor", answer) == "peer_seen"


def test_a_server_that_cuts_the_tail_is_noticed_by_the_end() -> None:
    visitor, vera, cora = _visitor(), _staff(), _staff(by=CORA)
    frames = [visitor.seal_text("een"), visitor.seal_text("twee")]
    for number, frame in enumerate(frames, start=1):
        vera.open(number, "visitor", frame)
    # Vera counts two lines of the visitor; Cora, who comes along, is shown none of them.
    end = vera.seal_end()
    assert _code(cora, 1, "staff", end) == "peer_seen"
    unseen = Header(*read_header(end)._replace(peer_seen=0))
    secrets = session_secrets(KEYS[0], CONVERSATION, 0, 1, unseen.session)
    _, body = _opened(secrets.commitment, end)
    assert not cora.open(1, "staff", seal_frame(secrets, unseen, VERA, body)).end_ok


def _opened(commitment: bytes, frame: bytes) -> tuple[bytes, bytes]:
    header = read_header(frame)
    secrets = session_secrets(KEYS[0], CONVERSATION, 0, header.direction, header.session)
    assert secrets.commitment == commitment
    return open_frame(secrets, header, frame)


def test_nothing_follows_an_end() -> None:
    visitor, staff = _visitor(), _staff()
    staff.open(1, "visitor", visitor.seal_end())
    assert _code(staff, 2, "visitor", visitor.seal_text("nog iets")) == "after_end"


def test_a_second_opening_is_refused() -> None:
    visitor, staff = _visitor(), _staff()
    staff.open(1, "visitor", visitor.seal_opening(OPENING))
    assert _code(staff, 2, "visitor", visitor.seal_opening(OPENING)) == "contents"


def test_changed_or_short_keys_are_refused_and_nothing_is_taken() -> None:
    visitor, staff = _visitor(), _staff()
    for keys, code in (
        ([KEYS[3], KEYS[1]], "keys_changed"),
        ([KEYS[0], b"short"], "keys"),
        ([], "keys"),
    ):
        with pytest.raises(ChannelError) as refused:
            staff.add_keys(keys)
        assert refused.value.code == code
    staff.add_keys(KEYS[:1])
    assert staff.epoch == 0
    assert staff.open(1, "visitor", visitor.seal_text("een")).text == "een"


@pytest.mark.parametrize(
    ("conversation", "side", "by"),
    [(b"short", "visitor", NOBODY), (CONVERSATION, "visitor", VERA), (CONVERSATION, "staff", NOBODY)],
)
def test_a_side_says_who_it_is(conversation: bytes, side: Sender, by: bytes) -> None:
    with pytest.raises(ChannelError):
        Channel(conversation, KEYS[:1], side, by)


@given(st.binary(max_size=300) | st.binary(min_size=264, max_size=264).map(lambda raw: b"\x01\x01" + raw[2:]))
def test_garbage_raises_only_the_rooms_own_error(raw: bytes) -> None:
    staff = _staff()
    _code(staff, 1, "visitor", raw)
    assert staff.number == 0


@given(st.integers(0, 255), st.booleans(), st.binary(min_size=16, max_size=16), st.binary(max_size=100))
def test_an_authentic_frame_of_a_hostile_visitor_reads_or_is_refused(
    kind: int, is_named: bool, by: bytes, body: bytes
) -> None:
    session = bytes(16)
    secrets = session_secrets(KEYS[0], CONVERSATION, 0, 0, session)
    header = Header(1, 1, CONVERSATION, 0, 0, session, 0, 0, kind, bytes(32))
    staff = _staff()
    try:
        opened = staff.open(1, "visitor", seal_frame(secrets, header, by if is_named else NOBODY, body))
    except ChannelError:
        assert staff.number == 0
    else:
        assert opened.kind in {"text", "opening", "end"}
        assert opened.by == NOBODY


# ── over many sessions ──────────────────────────────────────────────────────────────────────────


class ManySessions(RuleBasedStateMachine):
    """Pages reload, consoles join, epochs begin, lines are sealed again: no nonce ever repeats."""

    def __init__(self) -> None:
        super().__init__()
        self.epochs = 1
        self.visitor, self.staff = _visitor(), [_staff()]
        self.server = Server([self.visitor, *self.staff])
        self.sealed: list[bytes] = []

    @rule(text=st.text("abc é💚\n", min_size=1, max_size=20))
    def visitor_says(self, text: str) -> None:
        self.sealed.append(self.visitor.seal_text(text))
        self.server.store("visitor", self.sealed[-1])

    @rule(which=st.integers(0, 9))
    def staff_says(self, which: int) -> None:
        self.sealed.append(self.staff[which % len(self.staff)].seal_text("regel"))
        self.server.store("staff", self.sealed[-1])

    @rule()
    def page_reloads(self) -> None:
        self.server.sides.remove(self.visitor)
        self.visitor = self.server.join(_visitor(self.epochs))

    @rule(by=st.sampled_from([VERA, CORA]))
    def console_joins(self, by: bytes) -> None:
        if len(self.staff) < 4:
            self.staff.append(self.server.join(_staff(self.epochs, by)))

    @rule()
    def epoch_begins(self) -> None:
        if self.epochs < len(KEYS):
            self.epochs += 1
            for side in self.server.sides:
                side.add_keys(KEYS[: self.epochs])

    @rule()
    def line_is_refused(self) -> None:
        self.sealed.append(self.visitor.seal_text("refused"))
        self.visitor.fresh_session()

    @rule(which=st.integers(0, 9))
    def end_would_be_true(self, which: int) -> None:
        newcomer = Server([], list(self.server.lines)).join(_visitor(self.epochs))
        console = self.staff[which % len(self.staff)]
        console.fresh_session()
        self.sealed.append(console.seal_end())
        console.fresh_session()
        assert newcomer.open(len(self.server.lines) + 1, "staff", self.sealed[-1]).end_ok

    @invariant()
    def no_key_and_nonce_repeat(self) -> None:
        used = set()
        for frame in self.sealed:
            header = read_header(frame)
            info = bind(
                b"luwte/1 session",
                header.epoch.to_bytes(4, "big"),
                bytes([header.direction]),
                header.session,
            )
            used.add((hkdf(KEYS[header.epoch], CONVERSATION, info, 64)[:32], header.seq))
        assert len(used) == len(self.sealed)


TestManySessions = ManySessions.TestCase
TestManySessions.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
