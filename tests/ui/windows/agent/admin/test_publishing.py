# SPDX-License-Identifier: Apache-2.0
"""What was done to calendars and policies and not accepted: told, and kept until it is decided."""

import pytest

from app import intents
from sync_server.contract import commands as c
from sync_server.contract.entities import Calendar
from sync_server.contract.queries import CheckCalendar, CheckPolicy, DocumentCheck
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from tests.support.client_frames import an_agent, changes, insert, update
from tests.support.window_client import pending
from tests.ui.windows.agent.admin.conftest import BERLIN, GOLD, GOLDEN, OFFICE

FEAST = {**BERLIN, "holidays": ["2026-12-25", "2026-12-26"]}
CONFLICT = Refusal(code="conflict", field="draft")
WHY = "Somebody else changed this meanwhile (draft)."


@pytest.fixture
async def refused(client, controller, admin):
    """A draft that was saved and published without a connection, and lost to somebody's."""
    client.answers[CheckCalendar] = client.answers[CheckPolicy] = DocumentCheck()
    controller.do("up")
    intents.save_calendar(client.workspace, calendar=OFFICE, document=FEAST)
    intents.publish_calendar(client.workspace, calendar=OFFICE, note="Boxing Day")
    await settle()
    await client.bench.refuse(client.workspace.pending[0].id, CONFLICT)
    await settle()
    return admin._page.calendars.bar


def states(client):
    return [each.state for each in client.workspace.pending]


async def test_it_is_told_and_leads_to_what_it_is_about(client, controller, refused):
    notice = controller.window.notice
    assert notice.isVisible()
    assert notice.accessibleName() == f"Your change to Office Berlin was not accepted {WHY}"
    assert states(client) == ["refused", "held"]
    notice.action_requested.emit()
    await settle()
    assert controller.pages.shown == "admin"
    assert refused.refused.isVisible()
    assert refused.refused.text() == (
        f"Your change was not accepted, and nothing was published. {WHY}"
    )
    assert client.workspace.get(Calendar, OFFICE).draft is None


async def test_it_is_done_once_more_over_what_is_there_now(client, admin, refused):
    theirs = Calendar(id=OFFICE, name="Office Berlin", number=1, document=BERLIN, draft={})
    client.bench.apply(changes(update(90, theirs, scope="desk", draft={})))
    admin.show_row(theirs)
    refused.again.click()
    await settle()
    save, publish = pending(client)
    assert (save.document, save.base) == (FEAST, 90)
    assert (publish.note, publish.number) == ("Boxing Day", None)
    assert publish.base == client.workspace.pending[0].id
    assert refused.refused.isHidden()


async def test_it_is_given_up(client, admin, refused):
    admin.show_row(client.workspace.get(Calendar, OFFICE))
    refused.drop.click()
    await settle()
    assert pending(client) == []
    assert refused.refused.isHidden()


async def test_over_a_page_it_is_told_too(client, controller, admin, window):
    admin.policies.edit_requested.emit(GOLD)
    id = intents.save_policy(client.workspace, policy=GOLD, document=GOLDEN, name="Golden")
    await settle()
    await client.bench.refuse(id, CONFLICT)
    await settle()
    assert window.toast.isVisible()
    bar = admin._page.policy.bar
    assert bar.refused.text() == f"Your change was not accepted. {WHY}"
    bar.again.click()
    await settle()
    (save,) = pending(client)
    assert isinstance(save, c.SavePolicy)
    assert (save.name, save.document) == ("Golden", GOLDEN)


async def test_what_can_no_longer_be_seen_is_only_told(client, controller, admin):
    controller.do("up")
    id = intents.save_calendar(client.workspace, calendar=OFFICE, document=FEAST)
    await settle()
    agent = an_agent("maya", name="Maya Okafor", role="agent")
    client.bench.apply(changes(insert(91, agent, scope="desk")))
    await client.bench.refuse(id, Refusal(code="forbidden"))
    await settle()
    assert controller.window.notice.accessibleName() == "You are not allowed to do this."
    assert pending(client) == []
