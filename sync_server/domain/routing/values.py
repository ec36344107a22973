# SPDX-License-Identifier: Apache-2.0
"""What routing is asked about: agents, tickets that wait for one, and the settings of a queue."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from sync_server.contract.entities import PRIORITIES
from sync_server.contract.ids import AgentId, Instant, TicketId

AVAILABLE: Final = "available"
"""The one availability in which an agent gets tickets."""

AWAY: Final = "absent"
"""The availability of who planned to be away."""

BALANCED: Final = "balanced"
ROUND_ROBIN: Final = "round_robin"
MANUAL: Final = "manual"
"""How a queue chooses among agents: by load, by whose turn it is, or not at all."""

BY_DEADLINE: Final = "deadline"
BY_PRIORITY: Final = "priority"
"""Whom a queue serves first: the nearest deadline, or the highest priority and then the oldest."""

MINUTE: Final = 60_000_000

REST: Final = 15 * MINUTE
"""So long after a round without a taker another begins."""

_RANKS: Final = {priority: rank for rank, priority in enumerate(PRIORITIES)}


def rank(priority: str) -> int:
    """How high a priority is; one that is not known counts as normal."""
    return _RANKS.get(priority, _RANKS["normal"])


class Agent(Struct, frozen=True, kw_only=True):
    """An agent as routing sees them at one instant.

    `skills` are levels by name. `load` is the weight of the tickets that are theirs to work on now,
    `loads` the same by channel; both may be above the cap, since people assign by hand as they
    like. `back_at` is when a planned absence ends, `works_at` when their hours begin while they are
    not `working`. `assigned` are the instants at which they got tickets, ascending: all of the last
    minute, and at least the last.
    """

    id: AgentId
    cap: int
    caps: Mapping[str, int] = {}
    skills: Mapping[str, int] = {}
    load: int = 0
    loads: Mapping[str, int] = {}
    availability: str = AVAILABLE
    back_at: Instant | None = None
    reachable: bool = True
    working: bool = True
    works_at: Instant | None = None
    assigned: tuple[Instant, ...] = ()
    member: bool = True

    @property
    def fullness(self) -> float:
        """How much of the cap is taken; only of somebody who has one."""
        return self.load / self.cap

    def has(self, need: "Need") -> bool:
        """Whether they have a skill, on its level or above."""
        return self.skills.get(need.skill, 0) >= need.level


class Need(Struct, frozen=True):
    """A skill that a ticket asks for, on a level at least.

    From the instant `relaxes` on it asks less: a required skill becomes an optional one, and an
    optional one no longer counts.
    """

    skill: str
    level: int = 1
    relaxes: Instant | None = None

    def counts(self, now: Instant) -> bool:
        """Whether it has not relaxed yet."""
        return self.relaxes is None or now < self.relaxes


class Waiting(Struct, frozen=True, kw_only=True):
    """A ticket that waits for an owner.

    `since` is when it first could have got one: a ticket that comes back keeps its place. `asked`
    are the agents to whom it was offered in this round, which is over since `round_over_at`. `due`
    is its nearest deadline. What is `pinned` is served first, what is `kept_back` not at all.
    """

    id: TicketId
    channel: str
    priority: str
    since: Instant
    due: Instant | None = None
    weight: int = 1
    required: tuple[Need, ...] = ()
    optional: tuple[Need, ...] = ()
    last_owner: AgentId | None = None
    asked: frozenset[AgentId] = frozenset()
    round_over_at: Instant | None = None
    pinned: bool = False
    kept_back: bool = False

    @property
    def skills(self) -> frozenset[str]:
        """What it asks for, whether it has relaxed or not."""
        return frozenset(need.skill for need in self.required + self.optional)

    def must_have(self, now: Instant) -> list[Need]:
        """The skills without which nobody gets it now."""
        return [need for need in self.required if need.counts(now)]

    def wishes(self, now: Instant) -> list[Need]:
        """The skills that are better to have now."""
        relaxed = [need for need in self.required if not need.counts(now)]
        return relaxed + [need for need in self.optional if need.counts(now)]


class Queue(Struct, frozen=True, kw_only=True):
    """The settings of a queue, as of a version of them.

    With an `accept_window`, in microseconds, a ticket is offered for so long; without, it is
    assigned at once. `per_minute` is how many tickets an agent gets in a minute at most, so that
    the first to come in the morning does not get all that has waited. `sticky` prefers the last
    owner. With `spare_skills` the last free agent who knows something else is kept for that, and
    among agents with the same load so are those who know more. One that is `kept_back` shares out
    nothing.
    """

    id: str
    version: int = 1
    mode: str = BALANCED
    order: str = BY_DEADLINE
    accept_window: int | None = MINUTE
    per_minute: int | None = 3
    sticky: bool = True
    spare_skills: bool = False
    kept_back: bool = False
