# SPDX-License-Identifier: Apache-2.0
"""Which backups are kept: the newest of 7 days, of 4 weeks and of 3 months.

So nothing is kept much longer than 90 days, and what was erased from the desk is gone from its
backups too by then. Only what the schedule made is ever removed.
"""

import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sync_server.operations.backup_format import REMOVING, Listed

KEPT: Final[tuple[tuple[int, Callable[[datetime], tuple[int, ...]]], ...]] = (
    (7, lambda at: (at.year, at.month, at.day)),
    (4, lambda at: at.isocalendar()[:2]),
    (3, lambda at: (at.year, at.month)),
)
"""How many of which periods (UTC): days, ISO weeks, months."""


def superfluous(backups: Iterable[Listed]) -> tuple[Listed, ...]:
    """Those of the schedule's backups that no period keeps. The newest is always kept."""
    ours = [each for each in backups if each.header.by == "schedule"]
    ours.sort(key=lambda each: (each.header.made_at, each.name), reverse=True)
    kept: set[str] = set()
    for count, period_of in KEPT:
        periods: dict[tuple[int, ...], str] = {}
        for each in ours:
            at = datetime.fromtimestamp(each.header.made_at / 1_000_000, UTC)
            periods.setdefault(period_of(at), each.name)
        kept.update(list(periods.values())[:count])
    return tuple(each for each in ours if each.name not in kept)


def remove(backups: Iterable[Listed]) -> None:
    """Remove backups. One that is half removed is not listed any more; the next one sweeps it."""
    for each in backups:
        path = Path(each.path)
        going = path.with_name(f"{REMOVING}{path.name}")
        path.rename(going)
        shutil.rmtree(going, ignore_errors=True)
