# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from app import intents
from sync_server.contract.entities import SavedView
from tests.support.client_environment import settle
from tests.support.client_frames import a_team, changes, insert
from tests.support.window_client import T1, T3
from ui.windows.agent.navigation import NavigationPane


@pytest.fixture
async def saved(client, controller):
    """The keys of two views of one's own."""
    ids = [
        intents.save_view(client.workspace, name=name, conditions={"priority": "urgent"})
        for name in ("Urgent", "Warehouse")
    ]
    await settle()
    return [f"view:{id}" for id in ids]


@pytest.fixture
def menu(controller):
    return controller._actions.view_menu


def labels(menu):
    return list(menu._acts)


def press(menu, words):
    assert words in labels(menu)
    menu.menu.chosen.emit(words)


def view(client, key):
    return client.workspace.get(SavedView, key.partition(":")[2])


async def test_a_view_is_renamed_where_it_stands(client, menu, saved, qtbot):
    menu.fill(saved[0])
    press(menu, "Rename")
    assert menu.field.isVisible()
    menu.field.setText("On fire")
    menu.field.editingFinished.emit()
    await settle()
    assert view(client, saved[0]).name == "On fire"
    assert view(client, saved[0]).conditions == {"priority": "urgent"}


async def test_a_view_is_shared_and_kept_to_oneself_again(client, menu, saved):
    menu.fill(saved[0])
    press(menu, "Share with everybody")
    await settle()
    assert view(client, saved[0]).owner is None


async def test_views_change_their_order(client, menu, saved):
    menu.fill(saved[1])
    press(menu, "Move up")
    await settle()
    keys = [each.key for each in client.views.all if each.section == "saved"]
    assert keys == [saved[1], saved[0]]


async def test_a_view_is_dragged_to_another_place(client, controller, saved, qtbot):
    views = controller.window.navigation.views
    start, end = (views.rect_of(key).center() for key in saved)
    qtbot.mousePress(views.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(views.viewport(), end)
    qtbot.mouseRelease(views.viewport(), Qt.MouseButton.LeftButton, pos=end)
    await settle()
    keys = [each.key for each in client.views.all if each.section == "saved"]
    assert keys == [saved[1], saved[0]]
    assert controller.lists.key == saved[0]


async def test_a_team_cannot_be_dragged_among_the_views(client, menu, saved):
    menu.drop("team:billing", saved[0])
    assert [view(client, key).position for key in saved] == [0, 0]


async def test_teams_stand_as_the_person_puts_them(client, controller, menu):
    client.bench.apply(changes(insert(50, a_team("zoo", name="Zoo"), scope="desk")))
    await settle()
    navigation = controller.window.navigation
    before = navigation.teams
    menu.drop(before[-1], before[0])
    assert navigation.teams == (before[-1], *before[:-1])
    menu.fill(before[-1])
    press(menu, "Move down")
    assert navigation.teams[1] == before[-1]
    again = NavigationPane(controller._theme, client)
    assert again.teams == navigation.teams
    again.deleteLater()


async def test_the_plus_of_the_teams_shows_and_hides_them(controller, menu, qtbot):
    views = controller.window.navigation.views
    place = views.plus_rect("Team queues").center()
    qtbot.mouseClick(views.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert menu.teams.isVisible()
    menu.teams.chosen.emit("team:billing")
    assert views.rect_of("team:billing").isEmpty()
    menu.teams.chosen.emit("team:billing")
    assert not views.rect_of("team:billing").isEmpty()
    menu.teams.hide()


async def test_the_plus_of_the_views_opens_the_search(controller, menu, qtbot):
    views = controller.window.navigation.views
    qtbot.mouseMove(views.viewport(), views.plus_rect("Views").center())
    qtbot.mouseClick(
        views.viewport(), Qt.MouseButton.LeftButton, pos=views.plus_rect("Views").center()
    )
    await settle()
    assert controller.finder.page.isVisible()


async def test_what_only_waits_has_a_clock(client, controller):
    intents.save_view(client.workspace, name="Held", conditions={"status": ["on_hold"]})
    await settle()
    navigation = controller.window.navigation
    held = next(each for each in client.views.all if each.name == "Held")
    assert navigation._row(held).icon == "clock"


async def test_a_view_is_deleted(client, menu, saved):
    menu.fill(saved[0])
    press(menu, "Delete")
    await settle()
    assert client.views.info(saved[0]) is None


async def test_a_sorting_is_kept_in_the_view(client, controller, menu, saved):
    controller.lists.show(saved[0])
    controller.lists.arrange(order="oldest", group="team")
    menu.fill(saved[0])
    press(menu, "Keep this sorting in the view")
    await settle()
    assert (view(client, saved[0]).order, view(client, saved[0]).group) == ("oldest", "team")


async def test_rows_are_hidden_and_shown_again(controller, menu):
    navigation = controller.window.navigation
    menu.fill("all_open")
    press(menu, "Hide")
    assert navigation.views.rect_of("all_open").isEmpty()
    menu.fill("unassigned")
    press(menu, "Show hidden views")
    assert not navigation.views.rect_of("all_open").isEmpty()


async def test_the_link_of_a_view_is_copied(menu):
    menu.fill("team:billing")
    press(menu, "Copy link")
    assert QGuiApplication.clipboard().text() == "deskbell://team/billing"


async def test_built_in_views_are_not_edited(menu):
    menu.fill("my_queue")
    assert labels(menu) == ["Copy link", "Choose teams", "New view"]


async def test_the_menu_opens_over_a_row(controller, menu):
    views = controller.window.navigation.views
    place = views.rect_of("unassigned").center()
    views.customContextMenuRequested.emit(QPoint(place))
    assert menu.menu.labels() == ("Hide", "Copy link", "Choose teams", "New view")
    menu.menu.hide()


async def test_an_empty_queue_offers_the_oldest_that_nobody_has(client, controller):
    controller.tickets.leave()
    for ticket in tuple(client.views.open("my_queue")):
        intents.set_status(client.workspace, ticket=ticket, status="solved")
    controller.window.list.mark(None)
    await settle()
    controller.lists.show("my_queue")
    assert controller.lists.waiting().words == "1 is unassigned in Billing, came 5 min ago."
    controller.window.list.empty_action.emit()
    await settle()
    assert controller.tickets.id == T3
    assert T1 not in client.views.open("my_queue")
