# SPDX-License-Identifier: Apache-2.0
"""Who hands out contacts: the product's routing, and three plain ways to compare it with.

Our queue is ordered by deadlines. Of the highest priority all are due at once; others when they
give up, but who stays far longer than that takes is due within 60 s and then within the service
level, as long as these can still be kept. A desk knows patience only roughly, so the same routing
also runs without that knowledge, ordered by priority and age.
"""

import random
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Protocol

from sync_server.contract.entities import PRIORITIES
from sync_server.contract.ids import AgentId, Instant, TicketId
from sync_server.domain.routing.queue import drain, with_ticket
from sync_server.domain.routing.values import BY_DEADLINE, BY_PRIORITY, Agent, Need, Queue, Waiting
from tests.benchmarks.desk.day import AT_ONCE_S, SECOND, TARGETS_S, Contact

Staff = Mapping[AgentId, Agent]
Placed = tuple[Contact, AgentId]

HIGHEST: Final = 2
FAR_LONGER: Final = 10


class Router(Protocol):
    """Hands out contacts that wait."""

    name: str

    def hand_out(self, waiting: Iterable[Contact], staff: Staff, now: Instant) -> Iterator[Placed]:
        """Who gets whom now. `waiting` are in the order in which they came."""


class Deskbell:
    """`domain.routing`, without offers and without the limit of the morning."""

    def __init__(self, name: str = "deskbell", order: str = BY_DEADLINE) -> None:
        self.name = name
        self._queue = Queue(
            id="desk",
            order=order,
            accept_window=None,
            per_minute=None,
            sticky=False,
            spare_skills=True,
        )

    def hand_out(self, waiting: Iterable[Contact], staff: Staff, now: Instant) -> Iterator[Placed]:
        """What a drain of the queue says."""
        by_id = {TicketId(f"contact-{contact.row}"): contact for contact in waiting}
        tickets = [as_ticket(id, contact, now) for id, contact in by_id.items()]
        for decision in drain(tickets, staff.values(), self._queue, now):
            if decision.winner is not None:
                yield by_id[decision.ticket], decision.winner


def as_ticket(id: TicketId, contact: Contact, now: Instant) -> Waiting:
    """A contact as routing sees it."""
    return Waiting(
        id=id,
        channel=contact.channel,
        priority=PRIORITIES[contact.priority],
        since=contact.at,
        due=deadline(contact, now),
        required=(Need(contact.type),),
    )


def deadline(contact: Contact, now: Instant) -> Instant:
    """When somebody should be served at the latest, as things are now."""
    if contact.priority == HIGHEST:
        return contact.at
    for seconds in (AT_ONCE_S, TARGETS_S[contact.priority]):
        promised = contact.at + seconds * SECOND
        if now <= promised and contact.patience >= FAR_LONGER * seconds * SECOND:
            return promised
    return contact.at + contact.patience


class _Plain:
    """The oldest first, to whoever `_choose` takes among those who fit."""

    name: str

    def hand_out(self, waiting: Iterable[Contact], staff: Staff, now: Instant) -> Iterator[Placed]:
        staff = dict(staff)
        hopeless: set[tuple[str, str]] = set()
        for contact in waiting:
            asks = (contact.channel, contact.type)
            fitting = [] if asks in hopeless else [a for a in staff.values() if fits(a, contact)]
            if not fitting:
                hopeless.add(asks)
                continue
            chosen = self._choose(fitting)
            staff[chosen.id] = with_ticket(
                chosen, as_ticket(TicketId("contact"), contact, now), now
            )
            yield contact, chosen.id

    def _choose(self, fitting: list[Agent]) -> Agent:
        raise NotImplementedError


class RoundRobin(_Plain):
    """Each in turn."""

    name = "round robin"

    def __init__(self) -> None:
        self._last = ""

    def _choose(self, fitting: list[Agent]) -> Agent:
        chosen = min(fitting, key=lambda agent: (agent.id <= self._last, agent.id))
        self._last = chosen.id
        return chosen


class LeastLoaded(_Plain):
    """Who has the fewest contacts."""

    name = "least loaded"

    def _choose(self, fitting: list[Agent]) -> Agent:
        return min(fitting, key=lambda agent: (agent.load, agent.id))


class Random(_Plain):
    """Anybody."""

    name = "random"

    def __init__(self, seed: int = 0) -> None:
        self._chance = random.Random(seed)

    def _choose(self, fitting: list[Agent]) -> Agent:
        return self._chance.choice(fitting)


def fits(agent: Agent, contact: Contact) -> bool:
    """Whether somebody may get a contact now."""
    return (
        agent.working
        and contact.type in agent.skills
        and agent.loads.get(contact.channel, 0) < agent.caps[contact.channel]
    )


def routers() -> list[Router]:
    """All of them, ours first."""
    return [
        Deskbell(),
        Deskbell("deskbell, patience unknown", BY_PRIORITY),
        RoundRobin(),
        LeastLoaded(),
        Random(),
    ]
