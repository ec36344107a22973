# SPDX-License-Identifier: Apache-2.0
"""Sending waits for files: what goes in the end is what was there when it was asked for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ui.windows.agent.draft_files import DraftFiles


class FileWait(QObject):
    """Waits until every file of a text is in the outbox's care, which takes no network.

    `said` gives all that is written but for its files. Signals: `ready()`; `broken_off()` once
    anything else is there than when it was asked for, so that nothing goes that nobody sent.
    """

    ready = Signal()
    broken_off = Signal()

    def __init__(self, files: DraftFiles, said: Callable[[], object]) -> None:
        super().__init__(files)
        self._files = files
        self._said = said
        self._asked: tuple[object, int] | None = None
        files.shown.connect(self.look)
        files.taken.connect(self._on_taken)
        files.failed.connect(self.cancel)

    def ask(self) -> None:
        """Ready at once, or once the files are."""
        self._asked = self._now()
        self._on_taken()

    def look(self) -> None:
        """Something may be written otherwise."""
        if self._asked is not None and self._asked != self._now():
            self._asked = None
            self.broken_off.emit()

    def cancel(self) -> bool:
        """Wait no more; whether it did."""
        waited, self._asked = self._asked is not None, None
        return waited

    def _now(self) -> tuple[object, int]:
        return self._said(), len(self._files.attachments)

    def _on_taken(self) -> None:
        self.look()
        if self._asked is not None and self._files.is_ready:
            self._asked = None
            self.ready.emit()
