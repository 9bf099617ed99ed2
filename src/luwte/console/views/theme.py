"""The console's look: colours and sizes from ``resources/theme.json``, light or dark, text from 100 to 200 %.

One ``Theme`` is made in ``console/front`` and handed to every view; it also draws the icons in the right
colour.
"""

import json
import sys
from dataclasses import dataclass
from functools import cache
from typing import Literal

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from luwte.console.views.sheet import style_sheet
from luwte.resources import folder

Choice = Literal["system", "light", "dark"]
Size = Literal["small", "text", "heading", "title"]

SMALLEST_SCALE = 1.0
LARGEST_SCALE = 2.0
ICON = 20
"""An icon's side in pixels at 100 %."""

POINTS_PER_PIXEL = 1.0 if sys.platform == "darwin" else 0.75
"""design.md's sizes are pixels of a 96 dpi screen; macOS counts 72 to the inch."""


@dataclass(frozen=True)
class Look:
    """What is on screen now: the colour tokens by name, sizes in pixels at 100 %, and the text scale."""

    is_dark: bool
    scale: float
    colours: dict[str, str]
    space: dict[str, int]
    radius: dict[str, int]
    sizes: dict[str, int]

    def colour(self, name: str) -> QColor:
        """Return the colour of a token."""
        return QColor(self.colours[name])

    def points(self, size: Size) -> float:
        """Return a type size in points, scaled."""
        return self.sizes[size] * POINTS_PER_PIXEL * self.scale

    def font(self, size: Size, *, is_bold: bool = False) -> QFont:
        """Return the system's font in one of the four sizes."""
        font = QFont(QGuiApplication.font())
        font.setPointSizeF(self.points(size))
        font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
        return font

    def px(self, pixels: float) -> int:
        """Return a length that grows with the text."""
        return round(pixels * self.scale)


@cache
def theme_file() -> dict[str, dict[str, str | int]]:
    """Return ``resources/theme.json`` as it stands."""
    read: dict[str, dict[str, str | int]] = json.loads(
        (folder("icons").parent / "theme.json").read_text("utf-8")
    )
    return read


def look(*, is_dark: bool, scale: float) -> Look:
    """Return the look for a colour scheme and a text scale (kept between 1 and 2)."""
    read = theme_file()
    return Look(
        is_dark=is_dark,
        scale=min(LARGEST_SCALE, max(SMALLEST_SCALE, scale)),
        colours={name: str(value) for name, value in read["dark" if is_dark else "light"].items()},
        space={name: int(value) for name, value in read["space"].items()},
        radius={name: int(value) for name, value in read["radius"].items()},
        sizes={name: int(value) for name, value in read["type"].items()},
    )


class Theme(QObject):
    """The look that is chosen, applied to the whole program.

    Signals: changed (colours or sizes are others now; views with own painting repaint).
    """

    changed = Signal()

    def __init__(self, choice: Choice = "system", scale: float = 1.0) -> None:
        super().__init__()
        self._choice: Choice = choice
        self._scale = scale
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self.look = look(is_dark=self._is_dark(), scale=scale)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    @property
    def choice(self) -> Choice:
        """The colour scheme the person chose."""
        return self._choice

    @property
    def scale(self) -> float:
        """The text scale, 1 to 2."""
        return self.look.scale

    def choose(self, choice: Choice) -> None:
        """Follow the system, or stay light or dark."""
        self._choice = choice
        self.apply()

    def set_scale(self, scale: float) -> None:
        """Change the text scale."""
        self._scale = scale
        self.apply()

    def apply(self) -> None:
        """Give the program its palette, font and style sheet, and tell the views."""
        self.look = look(is_dark=self._is_dark(), scale=self._scale)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setFont(self.look.font("small"))
            app.setPalette(palette(self.look))
            app.setStyleSheet(
                style_sheet(self.look.colours, self.look.points, self.look.radius, self.look.scale)
            )
        self.changed.emit()

    def icon(self, name: str, colour: str = "text", side: int = ICON) -> QIcon:
        """Return an outline icon in a token's colour; ``side`` in pixels at 100 %."""
        key = (name, self.look.colours[colour], self.look.px(side))
        if key not in self._icons:
            pixmap = draw(name, QColor(key[1]), key[2])
            icon = QIcon(pixmap)
            icon.addPixmap(_faint(pixmap, self.look.colour("muted")), QIcon.Mode.Disabled)
            self._icons[key] = icon
        return self._icons[key]

    def icon_size(self, side: int = ICON) -> QSize:
        """Return an icon's size on screen."""
        return QSize(self.look.px(side), self.look.px(side))

    def _is_dark(self) -> bool:
        if self._choice == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._choice == "dark"

    def _scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._choice == "system":
            self.apply()


@cache
def _drawing(name: str) -> str:
    return (folder("icons") / f"{name}.svg").read_text("utf-8")


def _faint(pixmap: QPixmap, muted: QColor) -> QPixmap:
    """Return an icon as it looks on a button that cannot be pressed."""
    made = QPixmap(pixmap.size())
    made.setDevicePixelRatio(pixmap.devicePixelRatio())
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setOpacity(0.7)
    painter.drawPixmap(0, 0, pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(made.rect(), muted)
    painter.end()
    return made


def draw(name: str, colour: QColor, side: int) -> QPixmap:
    """Draw an icon of ``resources/icons`` in one colour, as sharp as the densest screen shows."""
    source = _drawing(name).replace("currentColor", colour.name())
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side * ratio, side * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def palette(chosen: Look) -> QPalette:
    """Return Qt's palette for a look, so that even unstyled widgets have our colours."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, token in {
        role.Window: "ground",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "ground",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.ToolTipBase: "surface",
        role.ToolTipText: "text",
        role.PlaceholderText: "muted",
        role.Highlight: "primary",
        role.HighlightedText: "on-primary",
        role.Link: "primary",
        role.LinkVisited: "primary",
        role.Mid: "divider",
        role.Light: "surface",
        role.Dark: "control-border",
        role.Accent: "primary",
    }.items():
        made.setColor(where, chosen.colour(token))
    for where in (role.WindowText, role.Text, role.ButtonText):
        faint = chosen.colour("muted")
        faint.setAlphaF(0.7)
        made.setColor(QPalette.ColorGroup.Disabled, where, faint)
    return made
