# SPDX-License-Identifier: Apache-2.0
"""Keeping files that the server itself brings in (imports, the sample desk), before their rows."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.store.blobs import Blob, BlobFolder, BlobRows
from sync_server.store.engines import Writer


class FileKeeper:
    """Stores files under their attachments' ids, as uploads of `owner`.

    A file is on the disk, and its row complete, when `keep` returns: then a command may name it.
    Keeping it again writes the same again.
    """

    def __init__(self, desk: Desk, environment: Environment, folder: Path, *, owner: str) -> None:
        self._desk = desk
        self._environment = environment
        self._lane = environment.lane("import files")
        self._folder = BlobFolder(folder, random_bytes=environment.random_bytes)
        self._rows = BlobRows(desk.database)
        self._owner = owner

    async def keep(self, files: Mapping[str, bytes]) -> None:
        """Store the bytes of each id. Raises `OSError`, as for a full disk."""
        if not files:
            return
        kept = await self._lane.run(self._write, files)

        def add_rows(writer: Writer) -> None:
            for blob in kept:
                self._rows.put(writer, blob)

        await self._desk.transact(add_rows)

    def _write(self, files: Mapping[str, bytes]) -> list[Blob]:
        now = self._environment.now_us()
        kept = []
        for id_, data in files.items():
            sha256 = hashlib.sha256(data).hexdigest()
            self._folder.append(id_, 0, data)
            if not self._folder.finish(id_, sha256):
                # A run that was killed had left more than these bytes; they are gone now.
                self._folder.append(id_, 0, data)
                self._folder.finish(id_, sha256)
            kept.append(
                Blob(
                    id=id_,
                    owner=self._owner,
                    size=len(data),
                    received=len(data),
                    sha256=sha256,
                    complete=True,
                    created_at=now,
                )
            )
        return kept
