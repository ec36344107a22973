# SPDX-License-Identifier: Apache-2.0
"""What a screen reader finds in a conversation, asked for as Qt's bridges ask for it."""

import gc
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.message_value import AttachmentValue, MessageAction, MessageValue
from ui.widgets.timeline import Timeline
from ui.widgets.timeline_access import spoken_message
from ui.widgets.toast import Toast

CUSTOMER = MessageValue("m1", "customer", "Hana Ito", "12:18", "All calls fail", role="Kestrel")
NOTE = MessageValue("m2", "note", "Tomas Reuter", "12:20", "Purge it.")
EVENT = MessageValue("m3", "event", "Priya Nair", "12:21", "set the priority to Urgent")
REPLY = MessageValue(
    "m4",
    "reply",
    "Maya Lindqvist",
    "12:31",
    "It is purged",
    attachments=(AttachmentValue("a1", "log.txt", "18 KB"), AttachmentValue("a2", "b.png", "")),
    mark="pending",
    mark_text="Waits for the connection, then sends",
    actions=(MessageAction("edit", "Edit"), MessageAction("discard", "Discard")),
)
ALL = (CUSTOMER, NOTE, EVENT, REPLY)


@pytest.fixture
def timeline(qtbot: QtBot, theme: Theme) -> Iterator[Timeline]:
    QAccessible.setActive(True)
    timeline = Timeline(theme)
    timeline.resize(640, 600)
    qtbot.addWidget(timeline)
    timeline.show()
    timeline.show_conversation("t1", ALL)
    yield timeline
    QAccessible.setActive(False)


def _names(timeline: Timeline) -> list[str]:
    found = QAccessible.queryAccessibleInterface(timeline)
    children = (found.child(place) for place in range(found.childCount()))
    return [child.text(QAccessible.Text.Name) for child in children]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (CUSTOMER, "Customer. Hana Ito, Kestrel, 12:18. All calls fail."),
        (NOTE, "Internal note, team only. Tomas Reuter, 12:20. Purge it."),
        (EVENT, "Priya Nair set the priority to Urgent. 12:21."),
        (
            REPLY,
            (
                "Reply. Maya Lindqvist, 12:31. It is purged. Files: log.txt 18 KB, b.png. "
                "Waits for the connection, then sends. Enter for: Edit, Discard."
            ),
        ),
    ],
)
def test_a_message_tells_what_it_is_who_when_and_how_it_stands(
    message: MessageValue, told: str
) -> None:
    assert spoken_message(message) == told


def test_a_conversation_is_a_list_of_its_messages(timeline: Timeline) -> None:
    found = QAccessible.queryAccessibleInterface(timeline)
    assert found.role() == QAccessible.Role.List
    assert found.text(QAccessible.Text.Name) == "Conversation"
    assert _names(timeline) == [spoken_message(message) for message in ALL]
    item = found.child(1)
    assert item.role() == QAccessible.Role.ListItem
    assert item.parent() is found
    assert found.indexOfChild(item) == 1
    assert not item.state().offscreen


def test_an_item_stands_where_its_message_is_painted(timeline: Timeline) -> None:
    found = QAccessible.queryAccessibleInterface(timeline)
    tops = [found.child(place).rect().top() for place in range(len(ALL))]
    origin = timeline.viewport().mapToGlobal(timeline.viewport().rect().topLeft()).y()
    assert tops == [origin + round(timeline.message_top(each.id)) for each in ALL]
    middle = found.child(2).rect().center()
    assert found.childAt(middle.x(), middle.y()) is found.child(2)


def test_what_floats_above_the_messages_comes_after_them(timeline: Timeline, theme: Theme) -> None:
    toast = Toast(theme, timeline)
    toast.say("Solved")
    found = QAccessible.queryAccessibleInterface(timeline)
    assert _names(timeline)[len(ALL) :] == ["Solved"]
    assert found.indexOfChild(found.child(len(ALL))) == len(ALL)


def test_the_focus_is_at_the_message_to_which_the_keys_go(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.activateWindow()
    timeline.clearFocus()
    timeline.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(timeline.hasFocus)
    found = QAccessible.queryAccessibleInterface(timeline)
    assert found.focusChild() is found.child(3)
    qtbot.keyClick(timeline, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert found.focusChild() is found.child(2)
    assert [found.child(place).state().focused for place in range(len(ALL))] == [
        False,
        False,
        True,
        False,
    ]


def test_a_message_stays_the_same_item_until_it_goes(timeline: Timeline) -> None:
    found = QAccessible.queryAccessibleInterface(timeline)
    first, last = found.child(0), found.child(3)
    timeline.show_conversation("t1", (*ALL, MessageValue("m5", "reply", "Maya", "12:40", "Done")))
    assert (found.child(0), found.child(3)) == (first, last)
    assert _names(timeline)[-1] == "Reply. Maya, 12:40. Done."
    timeline.show_conversation("t2", (MessageValue("n1", "customer", "Omar", "9:00", "Hello"),))
    assert _names(timeline) == ["Customer. Omar, 9:00. Hello."]


@pytest.mark.usefixtures("small_heap")
def test_items_are_freed_with_their_view_and_never_before(qtbot: QtBot, theme: Theme) -> None:
    """Items belong to Python and to Qt: freed twice, or too early, they end the process."""
    for _ in range(40):
        ground = QWidget()
        timeline = Timeline(theme, ground)
        timeline.show_conversation("t1", ALL)
        told = _names(timeline)
        gc.collect()
        timeline.show_conversation("t1", ALL[:2])
        assert _names(timeline) == told[:2]
        ground.deleteLater()
        del ground, timeline
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()


LINKED = MessageValue("m5", "customer", "Hana Ito", "12:40", "See https://a.example/x", html=None)


def _links(timeline: Timeline, place: int) -> list[QAccessibleInterface]:
    message = QAccessible.queryAccessibleInterface(timeline).child(place)
    return [message.child(each) for each in range(message.childCount())]


def test_what_can_be_pressed_in_a_message_is_in_it(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.show_conversation("t1", (*ALL, LINKED))
    found = [(each.text(QAccessible.Text.Name), each.role()) for each in _links(timeline, 3)]
    link, button = QAccessible.Role.Link, QAccessible.Role.Button
    assert found == [
        ("log.txt 18 KB", link),
        ("b.png", link),
        ("Edit", button),
        ("Discard", button),
    ]
    (address,) = _links(timeline, 4)
    assert address.text(QAccessible.Text.Name) == "https://a.example/x"
    assert address.state().linked
    assert address.parent().indexOfChild(address) == 0
    assert address.rect() == address.parent().rect()
    actions = address.actionInterface()
    assert actions.actionNames() == ["Press"]
    with qtbot.waitSignal(timeline.link_opened) as opened:
        actions.doAction("Press")
    assert opened.args == ["https://a.example/x"]
    with qtbot.waitSignal(timeline.action_requested) as asked:
        _links(timeline, 3)[2].actionInterface().doAction("Press")
    assert asked.args == ["m4", "edit"]


def test_a_link_is_seen_where_its_message_is(timeline: Timeline) -> None:
    below = tuple(replace(NOTE, id=f"n{place}", text="Purge it.\n" * 9) for place in range(9))
    timeline.show_conversation("t1", (LINKED, *below))
    bar = timeline.verticalScrollBar()
    bar.setValue(0)
    assert not _links(timeline, 0)[0].state().offscreen
    bar.setValue(bar.maximum())
    assert _links(timeline, 0)[0].state().offscreen
    timeline.hide()
    assert _links(timeline, 0)[0].state().invisible


def test_a_link_that_is_gone_is_told_no_more(timeline: Timeline) -> None:
    timeline.show_conversation("t1", (*ALL, LINKED))
    before = _links(timeline, 4)
    timeline.show_conversation("t1", (*ALL, replace(LINKED, text="See nothing")))
    assert _links(timeline, 4) == []
    timeline.show_conversation("t1", ALL)
    timeline.show_conversation("t2", (LINKED,))
    assert len(before) == len(_links(timeline, 0)) == 1
    del before
    gc.collect()
