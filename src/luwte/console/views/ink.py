"""What charts are painted with, on the screen, on paper and in a file of shapes: the theme's own colours."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont

from luwte.console.views.theme import Look

PAPER_LABELS = 0.3
"""The share of the width that labels take on paper at least, so that bars of one page begin at one line."""
_UNSAID = 0.62


@dataclass(frozen=True)
class Ink:
    """What a chart is painted with: colours, a font in pixels, and how large a pixel of the design is.

    ``unsaid``: the bar of an answer nobody gave. ``labels``: the share of the width that labels take at
    least.
    ``is_see_through``: whether a paler tone is the tone itself, through which the ground is seen: in a page
    the ground may be dark.
    """

    text: QColor
    muted: QColor
    bar: QColor
    ground: QColor
    quiet: QColor
    rule: QColor
    unsaid: QColor
    font: QFont
    strong: QFont
    scale: float = 1.0
    labels: float = 0.0
    is_see_through: bool = False

    def px(self, pixels: float) -> float:
        """Return a length that grows with the text."""
        return pixels * self.scale

    def paler(self, colour: QColor, share: float) -> QColor:
        """Return a share of a colour over the ground."""
        tint = QColor(colour)
        tint.setAlphaF(share)
        return tint if self.is_see_through else over(tint, self.ground)


def ink(look: Look) -> Ink:
    """Return the ink of the screen."""
    size = look.sizes["small"] * look.scale
    font = _font(look.font("small"), size)
    return _ink(look, font, _font(look.font("small", is_bold=True), size), look.scale)


def print_ink(look: Look, pixels: float, *, labels: float = 0.0, is_see_through: bool = False) -> Ink:
    """Return ink for paper and pages: text of so many pixels, in whatever font the computer has."""
    font = _font(QFont(), pixels)
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    scale = pixels / look.sizes["small"]
    return _ink(look, font, strong, scale, labels=labels, is_see_through=is_see_through)


def over(tint: QColor, ground: QColor) -> QColor:
    """Return a see-through colour as it looks on a ground: paper knows no see-through."""
    share = tint.alphaF()
    return QColor.fromRgbF(
        tint.redF() * share + ground.redF() * (1 - share),
        tint.greenF() * share + ground.greenF() * (1 - share),
        tint.blueF() * share + ground.blueF() * (1 - share),
    )


def _ink(
    look: Look, font: QFont, strong: QFont, scale: float, *, labels: float = 0.0, is_see_through: bool = False
) -> Ink:
    muted = look.colour("muted")
    unsaid = QColor(muted)
    unsaid.setAlphaF(_UNSAID)
    return Ink(
        look.colour("text"),
        muted,
        look.colour("primary"),
        look.colour("surface"),
        look.colour("own-line"),
        look.colour("divider"),
        unsaid if is_see_through else over(unsaid, look.colour("surface")),
        font,
        strong,
        scale,
        labels,
        is_see_through,
    )


def _font(font: QFont, pixels: float) -> QFont:
    made = QFont(font)
    made.setPixelSize(max(1, round(pixels)))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
