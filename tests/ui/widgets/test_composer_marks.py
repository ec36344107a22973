# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from ui.widgets.choice import Choice
from ui.widgets.composer import Composer
from ui.widgets.composer_value import ComposerDraft

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def composer(theme, qtbot):
    composer = Composer(theme)
    qtbot.addWidget(composer)
    composer.resize(556, 260)
    composer.show()
    composer.activateWindow()
    composer.editor.setFocus()
    return composer


@pytest.mark.parametrize(
    ("key", "modifiers", "text"),
    [
        (Qt.Key.Key_B, CTRL, "*one\ntwo*"),
        (Qt.Key.Key_I, CTRL, "_one\ntwo_"),
        (Qt.Key.Key_8, SHIFT, "- one\n- two"),
        (Qt.Key.Key_ParenLeft, SHIFT, "- one\n- two"),
        (Qt.Key.Key_7, SHIFT, "1. one\n2. two"),
        (Qt.Key.Key_Slash, SHIFT, "1. one\n2. two"),
    ],
)
def test_a_mark_comes_and_goes_with_its_key(composer, qtbot, key, modifiers, text):
    composer.set_draft(ComposerDraft("reply", "one\ntwo"))
    composer.editor.selectAll()
    qtbot.keyClick(composer.editor, key, modifiers)
    assert composer.draft().text == text
    composer.editor.selectAll()
    qtbot.keyClick(composer.editor, key, modifiers)
    assert composer.draft().text == "one\ntwo"


def test_without_a_selection_the_cursor_is_between_the_marks(composer, qtbot):
    qtbot.keyClick(composer.editor, Qt.Key.Key_E, CTRL)
    qtbot.keyClicks(composer.editor, "kst-2291")
    assert composer.draft().text == "`kst-2291`"


def test_a_mark_is_one_step_for_undo(composer, qtbot):
    qtbot.keyClicks(composer.editor, "urgent")
    composer.editor.moveCursor(QTextCursor.MoveOperation.Start, QTextCursor.MoveMode.KeepAnchor)
    composer.mark("bold")
    composer.editor.undo()
    assert composer.draft().text == "urgent"


def test_a_list_of_another_kind_takes_the_place_of_the_first(composer):
    composer.set_draft(ComposerDraft("note", "- one\n- two"))
    composer.editor.selectAll()
    composer.mark("numbers")
    assert composer.draft().text == "1. one\n2. two"


def suggest(sign, beginning):
    names = {"@": ("@Tomas Reuter", "@Tom Ash"), "#": ("#48213",)}[sign]
    found = (name for name in names if name.casefold().startswith(f"{sign}{beginning}"))
    return tuple(Choice(name, name[1:]) for name in found)


def test_a_colleague_is_completed_by_the_keyboard(composer, qtbot):
    composer.completer.set_suggest(suggest)
    qtbot.keyClicks(composer.editor, "ask @tom")
    assert composer.completer.list.labels == ("Tomas Reuter", "Tom Ash")
    qtbot.keyClick(composer.editor, Qt.Key.Key_Down)
    assert composer.editor.accessibleDescription() == "Tom Ash, 2 / 2"
    qtbot.keyClick(composer.editor, Qt.Key.Key_Return)
    assert composer.draft().text == "ask @Tom Ash "
    assert not composer.completer.list.is_open


def test_escape_closes_the_list_and_not_the_composer(composer, qtbot):
    composer.completer.set_suggest(suggest)
    qtbot.keyClicks(composer.editor, "@to")
    with qtbot.assertNotEmitted(composer.left):
        qtbot.keyClick(composer.editor, Qt.Key.Key_Escape)
    assert composer.draft().text == "@to"
    assert not composer.completer.list.is_open


@pytest.mark.parametrize("text", ["tomas@to", "say #9", "#48213 is"])
def test_an_address_or_another_word_is_no_question(composer, qtbot, text):
    composer.completer.set_suggest(suggest)
    qtbot.keyClicks(composer.editor, text)
    assert not composer.completer.list.is_open
