# SPDX-License-Identifier: Apache-2.0
"""Writes the one style sheet of the application from the tokens.

Fonts are never set here: a sheet cannot ask for tabular figures. What is painted (rows, cards,
buttons) reads the tokens itself; the sheet dresses Qt's own inputs, menus and scroll bars, and the
few named surfaces.
"""

from string import Template
from typing import Final

from ui.theme.tokens import RADIUS_CONTROL, RADIUS_POPOVER, RADIUS_TAG, ColorTokens

INKS: Final = (
    "text",
    "text2",
    "text3",
    "dis",
    "accent_text",
    "red_text",
    "amber_text",
    "green_text",
    "note_text",
    "on_accent",
    "toast_text",
)
"""Colour names that a label may carry in its `ink` property."""

SURFACES: Final = ("window", "nav", "surface", "sunken", "raised", "note", "accent_soft")
"""Colour names that a frame may carry in its `surface` property."""

_SHEET = Template("""
QWidget#deskbell_window, QMainWindow { background: $window; }
QToolTip { background: $toast; color: $toast_text; border: 0; padding: 4px 8px; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QAbstractScrollArea { border: 0; background: transparent; }
QFrame[hairline="true"] { background: $line; border: 0; }

QLineEdit[field="true"] {
  background: $surface; color: $text; border: 1px solid $line2; border-radius: ${radius}px;
  padding: 0 ${pad}px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit { placeholder-text-color: $text3; lineedit-password-character: 8226; }
QLineEdit[field="true"]:focus { border: 2px solid $accent; padding: 0 ${pad_focused}px; }
QLineEdit[field="true"][invalid="true"] { border: 1px solid $red; padding: 0 ${pad}px; }
QLineEdit[field="true"][invalid="true"]:focus {
  border: 2px solid $accent; padding: 0 ${pad_focused}px;
}
QLineEdit[field="true"]:disabled { background: $sunken; color: $text2; }
QPlainTextEdit[field="true"] {
  background: $surface; color: $text; border: 1px solid $line2; border-radius: ${radius}px;
  padding: ${menu_pad}px; selection-background-color: $accent; selection-color: $on_accent;
}
QPlainTextEdit[field="true"][invalid="true"] { border: 1px solid $red; }
QPlainTextEdit[field="true"]:focus { border: 2px solid $accent; }
QLineEdit[field="bare"], QTextEdit[field="bare"], QPlainTextEdit[field="bare"] {
  background: transparent; color: $text; border: 0; padding: 0;
  selection-background-color: $accent; selection-color: $on_accent;
}

QMenu {
  background: $raised; color: $text; border: 1px solid $line2;
  border-radius: ${radius_popover}px; padding: 6px;
}
QMenu::item { padding: ${menu_pad}px 12px; border-radius: ${radius_tag}px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $dis; }
QMenu::separator { height: 1px; background: $line; margin: 6px 0; }
QMenuBar { background: $nav; color: $text2; }
QMenuBar::item { padding: 4px 8px; background: transparent; }
QMenuBar::item:selected { background: $hover; border-radius: ${radius_tag}px; }

QHeaderView { background: $sunken; }
QHeaderView::section { background: $sunken; color: $text2; border: 0; padding: 4px 8px; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line2; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover, QScrollBar[stays="true"]::handle { background: $ctl; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def build_stylesheet(tokens: ColorTokens, zoom: float = 1.0) -> str:
    """The sheet for `tokens`; sizes that hold text grow with `zoom`."""
    colors = {name: tokens[name] for name in _NAMES}
    rules = [
        _SHEET.substitute(
            colors,
            radius=RADIUS_CONTROL,
            radius_tag=RADIUS_TAG,
            radius_popover=RADIUS_POPOVER,
            pad=round(7 * zoom),
            pad_focused=round(7 * zoom) - 1,
            menu_pad=round(6 * zoom),
        )
    ]
    rules += [f'QLabel[ink="{name}"] {{ color: {tokens[name]}; }}' for name in INKS]
    rules += [
        f'QFrame[surface="{name}"] {{ background: {tokens[name]}; border: 0; }}'
        for name in SURFACES
    ]
    return "\n".join(rules)


_NAMES = (
    "window",
    "nav",
    "surface",
    "sunken",
    "raised",
    "hover",
    "line",
    "line2",
    "ctl",
    "text",
    "text2",
    "text3",
    "dis",
    "accent",
    "accent_soft",
    "on_accent",
    "red",
    "toast",
    "toast_text",
)
