# SPDX-License-Identifier: Apache-2.0
import pytest

from app import intents
from app.errors import QueueFull
from app.workspace.predictions.own import read_mark_id
from sync_server.contract.entities import ReadMark
from sync_server.contract.frames import OVERVIEW
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket, changes, ready, snapshot, update
from tests.support.window_client import T1, T2
from ui.slots import Spawner
from ui.windows.agent.open_ticket import OpenTicket

ALL = frozenset({"m1", "m2", "m3", "m4"})


@pytest.fixture
async def spawn(faults):
    spawn = Spawner(faults)
    yield spawn
    await spawn.close()


@pytest.fixture
def visible():
    return [True]


@pytest.fixture
def ticket(client, spawn, visible):
    ticket = OpenTicket(client, spawn, is_visible=lambda: visible[0])
    yield ticket
    ticket.leave()


async def test_messages_come_from_the_cache(ticket):
    ticket.open(T1)
    assert ticket.entries == ()
    await settle()
    assert [entry.message.id for entry in ticket.entries] == ["m1", "m2", "m3", "m4"]
    assert ticket.is_complete


async def test_what_was_on_screen_for_a_second_is_read(client, ticket):
    ticket.open(T1)
    await settle()
    assert ticket._reading.isActive()
    assert client.workspace.is_unread(T1)
    ticket.see(ALL)
    ticket._reading.timeout.emit()
    assert not client.workspace.is_unread(T1)
    await settle()


async def test_what_was_never_on_screen_stays_unread(client, ticket):
    ticket.open(T1)
    await settle()
    ticket.see(frozenset({"m1", "m4"}))
    ticket._reading.timeout.emit()
    await settle()
    mark = client.workspace.get(ReadMark, read_mark_id(client.me, T1))
    first = ticket.entries[0].message
    assert mark.read_at == first.at
    assert client.workspace.is_unread(T1)
    ticket.see(frozenset({"m3"}))
    ticket._reading.timeout.emit()
    assert not client.workspace.is_unread(T1)
    await settle()


async def test_the_end_alone_is_not_the_whole(client, ticket):
    ticket.open(T1)
    await settle()
    ticket.see(frozenset({"m4"}))
    ticket._reading.timeout.emit()
    assert client.workspace.pending == ()


async def test_what_nobody_sees_is_not_read(client, ticket, visible):
    ticket.open(T1)
    await settle()
    visible[0] = False
    ticket._reading.timeout.emit()
    assert client.workspace.is_unread(T1)
    assert ticket._reading.isActive()


async def test_going_on_before_it_is_loaded_leaves_nothing_open(client, ticket):
    ticket.open(T1)
    ticket.open(T2)
    await settle()
    assert client.workspace._opened == {"t2": 1}
    ticket.leave()
    assert client.workspace._opened == {}
    ticket._mark_read()
    assert client.workspace.pending == ()


async def test_the_divider_is_from_before_it_was_opened(client, ticket):
    ticket.open(T1)
    await settle()
    ticket.see(ALL)
    ticket._reading.timeout.emit()
    await settle()
    assert ticket.read_at == 0
    ticket.leave()
    ticket.open(T1)
    assert ticket.read_at > 0
    await settle()


async def test_what_was_left_unread_by_hand_stays_unread_until_something_comes(client, opened):
    open_ticket = opened.tickets.open_ticket
    open_ticket.see(ALL)
    open_ticket._reading.timeout.emit()
    opened.do("unread")
    await settle()
    assert client.workspace.is_unread(T1)
    assert not open_ticket._reading.isActive()
    at = client.workspace.now_us()
    moved = update(40, a_ticket("t1", team="platform"), scope="team:platform", last_message_at=at)
    client.bench.apply(changes(moved))
    await settle()
    assert open_ticket._reading.isActive()


async def test_a_full_queue_leaves_a_ticket_unread_in_silence(client, ticket, monkeypatch):
    def full(command):
        raise QueueFull(9)

    ticket.open(T1)
    await settle()
    monkeypatch.setattr(client.workspace, "submit", full)
    ticket.see(ALL)
    ticket._reading.timeout.emit()
    assert client.workspace.is_unread(T1)


async def test_a_ticket_without_its_messages_says_so(client, controller):
    overview = a_ticket("t7", team="sales", number=7, assignee="maya", status="open")
    client.bench.apply(snapshot("team:sales", (50, overview), projection=OVERVIEW))
    client.bench.apply(ready("team:sales", projection=OVERVIEW))
    await settle()
    controller.tickets.open(overview.id)
    await settle()
    (told,) = controller.window.conversation.timeline.messages
    assert told.text == "You see this ticket without its messages."


async def test_messages_are_put_in_order_once_for_each_change(client, opened):
    open_ticket = opened.tickets.open_ticket
    assert open_ticket.entries is open_ticket.entries
    before = open_ticket.entries
    intents.add_note(client.workspace, ticket=T1, text="A note")
    assert len(open_ticket.entries) == len(before) + 1
    await settle()
    assert len(opened.window.conversation.timeline.messages) == len(before) + 1
