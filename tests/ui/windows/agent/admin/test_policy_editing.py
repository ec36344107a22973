# SPDX-License-Identifier: Apache-2.0
"""The editor of a policy: form and text change one draft, and what is wrong is told in place."""

import pytest

from sync_server.contract import commands as c
from sync_server.contract.entities import Calendar, Published, SlaPolicy
from sync_server.contract.queries import CheckPolicy, DocumentCheck
from tests.support.client_environment import settle
from tests.support.window_client import pending
from tests.ui.windows.agent.admin.conftest import BERLIN, GOLD, GOLDEN, STANDARD, USUAL


@pytest.fixture
async def page(client, admin):
    client.answers[CheckPolicy] = DocumentCheck()
    admin.policies.edit_requested.emit(GOLD)
    await settle()
    return admin._page.policy


def draft(client, id=GOLD):
    return client.workspace.get(SlaPolicy, id).draft


def type_into(cell, text):
    cell.setText(text)
    cell.editingFinished.emit()


async def test_the_form_shows_what_is_in_force(page):
    assert page.name.text() == "Gold"
    assert page.calendar.key == "office"
    assert page.alerts.text() == "75, 90"
    assert page.conditions.tests == (("custom.plan", ("gold",)),)
    cells = page.targets.cells
    assert (cells["first_reply", ""].text(), cells["resolution", "low"].text()) == (
        "2h", "3 business days",
    )  # fmt: skip
    assert cells["first_reply", "high"].placeholderText() == "2h"


async def test_a_target_is_changed_in_its_cell(client, page):
    type_into(page.targets.cells["first_reply", "urgent"], "15 min")
    await settle()
    assert draft(client)["targets"]["first_reply"]["urgent"] == "15 min"
    assert '"urgent": "15 min"' in page.text.text()
    assert client.workspace.get(SlaPolicy, GOLD).document == GOLDEN


async def test_what_is_wrong_is_told_at_its_cell_and_below_the_text(client, page):
    client.answers[CheckPolicy] = DocumentCheck(
        path="targets.first_reply", problem="there is no unit 'hous'", nearest="hours"
    )
    cell = page.targets.cells["first_reply", ""]
    type_into(cell, "8 hous")
    await settle()
    assert cell.property("invalid") == "true"
    assert page.text.input.accessibleDescription() == (
        "targets.first_reply: there is no unit 'hous'; did you mean hours?"
    )
    assert draft(client) is None
    client.answers[CheckPolicy] = DocumentCheck()
    type_into(cell, "8 hours")
    await settle()
    assert cell.property("invalid") == "false"
    assert draft(client)["targets"]["first_reply"] == "8 hours"


async def test_the_text_changes_the_form(client, page):
    page.text.input.setPlainText('{"targets": {"update": "1d"}, "alerts": [50]}')
    await settle()
    assert draft(client) == {"targets": {"update": "1d"}, "alerts": [50]}
    assert page.targets.cells["update", ""].text() == "1d"
    assert page.alerts.text() == "50"
    assert page.conditions.tests == ()
    assert page.text.text() == '{"targets": {"update": "1d"}, "alerts": [50]}'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"targets":\n  {"update" "1d"}}', "Line 2, column 13: this is no JSON"),
        ('{"targets": {', "Line 1, column 14: this is no JSON"),
        ("[]", "A policy is an object in { }"),
        ("[" * 2000, "Line 1, column 2001: this is no JSON"),
    ],
)
async def test_text_that_is_no_policy_is_told_and_the_form_stays(client, page, text, told):
    page.text.input.setPlainText(text)
    await settle()
    assert page.text.input.accessibleDescription() == told
    assert page.targets.cells["first_reply", ""].text() == "2h"
    assert draft(client) is None


async def test_conditions_are_added_and_removed(client, page):
    form = page.conditions
    form.add.click()
    line = form._lines[-1]
    line.field._on_chosen("priority")
    line.values._on_chosen("Urgent")
    await settle()
    assert draft(client)["conditions"] == {"custom.plan": "gold", "priority": "urgent"}
    form._lines[0].remove.click()
    await settle()
    assert draft(client)["conditions"] == {"priority": "urgent"}


async def test_a_desks_own_field_can_be_asked_for(client, page):
    page.conditions.add.click()
    line = page.conditions._lines[-1]
    line.field.named.emit("Contract type")
    line.values._on_chosen("Premium")
    await settle()
    assert draft(client)["conditions"]["custom.contract_type"] == "Premium"


async def test_conditions_that_the_form_does_not_know_are_told_in_words(page):
    page.text.input.setPlainText('{"targets": {"update": "1d"}, "conditions": {"any": []}}')
    await settle()
    assert page.conditions.add.isHidden()
    assert page.conditions.tests == ()


async def test_calendar_alerts_and_pauses_are_chosen(client, page):
    page.calendar._on_chosen("-")
    type_into(page.alerts.input, "50, 80 %")
    page.pauses._on_chosen("pending")
    await settle()
    found = draft(client)
    assert "calendar" not in found
    assert (found["alerts"], found["pauses"]) == ([50, 80], {"resolution": ["pending"]})
    type_into(page.alerts.input, "soon")
    assert page.alerts.input.accessibleDescription() == "Type numbers like 75, 90"


async def test_a_policy_is_published_once_its_calendar_is_in_force(client, page):
    night = Calendar(id="night", name="Night", draft=BERLIN)  # type: ignore[arg-type]
    client.bench.hold("more", (80, night))
    page.calendar._on_chosen("night")
    await settle()
    page.bar.publish.click()
    assert page.bar.problem.text() == "Its calendar is not in force. Publish that first."
    page.calendar._on_chosen("office")
    type_into(page.targets.cells["update", ""], "1d")
    await settle()
    page.bar.note.set_text("Daily updates")
    page.bar.publish.click()
    await settle()
    (published,) = [each for each in pending(client) if isinstance(each, c.PublishPolicy)]
    assert published.note == "Daily updates"
    assert client.workspace.get(Published, "sla_policy.gold.2").document["targets"]["update"]


async def test_escape_and_the_button_lead_back_to_all_policies(admin, controller, page):
    controller.do("up")
    assert admin._page.entry == "policies"
    admin.policies.edit_requested.emit(STANDARD)
    page.back.click()
    assert (admin._page.entry, controller.pages.shown) == ("policies", "admin")


async def test_policies_are_put_in_another_order(client, admin, controller):
    admin.policies.move(STANDARD, 0)
    await settle()
    assert admin._page.policies.table.rows.ids == (STANDARD, GOLD)
    moved = [each for each in pending(client) if isinstance(each, c.SavePolicy)]
    assert [(each.policy, each.position) for each in moved] == [(STANDARD, 0), (GOLD, 1)]


async def test_a_new_policy_begins_as_a_draft_behind_the_others(client, admin):
    client.answers[CheckPolicy] = DocumentCheck()
    admin._page.policies.new.click()
    await settle()
    (made,) = [each for each in pending(client) if isinstance(each, c.SavePolicy)]
    assert (made.position, made.document) == (2, {"targets": {"first_reply": "8h"}})
    assert admin._page.policy.name.text() == "New policy"
    assert admin._page.policy.bar.publish.isVisible()
    assert client.workspace.get(SlaPolicy, STANDARD).document == USUAL


async def test_a_text_without_end_is_told_and_sent_nowhere(client, page):
    asked = len(client.asked)
    page.text.input.setPlainText('{"targets": {"update": "' + "1" * 70_000 + '"}}')
    await settle()
    told = page.text.input.accessibleDescription()
    assert told == "This has 70,027 letters, and there is room for 64,000."
    assert len(client.asked) == asked
