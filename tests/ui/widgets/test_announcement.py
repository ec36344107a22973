# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.support.hearing import Hearing
from ui.theme.theme import Theme
from ui.widgets.announcement import announce
from ui.widgets.banner import Banner
from ui.widgets.ticket_row import PresenceValue
from ui.widgets.toast import Toast
from ui.widgets.writing_strip import WritingStrip

TOMAS = PresenceValue("Tomas Reuter", "TR", 1, "replying")
PRIYA = PresenceValue("Priya Nair", "PN", 2, "replying")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Hearing:
    hearing = Hearing()
    monkeypatch.setattr("ui.widgets.announcement.QAccessible", hearing)
    return hearing


def test_nothing_is_said_where_nobody_listens_or_nothing_is_to_say(
    qtbot: QtBot, heard: Hearing
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    announce(widget, "")
    heard.is_active = False
    announce(widget, "Sent")
    assert heard.told == []
    heard.is_active = True
    announce(widget, "Sent")
    assert heard.told == ["Sent"]


def test_what_was_just_done_is_said(qtbot: QtBot, theme: Theme, heard: Hearing) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    Toast(theme, ground).say("Solved")
    assert heard.told == ["Solved"]


def test_a_banner_is_said_once_while_only_its_number_changes(
    qtbot: QtBot, theme: Theme, heard: Hearing
) -> None:
    banner = Banner(theme)
    qtbot.addWidget(banner)
    banner.show_message("offline", "You are offline.", "Keep working.")
    banner.show_message("offline", "You are offline.", "Keep working, 1 change waits here.")
    assert heard.told == ["You are offline. Keep working."]
    banner.hide()
    banner.show_message("offline", "You are offline.", "Keep working.")
    assert len(heard.told) == 2


def test_somebody_who_begins_to_write_is_said_and_nobody_who_ends(
    qtbot: QtBot, theme: Theme, heard: Hearing
) -> None:
    strip = WritingStrip(theme)
    qtbot.addWidget(strip)
    strip.set_writers((TOMAS,))
    strip.set_writers((TOMAS,))
    strip.set_writers((TOMAS, PRIYA))
    strip.set_writers((PRIYA,))
    strip.set_writers(())
    assert heard.told == [
        "Tomas Reuter is writing a reply to this ticket",
        "Tomas Reuter and Priya Nair are writing replies to this ticket",
    ]
