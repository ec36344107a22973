# SPDX-License-Identifier: Apache-2.0
"""Guessing slows down, and nobody is locked out by somebody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.security.throttle import (
    ATTEMPTS_A_MINUTE,
    FORGOTTEN_AFTER_S,
    FREE_FAILURES,
    LONGEST_DELAY_S,
    Throttle,
    network_of,
    origin_of,
)

HOME = "192.0.2.7"
AWAY = "198.51.100.7"
DAY_S = 86_400.0


def delay(throttle: Throttle, *, now: float, account="ada", address=HOME, known=False) -> float:
    return throttle.delay(account=account, address=address, known_device=known, now=now)


def fail(throttle: Throttle, times: int, *, now: float = 0.0, account="ada", address=HOME) -> None:
    for _ in range(times):
        throttle.failed(account=account, address=address, now=now)


def test_the_first_failures_cost_nothing():
    throttle = Throttle()
    fail(throttle, FREE_FAILURES - 1)
    assert delay(throttle, now=0) == 0


def test_each_further_failure_doubles_the_delay_up_to_15_minutes():
    throttle, waits = Throttle(), list[float]()
    fail(throttle, FREE_FAILURES)
    for _ in range(12):
        waits.append(delay(throttle, now=0))
        fail(throttle, 1)
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_the_delay_never_outgrows_its_limit_however_long_somebody_tries():
    throttle = Throttle()
    fail(throttle, 5_000)
    assert delay(throttle, now=0) == LONGEST_DELAY_S


def test_an_attempt_is_allowed_when_the_delay_is_over():
    throttle = Throttle()
    fail(throttle, FREE_FAILURES + 2, now=10)
    assert delay(throttle, now=13.5) == pytest.approx(0.5)
    assert delay(throttle, now=14) == 0


def test_the_right_password_ends_the_delay():
    throttle = Throttle()
    fail(throttle, 20)
    throttle.succeeded(account="ada", address=HOME)
    assert delay(throttle, now=0) == 0


def test_failures_are_forgotten_after_a_day_without_one():
    throttle = Throttle()
    fail(throttle, 20)
    assert delay(throttle, now=LONGEST_DELAY_S) == 0
    fail(throttle, 1, now=LONGEST_DELAY_S)
    assert delay(throttle, now=LONGEST_DELAY_S) == LONGEST_DELAY_S
    fail(throttle, FREE_FAILURES - 1, now=LONGEST_DELAY_S + FORGOTTEN_AFTER_S)
    assert delay(throttle, now=LONGEST_DELAY_S + FORGOTTEN_AFTER_S) == 0


def test_a_known_device_is_not_delayed_by_what_outsiders_do():
    throttle = Throttle()
    fail(throttle, 50)
    assert delay(throttle, now=0, known=True) == 0
    assert delay(throttle, now=0) > 0


def test_failures_delay_their_account_and_network_only():
    throttle = Throttle()
    fail(throttle, 50)
    assert delay(throttle, now=0, account="grace") == 0
    assert delay(throttle, now=0, address=AWAY) == 0


def test_an_address_has_20_attempts_a_minute_over_all_accounts():
    throttle = Throttle()
    waits = [delay(throttle, now=number, account=f"a{number}") for number in range(25)]
    assert waits[:ATTEMPTS_A_MINUTE] == [0] * ATTEMPTS_A_MINUTE
    assert waits[ATTEMPTS_A_MINUTE:] == [60 - number for number in range(20, 25)]
    assert delay(throttle, now=60) == 0
    assert delay(throttle, now=24, address=AWAY) == 0


def test_a_known_device_too_has_20_attempts_a_minute():
    throttle = Throttle()
    waits = [delay(throttle, now=0, known=True) for _ in range(21)]
    assert waits == [0] * 20 + [60]


def test_a_refused_attempt_is_not_counted():
    throttle = Throttle()
    fail(throttle, FREE_FAILURES + 3)
    assert {delay(throttle, now=0) for _ in range(100)} == {8}
    assert delay(throttle, now=8) == 0


@pytest.mark.parametrize(
    ("address", "network", "origin"),
    [
        ("192.0.2.7", "192.0.2.0/24", "192.0.2.7/32"),
        ("::ffff:192.0.2.7", "192.0.2.0/24", "192.0.2.7/32"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64", "fe80::/64"),
        ("console", "console", "console"),
        ("", "", ""),
    ],
)
def test_neighbours_count_together(address, network, origin):
    assert (network_of(address), origin_of(address)) == (network, origin)


def test_the_many_addresses_of_one_machine_count_as_one():
    throttle = Throttle()
    waits = [delay(throttle, now=0, address=f"2001:db8::{number:x}") for number in range(30)]
    assert sum(wait > 0 for wait in waits) == 10


def test_memory_is_bounded_and_the_oldest_are_forgotten_first():
    throttle = Throttle(remembered=3)
    for number in range(5):
        fail(throttle, 10, account=f"a{number}")
    waits = [delay(throttle, now=0, account=f"a{number}", address=HOME) for number in range(5)]
    assert [wait > 0 for wait in waits] == [False, False, True, True, True]


attempts = st.lists(
    st.tuples(st.floats(0, 120), st.sampled_from("abc"), st.booleans()), max_size=80
)


@given(attempts)
def test_no_delay_is_negative_or_longer_than_15_minutes(attempts):
    throttle, now = Throttle(), 0.0
    for pause, account, is_known in attempts:
        now += pause
        wait = delay(throttle, now=now, account=account, known=is_known)
        assert 0 <= wait <= LONGEST_DELAY_S
        fail(throttle, int(wait == 0), now=now, account=account)


@given(attempts)
def test_who_waits_as_long_as_told_is_let_in(attempts):
    throttle, now = Throttle(), 0.0
    for pause, account, _ in attempts:
        now += pause
        fail(throttle, 1, now=now, account=account)
    wait = delay(throttle, now=now)
    assert delay(throttle, now=now + wait + 0.001) == 0
