# SPDX-License-Identifier: Apache-2.0
"""The table of policies says how well each was kept."""

from msgspec.structs import replace

from sync_server.contract.entities import Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import changes, update
from tests.support.window_client import T1
from ui.widgets.ordered_list import OrderedRole


def met(admin):
    model = admin._page.policies.table.rows.model()
    rows = [model.index(place, 0).data(OrderedRole.ROW) for place in range(model.rowCount())]
    return {row.id: (row.met, row.is_poor) for row in rows}


async def test_the_share_of_kept_promises_is_counted_when_the_page_comes(client, admin, controller):
    assert met(admin) == {"gold": ("100.0\N{NO-BREAK SPACE}%", False), "standard": ("", False)}
    ticket = client.workspace.get(Ticket, T1)
    late = [replace(ticket.clocks[0], instance=2, state="missed")] * 2
    now = {"clocks": (*ticket.clocks, *late)}
    client.bench.apply(changes(update(80, replace(ticket, **now), scope="team:billing", **now)))
    controller.do("go:my_queue")
    controller.do("go:admin")
    await settle()
    assert met(admin) == {"gold": ("33.3\N{NO-BREAK SPACE}%", True), "standard": ("", False)}
