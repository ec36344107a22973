# SPDX-License-Identifier: Apache-2.0
"""What became of a message stands at its foot, wraps, and can be acted on by pointer and keys."""

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.message_delivery import DeliveryValue, estimate_delivery, measure_delivery
from ui.widgets.message_value import MessageValue
from ui.widgets.timeline import Timeline
from ui.widgets.timeline_access import spoken_message

FAILED = DeliveryValue("Not delivered: mailbox full.", "failed", "send_again", "Send again")
LONG = DeliveryValue(
    "Not delivered: " + "the server says no " * 20, "failed", "again", "Send again"
)


def _reply(delivery: DeliveryValue | None, copies: str = "") -> MessageValue:
    return MessageValue("m1", "reply", "Maya", "12:31", "Done.", copies=copies, delivery=delivery)


@pytest.mark.parametrize("width", [120, 400])
def test_every_word_of_a_long_reason_is_there(theme: Theme, width: int) -> None:
    found = measure_delivery(theme, LONG, QRectF(0, 0, width, 0))
    assert " ".join(found.lines).split() == LONG.text.split()
    assert found.rect.height() == len(found.lines) * theme.px(18)
    assert found.action.right() <= width
    assert found.rect.contains(found.action.center())


def test_a_word_without_an_end_is_broken(theme: Theme) -> None:
    word = "x" * 300
    found = measure_delivery(theme, DeliveryValue(word), QRectF(0, 0, 300, 0))
    assert "".join(found.lines) == word
    assert len(found.lines) > 1


def test_an_empty_sentence_takes_a_line(theme: Theme) -> None:
    found = measure_delivery(theme, DeliveryValue(""), QRectF(0, 0, 300, 0))
    assert (found.lines, found.rect.height()) == ((), theme.px(18))


def test_the_guess_is_near(theme: Theme) -> None:
    real = measure_delivery(theme, LONG, QRectF(0, 0, 400, 0)).rect.height()
    assert estimate_delivery(theme, LONG, 400) == pytest.approx(real, rel=0.5)
    assert estimate_delivery(theme, None, 400) == 0


def test_send_again_and_the_copies_can_be_pressed(theme: Theme, qtbot: QtBot) -> None:
    timeline = Timeline(theme)
    qtbot.addWidget(timeline)
    timeline.resize(556, 300)
    timeline.show_conversation("t1", [_reply(FAILED, "Cc 2 · Bcc 1")])
    timeline.grab()
    links = timeline.links_of("m1")
    assert [link.label for link in links] == ["Cc 2 · Bcc 1", "Send again"]
    asked: list[tuple[str, str]] = []
    timeline.action_requested.connect(lambda message, key: asked.append((message, key)))
    for link in links:
        timeline.press("m1", link)
    assert asked == [("m1", "copies"), ("m1", "send_again")]


def test_it_is_spoken_with_what_can_be_done() -> None:
    told = spoken_message(_reply(FAILED, "Bcc 1"))
    assert told == (
        "Reply. Maya, Bcc 1, 12:31. Done. Not delivered: mailbox full. Enter for: Send again."
    )
    assert "12:31. Done." in spoken_message(_reply(None))
