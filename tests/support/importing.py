# SPDX-License-Identifier: Apache-2.0
"""Importing into a real desk, and looking at what is there afterwards."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sync_server.config import Configuration
from sync_server.contract.entities import Attachment, Contact, Message, Ticket
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.operations.archives import open_archive
from sync_server.operations.importer import Importer
from sync_server.operations.requests import ImportReport
from sync_server.operations.verification import verify
from sync_server.store.changelog import ChangeLog
from sync_server.store.engines import Database
from sync_server.store.rows import AllRows
from tests.support.desks import running_desk


class Imports:
    """A desk that archives are imported into. `data` is its folder."""

    def __init__(self, desk: Desk, environment: Environment, data: Path) -> None:
        self.desk = desk
        self.environment = environment
        self.configuration = Configuration(data=data)

    async def run(self, path: Path, **options: Any) -> ImportReport:
        """Import an archive as the console does."""
        importer = Importer(self.desk, self.environment, self.configuration, **options)
        return await importer.run(open_archive(path), lambda _done, _total: None)

    @property
    def seq(self) -> int:
        """The newest entry of the log."""
        with self.desk.database.read() as reader:
            return ChangeLog(self.desk.database).head(reader).seq

    def every(self, kind: str) -> list[Any]:
        """All rows of a kind."""
        with self.desk.database.read() as reader:
            return AllRows(self.desk.database)[kind].every(reader)

    @property
    def tickets(self) -> list[Ticket]:
        return sorted(self.every("ticket"), key=lambda ticket: ticket.number)

    @property
    def messages(self) -> list[Message]:
        return sorted(self.every("message"), key=lambda message: message.at)

    @property
    def attachments(self) -> list[Attachment]:
        return self.every("attachment")

    @property
    def contacts(self) -> list[Contact]:
        return self.every("contact")

    @property
    def folder(self) -> Path:
        """Where what was not taken is kept."""
        return self.configuration.data / "set-aside"

    def bytes_of(self, attachment: Attachment) -> bytes:
        """The stored file of an attachment."""
        return (self.configuration.blobs / attachment.id).read_bytes()

    def problems(self) -> tuple[Any, ...]:
        """What a verification finds."""
        blobs = self.configuration.blobs

        def has_file(id_: str, sha256: str) -> bool:
            return hashlib.sha256((blobs / id_).read_bytes()).hexdigest() == sha256

        return tuple(verify(self.desk.database, has_file).findings)


@asynccontextmanager
async def importing_into(
    database: Database, environment: Environment, data: Path
) -> AsyncIterator[Imports]:
    """A running desk to import into, for as long as the block lasts."""
    async with running_desk(database, environment) as desk:
        yield Imports(desk, environment, data)
