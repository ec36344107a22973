# SPDX-License-Identifier: Apache-2.0
"""All that brings mail in, put together: readers of mailboxes, the intake, and held mail."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path

from sync_server.channels.attachments import FileKeeper
from sync_server.channels.email.entering import MAIL
from sync_server.channels.email.held_mail import HeldMail
from sync_server.channels.email.imap import Trust
from sync_server.channels.email.intake import Intake
from sync_server.channels.email.mailboxes import Guarded, MailboxReaders
from sync_server.channels.email.raw_store import RawStore
from sync_server.channels.email.reading import MailReader
from sync_server.desk.desk import Desk
from sync_server.desk.secrets import Secrets
from sync_server.environment import Environment
from sync_server.security.signing import Signer
from sync_server.store.blobs import BlobFolder


class Receiving:
    """Mail in. `held.answer` answers `ReadHeld`; `run` works until it is cancelled."""

    def __init__(
        self,
        desk: Desk,
        environment: Environment,
        *,
        folder: Path,
        secrets: Secrets,
        signer: Signer,
        guarded: Guarded,
        trust: Trust = ssl.create_default_context,
    ) -> None:
        store = RawStore(BlobFolder(folder, random_bytes=environment.random_bytes))
        keeper = FileKeeper(desk, environment, folder, owner=MAIL.device)
        self._environment = environment
        self._guarded = guarded
        self._reader = MailReader(environment)
        self.intake = Intake(
            desk, environment, store=store, keeper=keeper, signer=signer, reader=self._reader
        )
        self.held = HeldMail(
            desk, environment, store=store, reader=self._reader, intake=self.intake
        )
        self.readers = MailboxReaders(
            desk,
            environment,
            secrets=secrets,
            intake=self.intake,
            store=store,
            guarded=guarded,
            trust=trust,
        )

    async def run(self) -> None:
        """Read mailboxes, and take in what is released."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._keep("reading of mailboxes", self.readers.run))
                group.create_task(self._keep("release of held mail", self.held.run))
        finally:
            await self._reader.close()

    async def _keep(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        await self._guarded(name, work, self._environment)
