# SPDX-License-Identifier: Apache-2.0
"""The standard desk with a real mail server behind its mailbox, and the dispatcher at work."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from sync_server.channels.email.sending.dispatcher import Dispatcher
from sync_server.channels.email.sending.gathering import Gatherer
from sync_server.channels.email.sending.round import Letters
from sync_server.contract.entities import Message
from sync_server.desk.secrets import Secrets
from sync_server.desk.signing_key import read_signer
from sync_server.security.sealing import MasterKey
from sync_server.store.blobs import BlobFolder
from sync_server.store.engines import Database
from tests.support.desks import running_desk
from tests.support.plain import c
from tests.support.smtp_peer import PASSWORD, SmtpPeer
from tests.support.standard_desk import StandardDesk
from tests.support.stepped_environment import SteppedEnvironment

WEB = "https://help.desk.example"
"""Where customers find the desk's pages."""


class SendingDesk:
    """The desk, its clock, its dispatcher and the peer. `stop` and `start` as one likes."""

    def __init__(self, standard: StandardDesk, peer: SmtpPeer, folder: Path) -> None:
        self.standard = standard
        self.peer = peer
        self.folder = BlobFolder(folder, random_bytes=standard.environment.random_bytes)
        self.secrets = Secrets(standard.desk, MasterKey(bytes(32)), standard.environment)
        self._task: asyncio.Task[None] | None = None

    @property
    def environment(self) -> SteppedEnvironment:
        environment = self.standard.environment
        assert isinstance(environment, SteppedEnvironment)
        return environment

    async def connect(self, **fields: Any) -> None:
        """Let the mailbox's mail leave by the peer."""
        secret = await self.secrets.keep(fields.pop("password", PASSWORD))
        given = {"smtp_host": "127.0.0.1", "smtp_port": self.peer.port, **fields}
        await self.standard.do("ada", c.ChangeMailbox(mailbox="post", secret=secret, **given))

    async def start(self, **options: Any) -> None:
        """Send from now on."""
        signer = await read_signer(self.standard.desk, self.environment)
        gatherer = Gatherer(self.standard.database, self.folder, web=WEB)
        dispatcher = Dispatcher(
            self.standard.desk,
            self.environment,
            secrets=self.secrets,
            letters=Letters(gatherer, signer),
            trust=self.peer.trust,
            **options,
        )
        self._task = asyncio.create_task(dispatcher.run())

    async def stop(self) -> None:
        """Stop in order."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def reply(self, id_: str, **fields: Any) -> None:
        """Ann answers the ticket `opened`."""
        given = {"ticket": "opened", "text": "Have you tried the switch?", **fields}
        await self.standard.do("ann", c.Reply(message=id_, anyway=True, **given))

    async def message(self, id_: str) -> Message:
        """A message's row."""
        return await self.standard.row(Message, id_)

    async def until(self, id_: str, holds: Callable[[Message], Any]) -> Message:
        """Wait until something is so of a message, looking after each commit."""
        looked = asyncio.Event()
        stop = self.standard.desk.on_commit(lambda _: looked.set())
        try:
            async with asyncio.timeout(20):
                while not holds(message := await self.message(id_)):
                    looked.clear()
                    await looked.wait()
            return message
        finally:
            stop()

    async def ended(self, id_: str) -> Message:
        """Wait until a message waits no more."""
        return await self.until(id_, lambda message: message.delivery != "waiting")

    async def told(self, id_: str) -> Message:
        """Wait until it is said why a message still waits."""
        return await self.until(id_, lambda message: message.delivery_note)


@asynccontextmanager
async def sending_desk(
    furnished: Database, peer: SmtpPeer, folder: Path
) -> AsyncIterator[SendingDesk]:
    """The desk with a connected mailbox; nothing waits yet, and nothing is sent before `start`."""
    environment = SteppedEnvironment(seed=4)
    environment.advance(days=31, minutes=3, seconds=1)
    async with running_desk(furnished, environment) as desk:
        sending = SendingDesk(StandardDesk(desk, environment), peer, folder)
        await sending.connect()
        await sending.standard.do("ann", c.RetractReply(message="opened-reply"))
        try:
            yield sending
        finally:
            await sending.stop()
