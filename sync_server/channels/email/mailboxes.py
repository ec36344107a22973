# SPDX-License-Identifier: Apache-2.0
"""Has one reader for each mailbox of the desk, and another one when its settings change."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from typing import Final

from sync_server.channels.email.imap import Trust
from sync_server.channels.email.intake import Intake
from sync_server.channels.email.mailbox_reader import MailboxReader, Progress
from sync_server.channels.email.raw_store import RawStore
from sync_server.contract.entities import Mailbox
from sync_server.contract.ids import MailboxId
from sync_server.desk.desk import Desk
from sync_server.desk.secrets import Secrets
from sync_server.desk.transaction import Commit
from sync_server.environment import Environment

_READS_BY: Final = (
    *("imap_host", "imap_port", "imap_security", "imap_folder"),
    *("user", "secret", "start"),
)
"""The settings of a mailbox that its reader was made with."""

Guarded = Callable[[str, Callable[[], Awaitable[None]], Environment], Awaitable[None]]
"""Does work that never ends, and goes on after what nobody foresaw."""


class MailboxReaders:
    """The readers. Belongs to the event loop; `run` is its one task."""

    def __init__(
        self,
        desk: Desk,
        environment: Environment,
        *,
        secrets: Secrets,
        intake: Intake,
        store: RawStore,
        guarded: Guarded,
        trust: Trust = ssl.create_default_context,
    ) -> None:
        self._desk = desk
        self._environment = environment
        self._secrets = secrets
        self._intake = intake
        self._store = store
        self._guarded = guarded
        self._trust = trust
        self._changed = asyncio.Event()
        self._tasks: dict[MailboxId, tuple[Mailbox, asyncio.Task[None]]] = {}
        self.progress: dict[MailboxId, Progress] = {}
        """How far each mailbox is with what waited there."""

    def under_way(self) -> list[tuple[str, Progress]]:
        """The mailboxes with mail that has still to be taken in, by address, and how far they are.

        Any thread may ask.
        """
        found = [
            (mailbox.address, progress)
            for id_, progress in self.progress.copy().items()
            if progress.done < progress.total
            and (mailbox := self._desk.roster.mailboxes.get(id_)) is not None
        ]
        return sorted(found, key=lambda each: each[0])

    async def run(self) -> None:
        """Read every connected mailbox until cancelled."""
        undo = self._desk.on_commit(self._on_commit)
        try:
            async with asyncio.TaskGroup() as group:
                while True:
                    self._changed.clear()
                    await self._adjust(group)
                    await self._changed.wait()
        finally:
            undo()
            self._tasks.clear()

    async def _adjust(self, group: asyncio.TaskGroup) -> None:
        """Stop readers of mailboxes that were changed, start those that are missing."""
        wanted = {
            id_: mailbox
            for id_, mailbox in self._desk.roster.mailboxes.items()
            if not mailbox.disabled
        }
        for id_, (mailbox, task) in list(self._tasks.items()):
            now = wanted.get(id_)
            if now is None or _settings(now) != _settings(mailbox):
                del self._tasks[id_]
                task.cancel()
                await asyncio.wait({task})
                self.progress.pop(id_, None)
        for id_, mailbox in wanted.items():
            if id_ not in self._tasks:
                task = group.create_task(self._keep_reading(mailbox))
                self._tasks[id_] = (mailbox, task)

    async def _keep_reading(self, mailbox: Mailbox) -> None:
        async def read() -> None:
            reader = MailboxReader(
                self._desk,
                self._environment,
                mailbox,
                secrets=self._secrets,
                intake=self._intake,
                store=self._store,
                trust=self._trust,
            )
            self.progress[mailbox.id] = reader.progress
            await reader.run()

        await self._guarded(f"reading of {mailbox.address}", read, self._environment)

    def _on_commit(self, commit: Commit) -> None:
        if any(entry.kind == Mailbox.kind for entry in commit.logged):
            self._changed.set()


def _settings(mailbox: Mailbox) -> list[object]:
    return [getattr(mailbox, name) for name in _READS_BY]
