# SPDX-License-Identifier: Apache-2.0
"""Whether what a policy promises can ever be over by the hours of its calendar."""

from datetime import timedelta
from typing import Final

from sync_server.contract.ids import Instant
from sync_server.domain.calendar import BusinessCalendar, NeverOpen
from sync_server.domain.sla.policies import Policy, PolicyError

NEVER_OVER: Final = "is never over: from now on the calendar is not open for so long"

_MICROSECOND: Final = timedelta(microseconds=1)


def check_reach(policy: Policy, calendar: BusinessCalendar, since: Instant) -> None:
    """Refuse targets that a clock which begins then would never reach.

    Raises `PolicyError`, with the place.
    """
    for metric, targets in policy.targets.items():
        by_hours = {each for each in targets.values() if not each.always}
        for target in by_hours:
            try:
                span = target.duration.length(calendar.business_day)
                calendar.due_us(since, span // _MICROSECOND)
            except NeverOpen:
                named = next(name for name, each in targets.items() if each == target)
                place = metric if len({*targets.values()}) == 1 else f"{metric}.{named}"
                raise PolicyError(f"targets.{place}", NEVER_OVER) from None
