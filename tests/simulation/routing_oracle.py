# SPDX-License-Identifier: Apache-2.0
"""What routing may do, said without it: one who looks at every row, one after the other."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sync_server.contract.entities import (
    KINDS,
    WORKSPACE,
    Agent,
    Availability,
    Membership,
    Team,
    Ticket,
    Workspace,
)
from sync_server.contract.ids import Instant
from sync_server.store.changelog import Logged, causes_of

_MINUTE: Final = 60_000_000
_OURS: Final = ("new", "open")
_WORKERS: Final = ("agent", "supervisor", "administrator")


class _Gift(Struct, frozen=True, kw_only=True):
    """A ticket that somebody got or is offered, who perhaps asks for one."""

    ticket: Ticket
    winner: str
    at: Instant
    since: Instant | None
    asks: bool


class RoutingOracle:
    """Reads the log of a desk, and holds what the router gave against the rows as they were."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        self.failures: list[str] = []
        self.seq = 0
        self.given = 0

    def read(self, log: Iterable[Logged]) -> None:
        """Read on, and look at what each command gave, once all of its changes are known."""
        for _, entries in groupby(log, key=lambda entry: (entry.device, entry.command)):
            gifts = [gift for entry in entries if (gift := self._hear(entry)) is not None]
            self.given += len(gifts)
            for gift in gifts:
                self._judge(gift)

    def _hear(self, entry: Logged) -> _Gift | None:
        before = self._rows[entry.kind].get(entry.id)
        after = _after(entry, before)
        self.seq = entry.seq
        if after is None:
            self._rows[entry.kind].pop(entry.id, None)
            return None
        self._rows[entry.kind][entry.id] = after
        route: Any = causes_of(entry).get("routing", {})
        if entry.kind != Ticket.kind or not route.get("winner"):
            return None
        asks = bool(route.get("pulled"))
        since = after.queued_at if before is None else before.queued_at
        return _Gift(
            ticket=after, winner=route["winner"], at=entry.at, since=since or entry.at, asks=asks
        )

    def check_nobody_waits(self, now: Instant) -> None:
        """Nothing may wait for which somebody fits."""
        for ticket in self._rows["ticket"].values():
            if self._waits(ticket):
                for agent in self._rows["agent"]:
                    if self._keeps_from(ticket, agent, now, asks=False, gifts=False) is None:
                        self.failures.append(f"{ticket.id} waits at {now}, and {agent} fits")

    def _waits(self, ticket: Ticket) -> bool:
        team = None if ticket.team is None else self._rows["team"].get(ticket.team)
        if team is None or team.routing == "manual" or team.disabled or team.kept_back:
            return False
        free = ticket.assignee is None and ticket.offered_to is None
        return ticket.status in _OURS and free and not ticket.kept_back

    def _judge(self, gift: _Gift) -> None:
        ticket, winner = gift.ticket, gift.winner
        waited = replace(ticket, queued_at=gift.since)
        wrong = self._keeps_from(waited, winner, gift.at, asks=gift.asks, gifts=True)
        if wrong is not None:
            self.failures.append(f"{ticket.id} went to {winner} at {gift.at}: {wrong}")

    def _keeps_from(
        self, ticket: Ticket, agent: str, now: Instant, *, asks: bool, gifts: bool
    ) -> str | None:
        """Why an agent may not have a ticket; `None` for one who may."""
        row: Agent = self._rows["agent"][agent]
        assert ticket.team is not None
        team: Team = self._rows["team"][ticket.team]
        if row.disabled or row.role not in _WORKERS or not self._works(agent, team.id):
            return "not in the team"
        if not asks and not self._is_there(agent, now):
            return "not there"
        if any(row.skills.get(skill, 0) < level for skill, level in _needed(ticket, team, now)):
            return "lacks a skill"
        if not self._has_room(row, ticket):
            return "no room"
        if not asks and agent in ticket.asked:
            return "was asked"
        if not asks and not gifts and self._had_enough(agent, team, now):
            return "had enough"
        return None

    def _works(self, agent: str, team: str) -> bool:
        places: Iterable[Membership] = self._rows["membership"].values()
        return any((p.agent, p.team, p.level) == (agent, team, "work") for p in places)

    def _is_there(self, agent: str, now: Instant) -> bool:
        said: Availability | None = self._rows["availability"].get(agent)
        if said is None or said.state != "available" or not said.reachable:
            return False
        return not any(each.from_at <= now < each.until_at for each in said.absences)

    def _had_enough(self, agent: str, team: Team, now: Instant) -> bool:
        said: Availability | None = self._rows["availability"].get(agent)
        recent = [] if said is None else [at for at in said.given if at > now - _MINUTE]
        return bool(team.per_minute) and len(recent) >= team.per_minute

    def _has_room(self, agent: Agent, ticket: Ticket) -> bool:
        held = [
            each
            for each in self._rows["ticket"].values()
            if each.id != ticket.id
            and each.status in _OURS
            and (each.assignee or each.offered_to) == agent.id
        ]
        here = [each for each in held if each.channel == ticket.channel]
        weight = self._weight(ticket)
        limits = [(agent.capacity, held)]
        if ticket.channel in agent.capacities:
            limits.append((agent.capacities[ticket.channel], here))
        return all(
            limit > 0 and sum(map(self._weight, those)) + weight <= limit for limit, those in limits
        )

    def _weight(self, ticket: Ticket) -> int:
        desk = self._rows["workspace"].get(WORKSPACE) or Workspace(id=WORKSPACE)
        in_channel: int = desk.channel_weights.get(ticket.channel, 1)
        weight: int = in_channel * desk.priority_weights.get(ticket.priority, 1)
        return weight


def _needed(ticket: Ticket, team: Team, now: Instant) -> list[tuple[Any, int]]:
    """Skills and levels that a ticket asks for, without those that it has given up by now."""
    needed = [(need.skill, need.level) for need in ticket.needs if not need.optional]
    optional = [need for need in ticket.needs if need.optional]
    step, since = team.relax_minutes * _MINUTE, ticket.queued_at or now
    given_up = (now - since) // step if step else 0
    kept = optional[: max(0, len(optional) - given_up)]
    return needed + [(need.skill, need.level) for need in kept]


def _after(entry: Logged, before: Any) -> Any:
    """The row after an entry; `None` when it is gone."""
    if entry.op == "delete" or entry.payload is None:
        return None
    fields = {} if before is None else msgspec.to_builtins(before)
    fields |= msgspec.json.decode(entry.payload)["after"]
    return msgspec.convert({**fields, "id": entry.id}, KINDS[entry.kind])
