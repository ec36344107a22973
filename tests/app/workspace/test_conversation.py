# SPDX-License-Identifier: Apache-2.0
"""Messages and their files come out in the order in which people made them."""

from app.workspace.conversation import NO_MARK, arrange
from sync_server.contract.entities import Attachment, Message
from sync_server.contract.ids import AttachmentId, MessageId, TicketId

TICKET = TicketId("0197-t")


def message(id: str, *, at: int) -> Message:
    return Message(id=MessageId(id), ticket=TICKET, type="customer", at=at, text=id)


def attachment(id: str, name: str) -> Attachment:
    return Attachment(id=AttachmentId(id), ticket=TICKET, message=MessageId("0197-m"), name=name)


def test_files_of_a_message_stand_in_the_order_in_which_they_were_added():
    rows: list[Message | Attachment] = [
        attachment("0197-b", "console.png"),
        message("0197-m", at=1),
        attachment("0197-a", "webhook-401.log"),
    ]
    (entry,) = arrange(rows, lambda _: NO_MARK)
    assert [each.name for each in entry.attachments] == ["webhook-401.log", "console.png"]


def test_messages_stand_by_their_time():
    rows: list[Message | Attachment] = [
        message("0197-n", at=2),
        message("0197-m", at=3),
        message("0197-o", at=1),
    ]
    entries = arrange(rows, lambda _: NO_MARK)
    assert [entry.message.id for entry in entries] == ["0197-o", "0197-n", "0197-m"]
