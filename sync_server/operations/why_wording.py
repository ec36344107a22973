# SPDX-License-Identifier: Apache-2.0
"""The clocks of a ticket, and its way to an agent, in words of at most 100 letters a line."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from textwrap import wrap
from typing import Final
from zoneinfo import ZoneInfo

from sync_server.contract.clocks import BREACH, GOING, MET, MISSED, PAUSED, STOPPED
from sync_server.contract.ids import Instant
from sync_server.operations.plain import plain
from sync_server.operations.why import ClockReport, Event, Promise, Stretch, WhyReport
from sync_server.operations.why_routed import Routed, Taken
from sync_server.operations.why_routed_wording import describe_routed, describe_taken
from sync_server.operations.why_rules import describe_by_rules, describe_promised
from sync_server.operations.why_standing import describe_standing

WIDTH: Final = 100

METRICS: Final = {
    "first_reply": "First reply",
    "next_reply": "Next reply",
    "update": "Update",
    "resolution": "Resolution",
    "agent_work": "Agent work",
    "requester_wait": "Requester wait",
}
_STATUSES: Final = {
    "on_hold": "On hold",
    "no_target": "nothing is promised",
    "moved": "the question is in another ticket",
}
_SECOND: Final = 1_000_000
_ROW: Final = "  {what:<24}{begun:<21}{ended:<21}{utc:<21}{worked:>11}"


def describe_why(report: WhyReport) -> str:
    """The report as text."""
    return "\n".join(_Words(report).lines())


class _Words:
    def __init__(self, report: WhyReport) -> None:
        self._report = report
        self._zone = ZoneInfo(report.zone)

    def lines(self) -> Iterator[str]:
        report = self._report
        yield from _folded(f"#{report.number} {plain(report.subject)}")
        yield (
            f"{_status(report.status)}, priority {report.priority}, "
            f"opened {self._both(report.opened_at)}"
        )
        yield ""
        yield from self._promise()
        for done in report.rules:
            yield ""
            for line in describe_by_rules(done, self._both):
                yield from _folded(line)
        steps: list[Taken | Routed] = [*report.taken, *report.routed]
        for step in sorted(steps, key=lambda step: step.at):
            yield ""
            for line in self._step(step):
                yield from _folded(line)
        yield ""
        for line in describe_standing(report.standing, self._both):
            yield from _folded(line)
        for clock in report.clocks:
            yield ""
            yield from self._clock(clock)

    def _step(self, step: Taken | Routed) -> Iterable[str]:
        if isinstance(step, Taken):
            return (describe_taken(step, self._both),)
        return describe_routed(step, self._both)

    def _promise(self) -> Iterator[str]:
        report = self._report
        if report.policy is not None:
            yield f"Policy    {self._version(report.policy)}"
            calendar = report.calendar
            told = "none: every hour counts" if calendar is None else self._version(calendar)
            yield f"Calendar  {told}"
        elif report.asked:
            yield from _folded(
                "Policy    none fits this ticket. Asked, in this order: "
                + ", ".join(plain(name) for name in report.asked)
            )
        else:
            yield "Policy    none is in force on this desk, so nothing is measured"
        yield from _folded(
            f"Times     {report.zone}, then UTC with a Z; now {self._both(report.now)}"
        )

    def _version(self, promise: Promise) -> str:
        name = plain(promise.name)
        if promise.since is None:
            return name
        return f"{name}, version {promise.version}, in force since {self._local(promise.since)}"

    def _clock(self, clock: ClockReport) -> Iterator[str]:
        name = METRICS.get(clock.metric, clock.metric)
        number = f" {clock.instance}" if clock.instance > 1 else ""
        yield from _folded(f"{name}{number}: {self._state(clock)}")
        if clock.policy is not None and clock.policy != self._report.policy:
            yield f"  promised by {self._version(clock.policy)}"
        for promised in self._report.promised:
            if promised.metric == clock.metric:
                yield describe_promised(promised, self._report.names)
        if clock.stretches:
            yield _ROW.format(what="", begun="from", ended="to", utc="from, UTC", worked="worked")
        for stretch in clock.stretches:
            yield self._stretch(stretch)
        for event in clock.events:
            yield from _folded(f"  {self._both(event.at)}  {_event(event)}")
        yield from self._coming(clock)

    def _state(self, clock: ClockReport) -> str:
        spent, target = span(clock.spent), span(clock.target)
        if clock.state == MET:
            return f"met in {spent} of {target}"
        if clock.state == MISSED:
            return f"missed by {span(-clock.left)}: {spent} of {target}"
        if clock.state == STOPPED:
            return f"stopped after {spent} of {target}, without a verdict: {_status(clock.why)}"
        left = f"{span(clock.left)} left" if clock.left >= 0 else f"late by {span(-clock.left)}"
        rests = f", paused while {_status(clock.why)}" if clock.state == PAUSED else ""
        return f"{left}, {spent} of {target} used{rests}"

    def _stretch(self, stretch: Stretch) -> str:
        what = "ran" if stretch.state != PAUSED else f"paused, {_status(stretch.why)}"
        if stretch.verdict:
            what = f"{what}, {stretch.verdict}"
        return _ROW.format(
            what=what,
            begun=self._local(stretch.start),
            ended="still" if stretch.end is None else self._local(stretch.end),
            utc=_utc(stretch.start),
            worked=span(stretch.worked) if stretch.state != PAUSED else "-",
        )

    def _coming(self, clock: ClockReport) -> Iterator[str]:
        now = self._report.now
        if clock.state not in GOING:
            return
        if clock.due is not None:
            verb = "was due" if clock.due <= now else "is due"
            yield from _folded(
                f"  {verb} {self._both(clock.due)}{self._until(clock.due, clock.left)}"
            )
        elif clock.state == PAUSED:
            yield "  is due once it runs again, after the time that is left"
        else:
            yield "  is due later than its calendar is known"
        if clock.next_at is None:
            return
        at = self._both(clock.next_at)
        if clock.next_at <= now:
            yield from _folded(f"  has not told of {_point(clock.next_point)} yet, reached {at}")
        else:
            until = self._until(clock.next_at, clock.next_left)
            yield from _folded(f"  tells of {_point(clock.next_point)} {at}{until}")

    def _until(self, at: Instant, left: int) -> str:
        """How far away that is, in both kinds of time."""
        wait = at - self._report.now
        return "" if wait <= 0 else f", in {span(left)} of work, {span(wait)} by the clock"

    def _local(self, at: Instant) -> str:
        return _moment(at).astimezone(self._zone).strftime("%Y-%m-%d %H:%M:%S")

    def _both(self, at: Instant) -> str:
        return f"{self._local(at)} ({_utc(at)})"


def span(us: int) -> str:
    """A span as two units at most: "7 h 21 min", "4 min 12 s", "30 min"."""
    seconds = round(us / _SECOND)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "h"), (minutes, "min")] if hours else [(minutes, "min"), (seconds, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 min"


def _event(event: Event) -> str:
    point = _point(event.point)
    match event.what:
        case "told":
            if event.reason == "retargeted":
                return f"told of {point}: passed already when it was promised otherwise"
            return f"told of {point}{', late: nobody was there to tell' if event.late else ''}"
        case "seen":
            return f"{plain(event.by)} has seen to {point}"
        case "extended":
            return f"{plain(event.by)} added {span(event.extended)}: {plain(event.reason)}"
        case _:
            return f"promised otherwise: {span(event.target)}"


def _point(point: int) -> str:
    return "the breach" if point == BREACH else f"{point} %"


def _status(name: str) -> str:
    return _STATUSES.get(name, name.replace("_", " ").capitalize())


def _utc(at: Instant) -> str:
    return _moment(at).strftime("%Y-%m-%d %H:%M:%SZ")


def _moment(at: Instant) -> datetime:
    return datetime.fromtimestamp(at // _SECOND, UTC)


def _folded(line: str) -> list[str]:
    return wrap(line, WIDTH, subsequent_indent="          ")
