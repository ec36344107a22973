# SPDX-License-Identifier: Apache-2.0
"""Calls and visits, and the people outside who get copies."""

import pytest

from sync_server.contract.entities import Message
from tests.support.plain import c


def call(ticket="fresh", outcome="spoke", **more):
    spoken = c.Call(direction="out", outcome=outcome, minutes=4)
    return c.LogCall(**{"ticket": ticket, "message": "call", "call": spoken, **more})


async def test_a_spoken_call_answers_the_customer(standard):
    await standard.do("ann", call(text="It works again"))
    ticket, message = await standard.ticket("fresh"), await standard.row(Message, "call")
    assert (ticket.status, ticket.waiting_since) == ("open", None)
    assert (message.type, message.direction, message.outcome) == ("call", "out", "spoke")
    assert (message.minutes, message.channel, message.contact) == (4, "phone", "kim")


@pytest.mark.parametrize("more", [{"outcome": "voicemail"}, {"counts": False}])
async def test_what_does_not_count_leaves_the_customer_waiting(standard, more):
    before = await standard.ticket("fresh")
    await standard.do("ann", call(**more))
    ticket = await standard.ticket("fresh")
    assert (ticket.status, ticket.waiting_since) == ("new", before.waiting_since)


async def test_a_visit_is_no_call(standard):
    await standard.do("ann", call(walk_in=True))
    assert (await standard.row(Message, "call")).channel == "walk_in"


async def test_a_ticket_may_begin_with_a_call(standard):
    opened = c.OpenTicket(
        ticket="rang",
        message="rang-1",
        subject="Rang",
        text="About the invoice",
        requester="kim",
        channel="phone",
        call=c.Call(minutes=2),
    )
    await standard.do("ann", opened)
    ticket, message = await standard.ticket("rang"), await standard.row(Message, "rang-1")
    assert (ticket.waiting_since, ticket.last_message_at) == (None, None)
    assert (message.type, message.minutes, message.direction) == ("call", 2, "in")


async def test_participants_merge_as_sets(standard):
    await standard.do("ann", c.ChangeParticipants(ticket="opened", add=("A@x.test", "b@x.test")))
    await standard.do(
        "lea", c.ChangeParticipants(ticket="opened", add=("a@X.test",), remove=("B@x.test",))
    )
    assert (await standard.ticket("opened")).cc == ("A@x.test",)


@pytest.mark.parametrize("own", ["kim@home.test", "HELP@desk.test"])
async def test_neither_the_customer_nor_the_desk_is_a_participant(standard, own):
    await standard.do("ann", c.ChangeParticipants(ticket="opened", add=(own,)))
    assert (await standard.ticket("opened")).cc == ()
