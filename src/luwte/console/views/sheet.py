"""The console's one style sheet, made from the tokens: buttons, inputs, cards, lists, scroll bars.

Views say what a widget is with the property ``kind`` ("primary", "danger", "quiet", "title", "muted",
  "card" …);
how that looks stands here only.
"""

from collections.abc import Callable
from string import Template
from typing import Any

_SHEET = Template("""
QToolTip { color: $text; background: $surface; border: 1px solid $control_border; padding: 4px 8px;
  font-size: ${small}pt; }
QLabel { background: transparent; }
QLabel[kind="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[kind="heading"] { font-size: ${heading}pt; font-weight: 600; }
QLabel[kind="strong"] { font-weight: 600; }
QLabel[kind="reading"] { font-size: ${text_size}pt; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="attention"] { color: $attention; font-weight: 600; }
QLabel[kind="danger"] { color: $danger; font-weight: 600; }
QLabel[kind="section"] { color: $muted; font-weight: 600; }
QLabel[kind="code"] { font-family: monospace; font-size: ${text_size}pt; }
QLabel[kind="key"] { font-family: monospace; border: 1px solid $divider; border-radius: 4px; padding:
  1px 6px; background: $ground; }

QPushButton, QToolButton { background: $surface; color: $text; border: 1px solid $control_border;
  border-radius: ${control}px;
  padding: ${pad_v}px ${pad_h}px; font-size: ${small}pt; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $divider; }
QPushButton:disabled, QToolButton:disabled { color: $muted; border-color: $divider; background: transparent; }
QPushButton:checked, QToolButton:checked { background: $visitor_line; border-color: $primary; }
QPushButton[kind="primary"] { background: $primary; color: $on_primary; border-color: $primary;
  font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $primary_hover; border-color: $primary_hover; }
QPushButton[kind="primary"]:disabled { background: $divider; color: $muted; border-color: $divider; }
QPushButton[kind="danger"], QToolButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton[kind="danger-full"] { background: $danger; color: $on_danger; border-color: $danger;
  font-weight: 600; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:checked, QToolButton[kind="quiet"]:checked { background: $visitor_line; }
QPushButton[kind="chip"] { background: $visitor_line; border-color: $divider;
  padding: ${pad_c}px ${pad_i}px; }
QPushButton[kind="chip"]:hover { border-color: $control_border; }
QPushButton[kind="link"] { background: transparent; border: none; color: $primary; padding: 4px 0px;
  text-align: left; }
QPushButton[kind="danger-link"] { background: transparent; border: none; color: $danger; padding: 4px 0px;
  text-align: left; }
QPushButton[kind="link"]:hover, QPushButton[kind="danger-link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:disabled { color: $muted; }
QPushButton::menu-indicator { image: none; width: 0px; }
QToolButton { padding: ${pad_t}px; }
QPushButton[kind="quiet"], QPushButton[kind="danger"] { padding: ${pad_v}px ${pad_i}px; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox { background: $surface; color: $text; border: 1px solid
  $control_border;
  border-radius: ${control}px; padding: ${pad_v}px ${pad_i}px; selection-background-color: $primary;
  selection-color: $on_primary; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $muted; }
QLineEdit, QComboBox, QSpinBox { font-size: ${text_size}pt; }
QPlainTextEdit { font-size: ${text_size}pt; padding: ${pad_t}px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid $primary;
  padding: ${pad_v1}px ${pad_i1}px; }
QPlainTextEdit:focus { padding: ${pad_t1}px; }
QLineEdit:disabled, QPlainTextEdit:disabled { color: $muted; background: $ground; border-color: $divider; }
QLineEdit[kind="code"], QPlainTextEdit[kind="code"] { font-family: monospace; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $divider;
  selection-background-color: $visitor_line; selection-color: $text; }
QComboBox QAbstractItemView::item { padding: ${pad_t}px ${pad_i}px; color: $text; }
QComboBox QAbstractItemView::item:selected { background: $visitor_line; color: $text; }
QComboBox::drop-down { border: none; width: ${drop}px; }

QFrame[kind="card"] { background: $surface; border: 1px solid $divider; border-radius: ${line}px; }
QFrame[kind="float"] { background: $surface; border: 1px solid $control_border; border-radius:
  ${control}px; }
QFrame[kind="call"] { background: $surface; border: 1px solid $control_border; border-left: 4px solid
  $primary; border-radius: ${control}px; }
QFrame[kind="warn"] { background: $surface; border: 1px solid $control_border; border-left: 4px solid
  $attention; border-radius: ${control}px; }
QFrame[kind="urgent"] { background: $surface; border: 1px solid $control_border; border-left: 4px solid
  $danger; border-radius: ${control}px; }
QFrame[kind="bar"] { background: $surface; border: none; border-bottom: 1px solid $divider; }
QFrame[kind="practice"] { background: $visitor_line; border: none; border-bottom: 1px solid $divider; }
QFrame[kind="foot"] { background: $surface; border: none; border-top: 1px solid $divider; }
QFrame[kind="side"] { background: $ground; border: none; border-right: 1px solid $divider; }
QFrame[kind="aside"] { background: $ground; border: none; border-left: 1px solid $divider; }
QFrame[kind="pane"] { background: $surface; border: none; }
QFrame[kind="rule"] { background: $divider; border: none; max-height: 1px; min-height: 1px; }

QProgressBar { background: $divider; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $primary; border-radius: 3px; }

QListView { background: transparent; border: none; outline: none; }
QTableView { background: transparent; border: none; gridline-color: $divider; color: $text;
  selection-background-color: $visitor_line; selection-color: $text; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: $muted; border: none; border-bottom: 1px solid
  $control_border; padding: 4px ${pad_t}px; font-weight: 600; }
QScrollArea, QScrollArea > QWidget > QWidget[kind="page"] { background: transparent; border: none; }
QDialog { background: $surface; border: 1px solid $divider; }
QMenu { background: $surface; color: $text; border: 1px solid $control_border; padding: 4px; font-size:
  ${small}pt; }
QMenu::item { padding: ${pad_v}px ${pad_m}px; border-radius: 4px; }
QMenu::item:selected { background: $visitor_line; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $divider; margin: 4px 8px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $control_border; border-radius: 3px; min-height: 32px; margin:
  2px 3px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: $control_border; border-radius: 3px; min-width: 32px;
  margin: 3px 2px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background:
  transparent; border: none;
  width: 0; height: 0; }
""")


def style_sheet(
    colours: dict[str, str], points: Callable[[Any], float], radius: dict[str, int], scale: float
) -> str:
    """Return the style sheet for these colour tokens, type sizes in points, radii and text scale."""
    step = 1 + (scale - 1) / 2
    return _SHEET.substitute(
        {name.replace("-", "_"): value for name, value in colours.items()},
        hover=mixed(colours["surface"], colours["text"], 0.06),
        primary_hover=mixed(colours["primary"], colours["text"], 0.18),
        small=f"{points('small'):.2f}",
        text_size=f"{points('text'):.2f}",
        heading=f"{points('heading'):.2f}",
        title=f"{points('title'):.2f}",
        control=radius["control"],
        line=radius["line"],
        pad_v=round(7 * step),
        pad_v1=round(7 * step) - 1,
        pad_h=round(14 * step),
        pad_i=round(10 * step),
        pad_i1=round(10 * step) - 1,
        pad_t=round(6 * step),
        pad_t1=round(6 * step) - 1,
        pad_m=round(20 * step),
        pad_c=round(4 * step),
        drop=round(24 * step),
    )


def mixed(base: str, other: str, share: float) -> str:
    """Return ``base`` with a share (0 to 1) of ``other`` in it, as #RRGGBB."""
    pairs = zip(_channels(base), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
