# SPDX-License-Identifier: Apache-2.0
"""One theme object dresses the application and changes it while it runs."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, DARK, LIGHT, MONO, TITLE
from ui.widgets.label import TextLabel


class ChangesOfStyle(QObject):
    """Counts how often `widget` is told that its style is another."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        self.count += event.type() == QEvent.Type.StyleChange
        return super().eventFilter(watched, event)


def test_a_switch_to_dark_reaches_palette_sheet_and_listeners(
    qtbot: QtBot, qapp: QApplication, theme: Theme
) -> None:
    label = QLabel("text")
    qtbot.addWidget(label)
    label.setProperty("ink", "text2")
    with qtbot.waitSignal(theme.changed):
        theme.set_scheme("dark")
    label.ensurePolished()
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(DARK.surface)
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.text2)
    assert theme.color("surface") == QColor(DARK.surface)


def test_a_second_theme_of_the_same_look_leaves_what_is_dressed_alone(
    qtbot: QtBot, qapp: QApplication, theme: Theme
) -> None:
    style = qapp.style()
    label = QLabel("text")
    qtbot.addWidget(label)
    label.ensurePolished()
    changes = ChangesOfStyle(label)
    Theme("light").apply(qapp)
    assert qapp.style() is style
    assert changes.count == 0
    Theme("dark").apply(qapp)
    assert qapp.style() is style
    assert changes.count > 0


def test_setting_what_is_already_set_announces_nothing(qtbot: QtBot, theme: Theme) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_scheme("light")
        theme.set_zoom(1.0)


@pytest.mark.parametrize(("asked", "given"), [(0.1, 0.8), (1.25, 1.25), (9.0, 2.0)])
def test_zoom_stays_between_eighty_and_two_hundred_percent(
    theme: Theme, asked: float, given: float
) -> None:
    theme.set_zoom(asked)
    assert theme.zoom == given
    assert theme.font(BODY).pixelSize() == round(13 * given)
    assert theme.px(60) == round(60 * given)


def test_a_zoom_stays_with_what_is_inked_anew_or_moved_elsewhere(
    qtbot: QtBot, theme: Theme
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    inked, moved = (TextLabel(theme, "text", parent=window) for _ in range(2))
    window.show()
    theme.set_zoom(2.0)
    inked.set_ink("text3")
    moved.setParent(QWidget(window))
    assert [label.font().pixelSize() for label in (inked, moved)] == [26, 26]


def test_bundled_families_are_the_ones_drawn(theme: Theme) -> None:
    families = {theme.font(style).families()[0] for style in (BODY, TITLE, MONO)}
    assert families == {"Inter", "Inter Display", "JetBrains Mono"}
    assert all(theme.metrics(style).horizontalAdvance("Wil") > 0 for style in (BODY, TITLE, MONO))


def test_figures_have_equal_widths(theme: Theme) -> None:
    widths = {theme.metrics(BODY).horizontalAdvance(figure * 6) for figure in "0123456789"}
    assert len(widths) == 1


def test_an_unknown_colour_is_refused(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.color("no_such_token")


def test_avatar_pairs_go_around(theme: Theme) -> None:
    assert theme.avatar_pair(8) == theme.avatar_pair(0) == LIGHT.avatars[0]


def test_more_contrast_darkens_outlines(theme: Theme) -> None:
    theme.set_more_contrast(True)
    assert theme.color("line2") == QColor(LIGHT.ctl)
