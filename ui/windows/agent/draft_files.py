# SPDX-License-Identifier: Apache-2.0
"""The files of a text that is being written: in the outbox's care before the text is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from app.client import Client
from app.errors import ClientError, NoRoom, TooLarge
from app.outbox.uploads import LARGEST_FILE
from sync_server.contract.commands import File
from ui.models.moments import time_of_day
from ui.models.words import size_words, translate
from ui.slots import Spawn
from ui.widgets.composer_value import DraftAttachment
from ui.windows.agent.folders import ATTACHED

_ELSEWHERE: Final = "elsewhere "
"""How what stands for a file of another device is called."""

_COMING: Final = "file "
"""How what stands for a file that is not in the outbox's care is called."""

_PNG_QUALITY: Final = 80
"""Quick to make; a smaller file would cost the person a wait."""


class DraftFiles(QObject):
    """Takes files in, each with its progress and what is wrong with it.

    Signals: `shown()` when they look otherwise; `changed()` when others go along; `taken()` and
    `failed()` when one has come to its end; `strayed(owner, File or None, what is wrong)` when that
    is one of a text that is not shown any more.
    """

    shown = Signal()
    changed = Signal()
    taken = Signal()
    failed = Signal()
    strayed = Signal(object, object, str)

    def __init__(self, client: Client, spawn: Spawn, parent: QWidget) -> None:
        super().__init__(parent)
        self._client = client
        self._spawn = spawn
        self._files: dict[str, File] = {}
        self._shown: dict[str, DraftAttachment] = {}
        self._owners: dict[str, object] = {}
        self._count = 0

    @property
    def files(self) -> tuple[File, ...]:
        """What goes along, in the order in which it is shown."""
        return tuple(self._files[id] for id in self._shown if id in self._files)

    @property
    def attachments(self) -> tuple[DraftAttachment, ...]:
        """What is to be seen."""
        return tuple(self._shown.values())

    @property
    def is_ready(self) -> bool:
        """Whether every file that is shown is in the outbox's care."""
        return all(id in self._files for id in self._shown)

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """The names of files that another device of this person has."""
        return tuple(each.name for id, each in self._shown.items() if id.startswith(_ELSEWHERE))

    def set_files(self, files: Iterable[File], *, elsewhere: Iterable[str] = ()) -> None:
        """Show those of a draft; nothing is announced, and what is being taken in stays. One that
        is elsewhere holds the text up, until it is attached here too or removed.
        """
        coming = {id: each for id, each in self._shown.items() if id.startswith(_COMING)}
        self._files = {file.id: file for file in files}
        self._shown = {id: DraftAttachment(id, file.name, "") for id, file in self._files.items()}
        told = translate(
            "composer", "{name} is on another computer of yours. Attach it here too, or remove it."
        )
        for name in elsewhere:
            id = f"{_ELSEWHERE}{name}"
            self._shown[id] = DraftAttachment(id, name, "", error=told.format(name=name))
        self._shown.update(coming)

    def clear(self, owner: object = None) -> None:
        """Show none; nothing is announced. What is still being taken in is its owner's, whose text
        is not shown any more; without an owner it is given up.
        """
        if owner is not None:
            coming = (id for id, each in self._shown.items() if _is_coming(each))
            self._owners.update(dict.fromkeys(coming, owner))
        self._files.clear()
        self._shown.clear()

    def add(self, file: File) -> None:
        """Let a file go along that is in the outbox's care already."""
        self._files[file.id] = file
        self._shown[file.id] = DraftAttachment(file.id, file.name, "")
        self.shown.emit()
        self.changed.emit()

    def choose(self, parent: QWidget) -> None:
        """Let the person choose files in a dialog of the system."""
        dialog = QFileDialog(parent, translate("composer", "Attach files"), ATTACHED.begin)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.attach_names)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def attach_names(self, names: list[str]) -> None:
        """The same as `attach`, for paths as Qt gives them."""
        for name in names[:1]:
            ATTACHED.remember(name)
        self.attach([Path(name) for name in names])

    def attach(self, paths: Sequence[Path]) -> None:
        """Take files in."""
        for path in paths:
            size = path.stat().st_size if path.is_file() else 0
            self._begin(path, path.name, size)
        self.shown.emit()

    def attach_image(self, image: QImage) -> None:
        """Take a picture in that was pasted, under the time at which it was."""
        data, buffer = QByteArray(), QBuffer()
        buffer.setBuffer(data)
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, QByteArray(b"png"))
        writer.setQuality(_PNG_QUALITY)
        if image.isNull() or not writer.write(image):
            return
        clock = time_of_day(self._client.workspace.now_us())
        told = translate("composer", "Screenshot {time}").format(time=clock.replace(":", "-"))
        taken = {each.name for each in self._shown.values()}
        names = (f"{told}{'' if number == 1 else f' {number}'}.png" for number in count(1))
        name = next(each for each in names if each not in taken)
        content = bytes(data.data())
        self._begin(content, name, len(content))
        self.shown.emit()

    def drop(self, event: QDropEvent) -> None:
        """Take in what is dropped on a widget."""
        urls = event.mimeData().urls()
        self.attach([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

    def remove(self, id: str) -> None:
        """The person does not want it any more."""
        self._shown.pop(id, None)
        self._files.pop(id, None)
        self.shown.emit()
        self.changed.emit()

    def show_progress(self, told: tuple[str, float]) -> None:
        """More of a file has arrived at the server."""
        id, progress = told
        if id in self._shown:
            self._shown[id] = replace(self._shown[id], progress=progress)
            self.shown.emit()

    # -- inside --------------------------------------------------------------------------------

    def _begin(self, source: Path | bytes, name: str, size: int) -> None:
        """Show a file and take it in, unless its size alone says that it is too large."""
        self._shown.pop(f"{_ELSEWHERE}{name}", None)
        self._count += 1
        place, words = f"{_COMING}{self._count}", size_words(size) if size else ""
        error = "" if size <= LARGEST_FILE else _trouble(TooLarge(size, LARGEST_FILE), name)
        self._shown[place] = DraftAttachment(place, name, words, progress=0.0, error=error)
        if not error:
            self._spawn(self._take(place, source, name, size=words), name="attach a file")

    async def _take(self, place: str, source: Path | bytes, name: str, *, size: str) -> None:
        try:
            if isinstance(source, bytes):
                file = await self._client.attach_data(source, name=name)
            else:
                file = await self._client.attach_file(source)
        except (ClientError, OSError) as error:
            words = _trouble(error, name)
            if place in self._owners:
                self.strayed.emit(self._owners.pop(place), None, words)
                return
            shown = DraftAttachment(place, name, size, progress=0.0, error=words)
            self._replace(place, place, shown)
            self.failed.emit()
            return
        if place in self._owners:
            self.strayed.emit(self._owners.pop(place), file, "")
            return
        if self._replace(place, file.id, DraftAttachment(file.id, file.name, size)):
            self._files[file.id] = file
            self.changed.emit()
        self.taken.emit()

    def _replace(self, place: str, by: str, shown: DraftAttachment) -> bool:
        """Show another state of a file; False when it was removed meanwhile."""
        if place not in self._shown:
            return False
        self._shown = {
            (by if id == place else id): (shown if id == place else each)
            for id, each in self._shown.items()
        }
        self.shown.emit()
        return True


def takes(event: QDragEnterEvent) -> None:
    """Let files be dropped, and nothing else."""
    if any(url.isLocalFile() for url in event.mimeData().urls()):
        event.acceptProposedAction()


def drop_words() -> str:
    """What letting go of a file does, and how large it may be."""
    told = translate("composer", "Drop to attach, up to {limit} a file")
    return told.format(limit=size_words(LARGEST_FILE))


def attach_words() -> str:
    """What the button is for, and how large a file may be."""
    told = translate("composer", "Attach a file, up to {limit}")
    return told.format(limit=size_words(LARGEST_FILE))


def _is_coming(shown: DraftAttachment) -> bool:
    """Whether it is still being taken in, and nothing has gone wrong with it."""
    return shown.id.startswith(_COMING) and not shown.error


def _trouble(error: Exception, name: str) -> str:
    if isinstance(error, TooLarge):
        told = translate(
            "composer", "{name} is {size}. The limit is {limit}. Share a link instead."
        )
        size, limit = size_words(error.size), size_words(error.limit)
        return told.format(name=name, size=size, limit=limit)
    if isinstance(error, OSError):
        return translate("composer", "{name} cannot be read.").format(name=name)
    if isinstance(error, NoRoom) and error.needed:
        told = translate("composer", "There is no room for {name}. It needs {size} on this disk.")
        return told.format(name=name, size=size_words(error.needed))
    return translate("composer", "There is no room for {name}.").format(name=name)
