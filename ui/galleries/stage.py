# SPDX-License-Identifier: Apache-2.0
"""A piece of window for a component that lies over others and finds its own place there."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from ui.galleries.component import Act, Build, Words
from ui.theme.theme import Theme
from ui.theme.tokens import ColorName
from ui.widgets.label import Surface

Player = TypeVar("Player", bound=QWidget)


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
