# SPDX-License-Identifier: Apache-2.0
import random
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.views.orders import order_named
from app.views.sorted_view import SortedView
from sync_server.contract.conditions import read
from tests.support.client_frames import a_ticket
from tests.support.hours import always_open
from ui.models.grouped_tickets import GroupedTicketModel
from ui.widgets.ticket_row import GroupHeaderValue, TicketListRole

GROUPS = (("open", "Our turn"), ("pending", "Waiting"), ("on_hold", "On hold"))


class Table:
    """Tickets, a view of them and the model of the view, changed together."""

    def __init__(self, rows):
        self.tickets: dict[str, Any] = {}
        self.view = SortedView(
            read({"status": ["open", "pending", "on_hold"]}),
            order_named("oldest", always_open),
            me=None,
        )
        self.model = GroupedTicketModel(
            self.view, rows, group_of=lambda id: self.tickets[id].status, groups=GROUPS
        )
        self.tester = QAbstractItemModelTester(self.model)

    def put(self, id, **fields):
        self.tickets[id] = a_ticket(id, **fields)
        self.view.update(id, self.tickets[id], 0)

    def shown(self):
        entries = (self.model.index(row) for row in range(self.model.rowCount()))
        return [_word(index.data(TicketListRole.ROW)) for index in entries]

    def expected(self):
        entries = []
        for key, title in GROUPS:
            inside = [id for id in self.view if self.tickets[id].status == key]
            entries += [f"{title} {len(inside)}", *inside] * bool(inside)
        return entries


def _word(entry):
    return getattr(entry, "id", None) or f"{entry.title} {entry.count}"


@pytest.fixture
def table(rows):
    table = Table(rows)
    yield table
    table.model.close()


async def test_which_rows_are_headings_is_told_without_making_a_row(table, rows):
    table.put("a", status="pending")
    table.put("b", status="open")
    indexes = [table.model.index(row) for row in range(table.model.rowCount())]
    rows.forget_all()
    headings = [index.data(TicketListRole.HEADING) for index in indexes]
    assert rows._kept == {}
    entries = [index.data(TicketListRole.ROW) for index in indexes]
    assert headings == [isinstance(entry, GroupHeaderValue) for entry in entries]
    assert headings == [True, False, True, False]


async def test_tickets_stand_under_their_heading_in_the_views_order(table):
    table.put("a", status="pending", opened_at=1)
    table.put("b", status="open", opened_at=3)
    table.put("c", status="open", opened_at=2)
    assert table.shown() == ["Our turn 2", "c", "b", "Waiting 1", "a"]


async def test_a_heading_goes_with_its_last_ticket(table):
    table.put("a", status="pending", opened_at=1)
    table.put("a", status="open", opened_at=1)
    assert table.shown() == ["Our turn 1", "a"]


async def test_a_heading_cannot_be_selected(table):
    table.put("a", status="open", opened_at=1)
    assert table.model.flags(table.model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert table.model.flags(table.model.index(1)) & Qt.ItemFlag.ItemIsSelectable


async def test_a_ticket_that_changes_its_group_stays_selected(table):
    table.put("a", status="open", opened_at=1)
    table.put("b", status="open", opened_at=2)
    selection = QItemSelectionModel(table.model)
    row = table.model.index(table.model.row_of("a"))
    selection.setCurrentIndex(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    table.put("a", status="on_hold", opened_at=1)
    assert selection.currentIndex().data(TicketListRole.ROW).id == "a"


@pytest.mark.parametrize("seed", range(5))
async def test_any_run_of_steps_shows_what_a_fresh_model_would(table, seed):
    chance = random.Random(seed)
    statuses = ("open", "pending", "on_hold", "solved")
    for _ in range(200):
        id = chance.choice("abcdefgh")
        table.put(id, status=chance.choice(statuses), opened_at=chance.randrange(5))
        assert table.shown() == table.expected()


async def test_a_reset_of_the_view_starts_over(table):
    table.put("a", status="open", opened_at=1)
    table.view.reset((), 0)
    assert table.shown() == []
