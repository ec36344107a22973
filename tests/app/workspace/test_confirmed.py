# SPDX-License-Identifier: Apache-2.0
import pytest

from app.cache.reads import Thread
from app.workspace.confirmed import Confirmed
from sync_server.contract.entities import Row
from sync_server.contract.ids import TicketId
from tests.support.client_frames import a_message

TICKETS = (TicketId("t1"), TicketId("t2"))
HERE = Row(4, a_message("m1", ticket="t1"))
THERE = Row(8, a_message("m1", ticket="t2"))


@pytest.mark.parametrize(
    ("opened", "touched"), [(("t1", "t2"), {"t1", "t2"}), (("t1",), {"t1"}), (("t2",), {"t2"})]
)
def test_a_message_that_goes_to_another_ticket_leaves_the_one_conversation(opened, touched):
    confirmed = Confirmed()
    for ticket in opened:
        messages = (HERE,) if ticket == "t1" else ()
        confirmed.open_thread(ticket, Thread(messages=messages, attachments=()))
    assert confirmed.apply({("message", "m1"): THERE}) == touched
    shown = {ticket for ticket in TICKETS if confirmed.thread(ticket)}
    assert shown == {*opened} - {"t1"}
