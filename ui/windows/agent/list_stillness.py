# SPDX-License-Identifier: Apache-2.0
"""Keeps the rows of the list where they are while somebody's hand is on them."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from app.views.steady_view import SteadyView
from sync_server.contract.ids import TicketId
from ui.widgets.list_notice import ListNotice
from ui.widgets.ticket_list import TicketListView

LAST_KEY_MS: Final = 1500
"""How long after a key nothing moves."""


class Stillness(QObject):
    """Holds the view that is `follow`ed by pointer and keys, and lets it catch up between turns.

    A list that is `filling` for the first time is not held. Emits `changed()` when the
    view's true count may differ.
    """

    changed = Signal()

    def __init__(self, rows: TicketListView, notice: ListNotice, parent: QObject) -> None:
        super().__init__(parent)
        self._notice = notice
        self._steady: SteadyView | None = None
        self._over = False
        self._kept: TicketId | None = None
        self._filling = False
        self._key = QTimer(self)
        self._key.setSingleShot(True)
        self._key.setInterval(LAST_KEY_MS)
        self._key.timeout.connect(self._judge)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._on_turn)
        rows.installEventFilter(self)
        rows.viewport().installEventFilter(self)
        notice.sort_requested.connect(self.sort_now)

    @property
    def is_held(self) -> bool:
        """Whether a hand is on the list."""
        return not self._filling and (self._over or self._key.isActive())

    def follow(self, steady: SteadyView | None) -> None:
        """Another list is shown; what is followed is closed by its owner."""
        self._steady = steady
        self._notice.show_moved(0)
        if steady is not None:
            steady.keep(self._kept)
            steady.delayed.connect(lambda _: self._turn.start())
            self._judge()

    def keep(self, ticket: TicketId | None) -> None:
        """This ticket is selected: its row does not leave by itself."""
        self._kept = ticket
        if self._steady is not None:
            self._steady.keep(ticket)

    def set_filling(self, filling: bool) -> None:
        """Whether the tickets of this computer are only just arriving."""
        self._filling = filling
        self._judge()

    def sort_now(self) -> None:
        """Let every row take its place, whatever the hand does."""
        if self._steady is not None:
            self._steady.settle()
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Enter, QEvent.Type.MouseMove):
            self._over = True
            self._judge()
        elif kind in (QEvent.Type.Leave, QEvent.Type.Hide):
            self._over = False
            self._judge()
        elif kind == QEvent.Type.KeyPress:
            self._key.start()
            self._judge()
        return False

    def _judge(self) -> None:
        if self._steady is None:
            return
        if self.is_held:
            self._steady.hold()
        else:
            self._steady.release()

    def _on_turn(self) -> None:
        if self._steady is not None:
            self._steady.turn()
        self._show()

    def _show(self) -> None:
        if self._steady is not None:
            self._notice.show_moved(self._steady.moved if self.is_held else 0)
        self.changed.emit()
