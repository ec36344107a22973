# SPDX-License-Identifier: Apache-2.0
"""Opening a file of the client, whatever has become of it."""

from pathlib import Path

from msgspec import Struct

from app.cache.engine import Damaged, File, Shape, open_file, set_aside
from sync_server.contract.ids import Instant


class OpenedFile(Struct, frozen=True):
    """An open file; `aside` is where a damaged one went, and `reason` why it was given up."""

    file: File
    aside: Path | None = None
    reason: str = ""


def open_or_replace(path: Path | None, key: bytes, shape: Shape, at: Instant) -> OpenedFile:
    """Open a file; one that is damaged is set aside and a new one takes its place.

    Every table is looked into, so that most damage shows now. Raises `NoRoom`.
    """
    try:
        file = open_file(path, key, shape=shape)
        try:
            for (name,) in file.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
                file.row(f'SELECT * FROM "{name}" LIMIT 1')  # noqa: S608 - the file's own names
        except BaseException:
            file.close()
            raise
    except Damaged as damage:
        assert path is not None
        aside = set_aside(path, at=at)
        return OpenedFile(open_file(path, key, shape=shape), aside, damage.reason)
    return OpenedFile(file)
