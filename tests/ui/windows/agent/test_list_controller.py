# SPDX-License-Identifier: Apache-2.0
from PySide6.QtCore import Qt

from app import intents
from sync_server.contract.entities import Membership
from sync_server.contract.ids import MembershipId
from tests.support.client_environment import settle
from tests.support.client_frames import a_team, an_agent, changes, delete, insert, update
from tests.support.window_client import T1, T2, T3
from ui.widgets.ticket_row import GroupHeaderValue, TicketListRole


def a_place(agent, team, level="work"):
    id = MembershipId(f"{agent}.{team}")
    return Membership(id=id, agent=agent, team=team, level=level)


def headings(controller):
    model = controller.window.list.model
    entries = [model.index(row).data(TicketListRole.ROW) for row in range(model.rowCount())]
    return [entry.title for entry in entries if isinstance(entry, GroupHeaderValue)]


async def test_queues_are_grouped_by_what_is_next(controller):
    assert headings(controller) == ["Next up", "Waiting on customer"]


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


def told(controller):
    empty = controller.window.list.empty.state
    return (empty._title.text(), empty._reason.text(), empty._action.text())


async def test_a_filter_that_finds_nothing_offers_what_may_have_been_meant(controller, qtbot):
    controller.do("filter")
    qtbot.keyClicks(controller.window.list.filter.input, "rotaton")
    await settle()
    title, reason, action = told(controller)
    assert title == "Nothing matches \u201crotaton\u201d"
    assert reason == "Did you mean rotation? Search also covers closed tickets."
    controller.window.list.empty.state._action.click()
    await settle()
    assert action == "Search \u201crotation\u201d"
    assert controller.finder.page.isVisible()
    assert not controller.window.list.is_filtered


async def test_a_filter_that_nothing_is_close_to_searches_for_itself(controller, qtbot):
    controller.do("filter")
    qtbot.keyClicks(controller.window.list.filter.input, "xyzzy")
    await settle()
    _, reason, action = told(controller)
    assert reason.startswith("Ctrl F searches everywhere.")
    assert action == "Search \u201cxyzzy\u201d"


async def test_a_team_that_one_is_not_in_says_whom_to_ask(client, controller):
    lead = an_agent("leila", name="Leila Haddad", role="supervisor")
    rows = (a_team("vault", name="Vault"), lead, a_place("leila", "vault"))
    client.bench.apply(changes(*(insert(70 + n, row, scope="desk") for n, row in enumerate(rows))))
    await settle()
    controller.lists.show("team:vault")
    assert told(controller)[:2] == ("Vault is private", "Ask Leila Haddad for access.")


async def test_a_tall_row_shows_how_the_last_message_begins(client, controller):
    rows = controller.lists.rows
    assert rows.value(T1).preview.startswith("#48213")
    client.settings.set("density", "comfortable")
    rows.value(T1)
    await settle()
    last = [entry.message.text for entry in await entries(client)][-1]
    assert rows.value(T1).preview == " ".join(last.split())[:160]


async def entries(client):
    conversation = await client.workspace.open_conversation(T1)
    found = conversation.entries
    conversation.close()
    return [entry for entry in found if entry.message.type != "note"]
