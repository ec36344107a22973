# SPDX-License-Identifier: Apache-2.0
"""Agents, tickets and queues for the tests of routing, made by hand or by chance."""

from typing import Any

from hypothesis import strategies as st

from sync_server.domain.routing.values import Agent, Need, Queue, Waiting

Id = Any

NOW = 1_000_000_000
SKILLS = ("billing", "japanese", "network")
CHANNELS = ("email", "chat")


def an_agent(id, **fields):
    """An agent who is there and has room for ten."""
    return Agent(id=id, **{"cap": 10, **fields})


def a_ticket(id="t", **fields):
    """A ticket that anybody may have."""
    return Waiting(id=id, **{"channel": "email", "priority": "normal", "since": NOW, **fields})


_instants = st.integers(NOW - 100_000_000, NOW + 100_000_000)
_past = st.integers(NOW - 100_000_000, NOW)
_needs = st.lists(
    st.builds(
        Need, st.sampled_from(SKILLS), level=st.integers(1, 2), relaxes=st.none() | _instants
    ),
    max_size=2,
).map(tuple)


@st.composite
def agents(draw, id: Id) -> Agent:
    """An agent, most often one who is there."""
    likely = st.sampled_from([True, True, True, False])
    working = draw(likely)
    return Agent(
        id=id,
        cap=draw(st.integers(0, 4)),
        caps=draw(st.dictionaries(st.sampled_from(CHANNELS), st.integers(0, 3))),
        skills=draw(st.dictionaries(st.sampled_from(SKILLS), st.integers(0, 3))),
        load=draw(st.integers(0, 5)),
        loads=draw(st.dictionaries(st.sampled_from(CHANNELS), st.integers(0, 3))),
        availability=draw(st.sampled_from(["available", "available", "busy", "break"])),
        reachable=draw(likely),
        working=working,
        works_at=None if working else draw(st.none() | st.integers(NOW + 1, NOW + 10**8)),
        assigned=tuple(sorted(draw(st.lists(_past, max_size=4)))),
        member=draw(likely),
    )


@st.composite
def teams(draw) -> list[Agent]:
    """Agents with different ids."""
    return [draw(agents(f"a{number}")) for number in range(draw(st.integers(0, 4)))]


@st.composite
def tickets(draw, id: Id = "t0") -> Waiting:
    """A ticket that waits, perhaps for skills, perhaps after some have declined."""
    people = st.sampled_from([f"a{number}" for number in range(4)])
    return Waiting(
        id=id,
        channel=draw(st.sampled_from(CHANNELS)),
        priority=draw(st.sampled_from(["low", "normal", "high", "urgent", "unheard of"])),
        since=draw(_past),
        due=draw(st.none() | _instants),
        weight=draw(st.integers(0, 2)),
        required=draw(_needs),
        optional=draw(_needs),
        last_owner=draw(st.none() | people),
        asked=draw(st.frozensets(people, max_size=3)),
    )


@st.composite
def backlogs(draw) -> list[Waiting]:
    """Tickets with different ids."""
    return [draw(tickets(f"t{number}")) for number in range(draw(st.integers(0, 6)))]


queues = st.builds(
    Queue,
    id=st.just("q"),
    mode=st.sampled_from(["balanced", "round_robin", "manual"]),
    order=st.sampled_from(["deadline", "priority"]),
    accept_window=st.none() | st.just(60_000_000),
    per_minute=st.none() | st.integers(0, 4),
    sticky=st.booleans(),
    spare_skills=st.booleans(),
)
