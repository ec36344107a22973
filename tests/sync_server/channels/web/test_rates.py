# SPDX-License-Identifier: Apache-2.0
"""So much at once, then so much an hour; and no more bytes than there is room for."""

import pytest

from sync_server.channels.web.rates import Presses, Rate, Shares


def test_a_burst_then_one_as_often_as_the_rate_says():
    rate = Rate(burst=2, an_hour=60)
    for _ in range(2):
        assert rate.wait("a", 100.0) == 0
        rate.take("a", 100.0)
    assert rate.wait("a", 100.0) == pytest.approx(60)
    assert rate.wait("a", 130.0) == pytest.approx(30)
    assert rate.wait("a", 160.0) == 0


def test_who_waits_as_long_as_told_gets_in():
    rate = Rate(burst=1, an_hour=7)
    rate.take("a", 1.0)
    assert rate.wait("a", 1.0 + rate.wait("a", 1.0)) == 0


def test_one_does_not_use_up_what_another_has():
    rate = Rate(burst=1, an_hour=1)
    rate.take("a", 1.0)
    assert rate.wait("b", 1.0) == 0


def test_no_more_than_the_burst_is_saved_up():
    rate = Rate(burst=2, an_hour=3600)
    for _ in range(2):
        rate.take("a", 10_000.0)
    assert rate.wait("a", 10_000.0) > 0


def test_the_one_not_seen_for_longest_is_forgotten():
    rate = Rate(burst=1, an_hour=1, remembered=2)
    for key in ("a", "b", "c"):
        rate.take(key, 1.0)
    assert rate.wait("a", 1.0) == 0
    assert rate.wait("b", 1.0) > 0


def test_what_was_let_through_is_a_few_times_more_and_the_oldest_is_forgotten():
    presses = Presses(free=2, remembered=2)
    assert not presses.again("a")
    presses.first("a")
    assert [presses.again("a") for _ in range(3)] == [True, True, False]
    for name in ("b", "c", "d"):
        presses.first(name)
    assert [presses.again(name) for name in ("b", "c", "d")] == [False, True, True]


def test_bytes_are_held_up_to_a_share_and_to_the_whole():
    shares = Shares(whole=10, share=6)
    assert shares.take("a", 6)
    assert not shares.take("a", 1)
    assert not shares.take("b", 5)
    assert shares.take("b", 4)


def test_what_is_given_back_can_be_taken_again():
    shares = Shares(whole=10, share=6)
    assert shares.take("a", 6)
    shares.give_back("a", 4)
    assert shares.take("a", 4)
    shares.give_back("a", 6)
    assert shares.take("b", 6)
