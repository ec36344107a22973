# SPDX-License-Identifier: Apache-2.0
"""When a ticket that waits comes back, by what its team is set up to."""

from typing import Protocol, TypeVar

from sync_server.contract import wake_dates
from sync_server.contract.entities import WORKSPACE, Calendar, Entity, Team, Workspace
from sync_server.contract.ids import Instant, TeamId

E = TypeVar("E", bound=Entity)


class Rows(Protocol):
    """Where rows are found."""

    def get(self, type_: type[E], id: str | None) -> E | None:
        """The row, if it is known."""


def usual_days(rows: Rows, team: TeamId | None, status: str) -> int:
    """After how many working days a ticket of a team comes back from a status that waits."""
    return wake_dates.usual_days(rows.get(Team, team), status)


def wake_date(rows: Rows, team: TeamId | None, days: int, now: Instant) -> Instant:
    """When work begins on the day that is so many working days of a team after today."""
    known = rows.get(Team, team)
    calendar = None if known is None else rows.get(Calendar, known.calendar)
    workspace = rows.get(Workspace, WORKSPACE)
    return wake_dates.wake_date(now, days, calendar=calendar, workspace=workspace)
