# SPDX-License-Identifier: Apache-2.0
"""What was sent may be sent again, a few times; and no more bytes than there is room for."""

from sync_server.channels.web.allowances import Presses, Shares


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
