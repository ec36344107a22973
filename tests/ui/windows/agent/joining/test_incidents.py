# SPDX-License-Identifier: Apache-2.0
"""One reply to all incidents of a problem: counted before it is sent, with one way back."""

from typing import Any

import pytest

from sync_server.contract import commands as c
from sync_server.contract.entities import Gate, Link, Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import changes, insert, update
from tests.support.window_client import T1, T2, T3, pending

SOLVED: Any = {"require": ["solution"]}


@pytest.fixture
async def problem(client, opened):
    """Hana's ticket is the problem behind two of Ruth's."""
    links = tuple(Link(kind="incident", ticket=each) for each in (T2, T3))
    row = client.workspace.get(Ticket, T1)
    client.bench.apply(changes(update(80, row, scope="team:platform", links=links)))
    await settle()
    return opened


@pytest.fixture
async def panel(problem):
    problem.tickets.set_field("status", "solved")
    return problem.tickets.joining.incidents.panel


async def test_solving_a_problem_offers_one_reply_with_its_count(client, problem, panel):
    assert not panel.isHidden()
    assert panel.chosen == (T2, T3)
    assert not panel.accept.isEnabled()
    panel.text.input.setPlainText("Hello {{customer.first_name}}, it works again.")
    assert panel.accept.text() == "Send to 2 customers"
    panel._rows[1].box.click()
    assert panel.accept.text() == "Send to 1 customer"


async def test_each_gets_the_reply_in_their_own_ticket_and_one_undo_takes_all_back(
    client, problem, panel
):
    client.settings.set("undo_send_s", 10)
    panel.text.input.setPlainText("Hello {{customer.first_name}}, it works again.")
    panel.accept.click()
    await settle()
    replies = [each for each in pending(client) if isinstance(each, c.Reply)]
    assert [(each.ticket, each.status) for each in replies] == [(T2, "solved"), (T3, "solved")]
    assert {each.text for each in replies} == {"Hello Ruth, it works again."}
    problem.gestures.undo()
    await settle()
    taken = [each.message for each in pending(client) if isinstance(each, c.RetractReply)]
    assert taken == [each.message for each in reversed(replies)]


async def test_what_is_not_ready_gets_the_reply_and_stays_open(client, problem, panel):
    gate = Gate(id="team.billing", number=1, document=SOLVED)  # type: ignore[arg-type]
    client.bench.apply(changes(insert(90, gate, scope="desk")))
    await settle()
    panel.text.input.setPlainText("It works again.")
    panel.accept.click()
    await settle()
    replies = [each for each in pending(client) if isinstance(each, c.Reply)]
    assert [(each.ticket, each.status) for each in replies] == [(T2, "solved"), (T3, None)]


async def test_a_key_that_may_begin_a_text_offers_nothing_before_it_is_done(client, problem):
    with problem.gestures.holding():
        problem.tickets.set_field("status", "solved")
    assert problem.tickets._joining is None
    problem.gestures.settle()
    assert not problem.tickets.joining.incidents.panel.isHidden()
