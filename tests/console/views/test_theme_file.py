"""One file holds the colours; the page's style sheet follows it, and the contrasts hold."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from luwte.console.views.theme import look, theme_file
from luwte.resources import folder

ROOT = Path(__file__).resolve().parents[3]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("packaging_theme", ROOT / "packaging" / "theme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def contrast(one: str, other: str) -> float:
    """Return the contrast of WCAG 2 between two #RRGGBB colours."""

    def luminance(colour: str) -> float:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_page_s_style_sheet_is_current() -> None:
    assert (folder("visitor") / "theme.css").read_text("utf-8") == generator().stylesheet(theme_file())


@pytest.mark.parametrize("is_dark", [False, True])
def test_the_contrasts_of_the_design_hold(*, is_dark: bool) -> None:
    colours = look(is_dark=is_dark, scale=1).colours
    grounds = [colours[name] for name in ("ground", "surface")]
    lines = [colours[name] for name in ("visitor-line", "own-line")]
    for ground in grounds:
        assert contrast(colours["text"], ground) >= 12
        assert contrast(colours["muted"], ground) >= 5.3
        assert contrast(colours["control-border"], ground) >= 3.4
        for name in ("primary", "attention", "danger"):
            assert contrast(colours[name], ground) >= 5
    for line in lines:
        assert contrast(colours["text"], line) >= 7
        assert contrast(colours["muted"], line) >= 4.5
        assert contrast(colours["attention"], line) >= 4.5
    assert contrast(colours["on-primary"], colours["primary"]) >= 4.5
    assert contrast(colours["on-danger"], colours["danger"]) >= 4.5


def test_the_text_scale_stays_between_one_and_two() -> None:
    assert look(is_dark=False, scale=0.5).scale == 1
    assert look(is_dark=False, scale=9).scale == 2
