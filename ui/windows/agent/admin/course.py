# SPDX-License-Identifier: Apache-2.0
"""How a ticket's clocks ran, out of their ledger: rows, bars and marks of a time line."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from app.clocks.reading import Reading, read
from sync_server.contract.clocks import MET, METRICS, MISSED, RUNNING, Clock, HoursOf, reached_at
from sync_server.contract.ids import CalendarId, Instant
from sync_server.contract.ledger import Segment
from ui.models.clock_words import metric_words
from ui.models.collected_words import WEEKDAYS
from ui.models.local_time import there
from ui.models.time_left import counted_words, span_words, spoken_span, target_words
from ui.models.words import STATUS_WORDS, month_day_words, status_words, translate
from ui.widgets.course_value import BarTone, CourseBar, CourseRow, CourseValue

Span = tuple[Instant, Instant]
OpenOf = Callable[[CalendarId | None, Instant, Instant], Sequence[Span]]
"""When a calendar is open from one instant to another."""

_MINUTE: Final = 60_000_000
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_STEPS: Final = (
    *(count * _MINUTE for count in (5, 10, 15, 30)),
    *(count * _HOUR for count in (1, 2, 3, 6, 12)),
    *(count * _DAY for count in (1, 2, 7, 14, 28, 91, 182, 365, 1826)),
)
_MOST_TICKS: Final = 6
_NEAR: Final = 30 * _MINUTE
_ENDED: Final[Mapping[str, BarTone]] = {MET: "met", MISSED: "late"}
_LEVELS: Final[Mapping[str, BarTone]] = {
    "comfortable": "runs",
    "at_risk": "at_risk",
    "nearly_late": "at_risk",
    "breached": "late",
}


class Course:
    """Makes the time line of one ticket's segments as they are at `now`."""

    def __init__(
        self,
        segments: Sequence[Segment],
        clocks: Iterable[Clock],
        *,
        hours_of: HoursOf,
        open_of: OpenOf,
        zone: str,
        now: Instant,
    ) -> None:
        self._segments = segments
        self._open_of = open_of
        self._zone = zone
        self._now = now
        self._readings = {
            (clock.metric, clock.instance): read(clock, hours_of(clock.calendar), now)
            for clock in clocks
        }
        self._hours_of = hours_of

    @property
    def is_going(self) -> bool:
        """Whether a clock still goes, so that the line grows."""
        return any(segment.end is None for segment in self._segments)

    def value(self) -> CourseValue | None:
        """The time line; nothing when no clock has ever run."""
        if not self._segments:
            return None
        first = min(segment.start for segment in self._segments)
        last = max(self._end(segment) for segment in self._segments)
        dues = [each.due for each in self._readings.values() if each.due is not None]
        ahead = max(_NEAR, (self._now - first) // 2)
        last = max(last, *(due for due in dues if due - self._now <= ahead), last + 1)
        start, end, ticks = axis(first, last, self._zone)
        known = [each for each in METRICS if self._of(each)]
        others = {segment.metric for segment in self._segments} - {*METRICS}
        rows = tuple(self._row(metric, end) for metric in (*known, *sorted(others)))
        shows_now = self.is_going and self._now <= end
        moment = there(self._now, self._zone)
        return CourseValue(
            start=start,
            end=end,
            rows=rows,
            ticks=ticks,
            now=self._now if shows_now else None,
            now_words=f"{moment:%H:%M:%S}",
        )

    # -- rows ----------------------------------------------------------------------------------

    def _of(self, metric: str) -> list[Segment]:
        return [segment for segment in self._segments if segment.metric == metric]

    def _row(self, metric: str, end: Instant) -> CourseRow:
        segments = self._of(metric)
        last = segments[-1]
        reading = self._readings.get((metric, last.instance))
        bars = [bar for segment in segments for bar in self._bars(segment)]
        pressing = reading is not None and last.end is None and reading.level != "comfortable"
        due = None if reading is None or last.end is not None else reading.due
        if due is not None and self._now < due <= end:
            tone: BarTone = "ahead_at_risk" if pressing else "ahead"
            told = self._due_words(due)
            bars.append(CourseBar(self._now, due, tone, told=told))
        after = self._after(segments, reading)
        return CourseRow(
            title=metric_words(metric),
            bars=tuple(bars),
            after=after,
            alerts=self._alerts(reading),
            due=due,
            is_pressing=pressing,
            spoken=self._spoken(metric, segments, after),
        )

    def _bars(self, segment: Segment) -> list[CourseBar]:
        end = self._end(segment)
        if segment.state != RUNNING:
            words = pause_words(segment)
            told = self._told(segment.start, end, words)
            return [CourseBar(segment.start, end, "paused", words, told)]
        tone, words = self._tone(segment), self._running_words(segment)
        spent = translate("course", "ran for {time}").format(time=span_words(segment.worked))
        bars: list[CourseBar] = []
        at = segment.start
        for begin, until in self._open_of(segment.calendar, segment.start, end):
            if begin > at:
                bars.append(self._closed(at, begin))
            text = words if until == end else ""
            bars.append(CourseBar(begin, until, tone, text, self._told(begin, until, spent)))
            at = until
        if at < end:
            bars.append(self._closed(at, end))
        return bars

    def _closed(self, start: Instant, end: Instant) -> CourseBar:
        words = translate("course", "closed")
        return CourseBar(start, end, "closed", words, self._told(start, end, words))

    def _tone(self, segment: Segment) -> BarTone:
        reading = self._readings.get((segment.metric, segment.instance))
        if segment.verdict:
            return _ENDED.get(segment.verdict, "runs")
        if segment.end is None and reading is not None:
            return _LEVELS[reading.level]
        return "runs"

    def _running_words(self, segment: Segment) -> str:
        """How much of the target is used while the clock runs."""
        reading = self._readings.get((segment.metric, segment.instance))
        if segment.end is not None or reading is None:
            return ""
        spent = reading.clock.target - reading.left
        near = reading.level != "comfortable" and spent < _HOUR
        told = translate("course", "{time} of {target}")
        return told.format(
            time=counted_words(spent) if near else span_words(spent),
            target=target_words(reading.clock.target),
        )

    def _alerts(self, reading: Reading | None) -> tuple[Instant, ...]:
        """When the clock that runs reaches the points at which it alerts."""
        if reading is None or reading.clock.state != RUNNING:
            return ()
        clock = reading.clock
        hours = self._hours_of(clock.calendar)
        found = (reached_at(clock, hours, point) for point in clock.alerts)
        return tuple(at for at in found if at is not None and at > clock.since)

    # -- words ---------------------------------------------------------------------------------

    def _after(self, segments: Sequence[Segment], reading: Reading | None) -> str:
        last = segments[-1]
        spent = sum(each.worked for each in segments if each.instance == last.instance)
        if last.end is None:
            if reading is None or reading.due is None:
                return ""
            return self._due_words(reading.due)
        if last.verdict == MET:
            return translate("course", "met in {time}").format(time=span_words(spent))
        if last.verdict == MISSED:
            late = span_words(max(0, spent - last.target))
            return translate("course", "late by {time}").format(time=late)
        return translate("course", "stopped")

    def _due_words(self, due: Instant) -> str:
        past, ahead = translate("course", "was due {moment}"), translate("course", "due {moment}")
        return (past if due <= self._now else ahead).format(moment=self._moment(due))

    def _told(self, start: Instant, end: Instant, words: str) -> str:
        told = translate("course", "{start} to {end}: {words}")
        return told.format(start=self._moment(start), end=self._moment(end), words=words)

    def _moment(self, at: Instant) -> str:
        moment, today = there(at, self._zone), there(self._now, self._zone)
        if moment.date() == today.date():
            return f"{moment:%H:%M}"
        return f"{day_words(moment)} {moment:%H:%M}"

    def _spoken(self, metric: str, segments: Sequence[Segment], after: str) -> str:
        """A row as a screen reader says it."""
        parts = []
        for segment in segments:
            if segment.state == RUNNING:
                words = translate("course", "ran for {time}")
                words = words.format(time=spoken_span(segment.worked))
            else:
                words = pause_words(segment)
            parts.append(self._told(segment.start, self._end(segment), words))
        return ", ".join((metric_words(metric), *parts, *([after] if after else [])))

    def _end(self, segment: Segment) -> Instant:
        return self._now if segment.end is None else segment.end


def pause_words(segment: Segment) -> str:
    """Why a clock rested."""
    if segment.why in STATUS_WORDS:
        told = translate("course", "paused while {status}")
        return told.format(status=status_words(segment.why))
    return translate("course", "paused")


def day_words(moment: datetime) -> str:
    """A day: "Mon 23 Nov"."""
    return f"{translate('words', WEEKDAYS[moment.weekday()])} {month_day_words(moment)}"


def axis(
    first: Instant, last: Instant, zone: str
) -> tuple[Instant, Instant, tuple[tuple[Instant, str], ...]]:
    """Round moments around two instants, and those between them with their words."""
    step = next((each for each in _STEPS if last - first <= _MOST_TICKS * each), _STEPS[-1])
    wall = there(first, zone)
    midnight = wall.replace(hour=0, minute=0, second=0, microsecond=0)
    into = (wall.replace(tzinfo=None) - midnight.replace(tzinfo=None)) // timedelta(microseconds=1)
    start = first - into % min(step, _DAY)
    ticks, at = [], start
    while True:
        ticks.append((at, _tick_words(there(at, zone), step)))
        if at >= last:
            return start, at, tuple(ticks)
        at += step


def _tick_words(moment: datetime, step: int) -> str:
    if step >= _DAY:
        return day_words(moment)
    is_midnight = not moment.hour and not moment.minute
    return day_words(moment) if is_midnight else f"{moment:%H:%M}"
