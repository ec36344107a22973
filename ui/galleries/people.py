# SPDX-License-Identifier: Apache-2.0
"""The people of the pictures, whom the galleries show."""

from typing import Final

from ui.widgets.ticket_row import PresenceLevel, PresenceValue

_COLLEAGUES: Final = {
    "Priya": ("PN", 4),
    "Tomas": ("TR", 2),
    "Leila": ("LH", 1),
    "Jonas": ("JL", 3),
    "Aiko": ("AT", 5),
}


def colleague(name: str, level: PresenceLevel = "viewing") -> PresenceValue:
    """Somebody else who has the ticket open."""
    initials, pair = _COLLEAGUES[name]
    return PresenceValue(name, initials, pair, level)
