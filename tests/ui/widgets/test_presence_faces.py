# SPDX-License-Identifier: Apache-2.0
"""The four levels of presence look different, and nobody is lost."""

from typing import get_args

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from ui.theme.theme import Theme
from ui.widgets.presence_faces import faces_width, paint_faces
from ui.widgets.ticket_row import PresenceLevel, PresenceValue


def _person(level: PresenceLevel) -> PresenceValue:
    return PresenceValue("Tomas", "TR", 2, level)


def _painted(theme: Theme, *people: PresenceValue) -> QImage:
    image = QImage(160, 40, QImage.Format.Format_RGB32)
    image.fill(theme.color("surface"))
    painter = QPainter(image)
    paint_faces(painter, theme, QPointF(4, 20), people=people, ground="surface", size=22)
    painter.end()
    return image


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_level_looks_different(theme: Theme, scheme) -> None:
    theme.set_scheme(scheme)
    pictures = [_painted(theme, _person(level)) for level in get_args(PresenceLevel)]
    different = [one for place, one in enumerate(pictures) if one not in pictures[:place]]
    assert len(different) == 4


def test_more_than_three_are_counted(theme: Theme) -> None:
    crowd = [_person("viewing")] * 5
    assert faces_width(theme, crowd, size=22) > faces_width(theme, crowd[:3], size=22)
    assert _painted(theme, *crowd) != _painted(theme, *crowd[:3])
