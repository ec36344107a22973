# SPDX-License-Identifier: Apache-2.0
"""What is next in the queue of a team is taken, and opened when the desk has said which it is."""

from sync_server.contract import commands as c
from sync_server.contract.entities import Ticket
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from tests.support.client_frames import a_membership, changes, insert, update
from tests.support.window_client import T3, pending


def _asked(client):
    return [each.team for each in pending(client) if isinstance(each, c.TakeNext)]


async def _give(client):
    ticket = client.workspace.get(Ticket, T3)
    client.bench.apply(changes(update(90, ticket, scope=f"team:{ticket.team}", assignee="maya")))
    await settle()


async def test_in_the_queue_of_a_team_it_is_asked_for_there(controller, client):
    controller.lists.show("team:billing")
    controller.do("take_next")
    controller.gestures.settle()
    await settle()
    assert _asked(client) == ["billing"]


async def test_elsewhere_ones_only_team_is_meant(controller, client, window):
    controller.do("take_next")
    controller.gestures.settle()
    assert _asked(client) == []
    assert window.toast.isVisible()
    member = a_membership("m1", agent="maya", team="platform")
    client.bench.apply(changes(insert(90, member, scope="desk")))
    await settle()
    controller.do("take_next")
    controller.gestures.settle()
    await settle()
    assert _asked(client) == ["platform"]


async def test_the_ticket_that_comes_is_opened(controller, client):
    controller.lists.show("team:billing")
    controller.do("take_next")
    controller.gestures.settle()
    await settle()
    await _give(client)
    assert controller.tickets.id == T3


async def test_where_nothing_waits_nothing_is_opened_later(controller, client):
    controller.lists.show("team:billing")
    controller.do("take_next")
    controller.gestures.settle()
    await settle()
    (command,) = [each.id for each in client.workspace.pending]
    await client.bench.refuse(command, Refusal(code="nothing_waits"))
    await settle()
    assert client.workspace.pending == ()
    await _give(client)
    assert controller.tickets.id is None


async def test_the_key_to_take_asks_where_no_ticket_is_open(controller, client):
    controller.lists.show("team:billing")
    controller.do("take")
    controller.gestures.settle()
    await settle()
    assert _asked(client) == ["billing"]
