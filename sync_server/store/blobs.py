# SPDX-License-Identifier: Apache-2.0
"""Uploaded files: their rows, and their bytes in a folder beside the database.

A file lies under its attachment's id once it is whole; until then its beginning lies beside it.
Ids are checked by the contract's pattern, so that none is a path. With a master key whole files are
sealed; files from before that stay readable.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, select

from sync_server.contract.ids import ID_PATTERN, Instant
from sync_server.security.sealing import MAGIC, MasterKey, RandomBytes
from sync_server.store import tables
from sync_server.store.engines import Connection, Database, Writer
from sync_server.store.ledger import upsert

READ_BYTES: Final = 64 * 1024
PART_SUFFIX: Final = ".part"

_id = re.compile(ID_PATTERN)


class Blob(Struct, frozen=True, kw_only=True):
    """A file's row. `owner` is the device that sends it; `size` is what it shall have, in bytes.

    `received` counts only once the file is complete: before, the folder knows.
    """

    id: str
    owner: str
    size: int
    received: int
    sha256: str
    complete: bool
    created_at: Instant


class BlobRows:
    """Reads and writes rows. Stateless; works inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        columns = [tables.blob.c[name] for name in Blob.__struct_fields__]
        self._find = database.compile(select(*columns).where(tables.blob.c.id == bindparam("id_")))
        self._put = upsert(database, tables.blob, "id")

    def find(self, connection: Connection, id_: str) -> Blob | None:
        """The row under an id."""
        found = connection.rows(self._find, id_=id_)
        if not found:
            return None
        values = dict(zip(Blob.__struct_fields__, found[0], strict=True))
        return Blob(**{**values, "complete": bool(values["complete"])})

    def put(self, writer: Writer, blob: Blob) -> None:
        """Insert or replace a row."""
        values = {name: getattr(blob, name) for name in Blob.__struct_fields__}
        writer.write(self._put, self._put.bind({**values, "complete": int(blob.complete)}))


class BlobFolder:
    """The bytes. Every method blocks, and may raise `OSError`."""

    def __init__(
        self, folder: Path, *, random_bytes: RandomBytes, key: MasterKey | None = None
    ) -> None:
        self._folder = folder
        self._key = key
        self._random_bytes = random_bytes

    def received(self, id_: str) -> int:
        """How much of an unfinished file is there, in bytes."""
        try:
            return self._part(id_).stat().st_size
        except FileNotFoundError:
            return 0

    def append(self, id_: str, offset: int, data: bytes) -> int:
        """Write bytes at `offset`, which is at most what is there; how much is there then."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = self._part(id_)
        with part.open("r+b" if part.exists() else "xb") as file:
            file.seek(offset)
            file.write(data)
            return file.seek(0, os.SEEK_END)

    def finish(self, id_: str, sha256: str) -> bool:
        """Make an unfinished file whole, durably, if its bytes have this hash; else drop them."""
        part = self._part(id_)
        digest = hashlib.sha256()
        with part.open("rb") as file:
            while data := file.read(READ_BYTES):
                digest.update(data)
        if digest.hexdigest() != sha256:
            part.unlink()
            return False
        if self._key is not None:
            self._seal(id_, part)
        with part.open("r+b") as file:
            os.fsync(file.fileno())
        part.replace(self._whole(id_))
        self._sync_folder()
        return True

    def put(self, id_: str, data: bytes) -> None:
        """Store a file that is there at once; what lay under its id is replaced.

        Its bytes are durable; its name is once `sync` has returned, for as many files as were put.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = self._part(id_)
        pieces: Iterable[bytes] = (data,)
        if self._key is not None:
            pieces = self._key.seal(pieces, name=id_, random_bytes=self._random_bytes)
        with part.open("wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._whole(id_))

    def sync(self) -> None:
        """Make the names of the files durable that were put before."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._sync_folder()

    def is_whole(self, id_: str) -> bool:
        """Whether the whole file is there."""
        return self._whole(id_).is_file()

    def read(self, id_: str) -> Iterator[bytes]:
        """A whole file, piece by piece. Raises `SealError` for one that cannot be opened."""
        with self._whole(id_).open("rb") as file:
            pieces = iter(lambda: file.read(READ_BYTES), b"")
            first = next(pieces, b"")
            if self._key is not None and first.startswith(MAGIC):
                yield from self._key.open(_chain(first, pieces), name=id_)
            else:
                yield from _chain(first, pieces)

    def _seal(self, id_: str, part: Path) -> None:
        assert self._key is not None
        sealed = self._folder / f"{_checked(id_)}.sealing"
        with part.open("rb") as plain, sealed.open("wb") as file:
            pieces = iter(lambda: plain.read(READ_BYTES), b"")
            for piece in self._key.seal(pieces, name=id_, random_bytes=self._random_bytes):
                file.write(piece)
        sealed.replace(part)

    def _sync_folder(self) -> None:
        """Make names durable; a system without folder descriptors does so by itself."""
        if os.name == "posix":
            descriptor = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def _whole(self, id_: str) -> Path:
        return self._folder / _checked(id_)

    def _part(self, id_: str) -> Path:
        return self._folder / f"{_checked(id_)}{PART_SUFFIX}"


def _checked(id_: str) -> str:
    if not _id.fullmatch(id_) or id_.endswith(PART_SUFFIX):
        raise ValueError("not an id of a file")
    return id_


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
