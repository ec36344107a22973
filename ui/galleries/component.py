# SPDX-License-Identifier: Apache-2.0
"""A component and its states: how each is built, and what is done to it once it is shown."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme.theme import Theme

Words = Callable[[str], str]  # a text as it is, or longer
Build = Callable[[Theme, Words, QWidget], QWidget]
Act = Callable[[QWidget], None]


def leave(widget: QWidget) -> None:
    """At rest."""


def hover(widget: QWidget) -> None:
    """As under the pointer: what Qt sets there, and what painting asks for."""
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)


def press(widget: QWidget) -> None:
    """Held down."""
    assert isinstance(widget, QAbstractButton)
    widget.setDown(True)


def disable(widget: QWidget) -> None:
    widget.setEnabled(False)


def focus(widget: QWidget) -> None:
    """As reached by Tab."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)


@dataclass(frozen=True, slots=True)
class State:
    """One look of a component, `act` being done to it once it is shown."""

    label: str
    build: Build
    act: Act = leave
    width: int = 0  # its own width where 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Component:
    """A widget class with its states; only one of them can have the focus."""

    key: str
    widget: type[QWidget]
    states: tuple[State, ...]
