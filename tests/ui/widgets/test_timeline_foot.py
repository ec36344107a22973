# SPDX-License-Identifier: Apache-2.0
"""What stands at the end of a conversation scrolls with it and takes no room from it."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout

from ui.widgets.message_value import MessageValue
from ui.widgets.timeline import Timeline
from ui.widgets.timeline_foot import FootWidget, TimelineFoot


class Card(FootWidget):
    """100 px, and 60 without what is said twice."""

    def __init__(self, parent):
        super().__init__(parent)
        self.short = False
        self.button = QPushButton("Keep", self)
        QVBoxLayout(self).addWidget(self.button)
        self.hide()

    def height_for(self, width):
        return 60 if self.short else 100

    def set_short(self, short):
        self.short = short


@pytest.fixture
def timeline(qtbot, theme):
    timeline = Timeline(theme)
    qtbot.addWidget(timeline)
    timeline.resize(600, 400)
    messages = [
        MessageValue(id=f"m{n}", kind="note", author="Tomas", time="12:00", text="Hi\n\nthere")
        for n in range(12)
    ]
    timeline.show_conversation("t1", messages)
    timeline.show()
    return timeline


@pytest.fixture
def card(theme, timeline):
    card = Card(timeline)
    foot = TimelineFoot(theme, timeline, card)
    yield card
    foot.deleteLater()


def gap(timeline, card):
    """The px between the last message and the card."""
    return card.y() - timeline.message_rect("m11").bottom()


def test_it_stands_below_the_last_message_and_takes_no_room(timeline, card):
    room = timeline.viewport().height()
    length = timeline.verticalScrollBar().maximum()
    card.show()
    assert timeline.viewport().height() == room
    assert timeline.verticalScrollBar().maximum() == length + 112
    assert (card.width(), card.height()) == (timeline.viewport().width(), 100)
    assert gap(timeline, card) == 11
    assert card.geometry().bottom() < room


def test_a_short_conversation_grows_without_moving_it(timeline, card):
    messages = list(timeline.messages)
    timeline.show_conversation("t2", messages[:1])
    card.show()
    before = card.geometry()
    assert timeline.viewport().height() - before.bottom() < 24
    timeline.show_conversation("t2", messages[:2])
    timeline.resize(600, 401)
    timeline.resize(600, 400)
    QApplication.processEvents()
    assert card.geometry() == before


def test_it_scrolls_with_the_conversation_and_the_wheel_turns_over_it(timeline, card):
    card.show()
    before = card.y()
    where = QPointF(card.rect().center())
    event = QWheelEvent(
        where,
        card.mapToGlobal(where),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(card, event)
    assert card.y() > before
    assert gap(timeline, card) == 11


def test_who_has_scrolled_away_stays_there(timeline, card):
    timeline.verticalScrollBar().setValue(0)
    card.show()
    assert timeline.verticalScrollBar().value() == 0


def test_it_comes_into_view_when_the_keys_reach_it(qtbot, timeline, card):
    card.show()
    timeline.verticalScrollBar().setValue(0)
    qtbot.waitUntil(timeline.isActiveWindow)
    card.button.setFocus(Qt.FocusReason.TabFocusReason)
    assert card.geometry().bottom() < timeline.viewport().height()


def test_in_a_low_view_it_is_short(qtbot, timeline, card):
    card.show()
    assert not card.short
    timeline.resize(600, 120)
    qtbot.waitUntil(lambda: card.short)
    assert card.height() == 60
    timeline.resize(600, 400)
    qtbot.waitUntil(lambda: not card.short)


def test_once_hidden_it_leaves_nothing(timeline, card):
    length = timeline.verticalScrollBar().maximum()
    card.show()
    card.hide()
    assert timeline.verticalScrollBar().maximum() == length


def test_a_conversation_with_something_to_decide_opens_at_its_end(timeline, card):
    card.show()
    timeline.show_conversation("t2", list(timeline.messages), start="m0")
    bar = timeline.verticalScrollBar()
    assert bar.value() == bar.maximum()
