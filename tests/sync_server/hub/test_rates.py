# SPDX-License-Identifier: Apache-2.0
from sync_server.hub.rates import Bucket, Strikes


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
    bucket.take(100, 5.0)
    assert bucket.wait_ms(1) == 50
    assert bucket.wait_ms(1000) == 5000


def test_the_third_strike_within_a_minute_is_one_too_many():
    strikes = Strikes(3)
    assert not strikes.strike(0.0)
    assert not strikes.strike(1.0)
    assert strikes.strike(59.0)


def test_strikes_are_forgiven_after_a_minute():
    strikes = Strikes(3)
    assert not any(strikes.strike(at) for at in (0.0, 59.0, 61.0, 120.0))
