# SPDX-License-Identifier: Apache-2.0
"""Ids increase and never meet, whatever the clock does."""

import os

from sync_server.contract.idmaker import IdMaker

_HALF_MILLISECOND_US = 1_767_225_600_000_500


def test_ids_still_increase_when_the_clock_is_set_back():
    instants = iter((_HALF_MILLISECOND_US, _HALF_MILLISECOND_US - 3_600_000_000))
    new_id = IdMaker(lambda: next(instants), bytes)
    assert new_id() < new_id()


def test_a_busy_millisecond_borrows_ids_from_the_next():
    new_id = IdMaker(lambda: _HALF_MILLISECOND_US, lambda count: b"\xff" * count)
    made = [new_id() for _ in range(5_000)]
    assert made == sorted(set(made))
    assert {text[14] for text in made} == {"7"}


def test_ids_of_two_makers_at_the_same_instant_differ():
    makers = [IdMaker(lambda: _HALF_MILLISECOND_US, os.urandom) for _ in range(2)]
    assert len({maker() for maker in makers for _ in range(100)}) == 200
