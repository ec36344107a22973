# SPDX-License-Identifier: Apache-2.0
"""What the router is asked, out of what the desk holds in memory at an instant."""

from collections.abc import Iterable
from typing import Final, TypeGuard

from msgspec.structs import replace

from sync_server.contract.clocks import due_at
from sync_server.contract.entities import Agent, Availability, Team, Ticket
from sync_server.contract.ids import AgentId, Instant, Seq
from sync_server.contract.routes import Passed, Ranked, Route
from sync_server.desk.memory import Memory
from sync_server.desk.queues import weight_of
from sync_server.domain.routing.absences import absence_at, stand_in
from sync_server.domain.routing.decision import Decision
from sync_server.domain.routing.queue import with_ticket
from sync_server.domain.routing.values import (
    AWAY,
    BY_DEADLINE,
    MANUAL,
    MINUTE,
    Need,
    Queue,
    Waiting,
)
from sync_server.domain.routing.values import Agent as Hand

_SECOND: Final = 1_000_000


class Sharing:
    """Agents, tickets and queues as the router sees them. What is given counts for the next."""

    def __init__(self, memory: Memory, now: Instant) -> None:
        self._memory = memory
        self._now = now
        self._hands: dict[AgentId, Hand] = {}

    def hands(self, team: Team) -> list[Hand]:
        """Everybody who may be given tickets of a team."""
        return [self.hand(agent, team) for agent in self._memory.roster.takers(team.id)]

    def hand(self, agent: Agent, team: Team) -> Hand:
        """An agent at work for a team."""
        if agent.id not in self._hands:
            memory = self._memory
            self._hands[agent.id] = memory.queues.hand(agent, memory.workspace)
        hand, opens_at = self._present(self._hands[agent.id]), self._opens_at(team)
        if opens_at == self._now:
            return hand
        return replace(hand, working=False, works_at=opens_at)

    def stand_in(self, agent: AgentId | None) -> AgentId | None:
        """Who gets what would be an agent's."""
        return None if agent is None else stand_in(agent, self._availability, self._now)

    def give(self, agent: AgentId, waiting: Waiting) -> Hand:
        """An agent of whom `hands` were asked for, after they got a ticket."""
        self._hands[agent] = with_ticket(self._hands[agent], waiting, self._now)
        return self._hands[agent]

    def queue(self, team: Team, version: Seq) -> Queue:
        """How a team shares out, by that version of its row."""
        return Queue(
            id=team.id,
            version=version,
            mode=team.routing,
            order=team.order,
            accept_window=team.accept_s * _SECOND or None,
            per_minute=team.per_minute or None,
            sticky=team.sticky,
            kept_back=team.kept_back,
        )

    def waiting(self, ticket: Ticket, team: Team) -> Waiting:
        """A ticket that waits in the queue of a team."""
        needs = [need for need in ticket.needs if self._memory.queues.counts(need.skill)]
        by_deadline = team.order == BY_DEADLINE
        step, since = team.relax_minutes * MINUTE, ticket.queued_at or self._now
        required = [Need(need.skill, need.level) for need in needs if not need.optional]
        optional = [need for need in needs if need.optional]
        required += [
            Need(need.skill, need.level, since + step * place if step else None)
            for place, need in enumerate(reversed(optional), start=1)
        ]
        return Waiting(
            id=ticket.id,
            channel=ticket.channel,
            priority=ticket.priority,
            since=ticket.opened_at,
            due=self._memory.promises.first(ticket.clocks, due_at) if by_deadline else None,
            weight=weight_of(ticket, self._memory.workspace),
            required=tuple(required),
            last_owner=self.stand_in(ticket.last_owner),
            asked=frozenset(ticket.asked),
            round_over_at=ticket.round_over_at,
            pinned=ticket.pinned,
            kept_back=ticket.kept_back,
        )

    def _present(self, hand: Hand) -> Hand:
        """The agent, or the same one absent by plan."""
        absence = absence_at(self._availability(hand.id).absences, self._now)
        if absence is None:
            return hand
        return replace(hand, availability=AWAY, back_at=absence.until_at)

    def _availability(self, agent: AgentId) -> Availability:
        return self._memory.queues.availability(agent)

    def _opens_at(self, team: Team) -> Instant | None:
        """When a team works next: now, within its hours; `None` when that is not known."""
        promises = self._memory.promises
        if team.calendar is None or not promises.knows(team.calendar):
            return self._now
        return promises.hours_of(team.calendar).next_open(self._now)


def shares_out(team: Team | None) -> TypeGuard[Team]:
    """Whether the desk gives out the tickets of a team of itself."""
    return team is not None and team.routing != MANUAL and not team.disabled


def route_of(decision: Decision, team: Team, ticket: Ticket, waiting: Waiting) -> Route:
    """A decision about a ticket, which waited so, as it is logged."""
    stands_in = decision.winner == waiting.last_owner != ticket.last_owner
    return Route(
        team=team.id,
        version=decision.queue_version,
        router=decision.router,
        mode=team.routing,
        winner=decision.winner,
        reason=decision.reason,
        again_at=decision.again_at,
        alert=decision.alert,
        offered_until=decision.offered_until,
        instead_of=ticket.last_owner if stands_in else None,
        ranked=tuple(_ranked(decision)),
        passed=tuple(_passed(decision)),
    )


def _ranked(decision: Decision) -> Iterable[Ranked]:
    for each in decision.candidates:
        if each.score is not None:
            yield Ranked(
                agent=each.agent,
                by=each.decided_by,
                missing=each.score.missing_wishes,
                load=round(each.score.load * 1000),
                assigned_at=each.score.assigned_at,
                last_owner=not each.score.other_owner,
            )


def _passed(decision: Decision) -> Iterable[Passed]:
    for each in decision.candidates:
        if each.removal is not None:
            yield Passed(each.agent, each.removal.reason, each.removal.detail, each.removal.until)
