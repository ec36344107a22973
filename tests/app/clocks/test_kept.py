# SPDX-License-Identifier: Apache-2.0
"""How well promises were kept."""

from typing import Any

import pytest
from msgspec.structs import replace

from app.clocks.kept import Kept, count_kept
from sync_server.contract.entities import Ticket
from tests.support.ticket_clocks import a_clock

GOLD: Any = "gold"
REST: Any = "rest"


def a_ticket(*clocks):
    ticket: Any = "t"
    return Ticket(id=ticket, clocks=clocks)


def test_clocks_that_ended_since_are_counted_under_their_policy():
    found: dict[Any, Kept] = {}
    met, late = (a_clock(100, policy=GOLD, state=state) for state in ("met", "missed"))
    count_kept(found, [a_ticket(met, late), a_ticket(met)], 100)
    count_kept(found, [a_ticket(met), a_ticket(a_clock(101, policy=REST, state="missed"))], 100)
    assert found == {GOLD: Kept(3, 1), REST: Kept(0, 1)}
    assert found[GOLD].share == pytest.approx(0.75)


def test_what_was_late_already_is_missed_though_it_was_solved_without_an_answer():
    found: dict[Any, Kept] = {}
    stopped = a_clock(100, policy=GOLD, state="stopped", why="solved", spent=5, target=4)
    merged = replace(stopped, why="merged")
    count_kept(found, [a_ticket(stopped), a_ticket(merged)], 100)
    assert found == {GOLD: Kept(0, 1)}


@pytest.mark.parametrize(
    "clock",
    [
        a_clock(99, policy=GOLD, state="met"),
        a_clock(100, policy=GOLD, state="running", fired=(75, 100)),
        a_clock(100, policy=GOLD, state="paused"),
        a_clock(100, policy=GOLD, state="stopped", why="solved"),
        a_clock(100, state="met"),
    ],
)
def test_what_ended_before_or_without_a_verdict_is_not_counted(clock):
    found: dict[Any, Kept] = {}
    count_kept(found, [a_ticket(clock)], 100)
    assert found == {}
