# SPDX-License-Identifier: Apache-2.0
"""When everybody is told of what a clock has reached: while people work."""

from sync_server.contract.clocks import Clock, Hours, next_point
from sync_server.contract.ids import Instant
from sync_server.domain.sla.moves import LATE_AFTER, told


def tells_at(clock: Clock, hours: Hours, now: Instant) -> Instant | None:
    """When the next point of a clock is told of, as seen at `now`: as soon as it is reached.

    What nobody told of in time waits for the next working hours.
    """
    coming = next_point(clock, hours)
    if coming is None:
        return None
    at = coming[1]
    if now - at <= LATE_AFTER:
        return at
    opens = hours.next_open(now)
    return at if opens is None or opens <= now else opens


def told_at(clock: Clock, hours: Hours, now: Instant) -> Clock:
    """The clock after everybody has been told of what is due, unless that waits."""
    at = tells_at(clock, hours, now)
    return clock if at is None or at > now else told(clock, hours, now)
