# SPDX-License-Identifier: Apache-2.0
"""Due times by a calendar, against `businesstimedelta` and against how far away they are."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from typing import Final

from businesstimedelta import BusinessTimeDelta, Rules, WorkDayRule

from sync_server.domain.calendar import BusinessCalendar
from tests.benchmarks.measure import Line, interleaved

START: Final = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DAY: Final = timedelta(hours=8)
WITHIN: Final = timedelta(hours=2)
SPANS: Final = {"a day": DAY, "30 days": 22 * DAY, "360 days": 257 * DAY}
"""Working time, by how long it takes."""
SECONDS: Final = 0.1


def measure(rounds: int) -> list[Line]:
    """Three lines: within a day and over 30 days against the peer, and 360 days against one."""
    calendar = BusinessCalendar.from_dict(
        {
            "timezone": "UTC",
            "hours": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
        }
    )
    rules = Rules([WorkDayRule(clock(9), clock(17), [0, 1, 2, 3, 4])])
    spans = {"within": WITHIN, **SPANS}
    spans = {"within": WITHIN, **SPANS}

    def ours_once(span: timedelta) -> object:
        return calendar.due(START, span)

    def peer_once(span: timedelta) -> object:
        return START + BusinessTimeDelta(rules, timedelta=span)

    ours, peer = interleaved(
        rounds,
        lambda: {name: _rate(ours_once, span) for name, span in spans.items()},
        lambda: {name: _rate(peer_once, spans[name]) for name in ("within", "30 days")},
    )
    peers = [
        Line(
            f"due times, {words}",
            "/s",
            ours[name],
            peer[name],
            "businesstimedelta",
            goal=goal,
            more_is_better=True,
        )
        for name, words, goal in (("within", "within a day", 5), ("30 days", "30 days away", 30))
    ]
    far = Line(
        "due time, 360 days away",
        "µs",
        1e6 / ours["360 days"],
        1e6 / ours["a day"],
        "one day away",
        goal=2,
    )
    return [*peers, far]


def _rate(once: Callable[[timedelta], object], span: timedelta) -> float:
    """How often a second it is done, once the tables are made."""
    once(span)
    done = 0
    began = time.perf_counter()
    while (passed := time.perf_counter() - began) < SECONDS:
        for _ in range(100):
            once(span)
        done += 100
    return done / passed
