# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from ui.windows.settings.lines_box import LinesBox

LINES = "Data: C:/Data/Deskbell/Brightwater Support\n\nConnection\n13:57:00  Live"


@pytest.fixture
def page(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    QVBoxLayout(page)
    page.show()
    page.activateWindow()
    return page


@pytest.fixture
def box(theme, page):
    box = LinesBox(theme, "Connection", name="settings.connection.text", parent=page)
    page.layout().addWidget(box)
    page.layout().addWidget(QPushButton("After"))
    box.show_text(LINES)
    QApplication.processEvents()
    return box


def widen(page, width):
    page.resize(width, 400)
    QApplication.processEvents()


def needs_scrolling(box):
    return box.verticalScrollBar().maximum() > 0


def test_it_is_as_tall_as_its_lines_however_they_are_wrapped(box, page, theme):
    tall = box.height()
    assert not needs_scrolling(box)
    widen(page, 160)
    assert box.height() > tall
    assert not needs_scrolling(box)
    widen(page, 600)
    assert box.height() == tall
    theme.set_zoom(1.5)
    QApplication.processEvents()
    assert box.height() > tall
    assert not needs_scrolling(box)


def test_a_screen_reader_finds_a_text_that_nobody_writes(box):
    found = QAccessible.queryAccessibleInterface(box)
    assert found.role() == QAccessible.Role.EditableText
    assert found.text(QAccessible.Text.Name) == "Connection"
    assert found.state().readOnly
    QTest.keyClicks(box, "x")
    assert box.toPlainText() == LINES


def test_its_lines_are_copied_with_the_keys_and_tab_leaves_it(box):
    box.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keySequence(box, QKeySequence.StandardKey.SelectAll)
    QTest.keySequence(box, QKeySequence.StandardKey.Copy)
    assert QGuiApplication.clipboard().text() == LINES
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert not box.hasFocus()


def test_what_is_selected_stays_so_while_the_lines_are_the_same(box):
    box.moveCursor(QTextCursor.MoveOperation.EndOfLine, QTextCursor.MoveMode.KeepAnchor)
    selected = box.textCursor().selectedText()
    box.show_text(LINES)
    assert box.textCursor().selectedText() == selected != ""
    box.show_text(f"{LINES}\n13:58:00  Offline")
    assert box.toPlainText().endswith("Offline")
