# SPDX-License-Identifier: Apache-2.0
"""People are drawn with their state and named in words."""

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.avatar import Avatar, PresenceGroup, PriorityGlyph, presence_words
from ui.widgets.pill import Keycap, Pill
from ui.widgets.ticket_row import PresenceValue

PRIYA = PresenceValue("Priya", "PN", 3)
TOMAS = PresenceValue("Tomas", "TR", 2, "replying")


def test_who_replies_is_named_last(theme: Theme, qtbot: QtBot) -> None:
    assert presence_words((TOMAS, PRIYA)) == "Priya viewing, Tomas replying"
    group = PresenceGroup(theme)
    qtbot.addWidget(group)
    group.set_people((TOMAS, PRIYA))
    assert group.accessibleName() == "Priya viewing, Tomas replying"
    group.grab()
    group.set_unknown()
    assert group.accessibleName() == "Presence not known"


def test_small_signs_have_their_size_and_name(theme: Theme, qtbot: QtBot) -> None:
    avatar, glyph = Avatar(theme, size=24), PriorityGlyph(theme)
    pill, key = Pill(theme, "Open", tone="accent"), Keycap(theme, "S")
    avatar.set_person("Maya Okafor", "MO", pair=0, state="available")
    glyph.set_priority("urgent")
    for widget in (avatar, glyph, pill, key):
        qtbot.addWidget(widget)
        widget.grab()
    assert avatar.sizeHint() == QSize(24, 24)
    assert (avatar.accessibleName(), glyph.accessibleName()) == ("Maya Okafor", "Priority urgent")
    assert (pill.sizeHint().height(), key.sizeHint().height()) == (20, 18)


@pytest.mark.parametrize(
    ("room", "words"),
    [(400, ["Priya viewing", ", ", "Tomas replying"]), (120, ["Tomas replying"]), (40, [])],
)
def test_names_are_said_whole_or_not_at_all(
    theme: Theme, qtbot: QtBot, room: int, words: list[str]
) -> None:
    group = PresenceGroup(theme)
    qtbot.addWidget(group)
    group.set_people((TOMAS, PRIYA))
    assert [text for text, _ in group._fitting(room)] == words
