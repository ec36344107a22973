# SPDX-License-Identifier: Apache-2.0
"""The history is asked for once a ticket stays open, and goes on from what is known."""

import pytest

from app.errors import AskRefused
from sync_server.contract.queries import History, HistoryEntry, TicketHistory
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from tests.support.window_client import T1, T2
from ui.slots import Spawner
from ui.windows.agent.history import HistoryReader


def _entries(*seqs):
    return tuple(
        HistoryEntry(
            seq=seq, at=seq, actor="maya", via="", kind="ticket", id="t1", op="update", values={}
        )
        for seq in seqs
    )


@pytest.fixture
async def spawn(faults):
    spawn = Spawner(faults)
    yield spawn
    await spawn.close()


@pytest.fixture
def reader(client, spawn):
    return HistoryReader(client, spawn)


async def test_only_a_ticket_that_stays_open_is_asked_about(client, reader):
    reader.open(T1)
    reader.open(T2)
    await settle()
    assert client.asked == []
    client.answers[TicketHistory] = History(entries=_entries(3), more=False)
    reader._pause.timeout.emit()
    await settle()
    assert [query.ticket for query in client.asked] == [T2]
    assert (reader.state, len(reader.entries)) == ("here", 1)


async def test_without_a_connection_it_says_so(reader):
    reader.open(T1)
    reader.read()
    await settle()
    assert (reader.state, reader.entries) == ("offline", ())


async def test_a_refusal_is_no_absence(client, reader):
    client.answers[TicketHistory] = AskRefused(Refusal(code="forbidden"))
    reader.open(T1)
    reader.read()
    await settle()
    assert reader.state == "refused"


async def test_older_and_newer_entries_are_joined(client, reader):
    client.answers[TicketHistory] = History(entries=_entries(6, 5), more=True)
    reader.open(T1)
    reader.read()
    await settle()
    client.answers[TicketHistory] = History(entries=_entries(4), more=False)
    reader.read_more()
    await settle()
    assert client.asked[-1].before == 5
    client.answers[TicketHistory] = History(entries=_entries(7, 6), more=True)
    reader.read()
    await settle()
    assert [entry.seq for entry in reader.entries] == [7, 6, 5, 4]
    assert not reader.more


async def test_an_answer_for_a_ticket_that_was_left_is_dropped(client, reader):
    client.answers[TicketHistory] = History(entries=_entries(6), more=True)
    reader.open(T1)
    reader.read()
    reader.open(T2)
    await settle()
    assert (reader.state, reader.entries) == ("reading", ())
