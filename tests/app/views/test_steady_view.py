# SPDX-License-Identifier: Apache-2.0
import random
from typing import Any

import pytest

from app.views.orders import order_named
from app.views.sorted_view import SortedView
from app.views.steady_view import STEPS, SteadyView
from sync_server.contract.conditions import read
from tests.support.client_frames import a_ticket
from tests.support.hours import always_open


class Table:
    def __init__(self):
        self.view = SortedView(
            read({"status": "open"}), order_named("oldest", always_open), me=None
        )
        self.steady = SteadyView(self.view)
        self.steps: list[Any] = []
        self.steady.changed.connect(self.steps.append)

    def put(self, id, at=0, status="open"):
        self.view.update(id, a_ticket(id, opened_at=at, status=status), 0)

    def operations(self):
        return [step.op for step in self.steps]


@pytest.fixture
def table():
    table = Table()
    for place, id in enumerate("abc"):
        table.put(id, place)
    table.steady.turn()
    table.steps.clear()
    return table


def test_it_follows_at_once_while_nobody_holds_it(table):
    table.put("a", 9)
    assert list(table.steady) == ["b", "c", "a"]
    assert table.operations() == ["move"]


def test_held_rows_keep_their_places_and_are_counted(table):
    table.steady.hold()
    table.put("a", 9)
    table.put("b", status="solved")
    table.put("d", 1)
    assert list(table.steady) == ["a", "b", "c"]
    assert table.steady.moved == 3
    assert table.operations() == ["value", "value"]


def test_in_an_empty_list_a_hand_holds_nothing():
    table = Table()
    table.steady.hold()
    table.put("a")
    assert list(table.steady) == ["a"]


def test_a_held_ticket_that_left_is_known(table):
    table.steady.hold()
    table.put("b", status="solved")
    assert table.steady.has_left("b")
    assert not table.steady.has_left("a")


def test_sorting_now_brings_the_rows_to_their_places(table):
    table.steady.hold()
    table.put("a", 9)
    table.put("d", 8)
    table.steady.settle()
    assert list(table.steady) == ["b", "c", "d", "a"]
    assert table.steady.moved == 0


def test_a_ticket_that_came_back_did_not_move(table):
    table.steady.hold()
    table.put("a", 9)
    table.put("a", 0)
    assert table.steady.moved == 0


def test_the_kept_ticket_stays_until_it_is_left(table):
    table.steady.keep("a")
    table.put("a", status="solved")
    table.steady.turn()
    assert list(table.steady) == ["a", "b", "c"]
    assert table.steady.moved == 0
    table.steady.keep("b")
    table.steady.turn()
    assert list(table.steady) == ["b", "c"]


def test_a_ticket_that_is_kept_before_it_is_shown_appears(table):
    """It is open already, and now it is taken: the list that it belongs to has it."""
    table.steady.keep("x")
    table.put("x", 9)
    assert "x" in list(table.steady)
    table.steady.hold()
    table.steady.keep("y")
    table.put("y", 9)
    assert "y" not in list(table.steady)
    table.steady.release()
    table.steady.turn()
    assert "y" in list(table.steady)


def test_a_ticket_that_regroups_waits_too(table):
    table.steady.regroups = lambda id: id == "b"
    table.steady.hold()
    table.put("b", 1)
    assert table.steady.moved == 1


def test_a_turn_takes_no_more_than_its_steps(table):
    for number in range(STEPS + 10):
        table.put(f"n{number:03}", 100 + number)
    assert len(table.steady) == 3 + STEPS
    table.steady.turn()
    assert len(table.steady) == 3 + STEPS + 10


@pytest.mark.parametrize("seed", range(5))
def test_any_run_of_changes_ends_as_the_view_is(table, seed):
    chance = random.Random(seed)
    for _ in range(300):
        chance.choice([table.steady.hold, table.steady.release])()
        table.steady.keep(chance.choice("abcd"))
        table.put(chance.choice("abcdefgh"), chance.randrange(6), chance.choice(["open", "new"]))
        table.steady.turn()
    table.steady.keep(None)
    table.steady.release()
    table.steady.turn()
    assert list(table.steady) == list(table.view)


def test_a_filter_shows_only_what_it_accepts(table):
    table.steady.narrow(lambda id: id in "bx")
    table.put("x", 0)
    table.put("y", 0)
    assert list(table.steady) == ["x", "b"]
    table.steady.narrow(None)
    assert list(table.steady) == list(table.view)


def test_a_reset_of_the_view_starts_over(table):
    table.steady.hold()
    table.put("a", 9)
    table.view.reset((), 0)
    assert (list(table.steady), table.steady.moved) == ([], 0)
    table.steady.close()
