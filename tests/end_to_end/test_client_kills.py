# SPDX-License-Identifier: Apache-2.0
"""Promise 3: what a client shows as queued survives SIGKILL of the client, once and in order."""

import asyncio
import random
import sqlite3
import sys
from collections import Counter

import pytest

from tests.end_to_end.computers import MAYA, found_company, holds_ticket, joined, open_one
from tests.support.live_client import Desk, until
from tests.support.server_process import ADA, PATIENCE_S

KILLS = 3
LONGEST_LIFE_S = 0.4
NUMBERS_OF_A_LIFE = 100_000


class WritingClient:
    """Lives of a writing client on one folder. `queued` is what it said to be safe."""

    def __init__(self, server, folder):
        self.folder = folder
        self.queued = []
        self.waited = 0
        """Commands that waited when a client started, over all its lives."""
        self._server = server
        self._lives = 0

    async def live(self, *code):
        """Start; the process, once it has queued something."""
        self._lives += 1
        first = self._lives * NUMBERS_OF_A_LIFE
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.end_to_end.writing_client"),
            *(str(self.folder), str(first), *code),
            env=self._server.console.variables,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdout is not None
        async with asyncio.timeout(PATIENCE_S):
            waiting = await process.stdout.readline()
        self.waited += int(waiting.removeprefix(b"waiting "))
        await self.hear(process)
        return process

    async def hear(self, process):
        """One line, or none at the end."""
        async with asyncio.timeout(PATIENCE_S):
            line = (await process.stdout.readline()).decode()
        self.queued += [line.split()] if line.endswith("\n") else []
        return line

    async def hear_all(self, process):
        """Everything until the process is gone."""
        while await self.hear(process):
            pass
        await process.wait()


@pytest.fixture
async def server_with_tickets(server, tmp_path):
    """A desk with two tickets for Maya, who has not signed in yet; her join code."""
    codes = await found_company(server)
    async with joined(Desk(tmp_path / "ada"), ADA, codes[ADA]) as ada:
        for subject in ("First", "Second"):
            ticket = open_one(ada, subject)
            await until(ada, lambda ticket=ticket: holds_ticket(ticket)(ada.workspace))
    return server, codes[MAYA]


async def test_p3_what_a_killed_client_had_queued_arrives_once_and_in_order(
    server_with_tickets, tmp_path
):
    server, code = server_with_tickets
    chance = random.Random(6)
    client = WritingClient(server, tmp_path / "maya")
    lives = [(code,), *[()] * (KILLS - 1)]
    for arguments in lives:
        process = await client.live(*arguments)
        # The moment of the kill must depend on nothing else.
        await asyncio.sleep(chance.uniform(0, LONGEST_LIFE_S))
        process.kill()
        await client.hear_all(process)
    process = await client.live()
    process.stdin.write(b"stop\n")
    await client.hear_all(process)
    assert client.queued.pop() == ["done"]
    assert client.waited > 0, "no kill left anything unsent"
    await server.stop()
    arrived = effects(server.data / "desk.sqlite")
    assert [line for line in client.queued if line[0] not in arrived] == []
    assert [command for command, times in Counter(arrived).items() if times > 1] == []
    for ticket in {line[1] for line in client.queued}:
        numbers = [int(line[2]) for line in client.queued if line[1] == ticket]
        places = [arrived.index(line[0]) for line in client.queued if line[1] == ticket]
        assert numbers == sorted(numbers)
        assert places == sorted(places)
    assert (await server.verify())["findings"] == []


def effects(database):
    """Commands in the order of their effects; one that took effect twice is there twice."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as link:
        rows = link.execute("SELECT command FROM log WHERE via = 'socket' ORDER BY seq").fetchall()
    link.close()
    found = [command for (command,) in rows]
    return [each for place, each in enumerate(found) if place == 0 or found[place - 1] != each]
