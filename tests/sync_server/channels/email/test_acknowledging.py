# SPDX-License-Identifier: Apache-2.0
"""A customer is told that their mail arrived, with a fixed text, and never by two machines."""

import pytest

from tests.support.arriving_mail import written
from tests.support.plain import c

TEXT = "We have your message."


@pytest.fixture
async def telling(post):
    await post.standard.do("ada", c.ChangeWorkspace(acknowledgement=TEXT))
    return post


def told(post):
    """Whom the desk told, in order."""
    return [each.to[0] for each in post.messages() if each.type == "reply" and each.automatic]


async def test_a_new_ticket_is_acknowledged_with_the_fixed_text(telling):
    ticket = await telling.opened()
    (acknowledgement,) = [each for each in telling.messages(ticket.id) if each.type == "reply"]
    assert acknowledgement.text == TEXT
    assert (acknowledgement.to, acknowledgement.delivery) == (("max@cust.example",), "waiting")
    assert (await telling.standard.ticket(ticket.id)).status == "new"


async def test_the_teams_own_text_comes_first(telling):
    await telling.standard.do("ada", c.ChangeTeam(team="support", acknowledgement="Support here."))
    ticket = await telling.opened()
    texts = {each.type: each.text for each in telling.messages(ticket.id)}
    assert texts["reply"] == "Support here."


async def test_somebody_who_never_answered_us_is_told_once_a_day(telling):
    """Bad input 32: whoever writes in somebody else's name cannot have us write to them often."""
    for number in range(3):
        await telling.take(written(f"Mail {number}", subject=f"Matter {number}"))
    assert told(telling) == ["max@cust.example"]
    telling.standard.environment.advance(days=1, seconds=1)
    await telling.take(written("Mail 4", subject="Matter 4"))
    assert told(telling) == ["max@cust.example"] * 2


async def test_what_follows_a_plus_makes_no_other_address(telling):
    for number in range(3):
        sender = f"Max+{number}@cust.example"
        await telling.take(written(f"Mail {number}", sender=sender, subject=f"Matter {number}"))
    await telling.take(written("Mail 4", sender="max@cust.example", subject="Matter 4"))
    assert told(telling) == ["Max+0@cust.example"]
    await telling.take(written("Mail 5", sender="maxine@cust.example", subject="Matter 5"))
    assert told(telling) == ["Max+0@cust.example", "maxine@cust.example"]


async def test_dots_make_no_other_address_where_the_provider_says_so(telling):
    senders = ("m.a.x@gmail.com", "max@googlemail.com", "Ma.x+1@GMAIL.com", "m.ax@cust.example")
    for number, sender in enumerate((*senders, "max@cust.example")):
        await telling.take(written(f"Mail {number}", sender=sender, subject=f"Matter {number}"))
    assert set(told(telling)) == {"m.a.x@gmail.com", "m.ax@cust.example", "max@cust.example"}


async def test_strangers_of_one_domain_are_told_twenty_times_an_hour(telling):
    for number in range(22):
        sender = f"c{number}@cust.example"
        await telling.take(written(f"Mail {number}", sender=sender, subject=f"M {number}"))
    await telling.take(written("Mail", sender="kim@else.example", subject="Matter"))
    assert len(told(telling)) == 21


async def test_a_customer_who_has_answered_us_is_told_three_times_an_hour(telling):
    ticket = await telling.opened()
    await telling.standard.do(
        "ann", c.Reply(ticket=ticket.id, message="answer", text="Have you tried?")
    )
    await telling.standard.do(
        telling.machine, c.RecordDelivery(message="answer", delivery="accepted", note="mx")
    )
    own = telling.signer.message_id("reply", "answer", "desk.test")
    telling.standard.environment.advance(hours=2)
    await telling.take(written("I have.", In_Reply_To=own))
    for number in range(5):
        await telling.take(written(f"Mail {number}", subject=f"Matter {number}"))
    assert len(told(telling)) == 4


async def test_one_subject_is_told_once_an_hour(telling):
    for number in range(3):
        await telling.take(written(f"Mail {number}", subject="The same"))
    assert len(told(telling)) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-generated"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.cust.example>"},
        {"sender": "noreply@cust.example"},
        {"sender": "Ann <ann@desk.test>"},
    ],
)
async def test_no_machine_and_no_colleague_is_told(telling, headers):
    """Bad input 33: two desks that write to each other stop at once, and both keep the mail."""
    await telling.take(written(**headers))
    assert len(telling.tickets()) == 1
    assert told(telling) == []


async def test_a_mailbox_can_do_without(telling):
    await telling.standard.do("ada", c.ChangeMailbox(mailbox="post", acknowledge=False))
    await telling.opened()
    assert told(telling) == []


async def test_an_answer_is_not_acknowledged(telling):
    ticket = await telling.opened()
    await telling.take(written("More.", In_Reply_To="<first@cust.example>"))
    assert len(telling.messages(ticket.id)) == 3
    assert len(told(telling)) == 1


async def test_a_mailbox_tells_a_hundred_an_hour(telling):
    for number in range(103):
        sender = f"kim@cust{number}.example"
        mail = written(f"Mail {number}", sender=sender, subject=f"M {number}")
        await telling.take(mail)
    assert len(telling.tickets()) == 103
    assert len(told(telling)) == 100
