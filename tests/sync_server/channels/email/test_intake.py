# SPDX-License-Identifier: Apache-2.0
"""Each mail becomes exactly one message or one held mail, or nothing because it is there."""

from sync_server.contract.entities import Contact
from tests.support.arriving_mail import written


async def test_a_customers_mail_opens_a_ticket(post):
    await post.take(written(message_id="<one@cust.example>"))
    (ticket,) = post.tickets()
    (message,) = post.messages(ticket.id)
    assert (ticket.subject, ticket.status, ticket.mailbox) == ("Printer on fire", "new", "post")
    assert message.text.strip() == "It does not work."
    assert message.message_id == "one@cust.example"
    contact = await post.standard.row(Contact, ticket.requester)
    assert (contact.name, contact.emails) == ("Max Cust", ("max@cust.example",))
    (raw,) = post.raw()
    assert (raw.message, raw.held) == (message.id, None)
