# SPDX-License-Identifier: Apache-2.0
"""A disk that is full for some files of this process, and then has room again.

Each log to which SQLite appends is swapped, behind its back, for the device on which every write
finds no room: so it is the kernel that refuses, and nothing between it and the person is pretended.
"""

import contextlib
import os
from pathlib import Path

FULL = "/dev/full"
_LOG = "-wal"


class FullDisk:
    """Between `fill` and `free` nothing can be written to the databases in `folder`.

    Both have to be called while nobody writes there, `fill` after the logs were emptied.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._kept: dict[int, int] = {}

    def fill(self) -> None:
        full = os.open(FULL, os.O_RDWR)
        for handle in self._logs():
            self._kept[handle] = os.dup(handle)
            os.dup2(full, handle)
        os.close(full)
        assert self._kept, "no database is open there"

    def free(self) -> None:
        for handle, kept in self._kept.items():
            os.dup2(kept, handle)
            os.close(kept)
        self._kept.clear()

    def _logs(self) -> list[int]:
        found = []
        for handle in Path("/proc/self/fd").iterdir():
            with contextlib.suppress(FileNotFoundError):  # the listing has one of its own
                path = handle.readlink()
                if path.is_relative_to(self._folder) and path.name.endswith(_LOG):
                    assert path.stat().st_size == 0, f"{path} was not emptied"
                    found.append(int(handle.name))
        return found
