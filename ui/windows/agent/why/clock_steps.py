# SPDX-License-Identifier: Apache-2.0
"""Promises about a ticket, alerts, and how the clocks ran, as steps of a trace."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from app.clocks.hours import DeskHours
from app.clocks.reading import read
from app.workspace.workspace import Workspace
from sync_server.contract.clocks import (
    BREACH,
    GOING,
    METRICS,
    PAUSED,
    Clock,
    next_point,
)
from sync_server.contract.entities import Calendar, SlaPolicy, Ticket
from sync_server.contract.ids import CalendarId, Instant, PolicyId
from sync_server.contract.ledger import Segment, State, segments
from sync_server.contract.queries import HistoryEntry
from ui.models.clock_changes import clock_changes
from ui.models.clock_words import metric_words, told_words
from ui.models.time_left import span_words, target_words
from ui.models.words import status_words, translate
from ui.widgets.trace_value import TraceRow, TraceStep, TraceTableValue, TraceTone
from ui.windows.agent.step_moments import step_moment

_METRIC: Final = {metric: place for place, metric in enumerate(METRICS)}


def clocks_in(value: object) -> tuple[Clock, ...]:
    """The clocks as the log has them; none of what a newer version wrote in another way."""
    try:
        return msgspec.convert(value or (), tuple[Clock, ...])
    except msgspec.ValidationError:
        return ()


def clock_step(workspace: Workspace, entry: HistoryEntry) -> TraceStep | None:
    """What an entry says of promises and alerts; that a clock merely runs or rests is no step."""
    if entry.kind != Ticket.kind or "clocks" not in entry.values:
        return None
    before, after = entry.values["clocks"]
    time = step_moment(entry.at, workspace.now_us())
    promised = _promised(workspace, clocks_in(before), clocks_in(after))
    if promised is not None:
        title, lines = promised
        return TraceStep(icon="clock", title=title, time=time, lines=lines)
    told = list(_told(before, after))
    if not told:
        return None
    breached = any(BREACH in clock.fired for clock in _fired_now(before, after))
    tone: TraceTone = "red" if breached else "amber"
    return TraceStep(
        icon="circle-alert", tone=tone, title=told[0], time=time, lines=tuple(told[1:])
    )


def ledger_steps(
    workspace: Workspace, hours: DeskHours, ticket: Ticket, entries: Sequence[HistoryEntry]
) -> Iterator[TraceStep]:
    """How each metric ran up to now. `entries` are newest first; without any the ticket tells."""
    now = workspace.now_us()
    states: list[State] = [
        (entry.at, clocks_in(entry.values["clocks"][1]))
        for entry in reversed(entries)
        if entry.kind == Ticket.kind and "clocks" in entry.values
    ] or [(ticket.updated_at, ticket.clocks)]
    found = segments(states, hours.of, now=now)
    newest: dict[str, Clock] = {}
    for _, clocks in states:
        for clock in clocks:
            if clock.metric not in newest or newest[clock.metric].instance <= clock.instance:
                newest[clock.metric] = clock
    for metric in sorted(newest, key=lambda each: (_METRIC.get(each, len(_METRIC)), each)):
        rows = [segment for segment in found if segment.metric == metric]
        yield _ledger(newest[metric], rows, hours, now=now)


def _ledger(clock: Clock, rows: Sequence[Segment], hours: DeskHours, *, now: Instant) -> TraceStep:
    told = told_words(read(clock, hours.of(clock.calendar), now), hours.zone(clock.calendar), now)
    coming = next_point(clock, hours.of(clock.calendar)) if clock.state in GOING else None
    note = ""
    if coming is not None and coming[0] != BREACH and coming[1] > now:
        words = translate("why", "Next alert: {point} % at {moment}.")
        note = words.format(point=coming[0], moment=step_moment(coming[1], now))
    many = len({row.instance for row in rows}) > 1
    heads = (
        translate("why", "Clock"),
        translate("why", "From"),
        translate("why", "To"),
        translate("why", "Worked"),
    )
    table = TraceTableValue(heads, tuple(_row(row, many=many, now=now) for row in rows))
    title = translate("why", "How the clock ran: {metric}")
    return TraceStep(
        icon="history",
        title=title.format(metric=metric_words(clock.metric)),
        lines=(f"{told}.",),
        table=table if rows else None,
        note=note,
    )


def _row(segment: Segment, *, many: bool, now: Instant) -> TraceRow:
    if segment.state == PAUSED:
        words = translate("why", "Paused, {status}").format(status=status_words(segment.why))
        what = words if segment.why else translate("why", "Paused")
    else:
        what = translate("why", "Ran")
    if segment.verdict:
        verdicts = {
            "met": translate("why", "met"),
            "missed": translate("why", "too late"),
            "stopped": translate("why", "stopped"),
        }
        what = f"{what}, {verdicts.get(segment.verdict, segment.verdict)}"
    if many:
        what = f"{segment.instance}. {what}"
    end = segment.end
    return TraceRow(
        (
            what,
            step_moment(segment.start, now),
            translate("why", "still") if end is None else step_moment(end, now),
            "" if segment.state == PAUSED else span_words(segment.worked),
        ),
        tone="muted" if segment.state == PAUSED else "plain",
    )


def _promised(
    workspace: Workspace, before: Iterable[Clock], after: Iterable[Clock]
) -> tuple[str, tuple[str, ...]] | None:
    """Which policy applies from now on, and what it promises; nothing where that is as before."""
    known = {(clock.policy, clock.calendar) for clock in before}
    fresh = [clock for clock in after if (clock.policy, clock.calendar) not in known]
    found = next((clock for clock in fresh if clock.policy is not None), None)
    if found is None:
        return None
    policy = _policy_name(workspace, found.policy)
    calendar = workspace.get(Calendar, found.calendar or CalendarId(""))
    if calendar is None:
        title = translate("why", "Policy {policy} applies, around the clock")
    else:
        title = translate("why", "Policy {policy} applies, calendar {calendar}")
    targets = (
        translate("why", "{metric} {target}").format(
            metric=metric_words(clock.metric), target=target_words(clock.target)
        )
        for clock in fresh
        if clock.policy == found.policy
    )
    name = "" if calendar is None else calendar.name
    return title.format(policy=policy, calendar=name), (", ".join(targets),)


def _policy_name(workspace: Workspace, id: PolicyId | None) -> str:
    policy = None if id is None else workspace.get(SlaPolicy, id)
    return str(id) if policy is None else policy.name


def _told(before: object, after: object) -> Iterator[str]:
    """Alerts and what people added, each with its metric; the course of a clock is its ledger."""
    known = {(clock.metric, clock.instance): clock for clock in clocks_in(before)}
    for clock in clocks_in(after):
        was = known.get((clock.metric, clock.instance))
        if was is None:
            continue
        still = msgspec.structs.replace(clock, state=was.state, why=was.why)
        for metric, words in clock_changes([was], [still]):
            told = translate("why", "{metric}: {change}")
            yield told.format(metric=metric_words(metric), change=words)


def _fired_now(before: object, after: object) -> Iterator[Clock]:
    """Clocks of which more was told than before."""
    known = {(clock.metric, clock.instance): clock.fired for clock in clocks_in(before)}
    for clock in clocks_in(after):
        if len(clock.fired) > len(known.get((clock.metric, clock.instance), ())):
            yield clock
