# SPDX-License-Identifier: Apache-2.0
"""Code is worked on with the keys, and its marked lines are reached with them."""

import pytest
from PySide6.QtCore import Qt

from ui.widgets.choice import Choice
from ui.widgets.code_field import CodeField

TEXT = '{\n  "a": 1,\n  "b": 2\n}'
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(qtbot, theme):
    field = CodeField(theme, "The rule as JSON", name="test.code")
    qtbot.addWidget(field)
    field.editor.show_text(TEXT)
    field.show()
    return field


@pytest.fixture
def editor(field):
    return field.editor


def test_what_is_shown_is_not_announced(qtbot, editor):
    with qtbot.assertNotEmitted(editor.edited):
        editor.show_text("{}")
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClicks(editor, " ")


def test_the_cursor_stays_when_another_text_is_shown(editor):
    editor.go_to_line(2)
    editor.show_text(TEXT.replace("2", "3"))
    assert editor.textCursor().blockNumber() == 2


def test_a_line_is_moved_and_can_be_moved_back(qtbot, editor):
    editor.go_to_line(1)
    qtbot.keyClick(editor, Qt.Key.Key_Down, ALT)
    assert editor.toPlainText() == '{\n  "b": 2\n  "a": 1,\n}'
    assert editor.textCursor().blockNumber() == 2
    editor.undo()
    assert editor.toPlainText() == TEXT


@pytest.mark.parametrize(("line", "key"), [(0, Qt.Key.Key_Up), (3, Qt.Key.Key_Down)])
def test_at_the_ends_no_line_is_moved(qtbot, editor, line, key):
    editor.go_to_line(line)
    qtbot.keyClick(editor, key, ALT)
    assert editor.toPlainText() == TEXT


def test_f8_goes_round_what_is_wrong(qtbot, editor):
    editor.set_marks(changed={0}, wrong={1, 3})
    lines = []
    for _ in range(3):
        qtbot.keyClick(editor, Qt.Key.Key_F8)
        lines.append(editor.textCursor().blockNumber())
    assert lines == [1, 3, 1]
    assert [editor.color_of(line) for line in range(4)] == ["accent", "red", "", "red"]


@pytest.mark.parametrize(
    ("key", "signal"),
    [(Qt.Key.Key_S, "save_requested"), (Qt.Key.Key_Return, "try_requested")],
)
def test_a_key_asks_for_what_the_page_does(qtbot, editor, key, signal):
    with qtbot.waitSignal(getattr(editor, signal)):
        qtbot.keyClick(editor, key, CONTROL)
    assert editor.toPlainText() == TEXT


def test_a_name_is_completed(qtbot, field, editor):
    asked: list[str] = []

    def words_for(word):
        asked.append(word)
        return [Choice("customer.vip", "customer.vip")]

    field.words_for = words_for
    editor.show_text('{"field": "customer.v')
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    qtbot.keyClick(editor, Qt.Key.Key_Space, CONTROL)
    assert asked == ["customer.v"]
    assert field.menu.labels() == ("customer.vip",)
    field.menu.chosen.emit("customer.vip")
    assert editor.toPlainText() == '{"field": "customer.vip'


def test_what_is_wrong_is_told_to_a_screen_reader(field, editor):
    field.say("actions: does nothing", is_wrong=True)
    assert editor.accessibleDescription() == field.state.text() == "actions: does nothing"
    field.say("Valid, same as the form", is_wrong=False)
    assert editor.accessibleDescription() == ""
