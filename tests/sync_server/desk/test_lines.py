# SPDX-License-Identifier: Apache-2.0
"""Lines of what waits: kept through changes, they are as if they were made anew."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sync_server.contract.clocks import RUNNING, Clock
from sync_server.contract.entities import Team, Ticket
from sync_server.desk.lines import Lines
from sync_server.desk.memory import NOTHING, Change, Memory
from sync_server.domain.routing.line import in_turn
from tests.support.processor_time import at_most

TEAMS: Any = ("soon", "important")


def a_ticket(number: int, **fields: Any) -> Ticket:
    known: dict[str, Any] = {"opened_at": number, "team": TEAMS[number % 2], **fields}
    return Ticket(id=f"t{number:06}", **known)  # type: ignore[arg-type]


def a_desk() -> Memory:
    soon = Team(id=TEAMS[0], name="Soon", order="deadline")
    important = Team(id=TEAMS[1], name="Important", order="priority")
    return NOTHING.with_changes([Change("team", each.id, None, each) for each in (soon, important)])


def held(lines: Lines) -> Any:
    return {team: {asks: [*line] for asks, line in lines.of(team).items()} for team in TEAMS}


changes = st.fixed_dictionaries(
    {},
    optional={
        "priority": st.sampled_from(["low", "normal", "urgent"]),
        "pinned": st.booleans(),
        "kept_back": st.booleans(),
        "assignee": st.sampled_from([None, "ann"]),
        "status": st.sampled_from(["open", "solved"]),
        "team": st.sampled_from([None, *TEAMS]),
        "clocks": st.sampled_from(
            [(), (Clock("first_reply", 1, RUNNING, since=5, spent=0, target=9),)]
        ),
    },
)


@given(st.lists(st.tuples(st.integers(0, 9), changes), max_size=40), st.booleans())
def test_lines_follow_every_change_of_tickets_and_teams(steps, turns):
    memory, tickets = a_desk(), dict[int, Ticket]()
    for number, fields in steps:
        before = tickets.get(number)
        after = replace(before or a_ticket(number), **fields)
        tickets[number] = after
        memory = memory.with_changes([Change("ticket", after.id, before, after)])
    team = memory.roster.teams[TEAMS[0]]
    other = replace(team, order={True: "priority", False: "deadline"}[turns])
    memory = memory.with_changes([Change("team", team.id, team, other)])
    anew = Lines.load(memory.queues, memory.promises, memory.roster.teams)
    assert held(memory.lines) == held(anew)
    assert {
        place[-1] for team in TEAMS for line in memory.lines.of(team).values() for place in line
    } == {id_ for team in TEAMS for id_ in memory.queues.waiting(team)}


def test_who_is_next_of_many_costs_no_look_at_the_others():
    tickets = [a_ticket(number) for number in range(5_000)]
    memory = a_desk().with_changes([Change("ticket", each.id, None, each) for each in tickets])
    with at_most(0.5):
        for _ in range(1000):
            assert next(iter(in_turn(memory.lines.of(TEAMS[0]), set())))[1][-1] == "t000000"
