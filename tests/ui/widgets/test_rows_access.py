# SPDX-License-Identifier: Apache-2.0
"""What a screen reader finds in a list with headings, asked for as Qt's bridges ask for it."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from ui.widgets.rows_access import tell_rows

Role = QAccessible.Role
TEXT = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[QListView]:
    QAccessible.setActive(True)
    view = QListView()
    tell_rows(view)
    qtbot.addWidget(view)
    view.setAccessibleName("Tickets")
    view.setModel(_model(view))
    view.resize(200, 300)
    view.show()
    yield view
    QAccessible.setActive(False)


def _model(parent: QListView) -> QStandardItemModel:
    model = QStandardItemModel(parent)
    for text in ("Our turn, 2", "a", "b", "Waiting, 1", "c"):
        item = QStandardItem()
        item.setData(text, TEXT)
        item.setFlags(Qt.ItemFlag.NoItemFlags if ", " in text else item.flags())
        model.appendRow(item)
    return model


def _rows(view: QListView) -> list[QAccessibleInterface]:
    found = QAccessible.queryAccessibleInterface(view)
    return [found.child(row) for row in range(found.childCount())]


def _items(view: QListView) -> list[str]:
    return [
        each.text(QAccessible.Text.Name) for each in _rows(view) if each.role() == Role.ListItem
    ]


def test_headings_are_not_counted_among_the_items(view: QListView) -> None:
    found = QAccessible.queryAccessibleInterface(view)
    assert (found.role(), found.text(QAccessible.Text.Name)) == (Role.List, "Tickets")
    assert _items(view) == ["a", "b", "c"]
    headings = [each for each in _rows(view) if each.role() == Role.Heading]
    assert [each.text(QAccessible.Text.Name) for each in headings] == ["Our turn, 2", "Waiting, 1"]
    assert not headings[0].state().focusable
    assert [found.indexOfChild(each) for each in _rows(view)] == [0, 1, 2, 3, 4]


def test_the_current_row_has_the_focus_and_is_found_by_its_place(view: QListView) -> None:
    found = QAccessible.queryAccessibleInterface(view)
    view.activateWindow()
    view.setFocus()
    view.setCurrentIndex(view.model().index(2, 0))
    row = found.focusChild()
    assert row.text(QAccessible.Text.Name) == "b"
    assert (row.state().focused, row.state().selected, row.state().selectable) == (True,) * 3
    assert not _rows(view)[1].state().focused
    middle = row.rect().center()
    assert found.childAt(middle.x(), middle.y()) is row
    assert row.parent() is found


def test_no_row_of_a_hidden_list_is_shown_or_has_the_focus(view: QListView) -> None:
    view.activateWindow()
    view.setFocus()
    view.setCurrentIndex(view.model().index(2, 0))
    assert not any(row.state().invisible for row in _rows(view))
    view.hide()
    states = [row.state() for row in _rows(view)]
    assert [(state.invisible, state.focused) for state in states] == [(True, False)] * 5


def test_a_row_stays_what_it_was_when_others_come_and_go(view: QListView) -> None:
    model = view.model()
    assert isinstance(model, QStandardItemModel)
    kept, gone = _rows(view)[2], _rows(view)[1]
    model.removeRow(1)
    assert not gone.isValid()
    model.insertRow(0, QStandardItem("new"))
    assert _rows(view)[2] is kept
    assert _items(view) == ["new", "b", "c"]
    model.clear()
    assert _rows(view) == []


def test_another_model_has_other_rows(view: QListView) -> None:
    before = _rows(view)
    view.setModel(QStandardItemModel(0, 1, view))
    assert _rows(view) == []
    view.setModel(_model(view))
    assert len(_rows(view)) == len(before) == 5


@pytest.mark.usefixtures("small_heap")
def test_lists_come_and_go_with_what_was_told_of_them(qtbot: QtBot) -> None:
    for _ in range(30):
        view = QListView()
        tell_rows(view)
        view.setModel(_model(view))
        kept = _rows(view)
        assert len(kept) == 5
        view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        del view, kept
        gc.collect()
