# SPDX-License-Identifier: Apache-2.0
"""A server is killed, its data are deleted, and its last backup is restored over live clients."""

import asyncio
import random
import shutil
from contextlib import AsyncExitStack

import pytest

from app import intents
from sync_server.contract.entities import Ticket
from sync_server.operations.backup_format import list_backups
from tests.end_to_end.computers import (
    MAYA,
    THEO,
    check_digests,
    found_company,
    joined,
    settled,
    support_of,
)
from tests.support.live_client import Desk, until
from tests.support.server_process import PATIENCE_S, ServerProcess

KEYS = ("tls", "master.key")


@pytest.fixture
async def codes(server):
    return await found_company(server)


@pytest.fixture
def desks(tmp_path):
    return {email: Desk(tmp_path / email) for email in (MAYA, THEO)}


@pytest.fixture
async def pair(server, codes, desks):
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(joined(desks[email], email, codes[email]))
            for email in (MAYA, THEO)
        ]


def keep_keys(server, folder):
    """What an operator does once: a copy of the keys, at another place than the backups."""
    folder.mkdir()
    shutil.copytree(server.data / "tls", folder / "tls")
    shutil.copy(server.data / "master.key", folder)


async def lose_and_restore(server, backup, keys):
    """SIGKILL, all data gone, and the backup brought back; what the console said."""
    await server.kill()
    shutil.rmtree(server.data)
    restored = await server.console.run("restore", backup["path"], "--keys", str(keys))
    await server.start()
    server.log[:] = [line for line in server.log if '"level":"warning"' not in line]
    return restored


async def back_again(client):
    """Wait until a client has noticed, fetched everything and sent what it held."""
    client.retry_now()
    await until(client, lambda: client.opened.stores.queue.replay.entries != ())
    await until(client, lambda: not client.opened.stores.queue.replay.is_under_way)
    await settled(client)


async def write(client, subject):
    """A ticket with a picture, and a note to it."""
    file = await client.attach_data(subject.encode() * 1000, name="picture.png")
    opened = intents.open_ticket(
        client.workspace, subject=subject, text="It is broken", team=support_of(client)
    )
    intents.add_note(client.workspace, ticket=opened.ticket, text=f"About {subject}", files=(file,))
    await until(client, lambda: not client.workspace.pending)
    return opened.ticket


async def texts_of(client, ticket):
    with await client.workspace.open_conversation(ticket) as conversation:
        return sorted(entry.message.text for entry in conversation.entries)


async def test_done_when_3_a_restored_backup_and_its_clients_have_lost_nothing(
    server, pair, desks, tmp_path
):
    """Bad input 62, promise P10: what was acknowledged since the backup is sent again by id."""
    maya, theo = pair
    keep_keys(server, tmp_path / "keys")
    before = await write(maya, "Before the backup")
    backup = await server.console.run("backup", str(tmp_path / "backups"))
    tickets = [await write(maya, "Of Maya"), await write(theo, "Of Theo")]
    intents.set_priority(theo.workspace, ticket=before, priority="urgent")
    intents.set_status(maya.workspace, ticket=tickets[0], status="pending")
    for client in pair:
        await until(client, lambda client=client: not client.workspace.pending)
    status = await server.console.run("status")

    restored = await lose_and_restore(server, backup, tmp_path / "keys")
    assert restored["state_hash"] == backup["header"]["snapshot"]["state_hash"]
    assert restored["has_authority"]
    assert restored["seq"] < status["seq"]
    for client in pair:
        await back_again(client)

    assert {entry.state for client in pair for entry in client.replayed} == {"done"}
    for desk, count in ((desks[MAYA], 3), (desks[THEO], 3)):
        told = [(each.kind, each.count) for each in desk.notices]
        assert ("server_restored", count) in told
    for client in pair:
        assert client.workspace.get(Ticket, before).priority == "urgent"
        assert client.workspace.get(Ticket, tickets[0]).status == "pending"
        for ticket, name in zip(tickets, ("Of Maya", "Of Theo"), strict=True):
            assert client.workspace.get(Ticket, ticket).number > 10_000
            assert await texts_of(client, ticket) == [f"About {name}", "It is broken"]
    again = await server.console.run("status")
    assert again["epoch"] != status["epoch"]
    assert again["restored"]["seq"] == restored["seq"]
    report = await server.verify()
    assert report["findings"] == []
    for client, email in ((maya, MAYA), (theo, THEO)):
        await check_digests(server, client, email)


@pytest.mark.long
async def test_p10_over_many_restores_nothing_is_lost_silently(server, pair, tmp_path):
    """Backups at any moment of the work, and the work of a client that was away meanwhile."""
    maya, theo = pair
    keep_keys(server, tmp_path / "keys")
    chance = random.Random(4)
    notes: list[str] = []
    ticket = await write(maya, "Where all write")
    await until(theo, lambda: theo.workspace.get(Ticket, ticket) is not None)
    for round_ in range(3):
        backup = await server.console.run("backup", str(tmp_path / "backups"))
        for number in range(chance.randint(1, 6)):
            for client, name in ((maya, "Maya"), (theo, "Theo")):
                notes.append(f"{name} {round_}.{number}")
                intents.add_note(client.workspace, ticket=ticket, text=notes[-1])
        for client in pair:
            await until(client, lambda client=client: not client.workspace.pending)
        await lose_and_restore(server, backup, tmp_path / "keys")
        for client in pair:
            await back_again(client)
        for client in pair:
            expected = sorted([*notes, "About Where all write", "It is broken"])
            await until_texts(client, ticket, expected)
    assert (await server.verify())["findings"] == []


async def until_texts(client, ticket, expected):
    """Wait until a conversation has exactly these texts."""
    found: list[str] = []

    async def look():
        found[:] = await texts_of(client, ticket)
        return found == expected

    async with asyncio.timeout(PATIENCE_S):
        while not await look():
            changed = asyncio.Event()
            with client.workspace.changed.connect(lambda _, changed=changed: changed.set()):
                await changed.wait()
    assert found == expected


# -- kill -9 -----------------------------------------------------------------------------------


async def killed_after(server, seconds, *arguments):
    """Run a command and kill it, with everything that it started, after some time."""
    process = await server.console.spawn(*arguments)
    try:
        async with asyncio.timeout(seconds):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


@pytest.mark.long
async def test_bad_input_59_a_backup_killed_at_any_moment_is_never_half_listed(
    server, codes, tmp_path
):
    folder = tmp_path / "backups"
    for tenths in range(1, 12, 2):
        await killed_after(server, tenths / 10, "backup", str(folder))
    kept = list_backups(folder)
    whole = await server.console.run("backup", str(folder))
    found = list_backups(folder)
    assert found[0].path == whole["path"]
    assert {each.name for each in kept} <= {each.name for each in found}
    for number, each in enumerate(found):
        copy = ServerProcess(server.console).console
        copy = type(copy)(tmp_path / f"copy-{number}", copy._bytecode)
        restored = await copy.run("restore", each.path)
        assert restored["state_hash"] == each.header.snapshot.state_hash


@pytest.mark.long
async def test_bad_input_59_a_restore_killed_at_any_moment_is_finished_or_undone(
    server, codes, tmp_path
):
    backup = await server.console.run("backup", str(tmp_path / "backups"))
    await server.stop()
    for tenths in range(2, 12, 2):
        await killed_after(server, tenths / 10, "restore", backup["path"], "--replace")
        status = await server.console.run("status")
        assert status["seq"] == backup["header"]["snapshot"]["seq"]
        assert not (server.data / ".restoring").exists()
    assert (await server.verify())["findings"] == []
