# SPDX-License-Identifier: Apache-2.0
"""What was taken away a month ago goes; what was taken away since stays."""

import pytest

from sync_server.contract.entities import Held, Message
from sync_server.operations.purging import purge
from tests.support.plain import c
from tests.support.standard_desk import CHANNEL_ACTOR


async def test_only_what_was_taken_away_a_month_ago_goes(standard):
    assert await purge(standard.desk, standard.environment) == 1
    assert (await standard.ticket("ancient")).archived
    for ticket in ("spammed", "deleted", "opened"):
        assert not (await standard.ticket(ticket)).archived
    assert await purge(standard.desk, standard.environment) == 0


async def test_a_long_conversation_goes_in_several_commands(standard):
    for number in range(450):
        note = c.AddNote(ticket="opened", message=f"n{number}", text="x")
        await standard.do("ann", note)
    await standard.do("ann", c.DeleteTicket(ticket="opened"))
    standard.environment.advance(days=30)
    await purge(standard.desk, standard.environment)
    assert (await standard.ticket("opened")).archived
    with pytest.raises(AssertionError, match="no message n0"):
        await standard.row(Message, "n0")


async def test_held_mail_goes_unless_somebody_let_it_in(standard):
    await standard.do(CHANNEL_ACTOR, c.HoldMail(held="wanted", reason="loop", sender="a@b.test"))
    await standard.do("ann", c.ReleaseHeld(held="wanted"))
    standard.environment.advance(days=30)
    await purge(standard.desk, standard.environment)
    assert (await standard.row(Held, "wanted")).released_by == "ann"
    with pytest.raises(AssertionError, match="no held parked"):
        await standard.row(Held, "parked")


async def test_a_desk_that_cannot_write_keeps_everything_for_another_day(standard):
    standard.desk.read_only = True
    assert await purge(standard.desk, standard.environment) == 0
    assert not (await standard.ticket("ancient")).archived
