# SPDX-License-Identifier: Apache-2.0
from app.link.backoff import Backoff


def test_waits_double_from_a_tenth_of_a_second_to_twenty_seconds():
    backoff = Backoff(lambda: 1.0)
    waits = [backoff.next_wait() for _ in range(12)]
    assert waits[:4] == [0.1, 0.2, 0.4, 0.8]
    assert waits[-2:] == [20.0, 20.0]


def test_each_wait_is_drawn_from_zero_to_its_bound():
    assert Backoff(lambda: 0.0).next_wait() == 0
    backoff = Backoff(lambda: 0.5)
    assert [backoff.next_wait() for _ in range(2)] == [0.05, 0.1]


def test_a_success_starts_over():
    backoff = Backoff(lambda: 1.0)
    for _ in range(5):
        backoff.next_wait()
    backoff.succeeded()
    assert backoff.next_wait() == 0.1


def test_a_server_that_is_away_for_years_never_overflows_the_wait():
    backoff = Backoff(lambda: 1.0)
    assert {backoff.next_wait() for _ in range(5000)} <= {0.1 * 2**n for n in range(8)} | {20.0}
