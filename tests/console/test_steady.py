"""The clock that nobody sets."""

from luwte.console.steady import steady_seconds


def test_it_never_runs_backwards() -> None:
    moments = [steady_seconds() for _ in range(100)]
    assert moments == sorted(moments)
