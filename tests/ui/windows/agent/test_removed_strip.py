# SPDX-License-Identifier: Apache-2.0
"""A ticket that was taken away is read only: one strip says who did it, and restores it."""

from sync_server.contract.entities import Ticket
from tests.support.client_environment import settle
from tests.support.window_client import T1, T2
from ui.widgets.property_row import PropertyRow


async def test_the_strip_stands_where_one_would_write(client, opened):
    window, strip = opened.window, opened._actions.removed.banner
    assert strip.isHidden()
    opened._actions.unwanted.remove_many((T1,), "deleted")
    await settle()
    assert not strip.isHidden()
    assert window.composer.isHidden()
    assert strip.accessibleName().startswith("Deleted by Maya Okafor, ")
    values = [row.value for row in window.properties.findChildren(PropertyRow)]
    locked = {value.locked for value in values if value.field != "links"}
    assert locked == {"Restore the ticket to change it"}
    opened.tickets.open(T2)
    await settle()
    assert strip.isHidden()
    assert not window.composer.isHidden()


async def test_restore_stands_in_the_strip(client, opened):
    opened._actions.unwanted.remove_many((T1,), "spam")
    await settle()
    opened._actions.removed.banner.action_requested.emit()
    await settle()
    assert client.workspace.get(Ticket, T1).status == "open"
    assert opened._actions.removed.banner.isHidden()


async def test_a_window_of_its_own_has_the_strip_too(client, opened):
    opened.do("window")
    await settle()
    shown = opened.companions.windows[T1]
    shown.do("delete")
    shown.removed._unwanted.menu.chosen.emit("yes")
    await settle()
    assert not shown.removed.banner.isHidden()
    assert shown.window.composer.isHidden()
