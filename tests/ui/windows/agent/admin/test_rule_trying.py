# SPDX-License-Identifier: Apache-2.0
"""What a rule would have done is shown once it is sound, and many changes want a note."""

import pytest

from sync_server.contract.entities import Done
from sync_server.contract.queries import RuleTrial, TriedTicket, TryRule
from tests.support.client_environment import settle
from tests.support.window_client import T1, pending
from tests.ui.windows.agent.admin.conftest import CHAT, OUTAGE, OUTAGES

DONE = (
    Done(action="team", value="billing", was=None),
    Done(action="priority", value="high", was="normal"),
    Done(action="tags", name="vip", value=True, was=False),
    Done(action="notify", name="team-lead"),
)


def a_trial(matched):
    tickets = tuple(
        TriedTicket(ticket=T1, number=48213 - n, subject="Webhooks", at=1, done=DONE)
        for n in range(min(matched, 7))
    )
    return RuleTrial(looked=500, total=600, matched=matched, tickets=tickets)


@pytest.fixture
async def page(client, ruled):
    client.answers[TryRule] = a_trial(17)
    ruled._page.rules.list.go_to(CHAT)
    await settle()
    ruled._page.rules.list.go_to(OUTAGE)
    await settle()
    return ruled._page.rules.editor


def tried(client):
    return [each.document for each in client.asked if isinstance(each, TryRule)]


async def test_what_would_have_changed_is_listed(client, page):
    assert tried(client)[-1] == OUTAGES
    *rows, more = page.tried.texts
    assert rows[0] == (
        "#48213 Webhooks: Not set to Billing, Normal to High, tag vip, Notify: Team lead"
    )
    assert (len(rows), more) == (5, "and 12 more")


async def test_a_rule_is_tried_again_when_it_is_another(client, page):
    before = len(tried(client))
    page.text.editor.save_requested.emit()
    await settle()
    assert len(tried(client)) == before
    client.answers[TryRule] = a_trial(0)
    page.text.editor.setPlainText('{"rule": "O", "actions": {"stop": true}}')
    await settle()
    assert len(tried(client)) == before + 1
    assert page.tried.texts == ("It would have changed no ticket.",)


async def test_what_is_not_sound_is_not_tried(client, page):
    before = len(tried(client))
    page.text.editor.setPlainText('{"rule": "O", "actions": {"slaa": "2h"}}')
    await settle()
    assert not page.tried.isVisible()
    assert len(tried(client)) == before


async def test_without_the_server_nothing_is_said(client, page):
    del client.answers[TryRule]
    page.text.editor.setPlainText('{"rule": "O", "actions": {"stop": true}}')
    await settle()
    assert not page.tried.isVisible()


async def test_many_changes_want_a_note(client, page):
    client.answers[TryRule] = a_trial(51)
    page.text.editor.setPlainText('{"rule": "O", "actions": {"stop": true}}')
    await settle()
    drafted = len(pending(client))
    page.bar.publish.click()
    assert page.bar.problem.text() == "51 tickets would have changed: say in the note why."
    assert len(pending(client)) == drafted
    page.bar.note.set_text("agreed on Monday")
    page.bar.publish.click()
    await settle()
    assert pending(client)[-1].note == "agreed on Monday"
