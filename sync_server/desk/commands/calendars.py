# SPDX-License-Identifier: Apache-2.0
"""Commands on calendars: drafts, versions, and the working time that clients get of them."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any, Final

from sync_server.contract.commands import MoveCalendar, PublishCalendar, SaveCalendar
from sync_server.contract.entities import DESK_HOURS, WORKSPACE, Calendar, Workspace
from sync_server.contract.ids import CalendarId, Instant
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import administers, hub_only
from sync_server.desk.commands.given import read_document
from sync_server.desk.commands.versions import publish, save, to_publish
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit
from sync_server.domain.calendar import BusinessCalendar
from sync_server.domain.calendar.spans import Span, joined
from sync_server.domain.calendar.usual_week import UsualWeek, outline, with_week
from sync_server.domain.sla.hours import CalendarHours

SHOWN_BEFORE: Final = timedelta(days=400)
"""Working time of the past that clients get: a year, after which they count on by what it was."""

SHOWN_AHEAD: Final = timedelta(days=380)
"""Working time to come that clients get: a year, as above, and time to move it on."""

_SECOND: Final = timedelta(seconds=1)


@handles(SaveCalendar, policy=administers, audit="configuration")
def handle_save_calendar(unit: Unit, command: SaveCalendar) -> None:
    """Keep the draft, if a calendar can be made of it. Refused: bad_value, conflict."""
    new = Calendar(id=command.calendar, name=command.calendar)
    saved = save(unit, new, command, fields=("name", "disabled"), read=_opening(unit))
    if saved.disabled and _is_used(unit, saved.id):
        raise Refused(Code.BAD_VALUE, "disabled")


@handles(PublishCalendar, policy=administers, audit="configuration")
def handle_publish_calendar(unit: Unit, command: PublishCalendar) -> None:
    """Put it into force from now on: what was measured before stays measured."""
    known = unit.get(Calendar, command.calendar)
    document = to_publish(unit, known, command.number)
    unit.check_base(known, "document", command.base, document)
    calendar = read_document(_opening(unit), document)
    _publish(unit, known, document, calendar, note=command.note)
    week, workspace = outline(document), unit.find(Workspace, WORKSPACE)
    if known.id == DESK_HOURS and week is not None and workspace is not None:
        unit.update(
            workspace,
            timezone=week.timezone,
            work_days=week.days,
            work_from=week.begins,
            work_until=week.ends,
        )


@handles(MoveCalendar, policy=hub_only, audit="configuration")
def handle_move_calendar(unit: Unit, command: MoveCalendar) -> None:
    """Say again when the calendar is open, as seen from now."""
    known = unit.get(Calendar, command.calendar)
    if known.number:
        hours = CalendarHours(unit.promises.versions_of(known))
        unit.update(known, **_shown(hours, unit.now))


def follow_hours(unit: Unit, workspace: Workspace) -> None:
    """Publish the desk's calendar anew when its workspace has other hours, if it has a calendar.

    Its holidays stay. Hours that say no more than its outline does change nothing: breaks stay.
    """
    known = unit.find(Calendar, DESK_HOURS)
    week = UsualWeek(
        workspace.timezone, workspace.work_days, workspace.work_from, workspace.work_until
    )
    if known is None or not known.number or outline(known.document) == week:
        return
    document = with_week(known.document, week)
    _publish(unit, known, document, read_document(_opening(unit), document))


def _opening(unit: Unit) -> Callable[[Any], BusinessCalendar]:
    """A reader of documents that refuses one in which nothing opens within a search from now on: no
    clock by it would ever be due.
    """

    def read(document: Any) -> BusinessCalendar:
        calendar = BusinessCalendar.from_dict(document)
        calendar.check_opens(unit.now)
        return calendar

    return read


def _publish(
    unit: Unit,
    known: Calendar,
    document: dict[str, Any],
    calendar: BusinessCalendar,
    *,
    note: str = "",
) -> None:
    hours = CalendarHours([*unit.promises.versions_of(known), (unit.now, calendar)])
    publish(unit, known, document, note=note, **_shown(hours, unit.now))


def _shown(hours: CalendarHours, now: Instant) -> dict[str, Any]:
    """When a calendar is open, in whole seconds, around an instant."""
    begin = (now - _us(SHOWN_BEFORE)) // _us(_SECOND) * _us(_SECOND)
    end = begin + _us(SHOWN_BEFORE + SHOWN_AHEAD)
    return {"open": _lengths(hours.open_spans(begin, end)), "open_from": begin, "open_until": end}


def _lengths(spans: list[Span]) -> tuple[int, ...]:
    """Spans as the start of the first and the lengths of what is open and closed by turns."""
    second = _us(_SECOND)
    whole = joined((start // second, end // second) for start, end in spans)
    edges = [edge for span in whole for edge in span]
    return (*edges[:1], *(after - before for before, after in pairwise(edges)))


def _us(span: timedelta) -> int:
    return span // timedelta(microseconds=1)


def _is_used(unit: Unit, id_: CalendarId) -> bool:
    """Whether clocks run, or tickets wait, by a calendar."""
    by = [policy.calendar for _, policy in unit.promises.policies]
    return id_ in by or any(team.calendar == id_ for team in unit.roster.teams.values())
