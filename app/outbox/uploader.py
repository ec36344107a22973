# SPDX-License-Identifier: Apache-2.0
"""Sending the files that wait, one after the other, while there is a session."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from app.cache.engine import UNWRITTEN, File
from app.cache.worker import Worker
from app.environment import Environment
from app.errors import TransferFailed
from app.link.backoff import Backoff
from app.link.files import FilePort, Sending, send_file
from app.outbox import uploads
from app.outbox.uploads import Upload
from app.signals import Signal
from sync_server.contract.refusals import Code

logger = logging.getLogger(__name__)

HOPELESS: Final = frozenset({Code.LIMIT, Code.ID_CONFLICT, Code.BAD_VALUE, Code.NOT_FOUND})
"""Why a server will never take a file, however often it is sent."""


class Uploader:
    """`run` goes on until cancelled; `wake` says that there may be something new.

    `on_sent` is called when a file is at the server, so that what names it may leave. The signal
    `progressed` carries a file's id and how much of it is there, from 0 to 1.
    """

    def __init__(
        self,
        file: File,
        worker: Worker,
        *,
        environment: Environment,
        on_sent: Callable[[], None],
    ) -> None:
        self._file = file
        self._worker = worker
        self._environment = environment
        self._on_sent = on_sent
        self._wanted = asyncio.Event()
        self.progressed: Signal[tuple[str, float]] = Signal()

    def wake(self) -> None:
        """There may be something to send."""
        self._wanted.set()

    async def run(self, port: FilePort) -> None:
        """Send what waits, now and later."""
        backoff = Backoff(self._environment.jitter)
        while True:
            self._wanted.clear()
            sent = [await self._try(port, upload) for upload in await self._waiting()]
            if all(sent):
                backoff.succeeded()
                await self._wanted.wait()
            else:
                await self._environment.sleep(1 + backoff.next_wait())

    async def _try(self, port: FilePort, upload: Upload) -> bool:
        """Send one file; whether it is settled.

        One that the server will not have counts as sent: the command that names it then leaves, is
        refused for its missing file, and the person is told.
        """
        try:
            await self._send(port, upload)
        except TransferFailed as failure:
            logger.info("An upload did not go through: %s", failure)
            if failure.refusal is None or failure.refusal.code not in HOPELESS:
                return False
        try:
            await self._worker.submit(uploads.complete_upload, self._file, upload.id, urgent=True)
        except UNWRITTEN:
            return False  # the server has it, and says so at once when it is asked again
        self.progressed.emit((upload.id, 1.0))
        self._on_sent()
        return True

    async def _waiting(self) -> tuple[Upload, ...]:
        return await self._worker.submit(uploads.waiting_uploads, self._file, urgent=True)

    async def _send(self, port: FilePort, upload: Upload) -> None:
        async def read(offset: int) -> bytes:
            self.progressed.emit((upload.id, offset / max(1, upload.size)))
            return await self._worker.submit(
                uploads.read_chunk, self._file, upload.id, offset, urgent=True
            )

        sending = Sending(
            id=upload.id,
            size=upload.size,
            sha256=upload.sha256,
            media_type=upload.media_type,
            read=read,
        )
        await send_file(port, sending)
