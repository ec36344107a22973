# SPDX-License-Identifier: Apache-2.0
"""Tells at the next start that the program did not end as it should, and with what error."""

import contextlib
from pathlib import Path
from typing import Final

_MARK: Final = "running"
_LONGEST: Final = 20_000
UNSEEN: Final = "Deskbell ended without having said why."


class RunMark:
    """A file that is there while the program runs, and that holds its last error.

    Nothing here may keep the program from starting: a mark that cannot be written is no mark.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _MARK

    def begin(self) -> str:
        """Set the mark. What was left of the last run: empty when it ended as it should."""
        left = ""
        with contextlib.suppress(OSError):
            left = self._path.read_text("utf-8", "replace")[:_LONGEST] or UNSEEN
        self.note("")
        return left

    def note(self, fault: str) -> None:
        """Keep an error, should the program end by it."""
        with contextlib.suppress(OSError):
            self._path.write_text(fault[-_LONGEST:], "utf-8")

    def end(self) -> None:
        """The program ends as it should."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
