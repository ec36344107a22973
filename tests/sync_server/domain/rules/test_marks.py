# SPDX-License-Identifier: Apache-2.0
"""What a ticket keeps of the rules that ran on it."""

from typing import Any

import pytest

from sync_server.contract import entities
from sync_server.domain.rules.document import read_rule
from sync_server.domain.rules.event import Mark, activate
from sync_server.domain.rules.marks import kept_marks, known_marks, moment_name, reopened

Kept: Any = entities.Mark
Fired: Any = entities.Fired
R: Any = "r"
OTHER: Any = "other"
TIMED = {
    "rule": "R",
    "triggers": [
        {"on": "time", "of": "waiting_since", "after": "4h"},
        {"on": "time", "of": "wake_at", "before": "30m", "hours": "calendar"},
        {"on": "clock", "of": "first_reply", "percent": 75},
    ],
    "actions": {"priority": "high"},
}


@pytest.fixture
def timed():
    return activate(R, 1, read_rule(TIMED))


def test_a_moment_has_a_name(timed):
    assert [moment_name(trigger) for trigger in timed.timed] == [
        "4h after waiting_since",
        "30m before wake_at by the clock",
        "75 % of first_reply",
    ]


def test_what_is_kept_comes_back_as_it_was(timed):
    mark = Mark(5, holds=True, fired=((timed.timed[0], 3), (timed.timed[2], 4)))
    kept = kept_marks((), {R: mark}, {R: timed})
    assert kept == (
        Kept("r", 5, True, (Fired("4h after waiting_since", 3), Fired("75 % of first_reply", 4))),
    )
    assert known_marks(kept, {R: timed}) == {R: mark}


def test_moments_that_a_rule_has_no_more_and_rules_that_are_gone_are_forgotten(timed):
    kept = (Kept("r", 5, False, (Fired("9h after waiting_since", 3),)), Kept("gone", 1, True))
    assert known_marks(kept, {R: timed}) == {R: Mark(5, holds=False)}
    assert kept_marks(kept, {}, {R: timed}) == kept[:1]


def test_marks_of_other_rules_stay(timed):
    kept = (Kept("other", 1, True),)
    present = {R: timed, OTHER: timed}
    assert kept_marks(kept, {R: Mark(2)}, present) == (*kept, Kept("r", 2, True))


def test_of_what_is_reopened_moments_alone_are_kept():
    fired = (Fired("4h after waiting_since", 3),)
    assert reopened((Kept("r", 5, True, fired), Kept("s", 5, True))) == (Kept("r", fired=fired),)
