# SPDX-License-Identifier: Apache-2.0
"""Real windows of real clients in the process of the test."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QEvent

from app import intents
from app.client import Client
from app.errors import Unreachable
from app.link.wire import Address
from sync_server.contract.ids import TicketId
from tests.support.client_environment import settle
from tests.support.live_client import until
from ui.faults import Faults
from ui.theme.theme import Theme
from ui.widgets.ticket_row import TicketListRole, TicketRowValue
from ui.windows.agent.controller import AgentController

LOOK_S: Final = 0.01
PATIENCE_S: Final = 20.0


@asynccontextmanager
async def window_of(client: Client, theme: Theme) -> AsyncIterator[AgentController]:
    """The window of a client. Nothing may go wrong in it that is told to nobody."""
    faults = Faults()
    faults.install(asyncio.get_running_loop())
    controller = AgentController(client, theme, environment=client._environment, faults=faults)
    controller.window.resize(1440, 900)
    controller.window.show()
    controller.lists.show("all_open")
    await settle()
    try:
        yield controller
    finally:
        controller.close()
        controller.deleteLater()
        await settle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        faults.remove()
    assert faults.last_report == ""


async def shown(client: Client, holds: Callable[[], object]) -> None:
    """Wait until something is so in a client's window."""
    async with asyncio.timeout(PATIENCE_S):
        while not holds():
            await client._environment.sleep(LOOK_S)


async def open_ticket(client: Client, **fields: Any) -> TicketId:
    """A new ticket of one's own, which the server has."""
    told = {"subject": "The lift is stuck", "text": "Since noon", "assignee": client.me, **fields}
    opened = intents.open_ticket(client.workspace, **told)
    await until(client, lambda: not client.workspace.pending)
    return opened.ticket


@asynccontextmanager
async def out_of_reach(client: Client) -> AsyncIterator[None]:
    """The network of this one computer is gone meanwhile."""
    connection = client.opened.connection
    open_wire, connection._open_wire = connection._open_wire, _no_way
    await client.opened.sync.restart()
    await until(client, lambda: client.state.kind == "offline")
    yield
    connection._open_wire = open_wire
    client.retry_now()


@asynccontextmanager
async def _no_way(address: Address) -> AsyncIterator[Any]:
    raise Unreachable("network", str(address))
    yield


def row_of(controller: AgentController, ticket: TicketId) -> TicketRowValue:
    """What the list shows of a ticket."""
    model: Any = controller.window.list.model
    value = model.index(model.row_of(ticket)).data(TicketListRole.ROW)
    assert isinstance(value, TicketRowValue)
    return value


def said(controller: AgentController) -> str:
    """What stands above the ticket."""
    notice = controller.window.notice
    return notice.accessibleName() if notice.isVisible() else ""
