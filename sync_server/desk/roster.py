# SPDX-License-Identifier: Apache-2.0
"""The roster: agents, teams, memberships and mailboxes in memory, as of one seq. Immutable."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sync_server.contract.addresses import address_key
from sync_server.contract.entities import Agent, Entity, Mailbox, Membership, Team, Ticket
from sync_server.contract.ids import AgentId, MailboxId, MembershipId, TeamId
from sync_server.domain.sight import WORKERS, Viewer
from sync_server.store.engines import Connection
from sync_server.store.rows import AllRows

SIGHT_KINDS = frozenset({"agent", "team", "membership"})
"""What decides who sees what."""

ROSTER_KINDS = SIGHT_KINDS | {"mailbox"}


class Roster:
    """Who works at the desk. A change makes a new roster: readers never see half of one."""

    def __init__(
        self,
        agents: Mapping[AgentId, Agent],
        teams: Mapping[TeamId, Team],
        memberships: Mapping[str, Membership],
        mailboxes: Mapping[MailboxId, Mailbox] | None = None,
    ) -> None:
        self.agents = agents
        self.teams = teams
        self.mailboxes = mailboxes or {}
        self._memberships = memberships
        self._levels: dict[AgentId, dict[TeamId, Membership]] = {}
        for membership in memberships.values():
            self._levels.setdefault(membership.agent, {})[membership.team] = membership
        self._viewers: dict[AgentId, Viewer | None] = {}
        self._takers: dict[TeamId, Sequence[Agent]] = {}

    @classmethod
    def load(cls, rows: AllRows, connection: Connection) -> "Roster":
        """The roster as the connection's transaction sees it."""
        return cls(
            *(
                {entity.id: entity for entity in rows[kind].every(connection)}
                for kind in ("agent", "team", "membership", "mailbox")
            )
        )

    def viewer(self, agent: AgentId) -> Viewer | None:
        """How an agent looks at the desk; `None` for an unknown or disabled one."""
        if agent not in self._viewers:
            self._viewers[agent] = self._make_viewer(agent)
        return self._viewers[agent]

    def membership(self, agent: AgentId, team: TeamId) -> Membership | None:
        """An agent's place in a team."""
        return self._levels.get(agent, {}).get(team)

    def agent_of(self, membership: MembershipId) -> AgentId | None:
        """Whose place a membership is."""
        place = self._memberships.get(membership)
        return None if place is None else place.agent

    def mailbox_for(self, ticket: Ticket) -> Mailbox | None:
        """The mailbox from which a ticket is answered: where the customer wrote to, else one of
        its team, else the first that the desk has.
        """
        usable = [mailbox for mailbox in self.mailboxes.values() if not mailbox.disabled]
        if not usable:
            return None

        def order(mailbox: Mailbox) -> tuple[bool, bool, str]:
            ours = ticket.team is not None and mailbox.team == ticket.team
            return mailbox.id != ticket.mailbox, not ours, mailbox.id

        return min(usable, key=order)

    def is_ours(self, address: str) -> bool:
        """Whether an address is a mailbox of the desk."""
        plain = address_key(address)
        return any(mailbox.address == plain for mailbox in self.mailboxes.values())

    def members(self, team: TeamId) -> list[AgentId]:
        """The agents of a team, at any level."""
        return [agent for agent, levels in self._levels.items() if team in levels]

    def teams_of(self, agent: AgentId) -> Iterable[TeamId]:
        """The teams that an agent is in, at any level."""
        return self._levels.get(agent, {})

    def takers(self, team: TeamId) -> Sequence[Agent]:
        """The agents of a team who may be given its tickets."""
        if team not in self._takers:
            self._takers[team] = self._find_takers(team)
        return self._takers[team]

    def _find_takers(self, team: TeamId) -> Sequence[Agent]:
        places = ((agent, levels.get(team)) for agent, levels in self._levels.items())
        known = (self.agents.get(agent) for agent, place in places if works(place))
        return [agent for agent in known if agent is not None and takes(agent)]

    def with_changes(self, changes: Iterable[tuple[str, str, Entity | None]]) -> "Roster":
        """The roster after `(kind, id, entity or None)` of roster kinds."""
        parts: dict[str, dict[Any, Any]] = {
            "agent": dict(self.agents),
            "team": dict(self.teams),
            "membership": dict(self._memberships),
            "mailbox": dict(self.mailboxes),
        }
        for kind, id_, entity in changes:
            if entity is None:
                parts[kind].pop(id_, None)
            else:
                parts[kind][id_] = entity
        return Roster(parts["agent"], parts["team"], parts["membership"], parts["mailbox"])

    def _make_viewer(self, agent: AgentId) -> Viewer | None:
        entity = self.agents.get(agent)
        if entity is None or entity.disabled:
            return None
        levels = {team: place.level for team, place in self._levels.get(agent, {}).items()}
        return Viewer(agent=agent, role=entity.role, levels=levels)


def works(place: Membership | None) -> bool:
    """Whether somebody in this place of a team works on its tickets."""
    return place is not None and place.level == "work"


def takes(agent: Agent) -> bool:
    """Whether an agent may be given tickets at all."""
    return agent.role in WORKERS and not agent.disabled
