# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import Qt

from tests.support.client_environment import settle
from tests.support.window_client import T1, T2, T3
from ui.widgets.ticket_row import GroupHeaderValue, TicketListRole
from ui.windows.agent.list_arrangements import Arrangements


@pytest.fixture
def pane(controller):
    controller.lists.show("all_open")
    return controller.window.list


def headings(pane):
    entries = [
        pane.model.index(row).data(TicketListRole.ROW) for row in range(pane.model.rowCount())
    ]
    return [entry.title for entry in entries if isinstance(entry, GroupHeaderValue)]


async def test_slash_filters_in_place_and_escape_leaves(pane, qtbot):
    qtbot.keyClick(pane.view, Qt.Key.Key_Slash)
    await settle()
    qtbot.keyClicks(pane.filter.input, "ruth vat")
    assert pane.tickets() == (T3,)
    qtbot.keyClick(pane.filter.input, Qt.Key.Key_Escape)
    assert set(pane.tickets()) == {T1, T2, T3}


@pytest.mark.parametrize(
    ("text", "found"),
    [("#48213", {T1}), ("hana@kestrel", {T1}), ("WAREHOUSE", {T2}), ("nothing at all", set())],
)
async def test_subject_customer_and_number_are_looked_at(pane, text, found):
    pane.filter.input.setText(text)
    pane.filter.edited.emit(text)
    assert set(pane.tickets()) == found


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("team", ["Billing", "Platform"]),
        ("priority", ["Urgent", "Normal"]),
        ("assignee", ["Unassigned", "Maya Okafor"]),
        ("status", ["Unassigned", "Our turn", "Waiting on customer"]),
        ("time_left", ["Next up", "Waiting on customer"]),
        ("none", []),
    ],
)
async def test_the_list_is_grouped_as_chosen(controller, pane, group, expected):
    controller.lists.arrange(group=group)
    assert headings(pane) == expected


@pytest.mark.parametrize(("order", "first"), [("oldest", T2), ("newest", T3), ("priority", T1)])
async def test_the_list_is_sorted_as_chosen(controller, pane, order, first):
    controller.lists.arrange(order=order, group="none")
    assert pane.tickets()[0] == first


async def test_each_list_remembers_its_arrangement(client, controller, pane):
    controller.lists.arrange(order="oldest", group="team")
    controller.lists.show("my_queue")
    assert controller.lists.arrangement == ("time_left", "time_left")
    controller.lists.show("all_open")
    assert controller.lists.arrangement == ("oldest", "team")
    info = client.views.info("all_open")
    assert Arrangements(client.settings).of(info) == ("oldest", "team")


@pytest.mark.parametrize("key", ["my_queue", "team:billing", "unassigned"])
async def test_what_somebody_chose_for_a_queue_stays(client, controller, key):
    info = client.views.info(key)
    client.settings.set("list_layouts", f'{{"{key}": ["waiting", "status"]}}')
    assert Arrangements(client.settings).of(info) == ("waiting", "status")


async def test_what_a_newer_version_remembered_is_not_used(client):
    client.settings.set("list_layouts", '{"all_open": ["by_mood", "by_moon"]}')
    assert Arrangements(client.settings).of(client.views.info("all_open")) == ("newest", "none")


async def test_the_menu_of_the_head_arranges(controller, pane):
    menu = controller._actions.list_menu
    menu.open()
    menu.menu.chosen.emit("group:team")
    menu.menu.chosen.emit("sort:oldest")
    menu.menu.hide()
    assert controller.lists.arrangement == ("oldest", "team")
