# SPDX-License-Identifier: Apache-2.0
"""Alt Left and Alt Right go through what was looked at."""

import pytest

from sync_server.contract.frames import Forget
from tests.support.client_environment import settle
from tests.support.window_client import T1, T2, T3


@pytest.fixture
def trail(controller):
    return controller._actions.trail


def here(controller):
    return controller.lists.key, controller.tickets.id


async def test_back_and_forward_lead_through_tickets_and_their_lists(controller):
    controller.tickets.open(T1)
    controller.tickets.open(T2)
    controller.do("go:all_open")
    controller.tickets.open(T3)
    controller.do("back")
    controller.do("back")
    assert here(controller) == ("my_queue", T2)
    controller.do("back")
    assert here(controller) == ("my_queue", T1)
    controller.do("forward")
    controller.do("forward")
    controller.do("forward")
    assert here(controller) == ("all_open", T3)


async def test_at_both_ends_nothing_happens(controller, trail):
    controller.tickets.open(T1)
    assert not trail.back()
    assert not trail.forward()
    assert here(controller) == ("my_queue", T1)


async def test_another_way_forgets_where_one_came_back_from(controller, trail):
    controller.tickets.open(T1)
    controller.tickets.open(T2)
    controller.do("back")
    controller.tickets.open(T3)
    assert not trail.forward()
    controller.do("back")
    assert here(controller) == ("my_queue", T1)


async def test_a_ticket_that_is_out_of_sight_is_left_out(client, controller):
    controller.tickets.open(T3)
    controller.tickets.open(T1)
    controller.tickets.open(T2)
    client.bench.apply(Forget(tickets=(T1,)))
    await settle()
    controller.do("back")
    assert here(controller) == ("my_queue", T3)


async def test_the_selected_row_goes_along(controller):
    controller.tickets.open(T1)
    controller.tickets.open(T2)
    controller.do("back")
    assert controller.window.list.view.current_ticket() == T1
