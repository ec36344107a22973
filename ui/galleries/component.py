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
    """One look of a component, `act` being done to it once it is shown. What tells by itself what
    it is needs no label.

    What was acted on is kept as a picture: the focus is in one place only, and a real pointer
    would end a hover. A state at rest stays alive and can be tried.
    """

    label: str
    build: Build
    act: Act = leave
    width: int = 0  # its own width where 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Component:
    """A widget class with its states, each beside its label, or in `columns` below theirs."""

    key: str
    widget: type[QWidget]
    states: tuple[State, ...]
    columns: int = 1

    @property
    def title(self) -> str:
        return self.key.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Group:
    """The components of one part of the window: what each module here has as its `GROUP`."""

    title: str
    components: tuple[Component, ...]
