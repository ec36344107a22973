# SPDX-License-Identifier: Apache-2.0
"""When each deadline is due, counted minute by minute from what the log says of the tickets.

It knows nothing of the code that keeps time: of a ticket's clocks it reads only the target that was
promised and what was told.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final

import msgspec

from sync_server.contract.ids import Instant
from sync_server.store.changelog import Logged
from tests.support.slow_calendar import SlowCalendar

SECOND: Final = 1_000_000
MINUTE: Final = 60 * SECOND
PROMPT: Final = SECOND
"""So soon everything is told that falls into no trouble."""

LATE: Final = 60 * SECOND
"""What is told later than this is marked."""

PAUSES: Final = {
    "resolution": frozenset({"pending", "on_hold"}),
    "requester_wait": frozenset({"pending"}),
}
"""The metrics that are played, and the statuses in which their clocks rest."""

_LIVE: Final = ("new", "open", "pending", "on_hold")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_METRIC, _TARGET, _FIRED, _LATE = 0, 5, 9, 13
"""Places in a clock as it is written."""


class Minutes:
    """How much of each minute of some weeks is worked, by one version of a calendar."""

    def __init__(self, document: str, first: datetime, days: int) -> None:
        slow = SlowCalendar(msgspec.json.decode(document), first, days=days)
        self._first = (slow.first - _EPOCH) // timedelta(microseconds=1)
        minutes = (slow.first + timedelta(minutes=each) for each in range(days * 24 * 60))
        self._open = [slow.is_open(minute) for minute in minutes]
        self._sums = [0, *accumulate(self._open)]

    def until(self, at: Instant) -> int:
        """The working time before an instant of these weeks."""
        minute, rest = divmod(at - self._first, MINUTE)
        return self._sums[minute] * MINUTE + rest * self._open[minute]


minutes_of = lru_cache(maxsize=64)(Minutes)


class Worked:
    """Working time by the versions of a calendar; each counts from its own instant on."""

    def __init__(self, first: datetime, days: int) -> None:
        self._first, self._days = first, days
        self._versions: list[tuple[Instant, Minutes]] = []

    @property
    def last(self) -> Instant:
        """The end of the weeks that are known."""
        end = self._first + timedelta(days=self._days)
        return (end - _EPOCH) // timedelta(microseconds=1) - 1

    def publish(self, at: Instant, document: dict[str, Any]) -> None:
        """Count by a document from now on."""
        while self._versions and self._versions[-1][0] >= at:
            self._versions.pop()
        known = msgspec.json.encode(document).decode()
        self._versions.append((at, minutes_of(known, self._first, self._days)))

    def between(self, start: Instant, end: Instant) -> int:
        """The working time from one instant to another."""
        total = 0
        for number, (at, minutes) in enumerate(self._versions):
            begin = start if number == 0 else max(start, at)
            following = self._versions[number + 1 :][:1]
            until = min(end, following[0][0]) if following else end
            total += max(0, minutes.until(until) - minutes.until(begin)) if begin < until else 0
        return total


class Around:
    """Time on the wall."""

    def __init__(self, last: Instant) -> None:
        self.last = last

    def between(self, start: Instant, end: Instant) -> int:
        return max(0, end - start)


def crossed(worked: Worked | Around, since: Instant, need: int) -> Instant | None:
    """When so much working time has passed; what is over already is told when work begins."""
    if need <= 0:
        after = crossed(worked, since, 1)
        return None if after is None else after - 1
    low, high = since, worked.last
    if high <= since or worked.between(since, high) < need:
        return None
    while low < high:
        middle = (low + high) // 2
        if worked.between(since, middle) < need:
            low = middle + 1
        else:
            high = middle
    return low


class Clock:
    """One clock of a ticket, as it should run."""

    def __init__(self, worked: Worked | Around, alerts: tuple[int, ...]) -> None:
        self._worked = worked
        self._points = (*alerts, 100)
        self._spent = 0
        self.since = 0
        self._state = ""
        self.target = 0
        self.fired: set[int] = set()

    @property
    def runs(self) -> bool:
        return self._state == "runs"

    def turn(self, at: Instant, state: str) -> None:
        """Run, rest or be over from an instant on; never from one before its last turn."""
        if state != self._state:
            if self.runs:
                self._spent += self._worked.between(self.since, at)
            self._state, self.since = state, max(at, self.since)

    def is_put_off(self, point: int, target: int, at: Instant) -> bool:
        """Whether a point comes again, because another target puts it ahead of an instant."""
        spent = self._spent + (self._worked.between(self.since, at) if self.runs else 0)
        return target > self.target and -(-target * point // 100) > spent

    def due(self) -> dict[int, Instant]:
        """When each point that was not told is reached, while it runs on like this."""
        if not self.runs:
            return {}
        open_ = [point for point in self._points if point not in self.fired]
        found = {point: self.crossing(point) for point in open_}
        return {point: at for point, at in found.items() if at is not None}

    def has_worked(self, start: Instant, end: Instant) -> bool:
        """Whether people worked in a stretch of time by its hours."""
        return self._worked.between(start, end) > 0

    def crossing(self, point: int) -> Instant | None:
        """When it reaches a point."""
        span = -(-self.target * point // 100)
        return crossed(self._worked, self.since, span - self._spent)


class Oracle:
    """Holds the log of a desk against what should be in it.

    `troubled` are the stretches of time in which nodes were down or clocks were set: there, what
    is due may be told later.
    """

    def __init__(
        self,
        worked: Worked,
        *,
        alerts: tuple[int, ...],
        troubled: Iterable[tuple[Instant, Instant]],
    ) -> None:
        self._worked = worked
        self._alerts = alerts
        self._troubled = list(troubled)
        self._clocks: dict[tuple[str, str], Clock] = {}
        self._status: dict[str, str] = {}
        self._wakes: dict[str, Instant | None] = {}
        self.failures: list[str] = []
        self.told = 0
        self.woken = 0

    def read(self, log: Iterable[Logged], *, now: Instant) -> None:
        """Read the log from its start; `now` is when everything was well again for long."""
        for entry in log:
            if entry.kind == "published" and entry.id.startswith("calendar."):
                self._worked.publish(entry.at, _after(entry)["document"])
            elif entry.kind == "ticket":
                self._ticket(entry)
        for ticket in self._status:
            self._wants(ticket, now, healed=True)
            wake = self._wakes.get(ticket)
            if wake is not None and wake <= now:
                self.failures.append(f"{ticket} did not wake at {_said(wake)}")

    def _ticket(self, entry: Logged) -> None:
        ticket, after = entry.id, _after(entry)
        if ticket not in self._status:
            for metric in PAUSES:
                around = Around(self._worked.last)
                hours = self._worked if metric == "resolution" else around
                self._clocks[ticket, metric] = Clock(hours, self._alerts)
        written = after.get("clocks", ())
        for row in written:
            self._told(entry, self._clocks[ticket, row[_METRIC]], row)
        self._wants(ticket, entry.at - PROMPT)
        self._wake(entry, after)
        status = self._status[ticket] = after.get("status", self._status.get(ticket, ""))
        for metric, pauses in PAUSES.items():
            state = "over" if status not in _LIVE else "rests" if status in pauses else "runs"
            self._clocks[ticket, metric].turn(entry.at, state)
        for row in written:
            clock = self._clocks[ticket, row[_METRIC]]
            clock.target = row[_TARGET]
            clock.fired &= set(row[_FIRED]) if len(row) > _FIRED else set()

    def _told(self, entry: Logged, clock: Clock, row: Any) -> None:
        """What an entry says was told: each point once for a target, and not before its time."""
        fired, late = (set(row[place]) if len(row) > place else set() for place in (_FIRED, _LATE))
        forgotten = clock.fired - fired
        if any(not clock.is_put_off(point, row[_TARGET], entry.at) for point in forgotten):
            self.failures.append(f"{entry.id}: {forgotten} was told and is forgotten")
        for point in sorted(fired - clock.fired):
            self._one_told(entry, clock, point, marked=point in late)
        clock.fired |= fired

    def _one_told(self, entry: Logged, clock: Clock, point: int, *, marked: bool) -> None:
        self.told += 1
        due = clock.crossing(point) if clock.runs else None
        what = f"{entry.id}, {point} %, told {_said(entry.at)}"
        if due is None or due > entry.at:
            self.failures.append(f"{what}: that is early, it is due {_said(due)}")
            return
        if marked != (entry.at - due > LATE):
            self.failures.append(f"{what}: marked late: {marked}, due {_said(due)}")
        if entry.at - due > PROMPT and not self._is_troubled(due):
            self.failures.append(f"{what}: that is late, it was due {_said(due)}")

    def _wants(self, ticket: str, now: Instant, *, healed: bool = False) -> None:
        """Nothing may be left to tell of that was due by now, but for what fell into trouble: it
        has time until that is over, and when its clock rests by then, until that runs again. Once
        all is `healed` it has time until people work.
        """
        for metric in PAUSES:
            clock = self._clocks[ticket, metric]
            for point, due in clock.due().items():
                over = max((end for begin, end in self._troubled if begin <= due <= end), default=0)
                waits = over and not (healed and clock.has_worked(over, now))
                if due <= now and not waits:
                    self.failures.append(f"{ticket}, {metric}, {point} %: not told, {_said(due)}")

    def _wake(self, entry: Logged, after: dict[str, Any]) -> None:
        before = self._wakes.get(entry.id)
        if "woken_at" in after and after["woken_at"] is not None:
            self.woken += 1
            if before is None or before > entry.at:
                self.failures.append(f"{entry.id} woke {_said(entry.at)} instead of {before}")
            elif entry.at - before > PROMPT and not self._is_troubled(before):
                self.failures.append(f"{entry.id} woke {_said(entry.at)}, late")
        if "wake_at" in after:
            self._wakes[entry.id] = after["wake_at"]

    def _is_troubled(self, at: Instant) -> bool:
        return any(begin <= at <= end for begin, end in self._troubled)


def _after(entry: Logged) -> dict[str, Any]:
    assert entry.payload is not None
    found: dict[str, Any] = msgspec.json.decode(entry.payload)["after"]
    return found


def _said(at: Instant | None) -> str:
    return "never" if at is None else str(_EPOCH + timedelta(microseconds=at))
