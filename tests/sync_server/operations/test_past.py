# SPDX-License-Identifier: Apache-2.0
"""A date that is set back is that date for everybody, and only as long as it is needed."""

from datetime import UTC, datetime, timedelta

from sync_server.operations.past import PastEnvironment
from tests.support.still_environment import START, StillEnvironment

EARLIER = START - timedelta(days=3)


def us(at):
    return (at - datetime.fromtimestamp(0, UTC)) // timedelta(microseconds=1)


def test_it_is_the_present_but_for_the_block():
    past = PastEnvironment(StillEnvironment())
    with past.at(us(EARLIER)):
        assert (past.now(), past.now_us()) == (EARLIER, us(EARLIER))
    assert (past.now(), past.now_us()) == (START, us(START))


async def test_only_the_date_is_another():
    present = StillEnvironment(seed=1)
    past, same = PastEnvironment(present), StillEnvironment(seed=1)
    with past.at(us(EARLIER)):
        await past.sleep(5)
        assert past.monotonic() == present.monotonic() == 5
        assert past.random_bytes(4) == same.random_bytes(4)
        assert past.jitter() == same.jitter()
        assert await past.lane("desk").run(len, "four") == 4
