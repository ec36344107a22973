# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import Qt

from app import intents
from tests.support.client_environment import settle
from tests.support.client_frames import a_team, changes, delete, update
from tests.support.window_client import T1, T2, T3, Hit
from ui.widgets.ticket_row import GroupHeaderValue, TicketListRole


@pytest.fixture
def field(controller):
    return controller.window.navigation.search


async def search(controller, text):
    controller.window.navigation.search.setText(text)
    controller.window.navigation.search.submitted.emit(text)
    await settle()


def headings(controller):
    model = controller.window.list.model
    entries = [model.index(row).data(TicketListRole.ROW) for row in range(model.rowCount())]
    return [entry.title for entry in entries if isinstance(entry, GroupHeaderValue)]


async def test_the_search_shows_what_this_computer_holds(client, controller):
    client.hits = (Hit("message", "m9", T3), Hit("ticket", "t1", T1), Hit("message", "m1", T1))
    await search(controller, "vat")
    assert controller.window.list.tickets() == (T3, T1)
    client.hits = ()
    await search(controller, "nothing")
    assert controller.window.list.tickets() == ()


async def test_a_customer_who_is_found_brings_their_tickets_the_newest_first(client, controller):
    client.hits = (Hit("ticket", "t1", T1), Hit("contact", "ruth", None))
    await search(controller, "ruth")
    assert controller.window.list.tickets() == (T3, T1, T2)


async def test_esc_and_an_empty_field_go_back_to_the_view(client, controller, field, qtbot):
    client.hits = (Hit("ticket", "t3", T3),)
    controller.lists.show("unassigned")
    await search(controller, "vat")
    controller.do("up")
    assert (controller.lists.key, field.text()) == ("unassigned", "")
    await search(controller, "vat")
    field.clear()
    field.textEdited.emit("")
    assert controller.lists.key == "unassigned"


async def test_a_late_answer_to_an_older_search_is_not_shown(client, controller, field):
    client.hits = (Hit("ticket", "t3", T3),)
    field.setText("vat")
    field.textEdited.emit("vat")
    controller.lists._pause.timeout.emit()
    field.setText("vate")
    await settle()
    assert controller.lists.key == "my_queue"


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
