# SPDX-License-Identifier: Apache-2.0
"""The life cycle of a ticket."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.contract.entities import STATUSES
from sync_server.domain.lifecycle import (
    FINISHED,
    HIDDEN,
    LIVE,
    REOPEN_WITHIN,
    WAITING,
    after_assignment,
    after_customer_message,
    after_public_reply,
    may_move,
)

statuses = st.sampled_from(STATUSES)
NOW = timedelta(0)
LATE = REOPEN_WITHIN + timedelta(microseconds=1)


def test_every_status_is_live_finished_or_hidden():
    assert set(STATUSES) == LIVE | FINISHED | HIDDEN
    assert not (LIVE & FINISHED) | (LIVE & HIDDEN) | (FINISHED & HIDDEN)
    assert WAITING < LIVE


@given(statuses)
def test_new_is_never_entered_again(status):
    assert not may_move(status, "new")
    assert (after_public_reply(status), after_assignment(status)).count("new") == 0


@given(statuses)
def test_staying_is_no_move_and_merged_is_for_ever(status):
    assert not may_move(status, status)
    assert not may_move("merged", status)
    assert not may_move(status, "merged")


@given(statuses)
def test_only_a_solved_ticket_is_closed_by_hand(status):
    assert may_move(status, "closed") == (status == "solved")


def test_an_unknown_status_moves_nowhere():
    assert not any(may_move("invented", status) for status in STATUSES)


@pytest.mark.parametrize("status", sorted(LIVE))
def test_live_tickets_can_be_solved_thrown_away_and_set_waiting(status):
    assert may_move(status, "solved")
    assert may_move(status, "spam")
    assert may_move(status, "deleted")


@pytest.mark.parametrize("status", ["spam", "deleted"])
def test_what_was_thrown_away_comes_back_as_open_only(status):
    assert [to for to in STATUSES if may_move(status, to)] == ["open"]


@given(statuses, st.timedeltas(min_value=NOW))
def test_an_automatic_message_never_changes_a_status(status, closed_for):
    after = after_customer_message(status, automatic=True, closed_for=closed_for)
    assert after == (None if status == "merged" else status)


@pytest.mark.parametrize(
    ("status", "closed_for", "after"),
    [
        ("new", NOW, "new"),
        ("open", NOW, "open"),
        ("pending", NOW, "open"),
        ("on_hold", NOW, "open"),
        ("solved", LATE, "open"),
        ("closed", NOW, "open"),
        ("closed", REOPEN_WITHIN, "open"),
        ("closed", LATE, None),
        ("merged", NOW, None),
        ("spam", NOW, "spam"),
        ("deleted", NOW, "deleted"),
    ],
)
def test_a_person_reopens_what_waits_is_solved_or_was_closed_lately(status, closed_for, after):
    assert after_customer_message(status, automatic=False, closed_for=closed_for) == after


@given(statuses, st.timedeltas(min_value=NOW))
def test_a_customers_message_never_finishes_a_ticket(status, closed_for):
    after = after_customer_message(status, automatic=False, closed_for=closed_for)
    assert after not in FINISHED


@pytest.mark.parametrize("rule", [after_public_reply, after_assignment])
def test_the_first_answer_and_the_first_owner_open_a_new_ticket(rule):
    assert rule("new") == "open"
    assert [rule(status) for status in STATUSES if status != "new"] == [
        status for status in STATUSES if status != "new"
    ]
