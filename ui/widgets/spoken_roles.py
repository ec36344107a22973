# SPDX-License-Identifier: Apache-2.0
"""What a painted widget is to a screen reader, where Qt cannot know it."""

import functools

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QSplitter, QWidget


def speak_as(widget: QWidget, role: QAccessible.Role) -> None:
    """Say that a widget is a window, a dialog, a link, not just something."""
    _begin()
    widget.spoken_role = role  # type: ignore[attr-defined]


class SpokenWidget(QAccessibleWidget):
    """A widget with the role that it was given. A window holds what pops up over it as well."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._spoken = role

    def childCount(self) -> int:
        return super().childCount() + len(self._popups())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        own, popups = super().childCount(), self._popups()
        if 0 <= index < own:
            return super().child(index)
        if 0 <= index - own < len(popups):
            return QAccessible.queryAccessibleInterface(popups[index - own])
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        popups, widget = self._popups(), child.object()
        if widget in popups:
            return super().childCount() + popups.index(widget)
        return super().indexOfChild(child)

    def state(self) -> QAccessible.State:
        state = super().state()
        state.modal = self._spoken == QAccessible.Role.Dialog
        return state

    def _popups(self) -> list[QWidget]:
        """The menus that are open over this window: Qt does not list them anywhere."""
        window = self.widget()
        if not window.isWindow():
            return []
        return [
            top
            for top in QApplication.topLevelWidgets()
            if top.windowType() == Qt.WindowType.Popup
            and top.isVisible()
            and _window_of(top) is window
        ]


class SpokenSplitter(QAccessibleWidget):
    """Panes in the order in which they stand; Qt would tell them from the last to the first."""

    def __init__(self, splitter: QSplitter) -> None:
        super().__init__(splitter, QAccessible.Role.Splitter)

    def _panes(self) -> list[QWidget]:
        splitter = self.object()
        assert isinstance(splitter, QSplitter)
        panes = (splitter.widget(place) for place in range(splitter.count()))
        return [pane for pane in panes if pane is not None]

    def childCount(self) -> int:
        return len(self._panes())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        panes = self._panes()
        if 0 <= index < len(panes):
            return QAccessible.queryAccessibleInterface(panes[index])
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        panes, widget = self._panes(), child.object()
        return panes.index(widget) if widget in panes else -1


def _window_of(popup: QWidget) -> QWidget | None:
    parent = popup.parentWidget()
    return None if parent is None else parent.window()


@functools.cache
def _begin() -> None:
    QAccessible.installFactory(_made)


def _made(_key: str, asked: QObject) -> QAccessibleInterface | None:
    if isinstance(asked, QSplitter):
        return SpokenSplitter(asked)
    role = getattr(asked, "spoken_role", None)
    if role is None or not isinstance(asked, QWidget):
        return None
    return SpokenWidget(asked, role)
