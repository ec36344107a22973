# SPDX-License-Identifier: Apache-2.0
"""Who may ask about held mail."""

import pytest

from sync_server.contract.refusals import Code
from tests.support.asking import ask, refusal_code
from tests.support.plain import c, q
from tests.support.standard_desk import CHANNEL_ACTOR

PARKED = q.ReadHeld(held="parked")


@pytest.mark.parametrize("agent", ["ada", "lea", "ann", "ben"])
async def test_those_who_work_on_tickets_look_at_held_mail(standard, agent):
    assert ask(standard, agent, PARKED).held == "parked"


@pytest.mark.parametrize("agent", ["lux", "aud", "dis"])
async def test_nobody_else_does(standard, agent):
    assert refusal_code(standard, agent, PARKED) == Code.FORBIDDEN


async def test_the_claimed_ticket_is_told_to_those_who_see_it(standard):
    claims = c.HoldMail(held="claims", reason="unverified", ticket="billed", sender="a@evil.test")
    await standard.do(CHANNEL_ACTOR, claims)
    query = q.ReadHeld(held="claims")
    assert ask(standard, "ben", query).subject_of_ticket == "About billed"
    hidden = ask(standard, "ann", query)
    assert (hidden.number, hidden.subject_of_ticket) == (None, None)


async def test_mail_that_is_not_held_is_not_found(standard):
    assert refusal_code(standard, "ann", q.ReadHeld(held="gone")) == Code.NOT_FOUND


async def test_mail_to_a_team_is_read_by_those_who_read_its_tickets(standard):
    mail = c.HoldMail(held="theirs", reason="unverified", sender="a@evil.test", team="support")
    await standard.do(CHANNEL_ACTOR, mail)
    assert ask(standard, "rob", q.ReadHeld(held="theirs")).held == "theirs"
    assert refusal_code(standard, "ben", q.ReadHeld(held="theirs")) == Code.NOT_FOUND
