# SPDX-License-Identifier: Apache-2.0
"""What all components are made of: the colours of the scheme and the icons."""

from dataclasses import fields
from typing import Final

from PySide6.QtWidgets import QWidget

from resources import resource
from ui.galleries.component import Build, Component, Group, State, Words
from ui.galleries.swatch import IconSample, Swatch
from ui.theme.theme import Theme
from ui.theme.tokens import LIGHT, ColorName

_COLORS: Final[tuple[ColorName, ...]] = tuple(
    field.name for field in fields(LIGHT) if str(getattr(LIGHT, field.name)).startswith("#")
)
_ICONS: Final = tuple(
    sorted(
        entry.name.removesuffix(".svg")
        for entry in resource("icons").iterdir()
        if entry.name.endswith(".svg")
    )
)


def _color(name: ColorName) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        return Swatch(theme, name, lambda: theme.tokens[name], parent)

    return build


def _series(number: int) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        return Swatch(theme, f"series {number + 1}", lambda: theme.tokens.series[number], parent)

    return build


def _icon(name: str) -> Build:
    return lambda theme, _, parent: IconSample(theme, name, parent)


GROUP = Group(
    "Foundations",
    (
        Component(
            "colours",
            Swatch,
            (
                *(State("", _color(name)) for name in _COLORS),
                *(State("", _series(number)) for number in range(len(LIGHT.series))),
            ),
            columns=4,
        ),
        Component("icons", IconSample, tuple(State("", _icon(name)) for name in _ICONS), columns=4),
    ),
)
