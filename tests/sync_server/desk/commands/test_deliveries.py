# SPDX-License-Identifier: Apache-2.0
"""What the mail server said, another try, and automatic answers."""

import pytest

from sync_server.contract.entities import Message
from sync_server.contract.refusals import Code
from tests.support.plain import c
from tests.support.standard_desk import HUB_ACTOR


def said(delivery, **more):
    return c.RecordDelivery(**{"message": "opened-reply", "delivery": delivery, **more})


async def test_what_the_server_said_stands_at_the_message(standard):
    await standard.do(HUB_ACTOR, said("refused", note="Mailbox full"))
    message = await standard.row(Message, "opened-reply")
    assert (message.delivery, message.delivery_note) == ("refused", "Mailbox full")
    assert (message.refused, message.delivered_at) == ((), None)


async def test_an_accepted_message_stays_accepted_and_is_found_by_its_id(standard):
    await standard.do(HUB_ACTOR, said("accepted", note="mx.acme.test", message_id="a@desk.test"))
    await standard.do(HUB_ACTOR, said("failed", note="late"))
    message = await standard.row(Message, "opened-reply")
    assert (message.delivery, message.delivery_note) == ("accepted", "mx.acme.test")
    assert message.delivered_at == standard.environment.now_us()
    assert message.message_id == "a@desk.test"


async def test_a_message_that_never_leaves_has_no_delivery(standard):
    await standard.do(HUB_ACTOR, said("accepted", message="opened-note"))
    assert (await standard.row(Message, "opened-note")).delivery is None


async def test_what_was_refused_is_sent_again_to_another_address(standard):
    await standard.do("ann", c.SendAgain(message="pended-reply", to=("kim@home.test",)))
    message = await standard.row(Message, "pended-reply")
    assert (message.delivery, message.delivery_note) == ("waiting", None)
    assert message.to == ("kim@home.test",)


async def test_what_left_is_not_sent_again(standard):
    await standard.do(HUB_ACTOR, said("accepted", message="pended-reply"))
    answer = await standard.ask("ann", c.SendAgain(message="pended-reply"))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_MOVE, "delivery")


async def partly(standard, **fields):
    """The reply `sent`, which Ken has, and which was refused for `lost@acme.test`."""
    given = {"to": ("ken@acme.test", "lost@acme.test"), **fields}
    reply = c.Reply(ticket="opened", message="sent", text="Hello", anyway=True, **given)
    await standard.do("ann", reply)
    await standard.do(
        HUB_ACTOR,
        said("accepted", message="sent", note="mx.acme.test", refused=("lost@acme.test",)),
    )
    return await standard.row(Message, "sent")


async def test_what_some_have_goes_again_only_to_those_who_lack_it(standard):
    before = await partly(standard)
    await standard.do("ann", c.SendAgain(message="sent"))
    message = await standard.row(Message, "sent")
    assert (message.delivery, message.delivery_note) == ("waiting", None)
    assert (message.to, message.refused) == (before.to, ("lost@acme.test",))
    await standard.do("ann", c.SendAgain(message="sent", to=("ken@acme.test",)))
    assert await standard.row(Message, "sent") == message


@pytest.mark.parametrize("place", ["to", "cc", "bcc"])
async def test_another_address_takes_the_place_of_the_one_that_was_refused(standard, place):
    addressed = {"to": ("ken@acme.test",), place: ("Ann@acme.test", "lost@acme.test")}
    await partly(standard, **addressed)
    again = c.SendAgain(message="sent", to=("found@acme.test", "ann@acme.test"))
    await standard.do("ann", again)
    message = await standard.row(Message, "sent")
    assert message.refused == ("found@acme.test",)
    assert "found@acme.test" in getattr(message, place)
    assert "lost@acme.test" not in (*message.to, *message.cc, *message.bcc)
    assert "Ann@acme.test" in getattr(message, place)


async def test_it_never_goes_to_those_who_have_it(standard):
    await partly(standard)
    answer = await standard.ask("ann", c.SendAgain(message="sent", to=("KEN@acme.test",)))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, "to")
    assert (await standard.row(Message, "sent")).delivery == "accepted"


async def test_when_they_are_refused_again_the_others_still_have_it(standard):
    before = await partly(standard)
    await standard.do("ann", c.SendAgain(message="sent"))
    standard.environment.advance(minutes=5)
    for delivery in ("waiting", "refused"):
        await standard.do(HUB_ACTOR, said(delivery, message="sent", note="Mailbox full"))
        message = await standard.row(Message, "sent")
        assert (message.delivery, message.delivery_note) == (delivery, "Mailbox full")
        assert message.refused == ("lost@acme.test",)
        assert message.delivered_at == before.delivered_at
    await standard.do("ann", c.SendAgain(message="sent"))
    await standard.do(HUB_ACTOR, said("accepted", message="sent", note="mx.acme.test"))
    message = await standard.row(Message, "sent")
    assert (message.delivery, message.refused) == ("accepted", ())
    assert message.delivered_at == standard.environment.now_us()


@pytest.mark.parametrize("message", ["opened-note", "opened-1"])
async def test_only_what_we_write_to_others_is_sent(standard, message):
    answer = await standard.ask("ann", c.SendAgain(message=message))
    assert answer.refusal.code == Code.BAD_MOVE


async def test_an_automatic_answer_answers_nothing(standard):
    before = await standard.ticket("fresh")
    automatic = c.SendAutomatic(ticket="fresh", message="a", text="Got it", to=("kim@acme.test",))
    await standard.do(HUB_ACTOR, automatic)
    ticket, message = await standard.ticket("fresh"), await standard.row(Message, "a")
    assert (ticket.status, ticket.waiting_since) == ("new", before.waiting_since)
    assert ticket.last_message_at == before.last_message_at
    assert (message.automatic, message.delivery, message.agent) == (True, "waiting", None)


async def test_a_desk_without_mail_answers_nothing_automatically(standard):
    await standard.do("ada", c.ChangeMailbox(mailbox="post", disabled=True))
    head = (await standard.ticket("fresh")).messages
    automatic = c.SendAutomatic(ticket="fresh", message="a", text="Got it", to=("kim@acme.test",))
    await standard.do(HUB_ACTOR, automatic)
    assert (await standard.ticket("fresh")).messages == head
