# SPDX-License-Identifier: Apache-2.0
"""Icons take the colour, size and scale asked for."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from resources import resource
from ui.theme.icons import IconCache, program_icon


def test_an_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication) -> None:
    image = IconCache().pixmap("minus", QColor("#C62F2A"), size=24).toImage()
    assert image.pixelColor(12, 12) == QColor("#C62F2A")
    assert image.pixelColor(12, 2).alpha() == 0


def test_a_dense_screen_gets_more_pixels_in_the_same_place(qapp: QApplication) -> None:
    pixmap = IconCache().pixmap("check", QColor("#000000"), size=16, scale=2.0)
    assert pixmap.width() == 32
    assert pixmap.deviceIndependentSize().width() == 16


def test_the_same_question_is_answered_from_the_cache(qapp: QApplication) -> None:
    icons = IconCache()
    first = icons.pixmap("check", QColor("#000000"), size=16)
    assert icons.pixmap("check", QColor("#000000"), size=16).cacheKey() == first.cacheKey()
    icons.clear()
    assert icons.pixmap("check", QColor("#000000"), size=16).cacheKey() != first.cacheKey()


def test_an_icon_that_is_not_bundled_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        IconCache().pixmap("no-such-icon", QColor("#000000"), size=16)


def test_every_bundled_icon_draws_something(qapp: QApplication) -> None:
    names = [file.name for file in resource("icons").iterdir()]
    icons = IconCache()
    for name in (name.removesuffix(".svg") for name in names if name.endswith(".svg")):
        image = icons.pixmap(name, QColor("#000000"), size=16).toImage()
        alphas = {image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)}
        assert max(alphas) > 100, name


def test_the_icon_of_the_program_has_the_sizes_of_task_bars(qapp: QApplication) -> None:
    icon = program_icon()
    assert [size.width() for size in icon.availableSizes()] == [16, 24, 32, 48, 64, 128]
    assert icon.pixmap(48, 48).toImage().pixelColor(10, 24).name() == "#3a57d6"
