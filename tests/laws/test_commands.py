# SPDX-License-Identifier: Apache-2.0
"""Laws that hold for every type of command, generated from the contract."""

import pytest

from sync_server.contract.refusals import Code
from sync_server.store.changelog import ChangeLog
from tests.support.command_makers import COMMAND_TYPES, MAKERS, make, sender_of
from tests.support.held_rows import Rows, deliver, snapshot
from tests.support.plain import c
from tests.support.standard_desk import VIEWERS, envelope

every_command = pytest.mark.parametrize(
    "command_type", COMMAND_TYPES, ids=[command.__name__ for command in COMMAND_TYPES]
)


def _look(standard):
    with standard.database.read() as reader:
        return Rows(standard.database, reader)


def _log(standard, after):
    log = ChangeLog(standard.database)
    with standard.database.read() as reader:
        return log.read(reader, after=after)


def _head(standard):
    log = ChangeLog(standard.database)
    with standard.database.read() as reader:
        return log.head(reader).seq


def tickets_in(held):
    """The tickets of which something is held."""
    ids = {"ticket": "id", "message": "ticket", "attachment": "ticket"}
    return {fields[ids[kind]] for (kind, _), (_, fields) in held.items() if kind in ids}


def tickets_for(rows, agent):
    """The tickets that an agent may see, said once more without the code under test."""
    role = rows.entities[("agent", agent)].role
    teams = {
        row.team
        for (kind, _), row in rows.entities.items()
        if kind == "membership" and row.agent == agent
    }
    tickets = [row for (kind, _), row in rows.entities.items() if kind == "ticket"]
    return {
        ticket.id
        for ticket in tickets
        if role not in ("auditor", "display")
        and (
            role == "administrator"
            or ticket.team is None
            or ticket.team in teams
            or agent in {ticket.assignee, *ticket.followers, *ticket.mentioned}
        )
    }


def test_every_command_has_a_maker():
    assert set(MAKERS) == set(COMMAND_TYPES)


@every_command
async def test_snapshot_and_delivered_changes_equal_a_fresh_snapshot(standard, command_type):
    before, head = _look(standard), _head(standard)
    await standard.do(sender_of(command_type), make(command_type))
    after, log = _look(standard), _log(standard, head)
    assert log, "the command changed nothing"
    for agent in VIEWERS:
        held = snapshot(before, before.viewer(agent))
        delivered = deliver(held, before, after, agent=agent, log=log)
        assert delivered == snapshot(after, after.viewer(agent)), agent
        assert tickets_in(delivered) <= tickets_for(after, agent), agent


@every_command
async def test_every_changed_row_has_its_log_entry_and_version(standard, command_type):
    before, head = _look(standard), _head(standard)
    await standard.do(sender_of(command_type), make(command_type))
    after, log = _look(standard), _log(standard, head)
    changed = {
        key
        for key in {*before.entities, *after.entities}
        if before.entities.get(key) != after.entities.get(key)
    }
    assert {(logged.kind, logged.id) for logged in log} == changed
    assert [logged.seq for logged in log] == list(range(head + 1, head + 1 + len(log)))
    last = {(logged.kind, logged.id): logged.seq for logged in log}
    for key, seq in last.items():
        assert after.versions.get(key, seq) == seq


@every_command
async def test_sent_twice_is_sent_once_and_another_body_is_refused(standard, command_type):
    """Bad inputs 14 and 16, for commands of the server's own parts and of agents alike."""
    actor, command = sender_of(command_type), make(command_type)
    first = await standard.ask(actor, command, id="twice")
    head = _head(standard)
    assert first.ok
    assert await standard.ask(actor, command, id="twice") == first
    other = make(COMMAND_TYPES[command_type is COMMAND_TYPES[0]], ticket="pended")
    answer = await standard.ask(actor, other, id="twice")
    assert answer.refusal.code == Code.ID_CONFLICT
    assert _head(standard) == head


async def test_the_id_of_another_device_is_another_command(standard):
    """Bad input 15."""
    for agent in ("ann", "lea"):
        note = c.AddNote(ticket="opened", message=f"{agent}-note", text="x")
        [answer] = await standard.submit(agent, [envelope(note, id="same", counter=1)])
        assert answer.ok
