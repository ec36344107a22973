# SPDX-License-Identifier: Apache-2.0

from app.outbox.kept import Replayed
from app.workspace.replays import replayed_commands
from sync_server.contract import codec
from sync_server.contract.commands import AddNote, MarkRead
from sync_server.contract.ids import CommandId, MessageId, TicketId
from sync_server.contract.refusals import Refusal

NOTE = AddNote(ticket=TicketId("t1"), message=MessageId("m1"), text="Go on")


def an_entry(id, state, command=NOTE, **fields):
    return Replayed(id=CommandId(id), command=codec.encode(command), state=state, **fields)


def test_a_person_sees_what_the_server_did_not_know_and_why_some_could_not_be_done():
    refusal = Refusal(code="not_found")
    reading = MarkRead(ticket=TicketId("t1"), read_at=1)
    unreadable = Replayed(id=CommandId("z"), command=b'{"type":"of tomorrow"}')
    found = replayed_commands(
        (
            an_entry("a", "done"),
            an_entry("b", "known"),
            an_entry("c", "refused", refusal=refusal),
            an_entry("d", "done", reading),
            unreadable,
        )
    )
    assert [(each.id, each.state) for each in found] == [("a", "done"), ("c", "refused")]
    assert found[0].command == NOTE
    assert found[0].words == ""
    assert found[1].words
