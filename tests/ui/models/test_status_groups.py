# SPDX-License-Identifier: Apache-2.0
from types import SimpleNamespace
from typing import Any

import pytest

from tests.support.client_frames import a_ticket
from ui.models.status_groups import group_by_status, status_groups


@pytest.mark.parametrize(
    ("status", "assignee", "group"),
    [
        ("new", None, "Unassigned"),
        ("open", None, "Unassigned"),
        ("open", "maya", "Our turn"),
        ("pending", None, "Waiting on customer"),
        ("on_hold", "maya", "On hold"),
        ("solved", "maya", "Done"),
        ("escalated", "maya", "Done"),
    ],
)
def test_whose_turn_it_is(status, assignee, group):
    ticket = a_ticket("t1", status=status, assignee=assignee)
    workspace: Any = SimpleNamespace(get=lambda *_: ticket)
    assert dict(status_groups())[group_by_status(workspace)(ticket.id)] == group


@pytest.mark.parametrize(
    ("status", "wakes", "group"),
    [
        ("pending", 51, "Waiting on customer"),
        ("pending", 50, "Our turn"),
        ("on_hold", 49, "Our turn"),
        ("solved", 49, "Done"),
    ],
)
def test_what_has_woken_is_our_turn_again(status, wakes, group):
    ticket = a_ticket("t1", status=status, assignee="maya", wake_at=wakes)
    workspace: Any = SimpleNamespace(get=lambda *_: ticket, now_us=lambda: 50)
    assert dict(status_groups())[group_by_status(workspace)(ticket.id)] == group


def test_a_ticket_that_is_gone_is_done():
    workspace: Any = SimpleNamespace(get=lambda *_: None)
    id: Any = "gone"
    assert group_by_status(workspace)(id) == "done"
