# SPDX-License-Identifier: Apache-2.0
"""When the moment of a rule has come that counts from an instant of the ticket."""

from datetime import timedelta
from typing import Final

from sync_server.contract.clocks import Hours
from sync_server.contract.durations import Duration
from sync_server.contract.ids import Instant
from sync_server.domain.rules.rule import Timed

LONGEST_WAY: Final = 2 * 366 * 24 * 3600 * 1_000_000
"""So far back is looked for working time that lies before an instant."""

_MICROSECOND: Final = timedelta(microseconds=1)


def moment(
    trigger: Timed, since: Instant, hours: Hours, *, business_day: timedelta
) -> Instant | None:
    """When a trigger's moment is that counts from `since`; `None` beyond what is known.

    `hours` are those of the ticket's calendar for business time, and always open ones else.
    """
    if trigger.after is not None:
        return hours.due(since, _span(trigger.after, business_day))
    return _before(since, _span(trigger.before or Duration(), business_day), hours)


def _span(duration: Duration, business_day: timedelta) -> int:
    return duration.length(business_day) // _MICROSECOND


def _before(end: Instant, span: int, hours: Hours) -> Instant | None:
    """The last instant from which so much working time is left until the end."""
    way = span
    while hours.elapsed(end - way, end) < span:
        if way >= LONGEST_WAY:
            return None
        way = min(2 * way, LONGEST_WAY)
    early, late = end - way, end
    while late - early > 1:
        middle = (early + late) // 2
        if hours.elapsed(middle, end) >= span:
            early = middle
        else:
            late = middle
    return early
