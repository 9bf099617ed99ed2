"""The vault's part of the benchmark runs whole, on a small scale, and leaves nothing behind."""

import tempfile
from pathlib import Path

import pytest

from luwte.bench import vault
from luwte.bench.vault import measure_vault


def test_every_figure_has_a_value_and_stands_beside_plain_sqlite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    small = {"ROUNDS": 1, "SAVED": 3, "STROKES": 20, "NOTES": 30, "WIPED": 2_000_000, "ERASED": 2}
    for name, count in small.items():
        monkeypatch.setattr(vault, name, count)
    figures = measure_vault()
    assert all(figure.value is not None and figure.value > 0 for figure in figures)
    for what in ("opening", "saving a note", "searching", "wiping"):
        assert any(figure.unit == "×" and what in figure.name for figure in figures), what
    assert list(tmp_path.iterdir()) == []
