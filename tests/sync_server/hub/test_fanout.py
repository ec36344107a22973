# SPDX-License-Identifier: Apache-2.0
import msgspec
import pytest
from websockets.frames import Frame
from websockets.streams import StreamReader

from sync_server.contract.codec import decode_down
from sync_server.contract.frames import Changes
from sync_server.contract.ids import AgentId
from sync_server.feed.audience import Audience, slots_of
from sync_server.hub.fanout import changes_message, message, shares
from tests.support.log_entries import ticket_change


def payload(data):
    """The payload of one unmasked frame, as the websocket library reads it."""
    reader = StreamReader()
    reader.feed_data(data)
    reader.feed_eof()
    parser = Frame.parse(reader.read_exact, mask=False, max_size=None)
    with pytest.raises(StopIteration) as stop:
        next(parser)
    frame = stop.value.value
    assert frame.fin
    assert frame.opcode == 1
    return bytes(frame.data)


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65535, 65536, 600_000])
def test_a_message_is_one_websocket_frame_whatever_its_size(size):
    data = b"x" * size
    assert payload(message(data)) == data


def test_joined_changes_decode_as_a_changes_frame_with_its_position():
    changes = [ticket_change(seq, "t", "team:x", "team:x", after={"number": 1}) for seq in (4, 5)]
    frame = decode_down(payload(changes_message((c.wire for c in changes), 7)))
    assert isinstance(frame, Changes)
    assert frame.through == 7
    assert [change.seq for change in frame.changes] == [4, 5]


def test_a_heartbeat_is_a_changes_frame_without_changes():
    assert decode_down(payload(changes_message((), 9))) == Changes(through=9)


def test_sessions_with_the_same_changes_share_and_the_others_do_not():
    audience = Audience()
    for held in ({"team:x": "full"}, {"team:y": "full"}, {"team:x": "full", "team:y": "full"}):
        audience.place(audience.join(AgentId("a")), held=held)
    audience.place(audience.join(AgentId("b")), held={"team:x": "full"})
    audience.place(audience.join(AgentId("c")), held={})
    batch = [
        ticket_change(1, "t", "team:x", "team:x"),
        ticket_change(2, "u", "team:y", "team:y"),
        ticket_change(3, "t", "team:x", "team:x"),
    ]
    found = {
        tuple(slots_of(share.mask)): [change.seq for change in share.changes]
        for share in shares(audience, batch, audience.everybody)
    }
    assert found == {(0, 3): [1, 3], (1,): [2], (2,): [1, 2, 3]}


def test_only_the_sessions_asked_for_get_a_share():
    audience = Audience()
    for _ in range(3):
        audience.place(audience.join(AgentId("a")), held={"team:x": "full"})
    (share,) = shares(audience, [ticket_change(1, "t", "team:x", "team:x")], 0b101)
    assert share.mask == 0b101


def test_a_change_is_encoded_once_whoever_gets_it():
    change = ticket_change(1, "t", "team:x", "team:x", after={"subject": "é"})
    assert msgspec.json.decode(change.wire)["data"] == {"subject": "é"}
