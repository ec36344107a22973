# SPDX-License-Identifier: Apache-2.0
"""A profile belongs to one running program: two would send from one outbox and share one cursor.

The claim is a lock of the operating system on an empty file, so it ends with the program, however
that ends.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from app.errors import ProfileInUse

CLAIM_FILE: Final = "in-use"


@contextmanager
def claim(folder: Path) -> Iterator[None]:
    """Have the profile in this folder to oneself. Raises `ProfileInUse` and `OSError`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / CLAIM_FILE).open("a+b") as file:
        try:
            _lock(file)
        except (BlockingIOError, PermissionError):
            raise ProfileInUse from None
        yield


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - only there

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
