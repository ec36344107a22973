# SPDX-License-Identifier: Apache-2.0
"""Policies: which actors may execute a command at all, by role.

What an actor may do to *this* ticket follows from sight and is asked of the unit (`unit.ticket`,
`unit.work`) by the handler. Machines and the operator pass every policy; a channel and a program
pass `takes_in` and `sets_aside` alone.
"""

from functools import partial
from typing import TYPE_CHECKING, Final

from sync_server.contract.entities import ApiKey, Ticket
from sync_server.contract.ids import AgentId
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.actor import CHANNEL, PROGRAM
from sync_server.domain.lifecycle import HIDDEN
from sync_server.domain.merges import living
from sync_server.domain.sight import ADMINISTRATOR, AGENT_ROLES, SUPERVISOR, WORKERS, Viewer

if TYPE_CHECKING:
    from sync_server.contract.commands import Command, HoldMail, ReceiveMessage
    from sync_server.contract.ids import TeamId, TicketId
    from sync_server.desk.unit import Unit

WRITING: Final = "tickets:write"
"""The right of a key to add to tickets."""

LEADERS: Final = frozenset({ADMINISTRATOR, SUPERVISOR})


def works_on_tickets(unit: "Unit", _command: "Command") -> None:
    """Agents, supervisors, administrators."""
    _check_role(unit, WORKERS)


def keeps_contacts(unit: "Unit", _command: "Command") -> None:
    """Those who work on tickets also keep customers and organisations."""
    _check_role(unit, WORKERS)


def writes_notes(unit: "Unit", _command: "Command") -> None:
    """Everybody who reads tickets, light agents too."""
    _check_role(unit, AGENT_ROLES)


def anybody(unit: "Unit", _command: "Command") -> None:
    """Everybody who reads tickets, for what is their own: read marks, views, availability."""
    _check_role(unit, AGENT_ROLES)


def supervises(unit: "Unit", _command: "Command") -> None:
    """Supervisors and administrators. Of which team is the handler's question."""
    _check_role(unit, LEADERS)


def administers(unit: "Unit", _command: "Command") -> None:
    """Administrators."""
    _check_role(unit, frozenset({ADMINISTRATOR}))


def takes_in(unit: "Unit", command: "ReceiveMessage") -> None:
    """Channels, and programs whose key may write where the message goes."""
    if _is_program(unit):
        _check_key(unit, command.thread, command.team)


def sets_aside(unit: "Unit", command: "HoldMail") -> None:
    """Channels, and programs whose key may write where the message would have gone."""
    if _is_program(unit):
        _check_key(unit, command.ticket, command.team)


def _is_program(unit: "Unit") -> bool:
    """Or a channel. Refuses all others: no agent may speak for a customer this way."""
    if unit.actor.kind not in (CHANNEL, PROGRAM) and not unit.actor.is_machine:
        raise Refused(Code.FORBIDDEN)
    return unit.actor.kind == PROGRAM


def _check_key(unit: "Unit", thread: "TicketId | None", team: "TeamId | None") -> None:
    """What the key of a program does not reach looks as if it were not there."""
    key = unit.find(ApiKey, unit.actor.id)
    if key is None or key.revoked_at is not None or key.expires_at <= unit.now:
        raise Refused(Code.FORBIDDEN)
    if WRITING not in key.rights:
        raise Refused(Code.FORBIDDEN)
    ticket = None if thread is None else living(partial(unit.get, Ticket), thread)
    if ticket is not None and ticket.status in HIDDEN:
        raise Refused(Code.NOT_FOUND, Ticket.kind)
    if key.team is not None and (team if ticket is None else ticket.team) != key.team:
        raise Refused(Code.NOT_FOUND, Ticket.kind)


def hub_only(unit: "Unit", _command: "Command") -> None:
    """The desk's own parts."""
    if not unit.actor.is_machine:
        raise Refused(Code.FORBIDDEN)


def reads_tickets(viewer: Viewer) -> None:
    """The policy of queries about tickets: auditors and displays see none."""
    if viewer.role not in AGENT_ROLES:
        raise Refused(Code.FORBIDDEN)


def author(unit: "Unit") -> AgentId:
    """The acting agent, for commands about oneself. Refused: forbidden, for machines."""
    if unit.viewer is None:
        raise Refused(Code.FORBIDDEN)
    return unit.viewer.agent


def check_leads(unit: "Unit", team: "TeamId") -> None:
    """Refuse a supervisor outside their own teams."""
    viewer = unit.viewer
    if viewer is not None and viewer.role != ADMINISTRATOR and team not in viewer.levels:
        raise Refused(Code.FORBIDDEN)


def check_shares(unit: "Unit") -> None:
    """Refuse changes of what everybody holds to those who lead nobody."""
    _check_role(unit, LEADERS)


def _check_role(unit: "Unit", roles: frozenset[str]) -> None:
    if unit.actor.is_machine:
        return
    if unit.viewer is None or unit.viewer.role not in roles:
        raise Refused(Code.FORBIDDEN)
