"""The clock that nobody sets."""

from luwte.console.steady import run_name, steady_seconds


def test_it_never_runs_backwards() -> None:
    moments = [steady_seconds() for _ in range(100)]
    assert moments == sorted(moments)


def test_a_run_keeps_its_name() -> None:
    assert run_name() == run_name()
    assert 16 <= len(run_name()) <= 64
