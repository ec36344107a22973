# SPDX-License-Identifier: Apache-2.0
import pytest

from app.sync.connection import ConnectionState
from sync_server.contract.entities import Availability, SavedView
from tests.support.client_environment import settle
from tests.support.client_frames import changes, insert
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
