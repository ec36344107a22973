# SPDX-License-Identifier: Apache-2.0
"""What stands at the end of a conversation scrolls with it and takes no room from it."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout

from ui.widgets.message_value import MessageValue
from ui.widgets.timeline import Timeline
from ui.widgets.timeline_foot import FootWidget, TimelineFoot


class Card(FootWidget):
    """100 px, and less in its other forms; it remembers each that it is asked to take."""

    def __init__(self, parent):
        super().__init__(parent)
        self.heights = {"roomy": 100, "compact": 80, "tight": 60}
        self.forms = ["roomy"]
        self.button = QPushButton("Keep", self)
        QVBoxLayout(self).addWidget(self.button)
        self.hide()

    def height_for(self, width, form):
        return self.heights[form]

    def set_form(self, form):
        if form != self.forms[-1]:
            self.forms.append(form)
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))


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


def test_in_a_low_view_it_takes_less_room(qtbot, timeline, card):
    card.show()
    timeline.resize(600, 120)
    qtbot.waitUntil(lambda: card.height() == 80)
    timeline.resize(600, 90)
    qtbot.waitUntil(lambda: card.height() == 60)
    timeline.resize(600, 400)
    qtbot.waitUntil(lambda: card.height() == 100)
    for _ in range(10):
        QApplication.processEvents()
    assert card.forms == ["roomy", "compact", "tight", "roomy"]


def test_one_that_is_higher_than_the_view_begins_at_its_top_and_stays(qtbot, timeline, card):
    card.heights = dict.fromkeys(card.heights, 300)
    timeline.resize(600, 200)
    card.show()
    qtbot.waitUntil(lambda: card.height() == 300)
    assert 0 <= card.y() < 10
    before, messages = card.y(), list(timeline.messages)
    more = MessageValue(id="m12", kind="note", author="Tomas", time="12:00", text="Hi")
    timeline.show_conversation("t1", [*messages, more])
    assert card.y() == before
    timeline.scroll_to_end()
    assert 150 < card.geometry().bottom() < 200


def test_the_keys_bring_as_much_of_its_top_as_they_leave_room_for(qtbot, timeline, card):
    card.heights = dict.fromkeys(card.heights, 300)
    card.layout().setAlignment(card.button, Qt.AlignmentFlag.AlignBottom)
    timeline.resize(600, 200)
    card.show()
    qtbot.waitUntil(lambda: card.height() == 300)
    timeline.verticalScrollBar().setValue(0)
    qtbot.waitUntil(timeline.isActiveWindow)
    card.button.setFocus(Qt.FocusReason.TabFocusReason)
    bottom = card.button.mapTo(timeline, card.button.rect().bottomLeft()).y()
    assert 190 < bottom < 200


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
