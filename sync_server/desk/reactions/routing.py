# SPDX-License-Identifier: Apache-2.0
"""Routing: what waits in the queue of a team that shares out goes to whoever fits.

After each command no ticket waits for whom somebody fits. So a ticket that comes into a queue is
compared alone, and a whole queue only when somebody may take more than before. What time alone
brings about comes as `RouteTickets`.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Final

from msgspec.structs import replace

from sync_server.contract.entities import (
    Agent,
    Availability,
    Calendar,
    Entity,
    Membership,
    Skill,
    Team,
    Ticket,
    Workspace,
)
from sync_server.contract.ids import AgentId, TeamId, TicketId
from sync_server.contract.routes import REDISTRIBUTED, ROUTING
from sync_server.desk.alerting import tell_nobody_takes, untell_nobody_takes
from sync_server.desk.commands.edits import change_ticket
from sync_server.desk.commands.taking_back import taken_from
from sync_server.desk.queues import holder_of, is_ours, queue_of
from sync_server.desk.sharing import Sharing, route_of, shares_out
from sync_server.desk.unit import Unit
from sync_server.domain.lifecycle import after_assignment
from sync_server.domain.routing.decision import Decision
from sync_server.domain.routing.line import in_turn
from sync_server.domain.routing.queue import Service, order
from sync_server.domain.routing.values import AVAILABLE, Waiting

EXPLAINED: Final = 50
"""So many of those that go on waiting say anew why, and when the desk looks again: the first ones.
Whoever looks again looks at the whole queue."""

_OUT: Final[dict[str, Any]] = {
    "queued_at": None,
    "unrouted": "",
    "route_at": None,
    "last_owner": None,
    "offered_to": None,
    "round_over_at": None,
}
"""What a ticket says that waits in no queue."""

_SHARING: Final = (
    "routing",
    "order",
    "sticky",
    "accept_s",
    "per_minute",
    "relax_minutes",
    "calendar",
    "kept_back",
)


def share_out(unit: Unit) -> None:
    """Give what waits to those who fit, as far as the command changed who fits or what waits."""
    news = _News(unit)
    if news.tickets or news.queues:
        router = _Router(unit)
        for team in sorted(news.queues):
            router.drain(team)
        router.route(news.tickets)


class _News:
    """What a command changed: tickets that ask anew, and queues to which somebody may be free."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self.tickets: list[TicketId] = []
        self.queues: set[TeamId] = set()
        hear: dict[str, Callable[[Any, Any], None]] = {
            Ticket.kind: self._hear_ticket,
            Availability.kind: self._hear_availability,
            Agent.kind: self._hear_agent,
            Membership.kind: self._hear_membership,
            Team.kind: self._hear_team,
            Workspace.kind: self._hear_workspace,
            Calendar.kind: self._hear_calendar,
            Skill.kind: self._hear_skill,
        }
        for change in unit.changes():
            if change.kind in hear:
                hear[change.kind](change.before, change.after)

    def _hear_ticket(self, before: Ticket | None, after: Ticket | None) -> None:
        team = queue_of(after)
        if after is not None and _asks(before) != _asks(after):
            if team is not None and team == queue_of(before) and _asked_again(before, after):
                self._drain(team)
            else:
                self.tickets.append(after.id)
        holder = holder_of(before)
        if holder is not None and (holder_of(after) != holder or _weighs(before) != _weighs(after)):
            self._is_freer(holder)

    def _hear_availability(self, _: Entity | None, after: Availability) -> None:
        if after.state == AVAILABLE and after.reachable:
            self._is_freer(after.id)

    def _hear_agent(self, _: Entity | None, after: Agent) -> None:
        self._is_freer(after.id)

    def _hear_membership(self, _: Entity | None, after: Membership | None) -> None:
        if after is not None:
            self._drain(after.team)

    def _hear_team(self, before: Team | None, after: Team) -> None:
        if before is not None and any(
            getattr(before, name) != getattr(after, name) for name in (*_SHARING, "disabled")
        ):
            self._drain(after.id)

    def _hear_workspace(self, before: Workspace | None, after: Workspace) -> None:
        was = before or Workspace(id=after.id)
        if (was.channel_weights, was.priority_weights) != (
            after.channel_weights,
            after.priority_weights,
        ):
            self._drain_all()

    def _hear_calendar(self, before: Calendar | None, after: Calendar) -> None:
        if before is None or before.number != after.number:
            for team in self._unit.roster.teams.values():
                if team.calendar == after.id:
                    self._drain(team.id)

    def _hear_skill(self, _: Entity | None, _after: Skill) -> None:
        self._drain_all()

    def _drain_all(self) -> None:
        for team in self._unit.roster.teams:
            self._drain(team)

    def _is_freer(self, agent: AgentId) -> None:
        for team in self._unit.roster.teams_of(agent):
            self._drain(team)

    def _drain(self, team: TeamId) -> None:
        outcome = self._unit.outcome
        if shares_out(outcome.roster.teams.get(team)) and outcome.queues.waiting(team):
            self.queues.add(team)


class _Router:
    """Who gets what after a command. Each gift counts for the next."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._memory = unit.outcome
        self._sharing = Sharing(self._memory, unit.now)

    def drain(self, team: TeamId) -> None:
        """Give out what waits in the queue of a team that shares out, as far as somebody can have
        it: once those who go on waiting have said why, nobody is asked twice for the same.
        """
        row, rows, left = self._memory.roster.teams[team], self._memory.queues.waiting(team), 0
        service, ended = self._service(row), set[Hashable]()
        for asks, place in in_turn(self._memory.lines.of(team), ended):
            ticket = rows[place[-1]]
            entered = self._entered(ticket, row)
            waiting = self._sharing.waiting(entered, row)
            decision = service.decide(waiting)
            if decision.winner is not None:
                self._give(entered, waiting, decision, row)
            elif left < EXPLAINED:
                left += 1
                self._leave(entered, waiting, decision, row)
            elif entered.asked == ticket.asked:
                ended.add(asks)

    def route(self, ids: Iterable[TicketId]) -> None:
        """Look at some tickets, wherever they are now: at those of a team in the team's order."""
        entering: dict[TeamId, list[Ticket]] = {}
        for id_ in ids:
            ticket = self._unit.get(Ticket, id_)
            team = None if ticket.team is None else self._memory.roster.teams.get(ticket.team)
            if not shares_out(team) or not _is_free(ticket):
                if ticket.round_over_at is not None:
                    untell_nobody_takes(self._unit, ticket)
                if ticket.queued_at is not None:
                    self._unit.update(ticket, **_OUT, asked=())
            elif ticket.offered_to is None:
                entering.setdefault(team.id, []).append(ticket)
        for entered, tickets in entering.items():
            self._share(self._memory.roster.teams[entered], tickets)

    def _share(self, team: Team, tickets: Iterable[Ticket]) -> None:
        unit, sharing, left = self._unit, self._sharing, 0
        known = {ticket.id: self._entered(ticket, team) for ticket in tickets}
        waiting = [sharing.waiting(ticket, team) for ticket in known.values()]
        service = self._service(team)
        for each in order(waiting, sharing.queue(team, unit.version(team))):
            ticket, decision = known[each.id], service.decide(each)
            if decision.winner is not None:
                self._give(ticket, each, decision, team)
            elif left < EXPLAINED:
                left += 1
                self._leave(ticket, each, decision, team)

    def _service(self, team: Team) -> Service:
        queue = self._sharing.queue(team, self._unit.version(team))
        return Service(self._sharing.hands(team), queue, self._unit.now)

    def _give(self, ticket: Ticket, waiting: Waiting, decision: Decision, team: Team) -> None:
        unit, winner = self._unit, decision.winner
        assert winner is not None
        hand = self._sharing.give(winner, waiting)
        unit.update(self._memory.queues.availability(winner), given=hand.assigned)
        if decision.offered_until is not None:
            offer = {"offered_to": winner, "route_at": decision.offered_until, "unrouted": ""}
            unit.update(ticket, **offer)
        else:
            status = after_assignment(ticket.status)
            if ticket.round_over_at is not None:
                untell_nobody_takes(unit, ticket)
            changes = {**_OUT, "asked": ticket.asked, "assignee": winner, "status": status}
            change_ticket(unit, ticket, changes)
        unit.explain(ticket, ROUTING, route_of(decision, team, ticket, waiting))

    def _leave(self, ticket: Ticket, waiting: Waiting, decision: Decision, team: Team) -> None:
        """Say why it goes on waiting, where that is not what it says already."""
        said = replace(
            ticket,
            unrouted=decision.reason,
            route_at=decision.again_at,
            round_over_at=self._unit.now if decision.alert else ticket.round_over_at,
        )
        if said != self._unit.find(Ticket, ticket.id):
            self._unit.update(said)
            self._unit.explain(said, ROUTING, route_of(decision, team, ticket, waiting))
        if decision.alert:
            tell_nobody_takes(self._unit, said, team, decision.reason)

    def _entered(self, ticket: Ticket, team: Team) -> Ticket:
        """The ticket as it waits; who just gave it back is not asked again."""
        before = self._unit.before(Ticket, ticket.id)
        if ticket.queued_at is not None and queue_of(before) == team.id:
            return ticket
        holder = holder_of(before)
        is_known = before is not None and before.team == team.id
        asked = ticket.asked if is_known else ()
        if is_known and holder is not None:
            asked = (*(each for each in asked if each != holder), holder)
        taken = taken_from(self._unit, ticket)
        missed = taken is not None and taken.reason != REDISTRIBUTED
        owner = taken.agent if missed and taken is not None else self._last_owner(ticket)
        return replace(
            ticket,
            queued_at=ticket.queued_at or self._unit.now,
            asked=() if missed else asked,
            last_owner=owner if team.sticky else None,
        )

    def _last_owner(self, ticket: Ticket) -> AgentId | None:
        if ticket.requester is None:
            return None
        return self._unit.lookup.last_owner(ticket.requester, besides=ticket.id)


def _is_free(ticket: Ticket) -> bool:
    """Whether a ticket could be given to somebody."""
    return is_ours(ticket) and ticket.assignee is None


def _asks(ticket: Ticket | None) -> object:
    """What a ticket asks of a queue; `None` for one that waits in none and says so."""
    if ticket is None or (not _is_free(ticket) and ticket.queued_at is None):
        return None
    state = (ticket.team, ticket.assignee, ticket.offered_to, ticket.route_at)
    return is_ours(ticket), state, ticket.needs, _weighs(ticket), ticket.kept_back


def _asked_again(before: Ticket | None, after: Ticket) -> bool:
    """Whether it was time to look again at a queue."""
    return before is not None and before.route_at is not None and after.route_at is None


def _weighs(ticket: Ticket | None) -> object:
    return None if ticket is None else (ticket.channel, ticket.priority)
