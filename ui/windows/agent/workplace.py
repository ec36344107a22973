# SPDX-License-Identifier: Apache-2.0
"""Where a person left off: the window and its panes, the open ticket, how far things were read."""

from typing import Final

import msgspec
from msgspec import Struct
from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, QTimer

from app.settings import Settings
from sync_server.contract.ids import TicketId
from ui.widgets.message_column import Stand
from ui.windows.agent.list_controller import FIRST, ListController
from ui.windows.agent.ticket_controller import TicketController
from ui.windows.agent.window import AgentWindow

NAME: Final = "workplace"
KEEP_MS: Final = 2000
"""After the last change; a program that is killed has lost no more than this."""

USUAL: Final = (1440, 900)
_ARRANGED: Final = frozenset({QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange})


class Place(Struct, frozen=True):
    """`window` is Qt's own description of where the window is, `row` the first ticket in sight."""

    window: str = ""
    widths: dict[str, int] = {}
    folded: dict[str, bool] = {}
    ticket: str = ""
    read: Stand | None = None
    row: str = ""


class Workplace(QObject):
    """Brings everything back at start, as far as it is still there, and keeps it meanwhile.

    The list is always the queue: what runs out first comes before what was looked at last. What has
    not come from the disk yet is waited for, until the person goes somewhere else.
    """

    def __init__(
        self,
        settings: Settings,
        window: AgentWindow,
        *,
        lists: ListController,
        tickets: TicketController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._window = window
        self._lists = lists
        self._tickets = tickets
        self._kept = _read(str(settings.get(NAME)))
        self._ticket = self._kept.ticket
        self._row = self._kept.row
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_MS)
        self._pause.timeout.connect(self.keep)
        window.take_layout(self._kept.widths, self._kept.folded)
        window.installEventFilter(self)
        window.rearranged.connect(self._pause.start)
        tickets.opened.connect(self._on_opened)
        lists.looked.connect(self.look)
        lists.shown.connect(self._on_shown)

    def place_window(self) -> None:
        """Where it was, on the screens that there are; the first time in the usual size.

        Qt itself brings a window back whose screen is gone.
        """
        state = QByteArray.fromBase64(self._kept.window.encode())
        if self._kept.window and self._window.restoreGeometry(state):
            return
        room = self._window.screen().availableGeometry()
        self._window.resize(min(USUAL[0], room.width()), min(USUAL[1], room.height()))

    def look(self) -> None:
        """More may be here than before: go to the ticket and the row that were left."""
        if self._ticket and self._tickets.id is None:
            id = TicketId(self._ticket)
            if self._kept.read is not None:
                self._tickets.reading.places.setdefault(id, self._kept.read)
            self._tickets.open(id)
        row = self._window.list.row_of(self._row)
        if row is not None and self._lists.key == FIRST:
            self._row = ""
            self._window.list.show_first(row)
        arrives = self._lists.client.state.kind not in ("live", "offline")
        if not self._lists.workspace.loading and not arrives:
            self._ticket = self._row = ""  # what is not here by now is not coming

    def keep(self) -> None:
        """Write down how it is now."""
        self._pause.stop()
        window, id = self._window, self._tickets.id
        self._tickets.reading.remember()
        widths, folded = window.layout_by_hand
        first = window.list.view.indexAt(QPoint(1, 1)).row() if self._lists.key == FIRST else -1
        place = Place(
            window=bytes(window.saveGeometry().toBase64().data()).decode(),
            widths=widths,
            folded=folded,
            ticket=id or self._ticket,
            read=None if id is None else self._tickets.reading.places.get(id),
            row=(window.list.ticket_at(first) or "") if first > 0 else self._row,
        )
        if place != self._kept:
            self._kept = place
            self._settings.set(NAME, msgspec.json.encode(place).decode())

    def close(self) -> None:
        """The window closes."""
        self.keep()
        self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ARRANGED:
            self._pause.start()
        return False

    def _on_opened(self, ticket: object) -> None:
        """Whatever is open now, there is nothing more to go back to."""
        self._ticket = ""
        self._pause.start()

    def _on_shown(self, key: str) -> None:
        """Another list begins at its top."""
        if key != FIRST:
            self._row = ""


def _read(text: str) -> Place:
    try:
        return msgspec.json.decode(text, type=Place) if text else Place()
    except msgspec.MsgspecError:
        return Place()
