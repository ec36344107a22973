# SPDX-License-Identifier: Apache-2.0
"""A day under a virtual clock: contacts come, are handed out, are served, or give up."""

from collections import Counter
from collections.abc import Mapping
from heapq import heapify, heappop, heappush
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from sync_server.contract.ids import AgentId, Instant, TicketId
from sync_server.domain.routing.queue import with_ticket
from sync_server.domain.routing.values import Agent
from tests.benchmarks.desk.day import Contact, Day, Person
from tests.benchmarks.desk.routers import Router, as_ticket, fits

DONE: Final = 0
SHIFT: Final = 1
COME: Final = 2
GONE: Final = 3
"""What happens, in this order where it is at the same instant: who waits exactly as long as they
have patience is served, if somebody is free just then."""

Event = tuple[Instant, int, int]
"""When, what, and the number of the contact or the person."""


class Run(Struct, kw_only=True):
    """What became of a day. `waits` and `work` are microseconds.

    `waits` has how long each contact waited until it was served, `None` for one that gave up.
    `work` is how long each person worked. `longest_idle` is the longest that a contact waited while
    somebody who fits was free; the others are contacts handed to somebody who must not have them.
    """

    router: str
    waits: list[int | None]
    work: Mapping[AgentId, int]
    longest_idle: int = 0
    over_capacity: int = 0
    without_skill: int = 0
    outside_hours: int = 0


def run(day: Day, contacts: list[Contact], router: Router) -> Run:
    """The day with one way to hand out contacts. The same arguments give the same run."""
    return _Desk(day, contacts, router).run()


class _Desk:
    def __init__(self, day: Day, contacts: list[Contact], router: Router) -> None:
        self._day = day
        self._contacts = contacts
        self._router = router
        self._people = {person.id: person for person in day.people}
        self._staff = {person.id: _agent(person, day) for person in day.people}
        self._ids = list(self._people)
        self._waiting: dict[int, int] = {}
        """Row -> number of each contact that waits, in the order in which they came."""
        self._idle_since: dict[int, Instant] = {}
        self._served_by: dict[int, AgentId] = {}
        self._work = dict.fromkeys(self._people, 0)
        self._in_hand: Counter[tuple[AgentId, str]] = Counter()
        self._run = Run(
            router=router.name,
            waits=[None] * len(contacts),
            work=self._work,
        )

    def run(self) -> Run:
        self._events: list[Event] = [
            *((contact.at, COME, number) for number, contact in enumerate(self._contacts)),
            *(
                (at, SHIFT, number)
                for number, person in enumerate(self._day.people)
                for shift in person.shifts
                for at in shift
            ),
        ]
        heapify(self._events)
        while self._events:
            now, what, _ = self._events[0]
            if what == GONE:
                self._give_up(heappop(self._events)[2], now)
            else:
                self._turn(now)
        return self._run

    def _turn(self, now: Instant) -> None:
        """All that happens at an instant, and then what is handed out.

        Who waited already found nobody, and by an arrival nobody becomes free.
        """
        came: list[int] = []
        freed = False
        while self._events and self._events[0][0] == now and self._events[0][1] != GONE:
            _, what, number = heappop(self._events)
            if what == COME:
                came.append(number)
                self._come(number)
            elif what == DONE:
                freed = True
                self._finish(number)
            else:
                freed = True
                self._turn_shift(self._ids[number], now)
        asked = list(self._waiting.values()) if freed else came
        waiting = [self._contacts[number] for number in asked]
        for contact, agent in list(self._router.hand_out(waiting, self._staff, now)):
            self._serve(contact, agent, now)
        self._watch(now)

    def _come(self, number: int) -> None:
        contact = self._contacts[number]
        self._waiting[contact.row] = number
        heappush(self._events, (contact.at + contact.patience, GONE, number))

    def _give_up(self, number: int, now: Instant) -> None:
        row = self._contacts[number].row
        if self._waiting.pop(row, None) is not None:
            self._end_idle(row, now)

    def _turn_shift(self, id: AgentId, now: Instant) -> None:
        self._staff[id] = replace(self._staff[id], working=_works(self._people[id], now))

    def _serve(self, contact: Contact, id: AgentId, now: Instant) -> None:
        number = self._waiting.pop(contact.row)
        self._end_idle(contact.row, now)
        self._check(contact, id, now)
        self._served_by[number] = id
        self._staff[id] = with_ticket(self._staff[id], as_ticket(TicketId("t"), contact, now), now)
        self._run.waits[number] = now - contact.at
        self._work[id] += contact.handle
        heappush(self._events, (now + contact.handle, DONE, number))

    def _finish(self, number: int) -> None:
        id, channel = self._served_by.pop(number), self._contacts[number].channel
        self._in_hand[id, channel] -= 1
        agent = self._staff[id]
        loads = {**agent.loads, channel: agent.loads[channel] - 1}
        self._staff[id] = replace(agent, load=agent.load - 1, loads=loads)

    def _check(self, contact: Contact, id: AgentId, now: Instant) -> None:
        """Count what must not be, by the description of the day and not by what routing saw."""
        person = self._people[id]
        self._in_hand[id, contact.channel] += 1
        self._run.over_capacity += (
            self._in_hand[id, contact.channel] > self._day.capacity[contact.channel]
        )
        self._run.without_skill += contact.type not in person.skills
        self._run.outside_hours += not _works(person, now)

    def _watch(self, now: Instant) -> None:
        """Note since when somebody waits although an agent who fits is free."""
        free: dict[tuple[str, str], bool] = {}
        for row, number in self._waiting.items():
            contact = self._contacts[number]
            asks = (contact.channel, contact.type)
            if asks not in free:
                free[asks] = any(fits(agent, contact) for agent in self._staff.values())
            if free[asks]:
                self._idle_since.setdefault(row, now)
            else:
                self._end_idle(row, now)

    def _end_idle(self, row: int, now: Instant) -> None:
        since = self._idle_since.pop(row, now)
        self._run.longest_idle = max(self._run.longest_idle, now - since)


def _agent(person: Person, day: Day) -> Agent:
    return Agent(
        id=person.id,
        cap=sum(day.capacity.values()),
        caps=day.capacity,
        skills=dict.fromkeys(person.skills, 1),
        working=False,
    )


def _works(person: Person, now: Instant) -> bool:
    return any(begins <= now < ends for begins, ends in person.shifts)
