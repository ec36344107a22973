# SPDX-License-Identifier: Apache-2.0
"""Loads the bundled typefaces and turns type styles into fonts."""

from collections.abc import Iterator
from functools import cache
from importlib.resources.abc import Traversable

from PySide6.QtGui import QFont, QFontDatabase

from resources import resource
from ui.theme.tokens import TypeStyle

_TABULAR_FIGURES = QFont.Tag("tnum")


class FontsMissing(RuntimeError):
    """A bundled font file could not be read: the installation is damaged."""


def _font_files() -> Iterator[Traversable]:
    for entry in sorted(resource("fonts").iterdir(), key=lambda file: file.name):
        if entry.name.endswith((".otf", ".ttf")):
            yield entry


@cache
def load_fonts() -> frozenset[str]:
    """Make the bundled families known to Qt and return their names.

    A real file is loaded for each weight in use, because synthesised weights look dirty at 13 px.
    They are loaded once. Needs a QGuiApplication. Raises FontsMissing.
    """
    families: set[str] = set()
    for file in _font_files():
        number = QFontDatabase.addApplicationFontFromData(file.read_bytes())
        if number < 0:
            raise FontsMissing(file.name)
        families.update(QFontDatabase.applicationFontFamilies(number))
    if not families:
        raise FontsMissing("fonts")
    return frozenset(families)


def make_font(style: TypeStyle, zoom: float = 1.0) -> QFont:
    """The font of `style`; figures have equal widths so that counting text does not jitter.

    Only our own family is named: Qt falls back to the system's fonts by itself for scripts that
    it lacks.
    """
    font = QFont()
    font.setFamilies([style.family])
    font.setPixelSize(max(1, round(style.size * zoom)))
    font.setWeight(QFont.Weight(style.weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    font.setFeature(_TABULAR_FIGURES, 1)
    return font
