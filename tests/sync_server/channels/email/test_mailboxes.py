# SPDX-License-Identifier: Apache-2.0
"""A served desk reads a real mailbox: what comes there is a ticket in a moment."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from sync_server.config import Configuration
from sync_server.contract.entities import Mailbox, Ticket
from sync_server.contract.ids import MailboxId
from sync_server.server import Server
from sync_server.store.rows import AllRows
from tests.support.arriving_mail import written
from tests.support.dovecot import PASSWORD, Dovecot, dovecot_server
from tests.support.plain import c
from tests.support.served_desk import found, serving
from tests.support.standard_desk import OPERATOR_ACTOR

HELP = "help@desk.example"
PATIENCE_S = 20


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Dovecot]:
    with dovecot_server(HELP, "sales@desk.example") as dovecot:
        monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.authority_file))
        yield dovecot


class Watched:
    """A served desk and its rows, with a way to wait for them."""

    def __init__(self, server: Server, store: Dovecot) -> None:
        self.server = server
        self.store = store

    def rows(self, kind: Any) -> list[Any]:
        rows = AllRows(self.server.desk.database)[kind.kind]
        with self.server.desk.database.read() as reader:
            return list(rows.every(reader))

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true; it is asked after every commit."""
        changed = asyncio.Event()
        undo = self.server.desk.on_commit(lambda _commit: changed.set())
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not true():
                    await changed.wait()
                    changed.clear()
        finally:
            undo()

    async def connect(self, id: str = "box", address: str = HELP, **settings: Any) -> None:
        secret = await self.server.administration.mailboxes._secrets.keep(PASSWORD)
        command = c.ConnectMailbox(
            mailbox=id,
            **{
                "address": address,
                "imap_host": "localhost",
                "imap_port": self.store.tls_port,
                "smtp_host": "localhost",
                "smtp_port": 9,
                "user": address,
                "secret": secret,
                "acknowledge": False,
                **settings,
            },
        )
        answer = await self.server.desk.execute(command, OPERATOR_ACTOR)
        assert answer.ok, answer
        await self.until(lambda: self.mailbox(id).state != "new")

    def mailbox(self, id: str = "box") -> Mailbox:
        return self.server.desk.roster.mailboxes[MailboxId(id)]

    def count(self, kind: Any) -> int:
        return len(self.rows(kind))


@asynccontextmanager
async def watched(configuration: Configuration, store: Dovecot) -> AsyncIterator[Watched]:
    async with serving(configuration) as server:
        yield Watched(server, store)


@pytest.fixture
async def desk(store: Dovecot, tmp_path: Path) -> AsyncIterator[Watched]:
    configuration = await found(tmp_path / "desk")
    async with watched(configuration, store) as served:
        yield served


def mails(count: int) -> list[bytes]:
    return [
        written(
            f"Number {number} is out of toner.",
            sender=f"c{number}@cust.example",
            subject=f"Printer {number}",
            message_id=f"<{number}@cust.example>",
        ).as_bytes()
        for number in range(count)
    ]


async def test_mail_that_comes_is_a_ticket_and_stays_unread_at_the_store(desk):
    await desk.connect()
    desk.store.append(HELP, *mails(1))
    await desk.until(lambda: desk.count(Ticket) == 1)
    assert desk.mailbox().state == "connected"
    assert desk.rows(Ticket)[0].subject == "Printer 0"
    assert "Seen" not in desk.store.flags(HELP)[0]
