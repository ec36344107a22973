# SPDX-License-Identifier: Apache-2.0
"""What a screen reader finds in a list: its rows, and headings that are no rows.

Qt tells every row of a list as one of its items, so that headings were counted among them, and
tells the rows of a list that is hidden, or has not the focus, as if it were not so.
"""

import functools
import weakref

import shiboken6
from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QListView

_TEXT = Qt.ItemDataRole.AccessibleTextRole
_NOWHERE = QRect()


def tell_rows(view: QListView) -> None:
    """From now on a screen reader finds the rows of `view` as they are seen; those that have no
    flags are headings. Called before it has a name for a screen reader.
    """
    _begin()
    view.rows_access = None  # type: ignore[attr-defined]


class RowsAccess(QAccessibleWidget):
    """The list. Its children are the rows of the model, in their order.

    A child is made when it is asked for and kept with the row that it stands for, because the bus
    knows it by identity. Qt frees a child in `_forget`, never the collector of Python.
    """

    def __init__(self, view: QListView) -> None:
        super().__init__(view, QAccessible.Role.List)
        self._view = weakref.ref(view)
        self._model: weakref.ref[QAbstractItemModel] | None = None
        self._rows: dict[int, RowAccess] = {}
        self._is_stale = False
        view.destroyed.connect(functools.partial(RowsAccess.forget_all, self))

    def view(self) -> QListView | None:
        """The list, while it is there."""
        view = self._view()
        return view if view is not None and shiboken6.isValid(view) else None

    def forget_all(self, _view: QObject | None = None) -> None:
        """The view is gone, or shows other rows."""
        rows, self._rows = self._rows, {}
        for row in rows.values():
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(row))

    # What Qt asks

    def childCount(self) -> int:
        model = self._followed()
        return 0 if model is None else model.rowCount()

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        model = self._followed()
        if model is None or not 0 <= index < model.rowCount():
            return None
        found = self._rows.get(index)
        if found is None:
            found = self._rows[index] = RowAccess(self, model.index(index, 0))
            QAccessible.registerAccessibleInterface(found)
        return found

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        view = self.view()
        if view is None:
            return None
        return self.child(view.indexAt(view.viewport().mapFromGlobal(QPoint(x, y))).row())

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.row if isinstance(child, RowAccess) else -1

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        view = self.view()
        if view is None or not view.hasFocus():
            return None
        return self.child(view.currentIndex().row())

    # Following

    def _followed(self) -> QAbstractItemModel | None:
        """The model of the view; the children are those of its rows as they are now."""
        view = self.view()
        model = None if view is None else view.model()
        known = None if self._model is None else self._model()
        if model is not known:
            self.forget_all()
            self._model = None if model is None else weakref.ref(model)
            if model is not None:
                for signal in (model.rowsInserted, model.rowsRemoved, model.rowsMoved):
                    signal.connect(self._on_changed)
                model.layoutChanged.connect(self._on_changed)
                model.modelReset.connect(self._on_changed)
        if self._is_stale:
            self._sort()
        return model

    def _on_changed(self, *_: object) -> None:
        self._is_stale = True

    def _sort(self) -> None:
        """Rows have moved, and some have gone."""
        self._is_stale = False
        rows, self._rows = self._rows, {}
        for row in rows.values():
            if row.row >= 0:
                self._rows[row.row] = row
            else:
                QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(row))


class RowAccess(QAccessibleInterface):
    """A row: one of the items, or a heading above some of them."""

    def __init__(self, parent: RowsAccess, index: QModelIndex) -> None:
        super().__init__()
        self._list = weakref.ref(parent)
        self._index = QPersistentModelIndex(index)

    @property
    def row(self) -> int:
        """Where it stands; -1 when it has gone."""
        return self._index.row()

    @property
    def is_heading(self) -> bool:
        return not self._index.flags() & Qt.ItemFlag.ItemIsEnabled

    def _view(self) -> QListView | None:
        parent = self._list()
        return None if parent is None else parent.view()

    def isValid(self) -> bool:
        return self._view() is not None and self._index.isValid()

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        view = self._view()
        return None if view is None else view.window().windowHandle()

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        view = self._view()
        return None if view is None else QAccessible.queryAccessibleInterface(view)

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
        return QAccessible.Role.Heading if self.is_heading else QAccessible.Role.ListItem

    def rect(self) -> QRect:
        view = self._view()
        if view is None or not self._index.isValid():
            return _NOWHERE
        place = view.viewport().mapToGlobal(QPoint(0, 0))
        return view.visualRect(self._plain()).translated(place)

    def text(self, kind: QAccessible.Text) -> str:
        if kind != QAccessible.Text.Name or not self.isValid():
            return ""
        return str(self._index.data(_TEXT) or self._index.data() or "")

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nobody writes here."""

    def state(self) -> QAccessible.State:
        state, view = QAccessible.State(), self._view()
        if view is None or not self._index.isValid():
            state.invalid = True
            return state
        here = QRect(view.viewport().mapToGlobal(QPoint(0, 0)), view.viewport().size())
        state.offscreen = not self.rect().intersects(here)
        state.invisible = not view.isVisible()
        if not self.is_heading:
            state.focusable = state.selectable = True
            state.selected = view.selectionModel().isSelected(self._plain())
            state.focused = view.hasFocus() and view.currentIndex().row() == self.row
        return state

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()

    def _plain(self) -> QModelIndex:
        return self._index.model().index(self.row, 0)


@functools.cache
def _begin() -> None:
    QAccessible.installFactory(_made)


def _made(_key: str, asked: QObject) -> QAccessibleInterface | None:
    if not isinstance(asked, QListView) or not hasattr(asked, "rows_access"):
        return None
    access = RowsAccess(asked)
    asked.rows_access = access
    return access
