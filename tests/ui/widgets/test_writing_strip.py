# SPDX-License-Identifier: Apache-2.0
"""The strip says who else is writing."""

from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.ticket_row import PresenceValue
from ui.widgets.writing_strip import WritingStrip

PRIYA = PresenceValue("Priya", "PN", 3)
TOMAS = PresenceValue("Tomas", "TR", 2, "replying")


def test_the_strip_names_everybody_who_writes(theme: Theme, qtbot: QtBot) -> None:
    strip = WritingStrip(theme)
    qtbot.addWidget(strip)
    strip.set_writers((TOMAS,))
    assert strip.accessibleName() == "Tomas is writing a reply to this ticket"
    strip.set_writers((PRIYA, TOMAS))
    assert strip.accessibleName() == "Priya and Tomas are writing replies to this ticket"
    strip.set_writers(())
    assert strip.isHidden()
    strip.set_unknown()
    assert not strip.isHidden()


def test_who_writes_in_a_ticket_that_nobody_has_is_on_it(theme: Theme, qtbot: QtBot) -> None:
    strip = WritingStrip(theme)
    qtbot.addWidget(strip)
    strip.set_writers((TOMAS,), claims=True)
    assert strip.accessibleName() == "Tomas is on it and is writing a reply"
    strip.set_writers((PRIYA, TOMAS), claims=True)
    assert strip.accessibleName() == "Priya and Tomas are writing replies to this ticket"
