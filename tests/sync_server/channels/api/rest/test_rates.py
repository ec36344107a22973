# SPDX-License-Identifier: Apache-2.0
"""So many requests at once per name, then so many a second."""

import pytest

from sync_server.channels.api.rest.rates import REMEMBERED, Rates


def test_a_name_has_its_burst_and_then_its_rate():
    rates = Rates(rate=2.0, burst=3)
    assert [rates.take("a", 0.0) for _ in range(4)] == [0, 0, 0, 1]
    assert [rates.take("a", 1.0) for _ in range(3)] == [0, 0, 1]


def test_names_do_not_share():
    rates = Rates(rate=1.0, burst=1)
    assert (rates.take("a", 0.0), rates.take("b", 0.0), rates.take("a", 0.0)) == (0, 0, 1)


@pytest.mark.parametrize("rate", [0.01, 0.3, 1.0, 7.0, 20.0])
def test_who_waits_as_long_as_told_gets_one(rate):
    rates = Rates(rate=rate, burst=1)
    now = 0.1
    for _ in range(50):
        rates.take("a", now)
        now += rates.take("a", now)
        assert rates.take("a", now) == 0


def test_a_clock_that_stands_still_gives_nothing():
    rates = Rates(rate=1.0, burst=1)
    assert [rates.take("a", 5.0), rates.take("a", 5.0), rates.take("a", 5.0)] == [0, 1, 1]


def test_only_so_many_names_are_remembered():
    rates = Rates(rate=1.0, burst=1)
    for number in range(REMEMBERED + 10):
        rates.take(str(number), 0.0)
    assert len(rates._levels) == REMEMBERED
