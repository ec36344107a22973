# SPDX-License-Identifier: Apache-2.0
"""The clocks of a desk, followed in a workspace."""

import asyncio

import pytest
from msgspec.structs import replace

from app.clocks import desk_clocks
from app.clocks.desk_clocks import DeskClocks
from app.clocks.sleeper import LONGEST_SLEEP_S
from sync_server.contract.clocks import Clock
from sync_server.contract.entities import Calendar
from sync_server.contract.ids import CalendarId
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket, changes, insert, update
from tests.support.sleepers import Sleepers

MINUTE = 60_000_000
HOUR = 60 * MINUTE


@pytest.fixture
def sleepers(bench):
    return Sleepers(bench.environment)


@pytest.fixture
async def clocks(bench):
    clocks = DeskClocks(bench.workspace)
    yield clocks
    clocks.close()


@pytest.fixture
def told(clocks):
    """What is told of tickets that turn."""
    told: list = []
    clocks.turned.connect(told.append)
    return told


@pytest.fixture
async def kept(sleepers, clocks):
    """Clocks that are looked at in time."""
    keeping = asyncio.create_task(clocks.keep(sleepers))
    await settle()
    yield clocks
    keeping.cancel()


def a_clock(bench, **changes):
    began = Clock(
        metric="next_reply",
        instance=1,
        state="running",
        since=bench.environment.now_us(),
        spent=0,
        target=HOUR,
        alerts=(75,),
    )
    return replace(began, **changes)


def opened(bench, *hours):
    """A calendar with so many hours of work, now and from the same time of later days on."""
    now = bench.environment.now_us() // 1_000_000
    lengths = [now]
    for count in hours:
        lengths += [count * 3600, (24 - count) * 3600]
    return Calendar(
        id=CalendarId("office"),
        number=1,
        open=tuple(lengths[:-1]),
        open_until=(now + 10**7) * 1_000_000,
    )


async def run_with(bench, seq, *clocks, ticket="t2"):
    bench.apply(changes(update(seq, a_ticket(ticket), scope="team:billing", clocks=clocks)))
    await settle()


async def test_a_change_turns_a_ticket_at_once(bench, clocks, told):
    await run_with(bench, 9, a_clock(bench, spent=50 * MINUTE))
    assert (told, clocks.urgency.level("t2")) == ([{"t2"}], "at_risk")
    await run_with(bench, 10)
    assert (told, clocks.urgency.level("t2")) == ([{"t2"}, {"t2"}], "comfortable")


async def test_time_turns_it_at_the_moment_and_without_a_link(bench, sleepers, kept, told):
    await run_with(bench, 9, a_clock(bench))
    await sleepers.pass_time(45 * 60 - 1)
    assert told == []
    await sleepers.pass_time(1)
    assert (told, kept.urgency.level("t2")) == ([{"t2"}], "at_risk")
    await sleepers.pass_time(15 * 60)
    assert kept.urgency.level("t2") == "breached"


async def test_it_waits_out_the_hours_in_which_nobody_works(bench, sleepers, kept, told):
    bench.apply(changes(insert(8, opened(bench, 1, 1), scope="desk")))
    await run_with(bench, 9, a_clock(bench, target=2 * HOUR, calendar="office"))
    await sleepers.pass_time(20 * 3600)
    assert told == []
    await sleepers.pass_time(4 * 3600 + 30 * 60)
    assert kept.urgency.level("t2") == "at_risk"


async def test_another_calendar_is_taken_in_a_few_tickets_at_a_time(
    bench, sleepers, kept, told, monkeypatch
):
    monkeypatch.setattr(desk_clocks, "AT_ONCE", 1)
    bench.apply(changes(insert(8, opened(bench, 0), scope="desk")))
    for seq, ticket in ((9, "t1"), (10, "t2")):
        await run_with(bench, seq, a_clock(bench, calendar="office"), ticket=ticket)
    await sleepers.pass_time(50 * 60)
    assert told == []
    moved: list = []
    kept.moved.connect(moved.append)
    calendar = replace(opened(bench, 24, 24), open_from=0)
    began = bench.environment.now_us() // 1_000_000 - 3600
    bench.apply(changes(update(11, calendar, scope="desk", open=(began, 48 * 3600))))
    await sleepers.pass_time(1)
    assert sorted(moved) == [["t1"], ["t2"]]
    assert kept.urgency.pressing == {"t1": "at_risk", "t2": "at_risk"}


async def test_a_clock_of_this_computer_that_is_set_back_undoes_what_had_come(
    bench, sleepers, kept
):
    await run_with(bench, 9, a_clock(bench))
    await sleepers.pass_time(50 * 60)
    assert kept.urgency.level("t2") == "at_risk"
    bench.environment.advance(minutes=-30)
    await sleepers.pass_time(LONGEST_SLEEP_S)
    assert kept.urgency.level("t2") == "comfortable"


async def test_the_zone_of_a_calendar_is_the_one_it_is_written_in(bench, clocks):
    written = replace(opened(bench, 1), document={"timezone": "Europe/Berlin"})
    bench.apply(changes(insert(8, written, scope="desk")))
    await settle()
    assert [clocks.hours.zone(id) for id in ("office", "gone", None)] == ["Europe/Berlin", "", ""]
