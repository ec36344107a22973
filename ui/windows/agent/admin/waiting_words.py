# SPDX-License-Identifier: Apache-2.0
"""How the tickets of a team wait, in words and as the form has it."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Calendar, Team
from ui.models.words import status_words, translate
from ui.widgets import plural
from ui.widgets.choice import Choice
from ui.widgets.day_list import DayValue
from ui.widgets.sign import Sign
from ui.widgets.waiting_form import WaitingValue
from ui.windows.agent.choices import STATUS_DOTS
from ui.windows.agent.next_status import AS_IT_IS
from ui.windows.agent.replies.kept import field_choices

DESK_WEEK: Final = "week of the desk"
"""The key of the working days that are not those of a calendar."""

_STATUSES: Final = ("open", "pending", "on_hold", "solved")
_ASSIGNEE: Final = {
    "agent.name": str(QT_TRANSLATE_NOOP("waiting", "Name of the assignee")),
    "agent.first_name": str(QT_TRANSLATE_NOOP("waiting", "First name of the assignee")),
    "agent.email": str(QT_TRANSLATE_NOOP("waiting", "Address of the assignee")),
}


def waiting_value(workspace: Workspace, team: Team) -> WaitingValue:
    """What a team says, as the form has it; what is not known counts as not said."""
    calendar = workspace.get(Calendar, team.calendar)
    return WaitingValue(
        next_status=team.next_status if team.next_status in _STATUSES else AS_IT_IS,
        calendar=DESK_WEEK if calendar is None else calendar.id,
        pending_days=str(team.pending_days),
        on_hold_days=str(team.on_hold_days),
        reminder=team.reminder.strip(),
    )


def team_row(workspace: Workspace, team: Team, *, has_changes: bool) -> DayValue:
    """A line of the list: short for the eye, and in whole sentences for the ear."""
    value = waiting_value(workspace, team)
    as_it_is = value.next_status == AS_IT_IS
    sends = translate("waiting", "Send: {status}").format(
        status=_as_it_is() if as_it_is else status_words(value.next_status)
    )
    days = translate("waiting", "Pending {pending} d, On hold {on_hold} d").format(
        pending=team.pending_days, on_hold=team.on_hold_days
    )
    calendar = workspace.get(Calendar, team.calendar)
    week = _desk_week() if calendar is None else calendar.name
    marks = (
        translate("waiting", "with a reminder") if value.reminder else "",
        translate("waiting", "switched off") if team.disabled else "",
        translate("waiting", "not saved") if has_changes else "",
    )
    detail = " \N{MIDDLE DOT} ".join(filter(None, (sends, days, week, *marks)))
    told = translate("waiting", "{team}. {sends}. Pending: {pending}, On hold: {on_hold}, {week}")
    spoken = told.format(
        team=team.name,
        sends=sends,
        pending=_days_words(team.pending_days),
        on_hold=_days_words(team.on_hold_days),
        week=week,
    )
    return DayValue(team.id, "", team.name, detail, ", ".join(filter(None, (spoken, *marks))))


def status_choices() -> Iterator[Choice]:
    """What may become of a ticket with a reply."""
    yield Choice(AS_IT_IS, translate("waiting", "As it is"), Sign("icon", "minus"))
    for status in _STATUSES:
        yield Choice(status, status_words(status), Sign("dot", STATUS_DOTS.get(status, "ctl")))


def calendar_choices(workspace: Workspace, team: Team) -> Iterator[Choice]:
    """The desk, the calendars in force, and the one that is set, even where it is not any more."""
    yield Choice(DESK_WEEK, translate("waiting", "The desk's working hours"))
    every = sorted(workspace.all(Calendar), key=lambda each: (each.name.casefold(), each.id))
    for each in every:
        if (each.number and not each.disabled) or each.id == team.calendar:
            yield Choice(each.id, each.name)


def reminder_fields() -> tuple[Choice, ...]:
    """What can be filled into a reminder: the desk sends it, so the agent is the assignee."""
    return tuple(
        Choice(each.key, translate("waiting", _ASSIGNEE[each.key]))
        if each.key in _ASSIGNEE
        else each
        for each in field_choices()
    )


def _as_it_is() -> str:
    return translate("waiting", "as it is")


def _desk_week() -> str:
    return translate("waiting", "the desk's working hours")


def _days_words(days: int) -> str:
    return plural.tr("%n working days", "1 working day", days)
