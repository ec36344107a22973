# SPDX-License-Identifier: Apache-2.0
"""The working time of the desk's calendars, as this computer knows them."""

from typing import Final

from app.workspace.workspace import Workspace
from sync_server.contract.clocks import ALWAYS, Hours
from sync_server.contract.entities import Calendar
from sync_server.contract.ids import CalendarId
from sync_server.contract.open_hours import OpenHours

_UNKNOWN: Final = OpenHours(Calendar(id=CalendarId("")))


class DeskHours:
    """What clocks measure: each calendar is worked out once, and anew when it has changed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[CalendarId, tuple[Calendar, OpenHours]] = {}

    def of(self, id: CalendarId | None) -> Hours:
        """The hours of a calendar. Those of `None` are always open; of one that is not known
        nothing is due.
        """
        if id is None:
            return ALWAYS
        calendar = self._workspace.get(Calendar, id)
        if calendar is None:
            return _UNKNOWN
        known = self._known.get(id)
        if known is None or known[0] is not calendar:
            known = self._known[id] = (calendar, OpenHours(calendar))
        return known[1]

    def zone(self, id: CalendarId | None) -> str:
        """The time zone in which a calendar is written; none where nobody knows it."""
        calendar = None if id is None else self._workspace.get(Calendar, id)
        return str(calendar.document.get("timezone", "")) if calendar is not None else ""
