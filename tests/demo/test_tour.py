"""The tour without a display: every step happens on the screen, and leaves a picture of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SHOWN = (
    "nobody is waiting",
    "notes what she wants to remember",
    "she locks",
    "Her password brings everything back",
    "Noor breathes",
    "Twenty seconds of writing",
    "The form has opened",
    "the house's rule appears",
    "Ctrl+R opens a form",
    "one press counts that",
    "the console says what will be gone",
    "The shift is sealed",
    "two invented years",
    "The annual report",
)


@pytest.mark.timeout(300)
def test_the_tour_goes_from_enrolment_to_the_sealed_shift_and_the_annual_report(tmp_path: Path) -> None:
    """T8, R2, R3, C4, C8: the newcomer sees notes beside the conversation, the lock, the form with a rule for
    an age, a call registered without a number, the receipt, the figures, and where the report lies."""
    pictures = tmp_path / "pictures"
    away = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    played = subprocess.run(
        [sys.executable, "-m", "luwte", "demo", "--screens", str(pictures)],
        env={name: value for name, value in os.environ.items() if name not in away},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert played.returncode == 0, played.stderr
    told = played.stdout
    places = [told.find(words) for words in SHOWN]
    assert -1 not in places, told
    assert places == sorted(places)
    steps = [line for line in told.splitlines() if line.strip()[:1].isdigit()]
    assert len(list(pictures.glob("*.png"))) == len(steps) - 2
    made = sorted(file.name for file in (pictures / "report").iterdir())
    assert str(pictures / "report") in told
    assert [name for name in made if name.endswith((".pdf", ".html"))]
    assert "De Luwte (verzonnen)" in next((pictures / "report").glob("*.html")).read_text(encoding="utf-8")
