# SPDX-License-Identifier: Apache-2.0
"""Saving a file of a message where the person chooses. Nothing is ever opened by itself."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.client import Client
from app.errors import ClientError
from sync_server.contract.entities import Attachment
from ui.models.words import translate
from ui.slots import Spawn
from ui.widgets.plain_text import harmless
from ui.windows.agent.folders import SAVED
from ui.windows.agent.troubles import trouble_words

_MOST_BYTES: Final = 200
_LONGEST_ENDING: Final = 16
_DEVICES: Final = frozenset(
    {
        *("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"),
        *(
            f"{port}{number}"
            for port in ("COM", "LPT")
            for number in "0123456789\u00b9\u00b2\u00b3"
        ),
    }
)


class FileSaver(QObject):
    """Asks where, then fetches. Signals: `saved(sentence)`, `failed(sentence)`."""

    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, client: Client, spawn: Spawn, *, window: QWidget) -> None:
        super().__init__(window)
        self._client = client
        self._spawn = spawn
        self._window = window

    def ask(self, attachment: Attachment) -> None:
        """Let the person choose the place in a dialog of the system."""
        dialog = QFileDialog(self._window, translate("ticket", "Save the file"), SAVED.begin)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(safe_name(attachment.name))
        dialog.fileSelected.connect(lambda name: self.save(attachment, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, attachment: Attachment, to: Path) -> None:
        """Fetch a file into that place."""
        SAVED.remember(to)
        self._spawn(self._fetch(attachment, to), name="save a file")

    async def _fetch(self, attachment: Attachment, to: Path) -> None:
        try:
            await self._client.download(attachment.id, to=to)
        except ClientError as error:
            self.failed.emit(trouble_words(error))
        except OSError:
            told = translate("ticket", "{name} could not be written there.")
            self.failed.emit(told.format(name=to.name))
        else:
            self.saved.emit(translate("ticket", "{name} saved").format(name=to.name))


def safe_name(name: str) -> str:
    """The name that is proposed for a file of a stranger: never a path, a device or hidden."""
    last = harmless(name).replace("\ufffd", "").replace("\\", "/").rsplit("/", 1)[-1]
    line = " ".join(last.split())
    plain = "".join("_" if each in '<>:"|?*' else each for each in line).strip(" .")
    stem = plain.split(".", 1)[0].strip().upper()
    if stem in _DEVICES:
        plain = f"_{plain}"
    return _cut(plain) or translate("ticket", "file")


def _cut(name: str) -> str:
    """A name that every disk takes, with the ending that says what it is."""
    if len(name.encode()) <= _MOST_BYTES:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING or not ending.isascii():
        stem, dot, ending = name, "", ""
    room = _MOST_BYTES - len(dot) - len(ending)
    return f"{stem.encode()[:room].decode(errors='ignore').rstrip(' .')}{dot}{ending}"
