# SPDX-License-Identifier: Apache-2.0
from app import intents
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from tests.support.window_client import T1


def follow(client, own):
    client.workspace.changed.connect(own.update)
    told: list[object] = []
    own.changed.connect(told.append)
    return told


async def test_a_command_is_marked_only_when_its_answer_takes_long(client, own):
    told = follow(client, own)
    id = intents.set_priority(client.workspace, ticket=T1, priority="low")
    await settle()
    assert not own.on("t1").waiting
    client.bench.environment.advance(seconds=2)
    own.refresh()
    assert [command.id for command in own.on("t1").waiting] == [id]
    assert own.is_waiting(id)
    assert told == [frozenset({"t1"})]


async def test_offline_everything_that_waits_is_marked_at_once(client, own):
    own.set_offline(True)
    follow(client, own)
    intents.set_priority(client.workspace, ticket=T1, priority="low")
    await settle()
    assert own.on("t1").waiting
    own.set_offline(False)
    assert not own.on("t1").waiting


async def test_a_refused_command_needs_the_person(client, own):
    follow(client, own)
    id = intents.set_priority(client.workspace, ticket=T1, priority="low")
    await settle()
    await client.bench.refuse(id, Refusal(code="forbidden"))
    await settle()
    assert [command.id for command in own.on("t1").needing] == [id]
    assert own.needing == own.on("t1").needing
    client.workspace.dismiss(id)
    await settle()
    assert not own.needing


async def test_read_marks_are_nobodys_business(client, own):
    own.set_offline(True)
    follow(client, own)
    intents.mark_read(client.workspace, ticket=T1)
    await settle()
    assert not own.on("t1").waiting
