# SPDX-License-Identifier: Apache-2.0
"""What was taken away before an instant, and nothing that somebody brought back."""

import pytest

from sync_server.store.expired import Expired
from tests.support.plain import c
from tests.support.standard_desk import CHANNEL_ACTOR


@pytest.fixture
def expired(standard):
    return Expired(standard.database)


def read(standard, look):
    with standard.database.read() as reader:
        return look(reader)


async def test_mail_is_old_from_the_instant_at_which_it_was_held(standard, expired):
    await standard.do(CHANNEL_ACTOR, c.HoldMail(held="h1", reason="blocked", sender="x@y.example"))
    now = standard.environment.now_us()
    assert "h1" in read(standard, lambda r: expired.held(r, before=now, limit=10))
    assert "h1" not in read(standard, lambda r: expired.held(r, before=now - 1, limit=10))


async def test_old_mail_of_a_mailbox_that_is_new_here_is_kept_like_any_other(standard, expired):
    now = standard.environment.now_us()
    hold = c.HoldMail(held="h1", reason="flood", sender="x@y.example", received_at=1)
    await standard.do(CHANNEL_ACTOR, hold)
    assert "h1" not in read(standard, lambda r: expired.held(r, before=now - 1, limit=10))
    assert "h1" in read(standard, lambda r: expired.held(r, before=now, limit=10))


async def test_released_mail_is_never_old(standard, expired):
    await standard.do("ann", c.ReleaseHeld(held="parked"))
    now = standard.environment.now_us()
    assert "parked" not in read(standard, lambda r: expired.held(r, before=now, limit=10))
