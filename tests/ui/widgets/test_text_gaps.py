# SPDX-License-Identifier: Apache-2.0
"""Tab goes from gap to gap, and out of the text once there is nothing more to fill in."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from ui.widgets.composer import Composer
from ui.widgets.composer_value import ComposerDraft

TEXT = "Hi \U0001f642 [name],\nyour [thing] is here.\n[me]"


def find_gaps(text):
    return [found.span() for found in re.finditer(r"\[\w+\]", text)]


@pytest.fixture
def composer(theme, qtbot):
    composer = Composer(theme)
    qtbot.addWidget(composer)
    composer.editor.set_gaps(find_gaps)
    composer.set_recipients(("hana@k.example",))
    composer.set_draft(ComposerDraft("reply", TEXT))
    composer.show()
    composer.activateWindow()
    composer.editor.setFocus()
    return composer


def selected(composer):
    return composer.editor.textCursor().selectedText()


def press(qtbot, composer, key, times):
    found = []
    for _ in range(times):
        qtbot.keyClick(composer.focusWidget(), key)
        found.append(selected(composer) if composer.editor.hasFocus() else "left")
    return found


def test_from_the_end_it_begins_at_the_first_and_leaves_after_the_last(composer, qtbot):
    assert press(qtbot, composer, Qt.Key.Key_Tab, 4) == ["[name]", "[thing]", "[me]", "left"]


def test_backwards_it_goes_the_other_way(composer, qtbot):
    composer.editor.moveCursor(QTextCursor.MoveOperation.Start)
    found = press(qtbot, composer, Qt.Key.Key_Backtab, 4)
    assert found == ["[me]", "[thing]", "[name]", "left"]


def test_what_is_filled_in_is_no_gap_any_more(composer, qtbot):
    press(qtbot, composer, Qt.Key.Key_Tab, 2)
    qtbot.keyClicks(composer.editor, "lamp")
    assert press(qtbot, composer, Qt.Key.Key_Tab, 1) == ["[me]"]
    qtbot.keyClicks(composer.editor, "Maya")
    assert press(qtbot, composer, Qt.Key.Key_Tab, 1) == ["[name]"]
    qtbot.keyClicks(composer.editor, "Hana")
    assert press(qtbot, composer, Qt.Key.Key_Tab, 1) == ["left"]
    assert composer.draft().text == "Hi \U0001f642 Hana,\nyour lamp is here.\nMaya"


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_without_gaps_it_leaves(composer, qtbot, key):
    composer.set_draft(ComposerDraft("reply", "Hi"))
    assert press(qtbot, composer, key, 1) == ["left"]


def test_a_gap_stands_out(composer):
    block = composer.editor.document().firstBlock()
    colors = {span.format.background().color().name() for span in block.layout().formats()}
    assert len(block.layout().formats()) == 1
    assert colors != {"#000000"}
