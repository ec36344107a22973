# SPDX-License-Identifier: Apache-2.0
"""Mail that was held a month ago goes; mail that was held since stays."""

import pytest

from sync_server.contract.entities import Held
from sync_server.operations.purging import purge
from tests.support.plain import c
from tests.support.standard_desk import CHANNEL_ACTOR


async def test_held_mail_goes_unless_somebody_let_it_in(standard):
    await standard.do(CHANNEL_ACTOR, c.HoldMail(held="wanted", reason="loop", sender="a@b.test"))
    await standard.do("ann", c.ReleaseHeld(held="wanted"))
    standard.environment.advance(days=30)
    assert await purge(standard.desk, standard.environment) == 1
    assert (await standard.row(Held, "wanted")).released_by == "ann"
    with pytest.raises(AssertionError, match="no held parked"):
        await standard.row(Held, "parked")


async def test_a_desk_that_cannot_write_keeps_everything_for_another_day(standard):
    standard.environment.advance(days=30)
    standard.desk.read_only = True
    assert await purge(standard.desk, standard.environment) == 0
    assert (await standard.row(Held, "parked")).released_by is None
