# SPDX-License-Identifier: Apache-2.0
"""What a screen reader finds in a painted message: each link, file and action that it offers."""

import weakref
from typing import Protocol

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from ui.widgets.message_hits import PressedLink


class LinkedMessage(Protocol):
    """The message that offers something."""

    def links(self) -> tuple[PressedLink, ...]:
        """All that it offers, in the order in which it is read."""
        ...

    def press(self, link: PressedLink) -> None:
        """Do what a press on one of them does."""
        ...

    def rect(self) -> QRect:
        """Where the message stands on the screen."""
        ...

    def interface(self) -> QAccessibleInterface:
        """What holds it."""
        ...


class LinkAccess(QAccessibleWidget):
    """One of them. `view` is the widget in which it is painted.

    It is a QAccessibleWidget because only that has actions: everything that concerns the widget
    is answered here.
    """

    def __init__(self, view: QWidget, message: LinkedMessage, link: PressedLink) -> None:
        super().__init__(view, QAccessible.Role.Link)
        self._view = weakref.ref(view)
        self._message = weakref.ref(message)
        self._link = link

    @property
    def place(self) -> int:
        """Which of its message it is, from 0; -1 when it is not offered any more."""
        message = self._message()
        links = () if message is None else message.links()
        return links.index(self._link) if self._link in links else -1

    def isValid(self) -> bool:
        view = self._view()
        return view is not None and shiboken6.isValid(view) and self._message() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        view = self._view() if self.isValid() else None
        return None if view is None else view.window().windowHandle()

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        message = self._message()
        return None if message is None else message.interface()

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def role(self) -> QAccessible.Role:
        is_link = self._link.kind in ("address", "file")
        return QAccessible.Role.Link if is_link else QAccessible.Role.Button

    def rect(self) -> QRect:
        message = self._message()
        return QRect() if message is None or self.place < 0 else message.rect()

    def text(self, kind: QAccessible.Text) -> str:
        if kind != QAccessible.Text.Name:
            return ""
        rest = QCoreApplication.translate("conversation", "Show or fold the rest")
        return self._link.label or rest

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nobody writes here."""

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.linked = self.role() == QAccessible.Role.Link
        state.invalid = not self.isValid() or self.place < 0
        message = self._message()
        if message is not None:  # it is seen where its message is
            around = message.interface().state()
            state.offscreen, state.invisible = around.offscreen, around.invisible
        return state

    def actionNames(self) -> list[str]:
        return [self.pressAction()]

    def keyBindingsForAction(self, actionName: str) -> list[str]:
        return []

    def doAction(self, actionName: str) -> None:
        message = self._message()
        if actionName == self.pressAction() and message is not None and self.place >= 0:
            message.press(self._link)
