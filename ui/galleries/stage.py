# SPDX-License-Identifier: Apache-2.0
"""A piece of window for a component that lies over others and finds its own place there."""

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.galleries.component import Act, Build, Words
from ui.theme.theme import Theme
from ui.theme.tokens import ColorName
from ui.widgets.label import Surface
from ui.widgets.popover import Popover

Player = TypeVar("Player", bound=QWidget)

_FAR: Final = QRect(QPoint(8, 8), QSize(1, 1))


class Stage(Surface):
    """Has what lies on it as `player`; give its state a width and a height."""

    def __init__(self, parent: QWidget, ground: ColorName = "window") -> None:
        super().__init__(ground, parent)
        self.player: QWidget | None = None


def staged(build: Build, ground: ColorName = "window") -> Build:
    """Build a stage with the component on it."""

    def on_stage(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        stage = Stage(parent, ground)
        stage.player = build(theme, words, stage)
        return stage

    return on_stage


def directed(player: type[Player], act: Callable[[Player], None]) -> Act:
    """Do `act` to what lies on the stage, once that has its size."""

    def direct(stage: QWidget) -> None:
        assert isinstance(stage, Stage)
        assert isinstance(stage.player, player)
        act(stage.player)

    return direct


class PopoverStage(Stage):
    """A popover covers its window: here its panel is shown as a picture, at the size it takes."""

    def __init__(self, popover: Popover, opening: Callable[[QRect], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.player = popover
        self._opening = opening
        self._picture = QLabel(self)
        layout = QVBoxLayout(self)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignLeading)

    def open(self, after: Callable[[], None] | None = None) -> None:
        """Open it, do something there, and keep what it looks like."""
        popover = self.player
        assert isinstance(popover, Popover)
        popover.setLayoutDirection(self.layoutDirection())
        corner = self.window().mapToGlobal(QPoint(0, 0))
        self._opening(_FAR.translated(corner))
        if after is not None:
            after()
        panel, scale = popover.panel, self.devicePixelRatioF()
        panel.ensurePolished()
        picture = QPixmap(panel.size() * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        panel.render(picture, QPoint(), panel.rect(), QWidget.RenderFlag.DrawChildren)
        popover.hide()
        self._picture.setPixmap(picture)
        self.setFixedSize(self.sizeHint())
