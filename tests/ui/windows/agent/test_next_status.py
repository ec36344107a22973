# SPDX-License-Identifier: Apache-2.0
"""The next status of a ticket, as its team has it."""

import pytest

from sync_server.contract.entities import Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import a_team, changes, update
from tests.support.window_client import T1, T2, pending
from ui.windows.agent.next_status import NextStatuses, statuses_of

DAY = 86_400_000_000


@pytest.fixture
def composer(opened):
    return opened.window.composer.composer


async def team_says(client, **fields):
    client.bench.apply(changes(update(40, a_team("platform"), scope="desk", **fields)))
    await settle()


async def open_again(opened):
    for ticket in (T2, T1):
        opened.tickets.open(ticket)
        await settle()


async def test_the_days_of_the_team_are_offered_first(client):
    await team_says(client, pending_days=2, on_hold_days=10)
    statuses = statuses_of(client.workspace, T1)
    assert [choice.key for choice in statuses.choices()] == [
        "as_it_is",
        *("pending:2", "pending:1", "pending:5", "pending:10"),
        *("open", "on_hold:10", "solved"),
    ]
    assert [choice.key for choice in statuses.forward_choices()][:2] == ["as_it_is", "on_hold:10"]
    assert statuses.of("pending") == statuses.of("pending:2")


@pytest.mark.parametrize("odd", ["", "closed", "new", "nonsense"])
async def test_without_a_word_of_the_team_the_status_stays(client, odd):
    await team_says(client, next_status=odd)
    assert statuses_of(client.workspace, T1).usual == "as_it_is"
    assert NextStatuses(client.workspace, None).usual == "as_it_is"


async def test_what_the_team_says_goes_with_a_reply(client, opened, composer):
    await team_says(client, next_status="pending", pending_days=2)
    await open_again(opened)
    assert composer.foot.key == "pending:2"
    assert composer.foot.status.text().startswith("Pending until ")
    composer.editor.insertPlainText("Which one is it?")
    composer.send.click()
    await settle()
    reply, status = pending(client)
    assert (reply.status, status.status) == ("pending", "pending")
    assert status.wake_at == client.workspace.get(Ticket, T1).wake_at
    opened.window.toast.undo_requested.emit()
    await settle()
    assert client.workspace.get(Ticket, T1).status == "open"


async def test_a_person_may_leave_it_as_it_is_and_that_stays_with_the_draft(
    client, opened, composer
):
    await team_says(client, next_status="solved")
    await open_again(opened)
    composer.editor.insertPlainText("We are on it")
    composer.foot.menu.chosen.emit("as_it_is")
    await open_again(opened)
    assert composer.foot.key == "as_it_is"
    composer.send.click()
    await settle()
    assert pending(client)[-1].status is None


async def test_a_forward_leaves_the_status_as_it_is(client, opened, composer):
    await team_says(client, next_status="solved")
    await open_again(opened)
    assert composer.foot.key == "solved"
    composer.mode_chosen.emit("forward")
    assert composer.foot.key == "as_it_is"
