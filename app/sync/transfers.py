# SPDX-License-Identifier: Apache-2.0
"""Files up and down: taken into the outbox's care here, sent and fetched over the file port."""

import asyncio
import mimetypes
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.environment import Environment
from app.errors import NotConnected, TransferFailed
from app.link.files import FilePort, fetch_file
from app.link.wire import Address
from app.outbox.uploader import Uploader
from app.outbox.uploads import Upload, add_upload
from app.sync.stores import Stores
from app.tasks import Tasks
from sync_server.contract.commands import File
from sync_server.contract.entities import Attachment
from sync_server.contract.frames import Welcome
from sync_server.contract.ids import AttachmentId

Progress = Callable[[int, int], None]
"""Hears the bytes so far, and in all (0: not told)."""

LONGEST_NAME: Final = 200
_LONGEST_ENDING: Final = 20
_NAMELESS: Final = "file"


class Transfers:
    """The files of one account. `on_sent` is called when a command may leave with its file, and
    `progressed` tells how much of a file the server has.
    """

    def __init__(
        self, stores: Stores, environment: Environment, *, on_sent: Callable[[], None]
    ) -> None:
        self._stores = stores
        self._environment = environment
        self._uploader = Uploader(
            stores.outbox, stores.worker, environment=environment, on_sent=on_sent
        )
        self.progressed = self._uploader.progressed
        self._tasks = Tasks()
        self._running: asyncio.Task[object] | None = None
        self._port: FilePort | None = None

    def begin(self, address: Address, welcome: Welcome) -> None:
        """A session has begun: send what waits to where it says."""
        if not welcome.files:
            return
        self._port = FilePort(
            host=address.host, port=welcome.files, tls=address.tls, secret=welcome.session
        )
        if self._running is not None:
            self._running.cancel()
        self._running = self._tasks.spawn(self._uploader.run(self._port), name="uploads")

    def wake(self) -> None:
        """Files that were at the server are to be sent again."""
        self._uploader.wake()

    async def attach(self, source: Path | bytes, *, name: str) -> File:
        """Take a copy of a file, or of bytes. Raises `TooLarge`, `NoRoom` and `OSError`."""
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        upload = Upload(
            id=self._environment.new_id(),
            name=_short(name),
            media_type=media_type,
            size=0,
            sha256="",
        )
        stores = self._stores
        await stores.worker.submit(add_upload, stores.outbox, source, upload, urgent=True)
        self._uploader.wake()
        return File(id=AttachmentId(upload.id), name=upload.name, media_type=media_type)

    async def fetch(
        self, attachment: AttachmentId, token: str, *, to: Path, progress: Progress | None
    ) -> Path:
        """Bring a file to `to`, where it appears once it is whole.

        Raises `NotConnected`, `TransferFailed` and `OSError`.
        """
        if self._port is None:
            raise NotConnected
        part = to.with_name(to.name + ".part")
        lane = self._environment.lane("files")
        known = self._stores.workspace.get(Attachment, attachment)
        done = 0
        await lane.run(part.write_bytes, b"")
        async for piece, size in fetch_file(self._port, attachment, token=token):
            await lane.run(_append, part, piece)
            done += len(piece)
            if progress is not None:
                progress(done, size)
        if known is not None and known.size and known.size != done:
            raise TransferFailed(f"{done} of {known.size} bytes came")
        await lane.run(part.replace, to)
        return to

    async def close(self) -> None:
        """Stop sending."""
        await self._tasks.close()


def _append(path: Path, data: bytes) -> None:
    with path.open("ab") as target:
        target.write(data)


def _short(name: str) -> str:
    """A name that can be sent, whatever the disk calls the file, with its ending."""
    text = name.encode(errors="replace").decode() or _NAMELESS
    if len(text) <= LONGEST_NAME:
        return text
    stem, dot, ending = text.rpartition(".")
    kept = f".{ending}" if dot and len(ending) <= _LONGEST_ENDING else ""
    return f"{(stem if kept else text)[: LONGEST_NAME - len(kept)]}{kept}"
