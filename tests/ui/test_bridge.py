# SPDX-License-Identifier: Apache-2.0
from typing import Any

from app import intents
from tests.support.client_environment import settle
from tests.support.window_client import T1, a_small_desk
from ui.bridge import Bridge


async def test_the_clients_signals_come_once_each_until_it_is_closed(qapp):
    client: Any = a_small_desk()
    await settle()
    bridge = Bridge(client)
    told: list[str] = []
    for name in ("changed", "connection_changed", "noticed", "views_changed"):
        getattr(bridge, name).connect(lambda _, name=name: told.append(name))
    intents.take(client.workspace, ticket=T1)
    intents.assign(client.workspace, ticket=T1, assignee=None)
    client.stand("offline")
    client.notices.emit("something")
    client.views.listed.emit(None)
    await settle()
    assert sorted(set(told)) == ["changed", "connection_changed", "noticed", "views_changed"]
    bridge.close()
    bridge.close()
    told.clear()
    client.stand("live")
    assert told == []
    await client.close()
