# SPDX-License-Identifier: Apache-2.0
"""A time is told in full, and as the customer's clock has it."""

import pytest

from sync_server.contract.entities import Contact
from sync_server.contract.queries import History, HistoryEntry, TicketHistory
from tests.support.client_environment import settle
from tests.support.client_frames import changes, update
from ui.models.customer_words import local_time_words
from ui.models.moments import moment_words


@pytest.fixture
def moments(opened):
    return opened.tickets.reading._moments


async def test_a_message_tells_its_moment(opened, moments):
    at = opened.tickets.open_ticket.entries[0].message.at
    assert moments.of("m1") == moment_words(at)
    assert moments.of("nowhere") == ""


async def test_the_clock_of_the_customer_is_told_where_it_is_known(client, opened, moments):
    hana = client.workspace.get(Contact, "hana")
    client.bench.apply(changes(update(50, hana, scope="directory", timezone="Asia/Tokyo")))
    await settle()
    at = opened.tickets.open_ticket.entries[0].message.at
    there = local_time_words("Asia/Tokyo", at)
    assert moments.of("m1") == f"{moment_words(at)}. Hana Ito: {there}"


async def test_a_change_tells_its_moment_to_the_pointer(client, opened, moments):
    at = opened.tickets.open_ticket.entries[1].message.at + 1
    change = HistoryEntry(
        seq=9,
        at=at,
        actor="tomas",
        via="socket",
        kind="ticket",
        id="t1",
        op="update",
        values={"status": ("pending", "open")},
    )
    client.answers[TicketHistory] = History(entries=(change,), more=False)
    opened.tickets.reading.history.read()
    await settle()
    timeline = opened.window.conversation.timeline
    timeline.moment_asked.emit("change 9")
    assert moment_words(at) in timeline.viewport().toolTip()
