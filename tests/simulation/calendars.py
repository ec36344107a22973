# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.simulation.calendars --calendars N`: random calendars against counted seconds.

`make calendars` runs it. The suite checks the first of the same calendars.
"""

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta

from sync_server.domain.calendar import BusinessCalendar
from tests.support.slow_calendar import RandomCalendar


def check(seed: int) -> None:
    """Compare every answer about one random calendar; the error tells a wrong one."""
    case = RandomCalendar(seed)
    fast, slow = BusinessCalendar.from_dict(case.document), case.slow()
    start, end, pauses = case.start, case.end, case.pauses
    worked = fast.elapsed(start, end, pauses)
    assert worked == slow.elapsed(start, end, pauses)
    assert fast.is_open(start) == slow.is_open(start)
    parts = [fast.elapsed(*part, pauses) for part in ((start, case.middle), (case.middle, end))]
    assert sum(parts, timedelta(0)) == worked
    expected = slow.due(start, case.duration, pauses)
    if expected is not None:
        due = fast.due(start, case.duration, pauses)
        assert due == expected
        assert fast.elapsed(start, due, pauses) == case.duration
    total = sum((b - a for a, b in fast.open_intervals(start, end)), timedelta(0))
    assert total == fast.elapsed(start, end)
    assert BusinessCalendar.from_dict(fast.to_dict()) == fast


def failure(seed: int) -> str | None:
    """What is wrong about a calendar, or nothing."""
    try:
        check(seed)
    except Exception as error:  # noqa: BLE001 - whatever it is, it names the seed
        return f"seed {seed} FAILED: {error!r:.500}"
    return None


def main() -> int:
    """Check so many calendars; 1 if any answer was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation.calendars")
    parser.add_argument("--calendars", type=int, default=20_000, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the first one")
    parser.add_argument("--processes", type=int, default=2, help="how many at a time")
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.calendars)
    began = time.monotonic()
    with ProcessPoolExecutor(options.processes) as pool:
        failures = [found for found in pool.map(failure, seeds, chunksize=50) if found]
    print(*failures, sep="\n", end="\n" if failures else "")
    seconds = time.monotonic() - began
    print(f"{len(seeds)} calendars, {len(failures)} failed, {seconds:.0f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
