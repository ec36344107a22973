# SPDX-License-Identifier: Apache-2.0
"""All of a history goes into the file, as texts and in the order of time."""

import csv
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from app.errors import NotConnected
from sync_server.contract.queries import History, HistoryEntry, TicketHistory
from tests.support.client_environment import settle
from tests.support.window_client import T1


def entry(seq, after, before="open"):
    return HistoryEntry(
        seq=seq,
        at=1_700_000_000_000_000 + seq,
        actor="tomas",
        via="socket",
        kind="ticket",
        id="t1",
        op="update",
        values={"subject": (before, after)},
    )


@pytest.fixture
def pages(client):
    """Two pages, the newest first."""
    newest = History(entries=(entry(9, "=1+1"), entry(8, "Third, quoted")), more=True)
    oldest = History(entries=(entry(7, "Second", before="First"),), more=False)
    client.answers[TicketHistory] = lambda query: newest if query.before is None else oldest
    return client


async def test_every_page_is_written_the_oldest_change_first(pages, opened, tmp_path):
    opened.window.properties.history.export_requested.emit()
    dialog: Any = opened.window.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("History of 48213.csv")
    dialog.fileSelected.emit(str(tmp_path / "history.csv"))
    dialog.reject()
    await settle()
    written = (tmp_path / "history.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(written.splitlines()))
    assert [row[5] for row in rows[1:]] == ["7", "8", "9"]
    assert rows[1][:5] == ["2023-11-14 22:13:20", "Tomas Reuter", "Subject", "First", "Second"]
    assert opened.window.toast.accessibleName() == "history.csv saved"


async def test_no_cell_is_a_formula(pages, opened, tmp_path):
    opened.tickets._export.save(T1, tmp_path / "history.csv")
    await settle()
    assert "'=1+1" in (tmp_path / "history.csv").read_text(encoding="utf-8-sig")


async def test_without_a_connection_it_says_why(client, opened, tmp_path):
    client.answers[TicketHistory] = NotConnected()
    opened.tickets._export.save(T1, tmp_path / "history.csv")
    await settle()
    assert "there is no connection" in opened.window.notice.accessibleName()
    assert not (tmp_path / "history.csv").exists()


async def test_a_place_that_cannot_be_written_is_named(pages, opened, tmp_path):
    opened.tickets._export.save(T1, tmp_path / "nowhere" / "history.csv")
    await settle()
    assert "history.csv could not be written" in opened.window.notice.accessibleName()
