# SPDX-License-Identifier: Apache-2.0
"""A tall row shows how its last message begins."""

import pytest

from sync_server.contract.entities import Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import a_message, changes, insert, update
from tests.support.window_client import T1
from ui.faults import Faults
from ui.models.last_words import LastWords
from ui.slots import Spawner


@pytest.fixture
async def last_words(client, qapp):
    spawn = Spawner(Faults())
    last_words = LastWords(client, spawn)
    yield last_words
    last_words.close()
    await spawn.close()


async def test_a_row_of_usual_height_asks_for_nothing(client, last_words):
    assert last_words.of(client.workspace.get(Ticket, T1)) == ""
    assert not last_words._asked


async def test_they_are_read_once_and_again_when_a_message_comes(client, last_words, qtbot):
    client.settings.set("density", "comfortable")
    ticket = client.workspace.get(Ticket, T1)
    with qtbot.waitSignal(last_words.found) as found:
        last_words.of(ticket)
        last_words.of(ticket)
        await settle()
    assert found.args == [frozenset({T1})]
    words = last_words.of(ticket)
    assert words
    assert not last_words._asked
    at = ticket.last_message_at + 60_000_000
    said = a_message("m99", ticket="t1", type="customer", at=at, text="Please \u202ehurry\nnow")
    client.bench.apply(
        changes(
            insert(90, said, scope="team:platform"),
            update(91, ticket, scope="team:platform", last_message_at=at),
        )
    )
    await settle()
    changed = client.workspace.get(Ticket, T1)
    assert last_words.of(changed) == words
    await settle()
    assert last_words.of(changed) == "Please \ufffdhurry now"
