# SPDX-License-Identifier: Apache-2.0
"""Rows of a small conversation, and the mail that is made of them."""

from datetime import UTC
from typing import Any

from sync_server.channels.email.sending.compose import Outgoing
from sync_server.contract.entities import Message
from sync_server.security.signing import Signer
from tests.support.plain import e

SIGNER = Signer(b"k" * 32)
AT = 1_770_000_000_000_000
"""2 February 2026, 02:40 UTC."""

MAILBOX: Any = e.Mailbox(
    id="mailbox-1",
    address="support@desk.example",
    name="Lantern Support",
    signature="Kind regards\nLantern Works",
)
TICKET: Any = e.Ticket(
    id="ticket-1", number=1042, subject="The lamp is dark", requester="kim", opened_at=AT
)
KIM: Any = e.Contact(id="kim", name="Kim Acker", emails=("kim@acme.test", "kim@home.test"))

DAN: Any = e.Contact(id="dan", name="Dan Dole", emails=("dan@acme.test",))


def message(id_: str, minutes: int, **fields: Any) -> Message:
    """A message of that ticket, so many minutes after its beginning."""
    given = {"type": "customer", "contact": "kim", **fields}
    made: Message = e.Message(id=id_, ticket="ticket-1", at=AT + minutes * 60_000_000, **given)
    return made


def reply(id_: str = "reply-1", minutes: int = 60, **fields: Any) -> Message:
    """A reply of ours to Kim."""
    given = {
        "type": "reply",
        "contact": None,
        "agent": "ann",
        "text": "Try another bulb.",
        "to": ("kim@acme.test",),
        "mailbox": "mailbox-1",
        "delivery": "waiting",
        **fields,
    }
    return message(id_, minutes, **given)


ASKED = message("asked", 0, text="It does not light.", message_id="<asked@acme.test>")


def outgoing(new: Message, *earlier: Message, **fields: Any) -> Outgoing:
    """Everything that the mail of a message is made of."""
    given = {
        "ticket": TICKET,
        "mailbox": MAILBOX,
        "contact": KIM,
        "authors": {"kim": KIM, "dan": DAN},
        "names": {"kim": "Kim Acker"},
        "signature": MAILBOX.signature,
        "zone": UTC,
        **fields,
    }
    return Outgoing(message=new, conversation=(*earlier, new), **given)
