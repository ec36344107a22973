# SPDX-License-Identifier: Apache-2.0
"""A clock keeps its place while it counts, and its looks differ in more than colour."""

from typing import get_args

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.theme.tokens import LIGHT
from ui.widgets.clock import CLOCK_HEIGHT, ClockChip, clock_width, paint_clock
from ui.widgets.clock_face import ClockFace, ClockLook
from ui.widgets.painting import follow_reading

WIDE = 160
SPACE = "\N{NO-BREAK SPACE}"


def face(look: ClockLook, text: str, used: float = 0.5) -> ClockFace:
    return ClockFace(look, text.replace(" ", SPACE), used)


def painted(theme: Theme, seen: ClockFace, *, mirrored: bool = False) -> QImage:
    image = QImage(WIDE, 40, QImage.Format.Format_RGB32)
    image.fill(theme.color("surface"))
    painter, rect = QPainter(image), QRectF(0, 0, WIDE, 40)
    if mirrored:
        follow_reading(painter, Qt.LayoutDirection.RightToLeft, rect)
    paint_clock(painter, theme, rect, face=seen)
    painter.end()
    return image


def columns(image: QImage) -> list[int]:
    """Those that are painted on."""
    bare = LIGHT.surface.lower()
    rows = range(image.height())
    return [
        x for x in range(image.width()) if any(image.pixelColor(x, y).name() != bare for y in rows)
    ]


def grey(image: QImage) -> QImage:
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def test_every_look_is_told_apart_without_colour(theme: Theme) -> None:
    looks = [grey(painted(theme, face(look, "13 min"))) for look in get_args(ClockLook)]
    different = [one for place, one in enumerate(looks) if one not in looks[:place]]
    assert len(different) == len(looks)


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_an_amber_pill_keeps_its_width_from_an_hour_to_the_last_second(theme, zoom) -> None:
    theme.set_zoom(zoom)
    texts = ("1 h 34", "59 m 59", "11 m 48", "2 m 40", "0 m 01")
    assert len({clock_width(theme, face("at_risk", text)) for text in texts}) == 1


def test_the_pills_have_the_sizes_of_the_design(theme: Theme) -> None:
    assert clock_width(theme, face("at_risk", "11 m 48")) == pytest.approx(76, abs=1)
    assert clock_width(theme, face("breached", "−12 m 40")) == pytest.approx(85, abs=1)
    assert clock_width(theme, face("comfortable", "58 min")) == pytest.approx(54, abs=1)


def test_a_red_pill_grows_to_the_left_only(theme: Theme) -> None:
    short, long = (
        columns(painted(theme, face("breached", text))) for text in ("−9 m 59", "−10 m 00")
    )
    assert short[-1] == long[-1] == WIDE - 1
    assert long[0] < short[0]


def test_seconds_do_not_move_what_stands_beside_them(theme: Theme) -> None:
    first, second = (columns(painted(theme, face("breached", f"−1 m {s}"))) for s in ("11", "48"))
    assert (first[0], first[-1]) == (second[0], second[-1])


def test_a_pie_fills(theme: Theme) -> None:
    inks = [painted(theme, face("comfortable", "3 h 05", used)) for used in (0, 0.25, 0.5, 1.0, 7)]
    assert inks[0] != inks[1] != inks[2] != inks[3]
    assert inks[3] == inks[4]


def test_where_people_read_from_the_right_it_stands_at_the_left(theme: Theme) -> None:
    assert columns(painted(theme, face("at_risk", "4 m 12"), mirrored=True))[0] == 0


def test_a_chip_says_what_it_shows(theme: Theme, qtbot: QtBot) -> None:
    chip = ClockChip(theme)
    qtbot.addWidget(chip)
    assert chip.sizeHint().width() == 0
    chip.set_face(ClockFace("at_risk", "4 m 12", 0.9, "Reply due in 4 minutes", "One\nTwo"))
    assert chip.accessibleName() == "Reply due in 4 minutes"
    assert "One<br>Two" in chip.toolTip()
    assert chip.accessibleDescription() == "One Two"
    assert (chip.sizeHint().width(), chip.sizeHint().height()) == (76, CLOCK_HEIGHT)
    chip.resize(chip.sizeHint())
    assert LIGHT.amber_text.lower() in {
        chip.grab().toImage().pixelColor(x, 10).name() for x in range(76)
    }
    chip.set_face(None)
    assert (chip.sizeHint().width(), chip.accessibleName(), chip.toolTip()) == (0, "", "")


def test_a_chip_follows_the_zoom(theme: Theme, qtbot: QtBot) -> None:
    chip = ClockChip(theme)
    qtbot.addWidget(chip)
    chip.set_face(face("breached", "−12 m 40"))
    before = chip.sizeHint()
    theme.set_zoom(2.0)
    assert chip.sizeHint().height() == 2 * before.height()
    assert chip.sizeHint().width() == pytest.approx(2 * before.width(), abs=4)
