# SPDX-License-Identifier: Apache-2.0
from types import SimpleNamespace
from typing import Any

import pytest

from tests.support.client_frames import a_ticket
from ui.models.time_groups import TIME_TONES, group_by_time, time_groups


def group_of(ticket, level, *, now=0):
    workspace: Any = SimpleNamespace(get=lambda *_: ticket, now_us=lambda: now)
    return dict(time_groups())[group_by_time(workspace, lambda _: level)(a_ticket("t1").id)]


def test_the_headings_stand_in_the_order_of_what_runs_out_first():
    assert [title for _, title in time_groups()] == [
        "Breached", "At risk", "Next up", "Waiting on customer", "On hold", "Done",
    ]  # fmt: skip
    assert TIME_TONES == {"breached": "red", "at_risk": "amber"}


@pytest.mark.parametrize(
    ("level", "group"),
    [("at_risk", "At risk"), ("nearly_late", "At risk"), ("breached", "Breached")],
)
@pytest.mark.parametrize("status", ["new", "open", "pending", "on_hold"])
def test_a_clock_that_presses_says_more_than_the_status(level, group, status):
    assert group_of(a_ticket("t1", status=status), level) == group


@pytest.mark.parametrize(
    ("status", "assignee", "group"),
    [
        ("new", None, "Next up"),
        ("open", "maya", "Next up"),
        ("pending", "maya", "Waiting on customer"),
        ("on_hold", None, "On hold"),
        ("solved", "maya", "Done"),
    ],
)
def test_while_nothing_presses_it_is_whose_turn_it_is(status, assignee, group):
    assert group_of(a_ticket("t1", status=status, assignee=assignee), "comfortable") == group


@pytest.mark.parametrize("status", ["pending", "on_hold"])
def test_what_has_woken_is_next(status):
    ticket = a_ticket("t1", status=status, assignee="maya", wake_at=50)
    assert group_of(ticket, "comfortable", now=50) == "Next up"


def test_a_ticket_that_is_gone_is_done():
    assert group_of(None, "comfortable") == "Done"
