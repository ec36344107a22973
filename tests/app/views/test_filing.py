# SPDX-License-Identifier: Apache-2.0
"""Tickets by status and by the team whose turn they are."""

import pytest

from app.views.filing import Filing
from sync_server.contract.ids import TicketId
from tests.support.client_frames import a_ticket

T1, T2, T3 = TicketId("t1"), TicketId("t2"), TicketId("t3")


@pytest.fixture
def filing():
    filing = Filing()
    filing.file(T1, a_ticket("t1", status="open"))
    filing.file(T2, a_ticket("t2", status="pending"))
    filing.file(T3, a_ticket("t3", status="new", team=None))
    return filing


def test_a_ticket_is_found_by_its_status(filing):
    assert list(filing.with_status({"pending", "new"})) in ([T2, T3], [T3, T2])
    assert set(filing.with_status(None)) == {T1, T2, T3}
    assert list(filing.with_status({"solved"})) == []


def test_a_team_counts_those_that_are_our_turn(filing):
    assert filing.our_turn == {"team:billing": 1}
    assert filing.queues == {T1: "team:billing"}
    filing.file(T2, a_ticket("t2", status="open"))
    filing.file(T1, a_ticket("t1", status="open", team="sales"))
    assert filing.our_turn == {"team:billing": 1, "team:sales": 1}


def test_what_is_gone_is_filed_nowhere(filing):
    filing.file(T1, None)
    filing.file(T2, None)
    assert list(filing.with_status(None)) == [T3]
    assert (filing.our_turn["team:billing"], filing.queues) == (0, {})
    filing.clear()
    assert list(filing.with_status(None)) == []
