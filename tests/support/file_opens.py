# SPDX-License-Identifier: Apache-2.0
"""Hears each opening of a file in a folder, whoever opens it, by the kernel's inotify."""

import ctypes
import os
import struct
from pathlib import Path
from typing import Self

_OPENED = 0x20
_NON_BLOCKING = os.O_NONBLOCK
_HEAD = struct.Struct("iIII")


class FileOpens:
    """`names()` gives the names of the files that were opened since the last call."""

    def __init__(self, folder: Path) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self._handle = libc.inotify_init1(_NON_BLOCKING)
        assert self._handle >= 0
        assert libc.inotify_add_watch(self._handle, os.fsencode(folder), _OPENED) >= 0

    def names(self) -> list[str]:
        try:
            data = os.read(self._handle, 65536)
        except BlockingIOError:
            return []
        found, place = [], 0
        while place < len(data):
            *_, length = _HEAD.unpack_from(data, place)
            name = data[place + _HEAD.size : place + _HEAD.size + length]
            found.append(os.fsdecode(name.rstrip(b"\0")))
            place += _HEAD.size + length
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._handle)
