# SPDX-License-Identifier: Apache-2.0
from sync_server.hub.strikes import Strikes


def test_the_third_strike_within_a_minute_is_one_too_many():
    strikes = Strikes(3)
    assert not strikes.strike(0.0)
    assert not strikes.strike(1.0)
    assert strikes.strike(59.0)


def test_strikes_are_forgiven_after_a_minute():
    strikes = Strikes(3)
    assert not any(strikes.strike(at) for at in (0.0, 59.0, 61.0, 120.0))
