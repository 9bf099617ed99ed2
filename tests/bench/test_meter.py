"""Times count from when a line was meant to leave; an acknowledgement is the sender's, a delivery the
peer's."""

from luwte.bench.meter import Meter, Spread, clock, middle, spread
from luwte.bench.report import Figure, as_json, as_line, ratio
from luwte.bench.wire import Wire


async def test_acknowledged_and_delivered_are_told_apart() -> None:
    sender, peer = Wire(), Wire()
    meter = Meter()
    meter.sent("a", clock() - 1.0, sender)
    meter.sent("b", clock(), sender)
    assert meter.hear(sender, b'{"type":"stored","id":"a","number":1,"at":1}') == ("a",)
    assert meter.hear(peer, b'{"type":"lines","lines":[{"id":"a"},{"id":"b"}]}') == ()
    assert meter.hear(peer, b'{"type":"staff","state":"here"}') == ()
    assert len(meter.acknowledged) == 1
    assert len(meter.delivered) == 2
    assert meter.acknowledged[0] >= 1.0
    assert meter.late[0] >= 1.0


async def test_on_the_bare_relay_an_echo_is_the_acknowledgement() -> None:
    sender, peer = Wire(), Wire()
    meter = Meter()
    meter.sent("a", clock(), sender)
    line = b'{"type":"line","id":"a","frame":""}'
    assert meter.hear(peer, line) == ()
    assert meter.hear(sender, line) == ("a",)
    assert (len(meter.acknowledged), len(meter.delivered)) == (1, 1)


def test_a_spread_is_in_milliseconds() -> None:
    measured = spread([number / 1_000 for number in range(101)])
    assert (round(measured.p50), round(measured.p99), measured.count) == (50, 99, 101)
    assert spread([]).count == 0


def test_a_figure_says_whether_its_goal_is_met() -> None:
    assert Figure("a", 3.0, "ms", 4.0, "at most").is_met
    assert not Figure("a", 3.0, "ms", 4.0, "at least").is_met
    assert Figure("a", None, "ms", 4.0, "at most").is_met is None
    assert ratio("a", 6.0, 3.0, 2.0, "at most").is_met
    assert ratio("a", 6.0, 0.0, 2.0, "at most").value is None
    assert "MISSED" in as_line(ratio("a", 9.0, 3.0, 2.0, "at most"))
    assert '"is_met": true' in as_json([ratio("a", 6.0, 3.0, 2.0, "at most")])


def test_one_disturbed_round_of_three_does_not_decide() -> None:
    rounds = [Spread(1.0, 2.0, 10), Spread(9.0, 90.0, 10), Spread(1.5, 2.5, 10)]
    assert middle(rounds) == Spread(1.5, 2.5, 30)
