# SPDX-License-Identifier: Apache-2.0
"""A day under the virtual clock: who is served when, who gives up, and what never happens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sync_server.contract.ids import AgentId
from tests.benchmarks.desk.day import SECOND, Contact, Day, Person
from tests.benchmarks.desk.routers import Deskbell, routers
from tests.benchmarks.desk.run import run

EIGHT = 8 * 3600
NINE = 9 * 3600
NOON = 12 * 3600


def routed(described, router, *rows):
    day, contacts = described.read(*rows)
    return run(day, contacts, router)


def waits(described, *rows):
    """How many seconds each waited, in the order in which they came."""
    found = routed(described, Deskbell(), *rows)
    return [None if wait is None else wait / SECOND for wait in found.waits]


def test_who_comes_is_served_when_somebody_is_free(described):
    came = [f"{EIGHT + second},phone,billing,0,60,600" for second in (0, 10, 20)]
    assert waits(described, *came) == [0, 50, 100]


def test_who_comes_before_hours_waits_for_them(described):
    assert waits(described, f"{EIGHT - 30},phone,api,0,60,600") == [30]


@pytest.mark.parametrize(("patience", "expected"), [(59, None), (60, 60), (61, 60)])
def test_who_waits_longer_than_their_patience_gives_up(described, patience, expected):
    came = [f"{EIGHT},phone,billing,0,60,9", f"{EIGHT},phone,billing,0,60,{patience}"]
    assert waits(described, *came)[1] == expected


def test_work_that_has_begun_is_ended_after_hours_and_none_begins(described):
    came = [f"{NOON - 1},phone,api,0,600,9", f"{NOON},phone,api,0,60,3600"]
    found = routed(described, Deskbell(), *came)
    assert found.waits == [0, None]
    assert found.work == {"maya": 600 * SECOND, "theo": 0}


def test_channels_have_their_own_room(described):
    came = [f"{EIGHT},{channel},billing,0,60,9" for channel in ("phone", "chat", "chat", "chat")]
    assert waits(described, *came) == [0, 0, 0, None]


def test_who_needs_a_skill_that_nobody_has_gives_up(described):
    assert waits(described, f"{NINE},phone,opera,2,60,9") == [None]


def test_what_takes_no_time_holds_nobody_up(described):
    came = [f"{EIGHT},phone,billing,0,0,0"] * 3
    assert waits(described, *came)[0] == 0


class Careless:
    """Hands everything to maya."""

    name = "careless"

    def hand_out(self, waiting, staff, now):
        return [(contact, "maya") for contact in waiting]


class Lazy:
    """Hands out nothing."""

    name = "lazy"

    def hand_out(self, waiting, staff, now):
        return []


def test_what_must_not_be_is_counted(described):
    came = [f"{NOON + 60},phone,opera,0,60,9", f"{NOON + 70},phone,api,0,60,9"]
    found = routed(described, Careless(), *came)
    counted = (found.over_capacity, found.without_skill, found.outside_hours)
    assert counted == (1, 1, 2)


def test_who_waits_while_somebody_is_free_is_noticed(described):
    came = [f"{EIGHT - 10},phone,api,0,60,25", f"{EIGHT},phone,opera,0,60,999"]
    assert routed(described, Lazy(), *came).longest_idle == 15 * SECOND


TYPES = ("billing", "api", "login")
CHANNELS = ("phone", "chat")
times = st.integers(0, 40).map(lambda number: number * SECOND)


@st.composite
def days(draw):
    people = [
        Person(
            id=AgentId(f"p{number}"),
            skills=draw(st.frozensets(st.sampled_from(TYPES))),
            shifts=((begins, begins + draw(times)),),
        )
        for number in range(draw(st.integers(0, 4)))
        for begins in [draw(times)]
    ]
    capacity = {channel: draw(st.integers(0, 2)) for channel in CHANNELS}
    return Day(begins=0, ends=100 * SECOND, capacity=capacity, people=tuple(people))


arrivals = st.lists(
    st.builds(
        Contact,
        row=st.just(0),
        at=times,
        channel=st.sampled_from(CHANNELS),
        type=st.sampled_from(TYPES),
        priority=st.integers(0, 2),
        handle=times,
        patience=times,
    ),
    max_size=12,
)


def numbered(contacts):
    ordered = sorted(contacts, key=lambda contact: contact.at)
    return [replace(contact, row=row) for row, contact in enumerate(ordered, 2)]


@given(days(), arrivals.map(numbered))
def test_nobody_gets_what_they_must_not_and_nobody_waits_for_nothing(day, contacts):
    for router in routers():
        found = run(day, contacts, router)
        assert (found.over_capacity, found.without_skill, found.outside_hours) == (0, 0, 0)
        assert found.longest_idle == 0
        pairs = list(zip(contacts, found.waits, strict=True))
        served = [(contact, wait) for contact, wait in pairs if wait is not None]
        assert all(wait <= contact.patience for contact, wait in served)
        assert sum(found.work.values()) == sum(contact.handle for contact, _ in served)


@given(days(), arrivals.map(numbered))
def test_a_day_that_is_run_again_is_the_same(day, contacts):
    assert run(day, contacts, Deskbell()) == run(day, contacts, Deskbell())
