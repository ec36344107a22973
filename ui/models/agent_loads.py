# SPDX-License-Identifier: Apache-2.0
"""How much each agent has in hand, as the router counts it: kept, not counted again and again."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from app.views.definitions import OUR_TURN
from app.workspace.changes import Changes
from app.workspace.workspace import Workspace
from sync_server.contract.entities import WORKSPACE, Ticket
from sync_server.contract.entities import Workspace as Desk
from sync_server.contract.ids import AgentId, TeamId, TicketId


class AgentLoads:
    """Of the tickets that this person sees. `begin` starts to count, and `go_on` counts a stretch:
    all of them in one turn would be too many. `take` follows changes.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._left: Iterator[TicketId] | None = None
        self._held: dict[TicketId, tuple[AgentId | None, TeamId | None, int]] = {}
        self._loads: Counter[AgentId] = Counter()
        self._waiting: defaultdict[TeamId, set[TicketId]] = defaultdict(set)

    def of(self, agent: AgentId) -> int:
        """The weight of what an agent has in hand or is asked to take."""
        return self._loads[agent]

    def waiting(self, team: TeamId) -> int:
        """How many tickets of a team nobody has, where the team shares out."""
        return len(self._waiting[team])

    def tickets_waiting(self, team: TeamId) -> frozenset[TicketId]:
        """Which ones these are."""
        return frozenset(self._waiting[team])

    def begin(self) -> None:
        """Count from the start."""
        self._held.clear()
        self._loads.clear()
        self._waiting.clear()
        self._left = iter([ticket.id for ticket in self._workspace.all(Ticket)])

    def go_on(self, most: int) -> bool:
        """Count so many more; whether any are left."""
        if self._left is None:
            return False
        some = list(islice(self._left, most))
        self._count(some)
        if len(some) < most:
            self._left = None
        return self._left is not None

    def take(self, changes: Changes) -> None:
        """Follow what has changed; a desk that weighs otherwise is counted again."""
        if changes.reloaded or Desk.kind in changes.rows:
            self.begin()
        else:
            self._count(TicketId(id) for id in changes.rows.get(Ticket.kind, ()))

    def _count(self, tickets: Iterable[TicketId]) -> None:
        for id in tickets:
            self._forget(id)
            ticket = self._workspace.get(Ticket, id)
            if ticket is None or ticket.status not in OUR_TURN or ticket.archived:
                continue
            agent, team = ticket.assignee or ticket.offered_to, ticket.team
            waits = team if agent is None and ticket.queued_at is not None else None
            weight = self._weight(ticket)
            self._held[id] = (agent, waits, weight)
            if agent is not None:
                self._loads[agent] += weight
            if waits is not None:
                self._waiting[waits].add(id)

    def _forget(self, id: TicketId) -> None:
        agent, waits, weight = self._held.pop(id, (None, None, 0))
        if agent is not None:
            self._loads[agent] -= weight
        if waits is not None:
            self._waiting[waits].discard(id)

    def _weight(self, ticket: Ticket) -> int:
        desk = self._workspace.get(Desk, WORKSPACE) or Desk(id=WORKSPACE)
        in_channel = desk.channel_weights.get(ticket.channel, 1)
        return in_channel * desk.priority_weights.get(ticket.priority, 1)
