# SPDX-License-Identifier: Apache-2.0
"""Lines of a form: what a person changes is told, and what they are typing stays."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ui.widgets.choice import Choice
from ui.widgets.form_lines import FormLines
from ui.widgets.form_value import Line, Part

FIELD = Part("field", "Field", "one", ("subject",), (Choice("subject", "Subject"),))
TEXT = Part("value", "Values", "text", ("outage",))
SUBJECT = Line("1", "Subject", (FIELD, TEXT))
TAGS = Line("2", "Tags", (Part("value", "Values", "many", ("vip",), (Choice("vip", "VIP"),)),))
NOTE = Line("3", "Note", (Part("value", "Text", "lines"), Part("draft", "Draft", "flag")))


@pytest.fixture
def lines(qtbot, theme):
    lines = FormLines(theme, name="test.line")
    qtbot.addWidget(lines)
    lines.show_lines([SUBJECT, TAGS, NOTE])
    lines.resize(700, 300)
    lines.show()
    return lines


@pytest.fixture
def told(lines):
    said: list[tuple[str, str, tuple[str, ...]]] = []
    lines.changed.connect(lambda *args: said.append(args))
    return said


def control(lines, id, part="value"):
    return lines.lines[id].controls[part]


def test_a_text_is_told_when_it_is_done(qtbot, lines, told):
    field = control(lines, "1")
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, " again")
    assert told == []
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == [("1", "value", ("outage again",))] * 2
    lines.show_lines([replace(SUBJECT, parts=(FIELD, replace(TEXT, values=("outage again",))))])
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert len(told) == 2


def test_several_lines_of_text_are_told_when_they_are_left(qtbot, lines, told):
    field = control(lines, "3")
    assert isinstance(field, QPlainTextEdit)
    with qtbot.waitActive(lines):
        lines.activateWindow()
    field.setFocus()
    qtbot.keyClicks(field, "Hello")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert told == [("3", "value", ("Hello",))]


def test_choices_and_flags_are_told_at_once(qtbot, lines, told):
    control(lines, "2").menu.chosen.emit("vip")
    qtbot.mouseClick(control(lines, "3", "draft"), Qt.MouseButton.LeftButton)
    assert told == [("2", "value", ()), ("3", "draft", ("true",))]


def test_what_is_being_typed_stays(qtbot, lines):
    with qtbot.waitActive(lines):
        lines.activateWindow()
    field = control(lines, "1")
    field.setFocus()
    qtbot.keyClicks(field, "s of ours")
    lines.show_lines([SUBJECT, TAGS])
    assert control(lines, "1") is field
    assert field.text() == "outages of ours"


def test_a_value_that_is_not_offered_is_shown_as_it_is(lines):
    other = replace(FIELD, values=("custom.plan",))
    lines.show_lines([replace(SUBJECT, parts=(other, TEXT))])
    assert control(lines, "1", "field").accessibleName() == "Field: custom.plan"


def test_lines_stand_in_the_order_in_which_they_are_shown(lines):
    lines.show_lines([TAGS, SUBJECT])
    assert [*lines.lines] == ["2", "1"]
    assert lines.lines["2"].pos().y() <= lines.lines["1"].pos().y()


def test_what_is_wrong_is_told_at_its_line(lines):
    lines.show_lines([replace(SUBJECT, problem="is no pattern"), TAGS])
    assert control(lines, "1").property("invalid") == "true"
    assert control(lines, "1").accessibleDescription() == "is no pattern"
    lines.show_lines([SUBJECT, TAGS])
    assert control(lines, "1").property("invalid") == "false"


def test_a_line_says_what_goes_with_it(qtbot, lines):
    button = lines.lines["2"].remove
    assert button.accessibleName() == "Remove Tags"
    with qtbot.waitSignal(lines.removed) as gone:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert gone.args == ["2"]
