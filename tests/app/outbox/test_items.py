# SPDX-License-Identifier: Apache-2.0
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.cache.engine import open_file
from app.outbox import items
from app.outbox.items import FRAME_BYTES, Item
from app.outbox.kept import forget_old
from app.outbox.tables import OUTBOX
from app.outbox.uploads import Upload, add_upload, complete_upload
from sync_server.contract import codec, commands
from sync_server.contract.ids import CommandId, MessageId
from sync_server.contract.refusals import Refusal

T1: Any = "t1"


def an_item(name, **fields) -> Item:
    told = {"command": f'{{"type":"{name}"}}'.encode(), "ticket": "t1", **fields}
    return Item(id=name, **told)


def fill(file, *names, **fields):
    for name in names:
        items.add_item(file, an_item(name, **fields))


def take(file, room=100):
    return [(item.id, item.counter) for item in items.take_frame(file, room=room)]


def states(file):
    return {item.id: item.state for item in items.read_items(file)}


def test_counters_are_given_when_items_leave_and_stay(file):
    fill(file, "a", "b", "c")
    assert items.begin_session(file, "e1", 5) == ()
    assert take(file, room=2) == [("a", 5), ("b", 6)]
    sent = items.begin_session(file, "e1", 5)
    assert [(item.id, item.counter) for item in sent] == [("a", 5), ("b", 6)]
    assert take(file) == [("c", 7)]


def test_the_bytes_first_encoded_are_the_bytes_that_leave(file):
    command = '{"type":"reply","text":"ä \\u00e4"}'.encode()
    items.add_item(file, an_item("a", command=command))
    items.add_item(file, an_item("a", command=b'{"type":"other"}'))
    items.begin_session(file, "e1", 1)
    assert items.take_frame(file, room=1)[0].command == command


def test_a_new_epoch_gives_new_counters_and_keeps_ids_and_order(file):
    fill(file, "a", "b", "c")
    items.begin_session(file, "e1", 90)
    take(file, room=2)
    sent = items.begin_session(file, "e2", 1)
    assert [(item.id, item.counter) for item in sent] == [("a", 1), ("b", 2)]
    assert take(file) == [("c", 3)]


def test_a_server_that_has_counted_further_gives_everything_new_counters(file):
    fill(file, "a")
    items.begin_session(file, "e1", 1)
    take(file)
    assert [item.counter for item in items.begin_session(file, "e1", 40)] == [40]


def test_what_the_server_has_counted_keeps_its_counter(file):
    fill(file, "a", "b")
    items.begin_session(file, "e1", 1)
    take(file)
    assert [item.counter for item in items.begin_session(file, "e1", 2)] == [1, 2]


def test_promise_17_a_hole_in_the_counters_is_closed_at_the_next_session(file):
    fill(file, "a", "b", "c")
    items.begin_session(file, "e1", 1)
    take(file)
    items.refuse_item(file, CommandId("a"), Refusal(code="too_large"))
    assert [item.counter for item in items.begin_session(file, "e1", 1)] == [1, 2]
    fill(file, "d")
    assert take(file) == [("d", 3)]


def test_promise_17_a_refusal_holds_what_builds_on_it_and_nothing_else(file):
    fill(file, "a")
    items.begin_session(file, "e1", 1)
    take(file)
    items.add_item(file, an_item("b", base="a"))
    items.add_item(file, an_item("c", base="b"))
    items.add_item(file, an_item("d"))
    items.add_item(file, an_item("e", ticket="t2"))
    held = items.refuse_item(file, CommandId("a"), Refusal(code="conflict", field="status"))
    assert [item.id for item in held] == ["b", "c"]
    assert states(file) == {
        "a": "refused", "b": "held", "c": "held", "d": "queued", "e": "queued",
    }  # fmt: skip
    assert take(file) == [("d", 2), ("e", 3)]


def test_a_refusal_is_remembered_until_the_person_has_seen_it(file):
    fill(file, "a")
    items.refuse_item(file, CommandId("a"), Refusal(code="conflict", field="status"))
    refused = items.read_items(file)[0]
    assert refused.refusal == Refusal(code="conflict", field="status")
    items.drop_item(file, CommandId("a"))
    assert states(file) == {}


def test_a_held_command_can_be_released(file):
    fill(file, "a")
    items.add_item(file, an_item("b", base="a"))
    items.refuse_item(file, CommandId("a"), Refusal(code="conflict"))
    items.release_item(file, CommandId("b"))
    items.begin_session(file, "e1", 1)
    assert take(file) == [("b", 1)]


def test_a_frame_holds_at_most_a_hundred_commands(file):
    fill(file, *(f"c{n}" for n in range(130)))
    items.begin_session(file, "e1", 1)
    assert len(take(file, room=500)) == 100
    assert len(take(file, room=500)) == 30


def test_a_frame_holds_at_most_256_kib(file):
    for n in range(6):
        items.add_item(file, an_item(f"c{n}", command=b"x" * 60_000))
    items.begin_session(file, "e1", 1)
    frame = items.take_frame(file, room=100)
    assert len(frame) == 4
    assert sum(item.size for item in frame) <= FRAME_BYTES


def test_a_command_waits_for_its_file_and_its_ticket_waits_with_it(file, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"content")
    upload = Upload(id="f1", name="a.txt", media_type="text/plain", size=0, sha256="")
    add_upload(file, path, upload)
    items.add_item(file, an_item("a", command=b'{"files":[{"id":"f1"}]}'))
    fill(file, "b")
    fill(file, "c", ticket="t2")
    items.begin_session(file, "e1", 1)
    assert take(file) == [("c", 1)]
    complete_upload(file, "f1")
    assert take(file) == [("a", 2), ("b", 3)]
    items.accept_items(file, tuple(map(CommandId, "abc")))
    assert file.row("SELECT count(*) FROM chunk") == (1,)  # a restored server may want it again
    forget_old(file, before=1)
    assert file.row("SELECT count(*) FROM chunk") == (0,)


def test_a_kill_between_two_steps_loses_nothing(tmp_path):
    path = tmp_path / "outbox.db"
    first = open_file(path, bytes(32), shape=OUTBOX)
    fill(first, "a", "b")
    items.begin_session(first, "e1", 1)
    take(first, room=1)
    second = open_file(path, bytes(32), shape=OUTBOX)
    assert states(second) == {"a": "sent", "b": "queued"}
    first.close()
    second.close()


steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.booleans()),
        st.tuples(st.just("send"), st.integers(1, 4)),
        st.tuples(st.just("deliver"), st.integers(0, 5)),
        st.tuples(st.just("answer"), st.integers(0, 5)),
        st.tuples(st.just("restore"), st.booleans()),
    ),
    max_size=40,
)


class Server:
    """Counts as the desk does: the next counter only, each id once."""

    def __init__(self):
        self.epoch = "e0"
        self.next = 1
        self.done: list[str] = []

    def deliver(self, item):
        known = item.id in self.done
        if item.counter == self.next:
            self.next += 1
        elif not known:
            return False
        if not known:
            self.done.append(item.id)
        return True


@settings(max_examples=80, deadline=None)
@given(steps)
def test_promise_17_whatever_is_cut_every_command_arrives_once_and_in_order(script):
    file = open_file(None, bytes(32), shape=OUTBOX)
    server = Server()
    items.begin_session(file, server.epoch, server.next)
    names: list[str] = []
    for step, number in script:
        _play(file, server, names, step=step, number=number)
    for item in items.begin_session(file, server.epoch, server.next):
        assert server.deliver(item)
    for item in items.take_frame(file, room=100):
        assert server.deliver(item)
    assert server.done == names
    file.close()


def _play(file, server, names, *, step, number):
    sent = items.begin_session(file, server.epoch, server.next)
    match step:
        case "add":
            names.append(f"c{len(names)}")
            fill(file, names[-1])
        case "send":
            items.take_frame(file, room=number)
        case "deliver":
            for item in sent[:number]:
                server.deliver(item)
        case "answer":
            done = tuple(item.id for item in sent[:number] if item.id in server.done)
            items.accept_items(file, done)
        case "restore":
            server.epoch += "x"
            server.next = 1


def test_what_has_not_left_is_taken_back_and_what_builds_on_it_builds_on_its_ground(file):
    reply = codec.encode(commands.Reply(ticket=T1, message=MessageId("m1"), text="Dear", seen=7))
    status = codec.encode(commands.SetStatus(ticket=T1, status="solved", base=CommandId("r")))
    items.add_item(file, an_item("r", command=reply))
    items.add_item(file, an_item("s", command=status, base="r"))
    [rebased] = items.withdraw_item(file, CommandId("r")) or ()
    decoded: Any = codec.decode_command(rebased.command)
    assert decoded.base == 7
    assert rebased.base is None
    assert items.read_items(file) == (rebased,)


def test_what_has_left_is_not_taken_back(file):
    fill(file, "a")
    items.begin_session(file, "e1", 0)
    take(file)
    assert items.withdraw_item(file, CommandId("a")) is None
    assert items.withdraw_item(file, CommandId("never")) is None
    assert states(file) == {"a": "sent"}
