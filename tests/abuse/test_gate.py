"""How much one origin, one account and one connection may. Time is an argument."""

from luwte.abuse import gate
from luwte.abuse.gate import LONGEST_PAUSE, Bucket, Gate, Limits, Rate

HERE, THERE = b"h" * 16, b"t" * 16


def test_a_bucket_gives_its_burst_and_then_its_rate() -> None:
    bucket = Bucket(Rate(3, 1), at=100)
    assert [bucket.take(1, 100) for _ in range(4)] == [True, True, True, False]
    assert bucket.take(1, 101)
    assert not bucket.take(1, 101.5)
    assert bucket.is_full(110)


def test_a_bucket_in_debt_tells_how_long_to_wait() -> None:
    bucket = Bucket(Rate(100, 10), at=0)
    assert bucket.owe(50, 0) == 0
    assert bucket.owe(100, 0) == 5
    assert bucket.owe(0, 5) == 0


def test_a_clock_that_runs_backwards_gives_nothing_away() -> None:
    bucket = Bucket(Rate(1, 1), at=100)
    assert bucket.take(1, 100)
    assert not bucket.take(1, 50)
    assert not bucket.take(1, 100.5)


def test_one_origin_cannot_use_up_anothers_share() -> None:
    limits = Gate(Limits(enter=Rate(2, 0.1)))
    assert [limits.may("enter", HERE, 0) for _ in range(3)] == [True, True, False]
    assert limits.may("enter", THERE, 0)
    assert limits.may("knock", HERE, 0)
    assert limits.may("enter", HERE, 10)


def test_connections_are_counted_per_origin_and_in_all() -> None:
    limits = Gate(Limits(connections=3, connections_per_origin=2))
    assert [limits.admit(HERE) for _ in range(3)] == [True, True, False]
    assert limits.admit(THERE)
    assert not limits.admit(b"x" * 16)
    limits.release(HERE)
    assert limits.admit(HERE)
    for origin in (HERE, HERE, THERE):
        limits.release(origin)
    assert limits.connections == 0


def test_an_account_much_tried_is_slowed_and_never_locked() -> None:
    """H8: strangers may cost somebody seconds, never the evening."""
    limits = Gate(Limits(account=Rate(3, 0.2)))
    pauses = [limits.account_pause("noor", 0) for _ in range(1000)]
    assert pauses[:3] == [0, 0, 0]
    assert 0 < pauses[3] <= max(pauses) == LONGEST_PAUSE
    limits.succeeded("noor")
    assert limits.account_pause("noor", 0) == 0


def test_codes_may_be_guessed_a_few_times_only() -> None:
    limits = Gate(Limits(code=Rate(2, 1 / 60)))
    assert [limits.may_guess_code("vera", 0) for _ in range(3)] == [True, True, False]
    assert limits.may_guess_code("vera", 60)


def test_quiet_origins_are_forgotten_and_the_memory_is_bounded() -> None:
    """C2: what need not be remembered of an origin is not, in memory either."""
    limits = Gate(Limits(knock=Rate(2, 1)))
    for number in range(1000):
        limits.may("knock", number.to_bytes(16, "big"), number * 10)
    assert len(limits._buckets) <= 2
    for number in range(gate._KEPT_ORIGINS + 100):
        limits.may("knock", number.to_bytes(16, "big"), 100_000)
    assert len(limits._buckets) <= gate._KEPT_ORIGINS + 1
