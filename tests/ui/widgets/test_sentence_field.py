# SPDX-License-Identifier: Apache-2.0
"""An input inside a sentence: what is told of it, and what a person changes."""

import pytest
from PySide6.QtTest import QTest

from ui.widgets.label import TextLabel
from ui.widgets.sentence_field import SentenceField


@pytest.fixture
def field(theme, qtbot):
    shown = SentenceField(theme, "Close after {} days", name="test", hint="0: never.")
    qtbot.addWidget(shown)
    return shown


def words(field):
    labels = field.findChildren(TextLabel)
    return [each.text() for each in labels if not each.isHidden()]


def test_the_sentence_stands_around_the_input(field):
    assert words(field) == ["Close after", "days", "0: never."]
    assert field.input.accessibleName() == "Close after \u2026 days"
    assert field.input.accessibleDescription() == "0: never."


def test_a_sentence_may_begin_or_end_with_it(theme, qtbot):
    for sentence, told in (("{} days", ["days"]), ("days: {}", ["days:"])):
        field = SentenceField(theme, sentence, name="test")
        qtbot.addWidget(field)
        assert words(field) == told


def test_what_is_wrong_stands_instead_of_the_hint_until_something_is_typed(field):
    field.set_error("Type a number")
    assert words(field)[2:] == ["Type a number"]
    assert field.input.accessibleDescription() == "Type a number"
    QTest.keyClicks(field.input, "4")
    assert words(field)[2:] == ["0: never."]


def test_only_a_person_edits(field, qtbot):
    with qtbot.assertNotEmitted(field.edited):
        field.set_text("4")
    with qtbot.waitSignal(field.edited):
        QTest.keyClicks(field.input, "2")
    assert field.text() == "42"
