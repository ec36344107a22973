# SPDX-License-Identifier: Apache-2.0
"""Decisions on held mail, kept back until they can no longer be taken back.

What was let in or thrown away cannot be fetched again from the server, so the command leaves when
the word on it goes, at the next decision, and when the view or the window closes.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import ClientError
from sync_server.contract.ids import HeldId, TicketId
from ui.windows.agent.gestures import Gesture, Gestures

HOLD_MS = 8000
"""As long as the word with Undo is shown."""

Decide = Callable[[HeldId], object]


class HeldDecisions(QObject):
    """What was decided and is still kept back is in `hidden`.

    Signals: `changed()` when `hidden` differs, `refused(ClientError)`.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, gestures: Gestures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gestures = gestures
        self.hidden: frozenset[HeldId] = frozenset()
        self._does: Decide | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HOLD_MS)
        self._timer.timeout.connect(self.settle)

    def decide(
        self,
        ids: Sequence[HeldId],
        words: str,
        does: Decide,
        *,
        at_once: Callable[[], object] | None = None,
        undo: Callable[[], object] | None = None,
    ) -> None:
        """Decide about these; `at_once` is done immediately, `undo` takes that back."""
        self.settle()
        kept = frozenset(ids)

        def do() -> None:
            if at_once is not None:
                at_once()
            self.hidden, self._does = kept, does
            self._timer.start()
            self.changed.emit()

        def back() -> None:
            if self.hidden == kept:
                self._forget()
            if undo is not None:
                undo()

        self._gestures.perform(
            Gesture(ticket=TicketId(""), words=words, do=do, undo=back, at_once=True)
        )

    def settle(self) -> None:
        """Do what is kept back, now."""
        ids, does = self.hidden, self._does
        if does is None:
            return
        try:
            for id in sorted(ids):
                does(id)
        except ClientError as error:
            self.refused.emit(error)
        self._forget()

    def _forget(self) -> None:
        self._timer.stop()
        self.hidden, self._does = frozenset(), None
        self.changed.emit()
