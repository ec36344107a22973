# SPDX-License-Identifier: Apache-2.0
"""Where a dialog for files begins: where the last file was, else where people keep such files."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

Place = QStandardPaths.StandardLocation


class Folders:
    """One for what is attached, one for what is saved, as long as the program runs."""

    def __init__(self, usual: Place) -> None:
        self._usual = usual
        self._last = ""

    @property
    def begin(self) -> str:
        """The folder that is shown first; one that has gone is not."""
        if self._last and Path(self._last).is_dir():
            return self._last
        return QStandardPaths.writableLocation(self._usual)

    def remember(self, file: str | Path) -> None:
        """A file of this folder was chosen."""
        self._last = str(Path(file).parent)


ATTACHED = Folders(Place.HomeLocation)
SAVED = Folders(Place.DownloadLocation)
