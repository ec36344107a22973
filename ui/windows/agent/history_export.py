# SPDX-License-Identifier: Apache-2.0
"""The whole history of a ticket as a table in a file: its audit trail, for those who ask for it."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.client import Client
from app.errors import ClientError
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import Instant, TicketId
from sync_server.contract.queries import HistoryEntry, TicketHistory
from ui.models.words import translate
from ui.slots import Spawn
from ui.windows.agent.folders import SAVED
from ui.windows.agent.history_words import actor_words, changes_of
from ui.windows.agent.troubles import trouble_words

_PAGE: Final = 200
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would reckon out, or run, at the beginning of a cell."""


class HistoryExport(QObject):
    """Asks where, reads all of it, then writes. Signals: `saved(sentence)`, `failed(sentence)`."""

    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, client: Client, spawn: Spawn, *, window: QWidget) -> None:
        super().__init__(window)
        self._client = client
        self._spawn = spawn
        self._window = window

    def ask(self, ticket: TicketId) -> None:
        """Let the person choose the place in a dialog of the system."""
        row = self._client.workspace.get(Ticket, ticket)
        name = translate("history", "History of {number}")
        number = str(row.number) if row is not None and row.number else ticket
        title = translate("history", "Export the history")
        dialog = QFileDialog(self._window, title, SAVED.begin)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{name.format(number=number)}.csv")
        dialog.fileSelected.connect(lambda chosen: self.save(ticket, Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, ticket: TicketId, to: Path) -> None:
        """Write it into that place."""
        SAVED.remember(to)
        self._spawn(self._write(ticket, to), name="export a history")

    async def _write(self, ticket: TicketId, to: Path) -> None:
        try:
            entries = await self._read(ticket)
            _put(to, table_of(self._client.workspace, entries))
        except ClientError as error:
            self.failed.emit(trouble_words(error))
        except OSError:
            told = translate("ticket", "{name} could not be written there.")
            self.failed.emit(told.format(name=to.name))
        else:
            self.saved.emit(translate("ticket", "{name} saved").format(name=to.name))

    async def _read(self, ticket: TicketId) -> list[HistoryEntry]:
        """Every entry, also those that nobody has scrolled to."""
        entries: list[HistoryEntry] = []
        more = True
        while more:
            before = entries[-1].seq if entries else None
            page = await self._client.ask(TicketHistory(ticket=ticket, limit=_PAGE, before=before))
            entries += page.entries
            more = page.more and bool(page.entries)
        return entries


def _put(to: Path, table: str) -> None:
    """With a mark at the beginning, by which spreadsheets know the encoding."""
    to.write_text(table, encoding="utf-8-sig", newline="")


def table_of(workspace: Workspace, entries: Iterable[HistoryEntry]) -> str:
    """Comma-separated, the oldest change first; times are in UTC, for whoever reads it anywhere."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(
        (
            translate("history", "Time (UTC)"),
            translate("history", "By"),
            translate("history", "Field"),
            translate("history", "Before"),
            translate("history", "After"),
            translate("history", "Entry of the log"),
        )
    )
    for entry in sorted(entries, key=lambda each: each.seq):
        table.writerows(_rows(workspace, entry))
    return written.getvalue()


def _rows(workspace: Workspace, entry: HistoryEntry) -> Iterator[tuple[str, ...]]:
    actor = actor_words(workspace, entry)
    for change in changes_of(workspace, entry):
        cells = (actor, change.title, change.before, change.after)
        yield (_utc(entry.at), *map(_cell, cells), str(entry.seq))


def _cell(text: str) -> str:
    """What somebody wrote is a text, also in a spreadsheet."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _utc(at: Instant) -> str:
    return f"{datetime.fromtimestamp(at / 1_000_000, UTC):%Y-%m-%d %H:%M:%S}"
