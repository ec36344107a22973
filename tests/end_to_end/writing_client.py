# SPDX-License-Identifier: Apache-2.0
"""A client that writes until it is killed: `writing_client FOLDER NUMBER [JOIN-CODE]`.

It says first how many commands of earlier lives still wait: "waiting <count>". Then it makes
gestures without pause, numbered from NUMBER on, and prints each command once that is safe on this
computer: "<command> <ticket> <number>". Told to stop by a line on its standard input, it makes no
more, sends what waits, prints "done" and ends.
"""

import asyncio
import sys
from pathlib import Path
from typing import Final

from app import intents
from app.client import Client, Profile
from app.environment import RealEnvironment
from app.outbox.queue import SAVING
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import CommandId, TicketId
from tests.support.file_keyring import FileKeyring
from tests.support.live_client import until
from tests.support.wire_probe import PASSWORD

MOST_WAITING: Final = 40


class Writer:
    """Writes to every ticket that it sees, numbering its texts from a given number on."""

    def __init__(self, client: Client, first: int) -> None:
        self._client = client
        self._number = first
        self._told: set[CommandId] = set()
        self._made: dict[CommandId, tuple[TicketId, int]] = {}

    def write(self) -> None:
        """One gesture on each ticket, unless too much waits already."""
        workspace = self._client.workspace
        for ticket in sorted(ticket.id for ticket in workspace.all(Ticket)):
            if self._client.state.to_send >= MOST_WAITING:
                return
            self._number += 1
            text = f"number {self._number}"
            if self._number % 3:
                made = intents.add_note(workspace, ticket=ticket, text=text).command
            else:
                made = intents.set_subject(workspace, ticket=ticket, subject=text)
            self._made[made] = (ticket, self._number)

    def tell(self) -> None:
        """Print what has become safe since the last time."""
        saving = {each.id for each in self._client.workspace.pending if each.state == SAVING}
        for id_, (ticket, number) in list(self._made.items()):
            if id_ not in saving:
                del self._made[id_]
                print_line(f"{id_} {ticket} {number}")


def print_line(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def main() -> None:
    folder, first, *code = sys.argv[1:]
    environment = RealEnvironment()
    keyring = FileKeyring(Path(folder) / "keyring.json")
    async with Client(Profile(folder=Path(folder)), environment, keyring=keyring) as client:
        print_line(f"waiting {len(client.workspace.pending)}")
        if code:
            await client.sign_in(join_code=code[0], email="maya@desk.example", password=PASSWORD)
        await until(client, lambda: list(client.workspace.all(Ticket)))
        await _write_until_told(client, Writer(client, int(first)))
        await until(client, lambda: client.state.to_send == 0)
    environment.close()
    print_line("done")


async def _write_until_told(client: Client, writer: Writer) -> None:
    stopping = asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    news = asyncio.Event()
    subscription = client.workspace.changed.connect(lambda _: news.set())
    while not stopping.done():
        news.clear()
        writer.write()
        writer.tell()
        waiting = asyncio.ensure_future(news.wait())
        await asyncio.wait([waiting, stopping], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
    writer.tell()
    subscription.close()


if __name__ == "__main__":
    asyncio.run(main())
