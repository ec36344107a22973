# SPDX-License-Identifier: Apache-2.0
from PySide6.QtCore import Qt

from app import intents
from tests.support.client_environment import settle
from tests.support.client_frames import a_team, changes, delete, update
from tests.support.window_client import T1, T2, T3
from ui.widgets.ticket_row import GroupHeaderValue, TicketListRole


def headings(controller):
    model = controller.window.list.model
    entries = [model.index(row).data(TicketListRole.ROW) for row in range(model.rowCount())]
    return [entry.title for entry in entries if isinstance(entry, GroupHeaderValue)]


async def test_queues_are_grouped_by_whose_turn_it_is(controller):
    assert headings(controller) == ["Our turn", "Waiting on customer"]


async def test_a_gesture_moves_a_ticket_between_the_groups(client, controller):
    intents.set_status(client.workspace, ticket=T1, status="pending")
    await settle()
    assert headings(controller) == ["Waiting on customer"]
    assert controller.window.list.tickets() == (T1, T2)


async def test_counts_and_names_in_the_navigation_follow(client, controller):
    renamed = update(30, a_team("billing"), scope="desk", name="Money")
    client.bench.apply(changes(renamed))
    intents.take(client.workspace, ticket=T3)
    await settle()
    model = controller.window.navigation.views.model()
    texts = [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]
    assert "My queue, 3" in texts
    assert "Money, 1" in texts


async def test_a_view_that_goes_away_is_left(client, controller):
    controller.lists.show("team:billing")
    client.bench.apply(changes(delete(31, a_team("billing"), scope="desk")))
    await settle()
    assert controller.lists.key == "my_queue"


async def test_after_a_reload_the_list_shows_what_is_there(client, controller):
    client.workspace.clear()
    await settle()
    assert controller.window.list.tickets() == ()


async def test_names_that_do_not_exist_change_nothing(controller):
    controller.lists.show("nowhere")
    controller.lists.show_team(9)
    assert controller.lists.key == "my_queue"


async def test_ages_are_made_anew_each_minute(client, controller):
    model = controller.window.list.model
    client.bench.environment.advance(minutes=30)
    controller._ages.timeout.emit()
    assert model.index(model.row_of(T1)).data(TicketListRole.ROW).age == "55 min"
