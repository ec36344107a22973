# SPDX-License-Identifier: Apache-2.0
"""What waits for the connection stands in the conversation, in the words of its field."""

from app import intents
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TagId
from tests.support.client_environment import settle
from tests.support.client_frames import changes, update
from tests.support.window_client import MAYA, T1, T3
from ui.windows.agent.waiting_words import waiting_events_of

MONDAY = 1_795_438_668_000_000
DAY = 86_400_000_000
DEPOT = TagId("depot")


def told(client):
    return [
        (each.author, each.text, each.mark) for _, each in waiting_events_of(client.workspace, T1)
    ]


async def test_nothing_waits_on_a_ticket_that_nobody_changed(client):
    assert told(client) == []


async def test_a_status_says_when_the_ticket_wakes(client):
    workspace = client.workspace
    intents.set_status(workspace, ticket=T1, status="pending", wake_at=MONDAY)
    ((author, text, mark),) = told(client)
    assert (author, mark) == ("Status", "pending")
    assert text.startswith("Open to Pending until Mon 23 Nov")
    assert text.endswith(", waiting to sync")


async def test_of_several_changes_of_a_field_is_told_what_comes_of_them(client):
    workspace = client.workspace
    intents.set_priority(workspace, ticket=T1, priority="low")
    intents.change_tags(workspace, ticket=T1, add=(DEPOT,))
    intents.set_priority(workspace, ticket=T1, priority="high")
    intents.change_tags(workspace, ticket=T1, add=(TagId("late"),))
    assert told(client) == [
        ("Priority", "Urgent to High, waiting to sync", "pending"),
        ("Tags", "depot, late added, waiting to sync", "pending"),
    ]


async def test_what_was_taken_back_is_not_told(client):
    workspace = client.workspace
    intents.set_status(workspace, ticket=T1, status="solved")
    intents.change_tags(workspace, ticket=T1, add=(DEPOT,))
    intents.set_status(workspace, ticket=T1, status="open")
    intents.change_tags(workspace, ticket=T1, remove=(DEPOT,))
    assert len(workspace.pending) == 4
    assert told(client) == []


async def test_another_day_of_waking_is_a_change(client):
    workspace = client.workspace
    ticket = workspace.get(Ticket, T1)
    waits = update(90, ticket, scope="team:platform", status="pending", wake_at=MONDAY)
    client.bench.apply(changes(waits))
    intents.set_status(workspace, ticket=T1, status="pending", wake_at=MONDAY + DAY)
    ((_, text, _),) = told(client)
    assert text.startswith("Pending until Mon 23 Nov to Pending until Tue 24 Nov")


async def test_a_field_that_was_empty_is_only_set(client):
    intents.assign(client.workspace, ticket=T3, assignee=MAYA)
    ((_, value),) = waiting_events_of(client.workspace, T3)
    assert (value.author, value.text) == ("Assignee", "set to Maya Okafor, waiting to sync")


async def test_reading_a_ticket_is_no_change(client):
    intents.mark_unread(client.workspace, ticket=T1)
    assert told(client) == []


async def test_the_head_shows_that_the_status_waits_while_there_is_no_server(client, opened):
    client.stand("offline")
    intents.set_status(client.workspace, ticket=T1, status="pending", wake_at=MONDAY)
    await settle()
    pill = opened.window.conversation.header._status
    assert pill.accessibleName() == "Pending, waiting to sync"
    assert opened.window.conversation.header._team.accessibleName() == "Platform"
