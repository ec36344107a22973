# SPDX-License-Identifier: Apache-2.0
import pytest

from sync_server.config import Limits
from sync_server.feed.tail import Tail
from sync_server.hub.floor import Floor
from tests.support.hub_peers import MemoryLine
from tests.support.still_environment import StillEnvironment


@pytest.fixture
def floor():
    return Floor(StillEnvironment(), Limits(), Tail(10, lambda _: None))


@pytest.fixture
def ahead(floor):
    """A seat that has read the commit after the tail from the log."""
    seat = floor.enter(MemoryLine(1 << 20), "127.0.0.1")
    floor.sit(seat, "key")
    seat.cursor = 11
    seat.missed_presence = False
    floor.rejoin(seat)
    return seat


def test_a_seat_ahead_of_the_tail_is_live_once_the_tail_comes_there(floor, ahead):
    assert not ahead.live
    floor.tail.seq = 11
    floor.tail_moved()
    assert ahead.live


def test_a_seat_ahead_of_the_tail_that_reads_on_is_not_live_before_that_is_written(floor, ahead):
    ahead.busy = True
    floor.tail.seq = 11
    floor.tail_moved()
    assert not ahead.live
    ahead.busy = False
    floor.rejoin(ahead)
    assert ahead.live
