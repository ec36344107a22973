# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtTest import QAbstractItemModelTester

from app import intents
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket, changes, delete, insert, update
from tests.support.window_client import T1
from ui.models.ticket_list import TicketListModel
from ui.widgets.ticket_row import TicketListRole

TEAM = "team:platform"


@pytest.fixture
def model(client, rows):
    model = TicketListModel(client.views.open("all_open"), rows)
    tester = QAbstractItemModelTester(model)
    yield model
    assert tester.model() is model
    model.close()


def shown(model):
    return [model.index(row).data(TicketListRole.ROW).id for row in range(model.rowCount())]


async def test_rows_follow_the_order_of_the_view(model, qtmodeltester):
    assert shown(model) == ["t3", "t1", "t2"]
    qtmodeltester.check(model)


async def test_every_step_of_the_view_is_one_step_of_the_model(client, model):
    now = client.workspace.now_us()
    t2 = a_ticket("t2", team="platform")
    told: list[object] = []
    model.rowsInserted.connect(lambda _, first, last: told.append(("insert", first, last)))
    model.rowsMoved.connect(lambda _, first, last, to, row: told.append(("move", first, row)))
    model.rowsRemoved.connect(lambda _, first, last: told.append(("remove", first, last)))
    model.modelReset.connect(lambda: told.append("reset"))
    new = a_ticket("t9", team="platform", status="open", last_message_at=now)
    client.bench.apply(changes(insert(20, new, scope=TEAM)))
    await settle()
    client.bench.apply(changes(update(21, t2, scope=TEAM, last_message_at=now + 1)))
    await settle()
    client.bench.apply(changes(delete(22, new, scope=TEAM)))
    await settle()
    assert told == [("insert", 0, 0), ("move", 3, 0), ("remove", 1, 1)]
    assert shown(model) == ["t2", "t3", "t1"]


async def test_a_move_keeps_the_selected_ticket_selected(client, model):
    selection = QItemSelectionModel(model)
    selection.setCurrentIndex(model.index(2), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    at = client.workspace.now_us()
    moved = update(20, a_ticket("t2", team="platform"), scope=TEAM, last_message_at=at)
    client.bench.apply(changes(moved))
    await settle()
    assert selection.currentIndex().data(TicketListRole.ROW).id == "t2"
    assert selection.currentIndex().row() == 0


async def test_a_gesture_is_on_the_row_at_once(client, model):
    intents.set_priority(client.workspace, ticket=T1, priority="low")
    await settle()
    assert model.index(1).data(TicketListRole.ROW).priority == "low"


async def test_a_closed_model_follows_nothing(client, rows):
    view = client.views.open("my_queue")
    before = view.changed.subscribers, view.changing.subscribers
    TicketListModel(view, rows).close()
    assert (view.changed.subscribers, view.changing.subscribers) == before
