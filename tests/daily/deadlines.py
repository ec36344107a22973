# SPDX-License-Identifier: Apache-2.0
"""Whether alerts ring on time in a window that is cut off from the network.

The next moments at which Maya's tickets reach a point are worked out of the server's database. Then
her cable is pulled out, and the window has to ring at each of them by itself.
"""

import sys
import time
from collections.abc import Iterator
from typing import Final, NamedTuple

import msgspec

from sync_server.contract.clocks import ALWAYS, Clock, Hours, next_point
from sync_server.contract.entities import Calendar
from sync_server.contract.ids import CalendarId, Instant
from sync_server.contract.open_hours import OpenHours
from tests.daily.desk import MAYA, Desk
from tests.daily.looks import Look
from tests.daily.stage import Stage

RINGS: Final = 2
"""So many alerts are waited for at most. While the desk is closed, fewer clocks run."""

LATENESS_S: Final = 1.0
AHEAD_S: Final = 20.0
"""The first is at least so far away: before that, the window has to notice that it is alone."""

LONGEST_S: Final = 420.0
_SECOND: Final = 1_000_000


class Deadline(NamedTuple):
    """A ticket reaches a point of a clock."""

    at: Instant
    ticket: str
    metric: str
    point: int


async def work(played: Stage) -> tuple[str, bool]:
    """The table of what rang and how late, and whether each rang in time."""
    maya, desk = played.maya, played.desk
    await maya.sit_down()
    await maya.until(lambda seen: seen.foot.startswith("Live") and seen.rows)
    await _see_all(played)
    coming = _soon(deadlines(desk))
    await desk.relay.cut()
    await maya.until(lambda seen: seen.foot.startswith(("Offline", "Reconnecting")))
    lines: list[str] = []
    good = bool(coming)
    for number, deadline in enumerate(coming[:RINGS]):
        seen, late_s = await _wait(played, deadline)
        await maya.picture(f"rings-{number}")
        line = f"{deadline.metric:<14}{deadline.point:>4} %  {late_s:+.2f} s  {seen.rings}"
        lines.append(line)
        sys.stdout.write(f"{line}\n")
        good = good and 0 <= late_s <= LATENESS_S and seen.rings_of == deadline.ticket
    await desk.relay.mend()
    await maya.until(lambda seen: seen.foot.startswith("Live"))
    await maya.picture("live-again")
    return "\n".join(lines), good


async def _see_all(played: Stage) -> None:
    """Maya marks as seen what rings already: it would not ring anew."""
    maya = played.maya
    while seen := (await maya.look()).rings_of:
        await maya.press("g", "b", "Delete", "Escape")
        await maya.until(lambda look, of=seen: look.rings_of != of)  # type: ignore[misc]


def _soon(found: list[Deadline]) -> list[Deadline]:
    """Those that can be waited for, one of each ticket: a card that is there rings no more."""
    now = _now()
    first: dict[str, Deadline] = {}
    for each in found:
        if AHEAD_S * _SECOND < each.at - now < LONGEST_S * _SECOND:
            first.setdefault(each.ticket, each)
    return list(first.values())


def deadlines(desk: Desk) -> list[Deadline]:
    """What Maya's clocks reach next, by the server's database, the earliest first."""
    calendars = {
        id: OpenHours(Calendar(id=CalendarId(id), open=msgspec.json.decode(opened, type=tuple)))
        for id, opened in desk.rows("select id, open from calendar")
    }
    rows = desk.rows("select id, clocks from ticket where assignee = ?", desk.agent(MAYA))
    found = (each for id, clocks in rows for each in _deadlines(id, clocks, calendars))
    return sorted(found)


def _deadlines(ticket: str, clocks: str, calendars: dict[str, OpenHours]) -> Iterator[Deadline]:
    for clock in msgspec.json.decode(clocks, type=tuple[Clock, ...]):
        hours: Hours = ALWAYS if clock.calendar is None else calendars[clock.calendar]
        coming = next_point(clock, hours)
        if coming is not None:
            yield Deadline(coming[1], ticket, clock.metric, coming[0])


async def _wait(played: Stage, deadline: Deadline) -> tuple[Look, float]:
    """What is seen when it rings, and how long after its moment."""
    patience_s = min(LONGEST_S, (deadline.at - _now()) / _SECOND + 2 * LATENESS_S)
    seen = await played.maya.until(
        lambda look: look.rings_of == deadline.ticket, patience_s=patience_s
    )
    return seen, (_now() - deadline.at) / _SECOND


def _now() -> Instant:
    return round(time.time() * _SECOND)
