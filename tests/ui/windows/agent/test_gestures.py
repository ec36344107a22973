# SPDX-License-Identifier: Apache-2.0
import asyncio
from typing import Any

import pytest

from app.errors import QueueFull
from sync_server.contract.entities import Ticket
from tests.support.client_environment import settle
from tests.support.window_client import T1, T3
from ui.windows.agent.gestures import Gesture, Gestures


@pytest.fixture
def gestures(client):
    return Gestures(client.workspace)


def ticket(client, id=T1) -> Any:
    return client.workspace.get(Ticket, id)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("status", "pending", "Pending"),
        ("priority", "low", "Priority Low"),
        ("assignee", "tomas", "Assigned to Tomas"),
        ("assignee", None, "Given back to the team"),
        ("team", "billing", "Moved to Billing"),
        ("subject", "Another", "Subject changed"),
    ],
)
async def test_a_field_is_set_at_once_and_undone_once(client, gestures, name, value, words):
    old = getattr(ticket(client), name)
    told: list[object] = []
    gestures.said.connect(lambda *each: told.append(each))
    gestures.set_field(T1, name, value)
    assert (getattr(ticket(client), name), told) == (value, [(words, True)])
    gestures.undo()
    assert getattr(ticket(client), name) == old
    gestures.undo()
    assert len(client.workspace.pending) == 2
    await settle()


async def test_setting_what_is_set_does_nothing(client, gestures):
    gestures.set_field(T1, "status", "open")
    assert client.workspace.pending == ()


async def test_the_way_back_from_solved_to_new_is_open(client, gestures):
    gestures.set_field(T3, "status", "solved")
    gestures.undo()
    assert ticket(client, T3).status == "open"
    await settle()


async def test_a_held_change_is_only_painted(client, gestures):
    with gestures.holding():
        gestures.set_field(T1, "status", "solved")
    assert (gestures.ticket(T1).status, ticket(client).status) == ("solved", "open")
    assert gestures.drop_held()
    assert gestures.ticket(T1).status == "open"
    assert not gestures.drop_held()


async def test_a_letter_that_waited_while_nothing_was_handled_comes_before_what_is_due(client):
    gestures = Gestures(client.workspace, stray_ms=lambda: 1)
    gestures._timer.timeout.connect(gestures.drop_held)  # the letter, in the same turn of the loop
    due = asyncio.Event()
    gestures._turn.timeout.connect(due.set)
    with gestures.holding():
        gestures.set_field(T1, "status", "solved")
    await due.wait()
    assert ticket(client).status == "open"
    await settle()


async def test_the_next_gesture_does_what_was_held(client, gestures):
    with gestures.holding():
        gestures.set_field(T1, "status", "solved")
    gestures.set_field(T1, "priority", "low")
    assert (ticket(client).status, ticket(client).priority) == ("solved", "low")
    await settle()


async def test_the_next_key_leaves_what_is_held_alone(client, gestures):
    with gestures.holding():
        gestures.take(T3)
        gestures.set_field(T3, "status", "pending")
        gestures.toggle_follow(T3)
    seen = gestures.ticket(T3)
    assert (seen.assignee, seen.status, seen.followers) == ("maya", "pending", ("maya",))
    assert client.workspace.pending == ()
    gestures.settle()
    assert (ticket(client, T3).assignee, ticket(client, T3).status) == ("maya", "pending")
    assert ticket(client, T3).followers == ("maya",)
    await settle()


async def test_a_key_that_turns_back_what_is_held_does_so(client, gestures):
    with gestures.holding():
        gestures.toggle_follow(T1)
        gestures.toggle_follow(T1)
    gestures.settle()
    assert ticket(client).followers == ()
    await settle()


async def test_what_is_held_is_done_when_its_time_has_come(client, qapp):
    gestures = Gestures(client.workspace, stray_ms=lambda: 1)
    with gestures.holding():
        gestures.take(T3)
    assert ticket(client, T3).assignee is None
    done = asyncio.Event()
    gestures.held_changed.connect(lambda _: done.set())
    await done.wait()
    assert ticket(client, T3).assignee == "maya"


async def test_without_a_guard_nothing_is_held(client):
    gestures = Gestures(client.workspace, stray_ms=lambda: 0)
    with gestures.holding():
        gestures.take(T3)
    assert ticket(client, T3).assignee == "maya"
    await settle()


async def test_undo_of_one_leaves_the_others_held(client, gestures):
    with gestures.holding():
        gestures.take(T3)
        gestures.set_field(T1, "priority", "low")
    gestures.undo()
    gestures.settle()
    assert (ticket(client, T3).assignee, ticket(client).priority) == ("maya", "urgent")
    await settle()


async def test_after_what_was_dropped_undo_means_what_it_meant_before(client, gestures):
    gestures.set_field(T1, "status", "pending")
    before = gestures.held
    with gestures.holding():
        gestures.take(T3)
        gestures.toggle_follow(T3)
    gestures.drop_held(but=before)
    gestures.undo()
    assert ticket(client).status == "open"
    await settle()


async def test_what_is_done_at_once_is_undone_where_others_are_dropped(gestures):
    told: list[str] = []
    does = Gesture(
        T1,
        "Done",
        do=lambda: told.append("done"),
        undo=lambda: told.append("undone"),
        at_once=True,
    )
    with gestures.holding():
        gestures.perform(does)
    assert told == ["done"]
    gestures.drop_held()
    assert told == ["done", "undone"]
    with gestures.holding():
        gestures.perform(does)
    gestures.settle()
    assert told == ["done", "undone", "done"]


async def test_take_of_an_unassigned_ticket_may_be_undone(client, gestures):
    gestures.take(T3)
    assert ticket(client, T3).assignee == "maya"
    gestures.undo()
    assert ticket(client, T3).assignee is None
    await settle()


async def test_tags_and_following_are_toggled(client, gestures):
    gestures.toggle_tag(T1, "api")
    gestures.toggle_follow(T1)
    assert (ticket(client).tags, ticket(client).followers) == (("api",), ("maya",))
    gestures.toggle_follow(T1)
    gestures.toggle_tag(T1, "api")
    assert (ticket(client).tags, ticket(client).followers) == ((), ())
    await settle()


async def test_what_cannot_be_done_is_told_and_not_said_to_be_done(gestures):
    def fail():
        raise QueueFull(7)

    said: list[object] = []
    refused: list[Any] = []
    gestures.said.connect(lambda *each: said.append(each))
    gestures.refused.connect(refused.append)
    gestures.perform(Gesture(T1, "Done", do=fail))
    assert (said, refused[0].limit) == ([], 7)


async def test_a_ticket_that_is_gone_takes_no_gesture(client, gestures):
    nowhere: Any = "nowhere"
    gestures.set_field(nowhere, "status", "solved")
    gestures.take(nowhere)
    gestures.toggle_tag(nowhere, "api")
    gestures.toggle_follow(nowhere)
    assert client.workspace.pending == ()


async def test_an_availability_of_a_newer_version_is_left_alone(client, gestures):
    gestures.set_availability("meditating")
    assert client.workspace.pending == ()
