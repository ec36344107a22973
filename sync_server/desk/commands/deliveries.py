# SPDX-License-Identifier: Apache-2.0
"""Commands about mail that leaves: what the mail server said, another try, automatic answers."""

from sync_server.contract.commands import RecordDelivery, SendAgain, SendAutomatic
from sync_server.contract.entities import Message
from sync_server.contract.refusals import Code, Refused
from sync_server.contract.resending import addressed_again
from sync_server.desk.access import hub_only, works_on_tickets
from sync_server.desk.commands.conversation import append_message
from sync_server.desk.commands.edits import editable_ticket
from sync_server.desk.commands.messages import OUTGOING
from sync_server.desk.commands.references import living_ticket
from sync_server.desk.commands.sending import by_mail, sending_mailbox
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit


@handles(SendAgain, policy=works_on_tickets, audit="work")
def handle_send_again(unit: Unit, command: SendAgain) -> None:
    """Put a message that did not leave back into the queue; one that waits there stays.

    Where others have it, it goes only to those who do not. Refused: bad_value, when all have it.
    """
    message = unit.message(command.message)
    ticket = editable_ticket(unit, message.ticket, "messages")
    if message.type not in OUTGOING or message.retracted or _all_have(message):
        raise Refused(Code.BAD_MOVE, "delivery")
    if message.delivery == "waiting":
        return
    mailbox = sending_mailbox(unit, ticket, message.mailbox if message.delivery else None)
    addressed = addressed_again(message, command.to)
    if message.refused and not addressed["refused"]:
        raise Refused(Code.BAD_VALUE, "to")
    waiting = by_mail(mailbox, addressed["to"], message.cc, message.bcc, again=unit.again)
    if not waiting:
        raise Refused(Code.NOT_FOUND, "mailbox")
    unit.update(message, **{"delivery_note": None, "reasons": (), **addressed, **waiting})


def _all_have(message: Message) -> bool:
    return message.delivery == "accepted" and not message.refused


@handles(RecordDelivery, policy=hub_only, audit="work")
def handle_record_delivery(unit: Unit, command: RecordDelivery) -> None:
    """Note what became of a message. What was accepted once stays so.

    When it was sent again to some, and none of them got it, the others have it as before.
    """
    message = unit.get(Message, command.message)
    if message.delivery in (None, "accepted"):
        return
    accepted = command.delivery == "accepted"
    some_have_it = accepted or (command.refused and message.delivered_at is None)
    unit.update(
        message,
        delivery=command.delivery,
        delivery_note=command.note or None,
        delivered_at=unit.now if some_have_it else message.delivered_at,
        refused=command.refused if accepted else command.refused or message.refused,
        reasons=command.reasons,
        message_id=command.message_id or message.message_id,
    )


@handles(SendAutomatic, policy=hub_only, audit="work")
def handle_send_automatic(unit: Unit, command: SendAutomatic) -> None:
    """Add a fixed text to the conversation and have it sent; nothing else changes."""
    ticket = living_ticket(unit, command.ticket)
    mailbox = None if ticket is None else unit.roster.mailbox_for(ticket)
    if ticket is None or mailbox is None or ticket.archived:
        return
    message = Message(
        id=command.message,
        ticket=ticket.id,
        type="reply",
        at=unit.now,
        channel="email",
        text=command.text,
        to=command.to,
        automatic=True,
        quote=False,
        **by_mail(mailbox, command.to),
    )
    append_message(unit, ticket, message, files=())
