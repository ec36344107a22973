# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from app import intents
from app.sync.connection import ConnectionState
from sync_server.contract.entities import WORKSPACE, Availability, SavedView, Workspace
from tests.support.client_environment import settle
from tests.support.client_frames import changes, insert
from tests.support.window_client import T1, T3
from ui.widgets.navigation_value import NavigationRow
from ui.windows.agent.navigation import connection_value


@pytest.mark.parametrize(
    ("state", "kind", "text", "figure"),
    [
        (ConnectionState(kind="live"), "live", "Live", "18 ms"),
        (ConnectionState(kind="syncing", step=40, of=212), "syncing", "Syncing 40 of 212", ""),
        (ConnectionState(kind="syncing"), "syncing", "Syncing", ""),
        (ConnectionState(kind="connecting", to_send=2), "connecting", "Connecting, 2 to send", ""),
        (ConnectionState(kind="offline", to_send=3), "offline", "Offline, 3 to send", ""),
        (ConnectionState(kind="offline"), "offline", "Offline", ""),
    ],
)
def test_the_foot_says_how_the_link_stands(state, kind, text, figure):
    value = connection_value(state, 18.2)
    assert (value.state, value.text, value.figure) == (kind, text, figure)


def test_without_a_ping_there_is_no_figure():
    assert connection_value(ConnectionState(kind="live"), None).figure == ""


def foot(controller) -> Any:
    return controller.window.navigation.findChild(object, "nav.connection.line").accessibleName()


async def test_a_lost_connection_is_tried_again(client, controller):
    client.stand("connecting", to_send=2)
    await settle()
    assert foot(controller) == "Reconnecting, 2 to send"


async def test_on_return_the_foot_counts_what_is_sent_and_then_is_live(client, controller):
    client.stand("offline", to_send=3)
    client.stand("live", to_send=3)
    assert foot(controller) == "Syncing 3"
    client.stand("live", to_send=1)
    assert foot(controller) == "Syncing 1"
    client.stand("live", to_send=0)
    assert foot(controller).startswith("Live")
    client.stand("live", to_send=1)
    assert foot(controller).startswith("Live")


async def test_what_waits_on_a_live_link_shows_how_slow_it_is(client, controller):
    intents.set_priority(client.workspace, ticket=T1, priority="low")
    await settle()
    assert foot(controller).startswith("Live")
    client.bench.environment.advance(seconds=6)
    controller.window.navigation.refresh_connection()
    assert foot(controller) == "Behind by 6 s"


async def test_what_waited_offline_is_not_held_against_a_new_link(client, controller):
    client.stand("offline")
    intents.set_priority(client.workspace, ticket=T1, priority="low")
    client.bench.environment.advance(minutes=10)
    client.stand("live")
    await settle()
    assert foot(controller).startswith("Live")


async def test_saved_views_and_oneself_are_shown(client, controller):
    rush = {"priority": "urgent"}
    view = SavedView(id="v1", name="Rush", conditions=rush)  # type: ignore[arg-type]
    pause = Availability(id="maya", state="break")  # type: ignore[arg-type]
    client.bench.apply(changes(insert(30, view, scope="desk"), insert(31, pause, scope="desk")))
    await settle()
    controller.lists.show("view:v1")
    assert controller.window.list.tickets() == ("t1",)
    foot = controller.window.navigation.findChild(object, "nav.agent.button")
    assert "Break" in foot.accessibleName()


async def test_the_foot_says_how_many_tickets_wait_for_oneself(client, controller):
    foot = controller.window.navigation._foot._agent
    assert foot._words().endswith("1 of 12")
    intents.take(client.workspace, ticket=T3)
    await settle()
    assert foot._words().endswith("2 of 12")


async def test_where_tickets_weigh_differently_their_number_is_no_load(client, controller):
    heavy = Workspace(id=WORKSPACE, priority_weights={"urgent": 3})
    client.bench.apply(changes(insert(30, heavy, scope="desk")))
    await settle()
    controller.window.navigation.refresh_agent()
    assert controller.window.navigation._foot._agent._words().endswith("1 our turn")


@pytest.mark.parametrize(
    ("conditions", "icon"),
    [
        ({"all": [{"status": "open"}, {"priority": ["high", "urgent"]}]}, "flag"),
        ({"any": [{"priority": "urgent"}, {"team": "billing"}]}, "star"),
        ({"status": ["on_hold"]}, "clock"),
    ],
)
async def test_a_saved_view_has_the_sign_of_what_it_is_about(client, controller, conditions, icon):
    view = intents.save_view(client.workspace, name="Mine", conditions=conditions)
    await settle()
    assert rows(controller)[f"view:{view}"].icon == icon


async def test_held_mail_is_counted_once_there_is_some(controller):
    assert rows(controller)["held"].count is None


def rows(controller):
    entries = controller.window.navigation.views._entries
    return {entry.id: entry for entry in entries if isinstance(entry, NavigationRow)}
