# SPDX-License-Identifier: Apache-2.0
"""What an alert says of its ticket."""

from app.alerts.inbox import Alert
from app.clocks.hours import DeskHours
from app.clocks.reading import read
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Team, Ticket
from sync_server.contract.ids import Instant
from ui.models.clock_words import metric_words, moment_there, told_face
from ui.models.people import company_name, contact_name, people_on
from ui.models.words import number_words, translate
from ui.widgets.alert_value import AlertValue
from ui.widgets.avatar import presence_words
from ui.widgets.clock_face import ClockFace


def alert_value(workspace: Workspace, hours: DeskHours, alert: Alert) -> AlertValue | None:
    """An alert ready to be shown; nothing once its ticket is gone."""
    ticket, now = workspace.get(Ticket, alert.ticket), workspace.now_us()
    if ticket is None:
        return None
    people = [each for each in people_on(workspace, alert.ticket) if each.level != "elsewhere"]
    return AlertValue(
        ticket=ticket.id,
        reason=_reason(alert, ticket, hours, now),
        subject=ticket.subject or translate("rows", "No subject"),
        who=_who(workspace, ticket),
        priority=ticket.priority,
        is_late=alert.is_late,
        can_take=ticket.assignee is None,
        working=presence_words(people),
        face=alert_face(hours, alert, now),
    )


def alert_face(hours: DeskHours, alert: Alert, now: Instant) -> ClockFace:
    """What the clock of an alert shows at an instant."""
    clock = alert.clock
    return told_face(read(clock, hours.of(clock.calendar), now), hours.zone(clock.calendar), now)


def _reason(alert: Alert, ticket: Ticket, hours: DeskHours, now: Instant) -> str:
    clock = alert.clock
    metric, due = metric_words(clock.metric), read(clock, hours.of(clock.calendar), now).due
    if due is None:
        return metric
    if alert.is_late:
        told = translate("alerts", "{metric} was due {moment}")
    elif ticket.assignee is None:
        told = translate("alerts", "Unassigned. {metric} due {moment}")
    else:
        told = translate("alerts", "{metric} due {moment}")
    return told.format(metric=metric, moment=moment_there(due, hours.zone(clock.calendar), now))


def _who(workspace: Workspace, ticket: Ticket) -> str:
    """Customer and company, number, team."""
    company = company_name(workspace, ticket)
    customer = contact_name(workspace, ticket.requester)
    team = workspace.get(Team, ticket.team)
    parts = (
        f"{customer}, {company}" if company else customer,
        number_words(ticket.number),
        "" if team is None else team.name,
    )
    return " · ".join(part for part in parts if part)
