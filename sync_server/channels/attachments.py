# SPDX-License-Identifier: Apache-2.0
"""Files that the server itself brings in (mail, forms, imports), kept before their rows."""

import asyncio
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sync_server.channels.derived_ids import derived_place_id
from sync_server.contract.commands import File
from sync_server.contract.ids import AttachmentId
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.store.blobs import Blob, BlobFolder, BlobRows
from sync_server.store.engines import Writer

MAX_TEXT: Final = 64 * 1024
"""Bytes of text in a message; a longer one is kept whole as a file."""

MAX_HTML: Final = 131_072
MAX_FILES: Final = 50
AT_ONCE: Final = 16
"""Files that are written side by side."""

_MAX_MEDIA_TYPE: Final = 64
_MAX_NAME: Final = 200


def text_of(text: str) -> tuple[str, bytes | None]:
    """A message's text, and the whole as bytes when it is longer than a message may be."""
    encoded = text.encode()
    if len(encoded) <= MAX_TEXT:
        return text, None
    return encoded[:MAX_TEXT].decode("utf-8", "ignore"), encoded


class MessageFiles:
    """The files of one message as a command names them (`listed`), and their bytes by id (`data`).

    `owner` is what the message is known by: the same message again gives the same ids. Give `data`
    to `FileKeeper.keep` before the command is executed.
    """

    def __init__(self, owner: str) -> None:
        self._owner = owner
        self.listed: list[File] = []
        self.data: dict[str, bytes] = {}

    def add(
        self, name: str, media_type: str, data: bytes, *, content_id: str | None = None
    ) -> AttachmentId:
        """Add a file with a name that is safe already (`channels.email.text.safe_file_name`)."""
        place = len(self.listed)
        id_ = AttachmentId(derived_place_id("attachment", self._owner, place))
        if len(media_type) > _MAX_MEDIA_TYPE or not media_type:
            media_type = "application/octet-stream"
        if content_id is not None and not 0 < len(content_id) <= _MAX_NAME:
            content_id = None
        self.listed.append(
            File(id=id_, name=name[:_MAX_NAME], media_type=media_type, content_id=content_id)
        )
        self.data[id_] = data
        return id_


class FileKeeper:
    """Stores files under their attachments' ids, as uploads of `owner`: the actor's device.

    A file is on the disk, and its row complete, when `keep` returns: then a command may name it.
    Keeping it again writes the same again.
    """

    def __init__(self, desk: Desk, environment: Environment, folder: Path, *, owner: str) -> None:
        self._desk = desk
        self._environment = environment
        # A disk makes many files durable in little more time than one.
        self._lane = environment.lane("brought files", workers=AT_ONCE)
        self.folder = folder
        self._folder = BlobFolder(folder, random_bytes=environment.random_bytes)
        self._rows = BlobRows(desk.database)
        self._owner = owner

    async def keep(self, files: Mapping[str, bytes]) -> None:
        """Store the bytes of each id. Raises `OSError`, as for a full disk."""
        if not files:
            return
        kept = await asyncio.gather(
            *(self._lane.run(self._write, id_, data) for id_, data in files.items())
        )
        await self._lane.run(self._folder.sync)

        def add_rows(writer: Writer) -> None:
            for blob in kept:
                self._rows.put(writer, blob)

        await self._desk.transact(add_rows)

    def _write(self, id_: str, data: bytes) -> Blob:
        self._folder.put(id_, data)
        return Blob(
            id=id_,
            owner=self._owner,
            size=len(data),
            received=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            complete=True,
            created_at=self._environment.now_us(),
        )
