# SPDX-License-Identifier: Apache-2.0
"""So much at once, then so much a second; alone, or for each name."""

import pytest

from sync_server.security.rates import Bucket, Buckets


def test_a_bucket_gives_its_burst_and_then_its_rate():
    bucket = Bucket(20, 100)
    assert bucket.take(150, 10.0) == 100
    assert bucket.take(1, 10.0) == 0
    assert bucket.take(50, 11.0) == 20


def test_a_bucket_never_holds_more_than_its_burst():
    bucket = Bucket(20, 100)
    bucket.take(1, 1.0)
    assert bucket.take(1000, 1_000_000.0) == 100


def test_a_bucket_says_how_long_to_wait():
    bucket = Bucket(20, 100)
    assert bucket.wait_s(1000, 5.0) == 0
    bucket.take(100, 5.0)
    assert bucket.wait_s(1, 5.0) == pytest.approx(0.05)
    assert bucket.wait_s(1, 5.02) == pytest.approx(0.03)
    assert bucket.wait_s(1000, 5.0) == pytest.approx(5)


@pytest.mark.parametrize("rate", [7 / 3600, 0.01, 0.3, 1.0, 7.0, 20.0])
def test_who_waits_as_long_as_told_gets_one(rate):
    buckets = Buckets(rate, 1)
    now = 0.1
    for _ in range(50):
        buckets.take("a", now)
        now += buckets.wait_s("a", now)
        assert buckets.wait_s("a", now) == 0
        assert buckets.take("a", now)


def test_a_clock_that_stands_still_or_goes_back_gives_nothing():
    bucket = Bucket(1, 1)
    assert [bucket.take(1, at) for at in (5.0, 5.0, 4.0)] == [1, 0, 0]


def test_one_does_not_use_up_what_another_has():
    buckets = Buckets(1, 1)
    assert [buckets.take(name, 0.0) for name in ("a", "b", "a")] == [True, True, False]
    assert (buckets.wait_s("a", 0.0), buckets.wait_s("c", 0.0)) == (1, 0)


def test_the_one_not_seen_for_longest_is_forgotten():
    buckets = Buckets(1, 1, remembered=2)
    for name in ("a", "b", "a", "c"):
        buckets.take(name, 1.0)
    assert [buckets.wait_s(name, 1.0) for name in ("a", "b", "c")] == [1, 0, 1]
