# SPDX-License-Identifier: Apache-2.0
"""Files that wait for their upload, kept encrypted in the outbox as chunks of 256 KiB."""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final

from msgspec import Struct

from app.cache.engine import File, room_for
from app.errors import NoRoom, TooLarge

CHUNK_BYTES: Final = 256 * 1024
LARGEST_FILE: Final = 25 * 1024 * 1024


class Upload(Struct, frozen=True, kw_only=True):
    """A file in the outbox's care. `sha256` is lower-case hex, `size` is in bytes."""

    id: str
    name: str
    media_type: str
    size: int
    sha256: str
    complete: bool = False


def add_upload(file: File, source: Path | bytes, upload: Upload) -> Upload:
    """Take a copy of a file, or of what would be in one; gives it back with its size and hash.

    Raises `TooLarge`, `OSError` when it cannot be read, and `NoRoom` with what the copy needs.
    """
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > LARGEST_FILE:
        raise TooLarge(size, LARGEST_FILE)
    digest = sha256()
    length = 0
    try:
        with file.transaction():
            for number, data in enumerate(_chunks(source)):
                file.run("INSERT INTO chunk VALUES (?, ?, ?)", (upload.id, number, data))
                digest.update(data)
                length += len(data)
                if length > LARGEST_FILE:
                    raise TooLarge(length, LARGEST_FILE)
            file.run(
                "INSERT INTO upload (id, name, media_type, size, sha256) VALUES (?, ?, ?, ?, ?)",
                (upload.id, upload.name, upload.media_type, length, digest.hexdigest()),
            )
    except NoRoom:
        raise NoRoom(room_for(size)) from None
    return Upload(
        id=upload.id,
        name=upload.name,
        media_type=upload.media_type,
        size=length,
        sha256=digest.hexdigest(),
    )


def _chunks(source: Path | bytes) -> Iterator[bytes]:
    with BytesIO(source) if isinstance(source, bytes) else source.open("rb") as reader:
        while data := reader.read(CHUNK_BYTES):
            yield data


def waiting_uploads(file: File) -> tuple[Upload, ...]:
    """The files that the server does not have whole."""
    rows = file.rows("SELECT id, name, media_type, size, sha256 FROM upload WHERE complete = 0")
    return tuple(
        Upload(id=id, name=name, media_type=media_type, size=size, sha256=digest)
        for id, name, media_type, size, digest in rows
    )


def read_chunk(file: File, id: str, offset: int) -> bytes:
    """The bytes from `offset` to the end of its chunk; empty at the end of the file."""
    number, skip = divmod(offset, CHUNK_BYTES)
    row = file.row("SELECT data FROM chunk WHERE upload = ? AND number = ?", (id, number))
    return b"" if row is None else bytes(row[0])[skip:]


def complete_upload(file: File, id: str) -> None:
    """The server has it whole: what names it may leave. The bytes stay until that is accepted."""
    file.run("UPDATE upload SET complete = 1 WHERE id = ?", (id,))


def drop_upload(file: File, id: str) -> None:
    """Give a file up: the person took it out, or the server will not have it."""
    with file.transaction():
        file.run("DELETE FROM upload WHERE id = ?", (id,))
        file.run("DELETE FROM chunk WHERE upload = ?", (id,))


def sweep_uploads(file: File) -> None:
    """Delete uploaded files that no waiting or kept command and no draft names any more."""
    file.run(
        "DELETE FROM upload WHERE complete = 1"
        " AND NOT EXISTS (SELECT 1 FROM item WHERE instr(command, CAST(upload.id AS BLOB)))"
        " AND NOT EXISTS"
        " (SELECT 1 FROM kept WHERE files AND instr(command, CAST(upload.id AS BLOB)))"
        " AND NOT EXISTS (SELECT 1 FROM draft WHERE instr(content, CAST(upload.id AS BLOB)))"
    )
    file.run("DELETE FROM chunk WHERE upload NOT IN (SELECT id FROM upload)")
