# SPDX-License-Identifier: Apache-2.0
"""A row that stays says what has happened to it, and who did it where that is known."""

from typing import Any

from msgspec import Raw

from app import intents
from sync_server.contract.entities import Ticket
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from tests.support.client_frames import changes, update
from tests.support.window_client import T1, T3, a_small_desk
from ui.models.list_leaving import Leaving


async def test_what_a_colleague_got_first_was_not_given_to_them_by_me(qapp):
    client = a_small_desk()
    await settle()
    leaving = Leaving(client.workspace)
    leaving.remember(T3)
    confirmed: Any = client.workspace.get(Ticket, T3)
    mine = intents.take(client.workspace, ticket=T3)
    assert leaving.words(T3) == "Taken by you"
    client.bench.apply(changes(update(70, confirmed, scope="team:billing", assignee="priya")))
    await settle()
    assert leaving.words(T3) == "Assigned to Priya"  # the answer to mine is still on its way
    await client.bench.refuse(
        mine, Refusal(code="conflict", field="assignee", theirs=Raw(b'"priya"'))
    )
    await settle()
    assert leaving.words(T3) == "Assigned to Priya"
    await client.close()


async def test_an_own_change_stays_mine_when_the_server_has_answered(qapp):
    client = a_small_desk()
    await settle()
    leaving = Leaving(client.workspace)
    leaving.remember(T1)
    intents.set_status(client.workspace, ticket=T1, status="solved")
    assert leaving.words(T1) == "Solved by you"
    assert leaving.words(T1) == "Solved by you"
    await settle()
    await client.close()


async def test_what_was_mine_until_it_was_refused_is_not_mine_any_more(qapp):
    client = a_small_desk()
    await settle()
    leaving = Leaving(client.workspace)
    leaving.remember(T1)
    confirmed: Any = client.workspace.get(Ticket, T1)
    mine = intents.set_status(client.workspace, ticket=T1, status="solved")
    assert leaving.words(T1) == "Solved by you"
    await client.bench.refuse(mine, Refusal(code="conflict", field="status", theirs=Raw(b'"open"')))
    await settle()
    leaving.words(T1)
    client.workspace.dismiss(mine)
    client.bench.apply(changes(update(71, confirmed, scope=confirmed.team, status="solved")))
    await settle()
    assert leaving.words(T1) == "Solved"
    await client.close()
