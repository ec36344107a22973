# SPDX-License-Identifier: Apache-2.0
"""Macros have a page of their own, beside that of the rules that run by themselves."""

from typing import Any

import pytest

from sync_server.contract.entities import AutomationRule
from tests.support.client_environment import settle
from tests.support.client_frames import changes, insert, update
from tests.support.window_client import pending
from tests.ui.windows.agent.admin.conftest import CHAT, OLD, OUTAGE
from ui.widgets.ordered_list import OrderedRole

MACRO: Any = {
    "rule": "Refund",
    "triggers": {"on": "manual"},
    "for": "billing",
    "actions": {"status": "pending", "reply": {"text": "It is on its way.", "draft": True}},
}


@pytest.fixture
async def macros(client, ruled):
    row = AutomationRule(id="refund", name="Refund", number=1, document=MACRO)  # type: ignore[arg-type]
    client.bench.apply(changes(insert(85, row, scope="desk")))
    await settle()
    ruled.show_entry("macros")
    await settle()
    return ruled


async def test_macros_stand_on_their_own_page_with_whom_they_are_for(macros):
    page = macros._page
    assert page.macros.list.ids == ("refund",)
    macros.rules.refresh()
    assert page.rules.list.ids == (OUTAGE, CHAT, OLD)
    row = page.macros.list.model().index(0, 0).data(OrderedRole.ROW)
    assert (row.number, row.name, row.below) == (0, "Refund", "For Billing")


async def test_a_new_macro_waits_for_whoever_asks_and_is_for_everybody(client, macros):
    macros._page.macros.new.click()
    await settle()
    (command,) = pending(client)
    assert command.document == {
        "rule": "New macro",
        "triggers": {"on": "manual"},
        "actions": {"priority": "high"},
    }
    form = macros._page.macros.editor
    form.audience.changed.emit("for", "value", ("team-lead",))
    await settle()
    assert pending(client)[-1].document["for"] == "team-lead"


async def test_a_rule_that_becomes_a_macro_is_followed_to_its_page(client, macros):
    macros.show_entry("rules")
    macros._page.rules.list.go_to(CHAT)
    await settle()
    other = {**MACRO, "rule": "Chat"}
    was = client.workspace.get(AutomationRule, CHAT)
    client.bench.apply(changes(update(99, was, scope="desk", document=other)))
    await settle()
    assert macros._page.entry == "macros"
    assert macros._page.macros.list.current == CHAT
    assert macros.rules.editing.row.id != CHAT
