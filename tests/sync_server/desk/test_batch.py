# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator
from functools import reduce
from operator import xor

import msgspec
import pytest
from msgspec import Raw

from sync_server.contract.digests import row_digest
from sync_server.contract.entities import (
    Attachment,
    Entity,
    Message,
    ReadMark,
    SavedView,
    Ticket,
)
from sync_server.contract.ids import (
    AgentId,
    AttachmentId,
    MessageId,
    TeamId,
    TicketId,
    ViewId,
)
from sync_server.desk.batch import Batch
from sync_server.desk.memory import NOTHING
from sync_server.desk.recent import RecentRows
from sync_server.desk.transaction import DESK
from sync_server.store.changelog import GENESIS, ChangeLog, Head, Payload
from sync_server.store.engines import Database
from sync_server.store.ledger import Ledger
from sync_server.store.rows import AllRows, unsigned

TICKET = Ticket(id=TicketId("t1"), number=1, subject="Labels do not print", team=TeamId("a"))
MESSAGE = Message(id=MessageId("m1"), ticket=TicketId("t1"), type="customer", text="Help")


@pytest.fixture
def batch(database: Database) -> Iterator[Batch]:
    """A batch in an open transaction on an empty desk."""
    log = ChangeLog(database)
    writer = database.writer()
    writer.begin()
    log.found(writer, "epoch")
    yield Batch(
        writer,
        RecentRows(AllRows(database)),
        Ledger(database),
        log=log,
        head=Head("epoch", 0, GENESIS, 0, 1),
        memory=NOTHING,
        now=1_000_000,
        random_bytes=bytes,
    )
    writer.rollback()


def adopt(batch: Batch, *entities: Entity) -> tuple[int | None, bool]:
    touched: dict[tuple[str, str], Entity | None] = {(e.kind, e.id): e for e in entities}
    return batch.adopt(touched, command="c", actor=DESK)


def digests(batch: Batch) -> dict[tuple[str, str], int]:
    rows = batch.writer.run("SELECT scope, kind, value FROM digest")
    return {(scope, kind): unsigned(value) for scope, kind, value in rows}


def expected(*rows: tuple[str, str, int]) -> int:
    return reduce(xor, (row_digest(*row) for row in rows), 0)


def test_each_changed_row_gets_its_own_seq_in_order(batch: Batch) -> None:
    assert adopt(batch, TICKET, MESSAGE) == (2, False)
    assert [(entry.seq, entry.kind, entry.op) for entry in batch.entries] == [
        (1, "ticket", "insert"),
        (2, "message", "insert"),
    ]


def test_what_does_not_differ_is_no_change(batch: Batch) -> None:
    adopt(batch, TICKET)
    assert adopt(batch, TICKET) == (None, False)
    assert len(batch.entries) == 1


def test_an_update_logs_the_changed_fields_before_and_after(batch: Batch) -> None:
    adopt(batch, TICKET)
    adopt(batch, msgspec.structs.replace(TICKET, priority="urgent"))
    payload = msgspec.json.decode(batch.entries[1].payload or b"", type=Payload)
    assert isinstance(payload.before, Raw)
    assert isinstance(payload.after, Raw)
    assert bytes(payload.before) == b'{"priority":"normal"}'
    assert bytes(payload.after) == b'{"priority":"urgent"}'


def test_a_field_remembers_the_seq_of_its_last_edit(batch: Batch) -> None:
    adopt(batch, TICKET)
    adopt(batch, msgspec.structs.replace(TICKET, custom={"plan": "gold"}, updated_at=9))
    stored = batch.load("ticket", "t1")
    assert stored is not None
    assert stored.field_seq == {"custom.plan": 2}


def test_a_child_is_logged_in_the_home_of_its_ticket(batch: Batch) -> None:
    adopt(batch, TICKET, MESSAGE)
    entry = batch.entries[1]
    assert (entry.scope_before, entry.scope_after, entry.ticket) == (None, "team:a", "t1")


def test_a_child_that_goes_to_another_ticket_is_gone_from_one_and_new_in_the_other(
    batch: Batch,
) -> None:
    other = msgspec.structs.replace(TICKET, id=TicketId("t2"), number=2, team=TeamId("b"))
    adopt(batch, TICKET, other, MESSAGE)
    moved = msgspec.structs.replace(MESSAGE, ticket=other.id)
    seq, takes_sight = adopt(batch, moved)
    gone, came = batch.entries[-2:]
    assert (gone.op, gone.ticket, gone.scope_before, gone.scope_after) == (
        *("delete", "t1", "team:a"),
        None,
    )
    assert (came.op, came.ticket, came.scope_before, came.scope_after) == (
        *("insert", "t2", None),
        "team:b",
    )
    assert (came.seq, takes_sight) == (seq, True)
    batch.flush_rows()
    stored = batch.rows["message"].load(batch.writer, "m1")
    assert stored is not None
    assert (stored.entity, stored.version) == (moved, seq)


@pytest.mark.parametrize(
    ("changes", "takes"),
    [
        ({"team": TeamId("b")}, True),
        ({"assignee": AgentId("x")}, True),
        ({"subject": "Other"}, False),
    ],
)
def test_only_what_decides_sight_can_take_it(
    batch: Batch, changes: dict[str, object], takes: bool
) -> None:
    adopt(batch, TICKET)
    assert adopt(batch, msgspec.structs.replace(TICKET, **changes))[1] is takes


SHARED = SavedView(id=ViewId("v1"), name="Urgent", owner=None)
OWN = msgspec.structs.replace(SHARED, owner=AgentId("x"))
MARK = ReadMark(id="r1", agent=AgentId("x"), ticket=TicketId("t1"))
FILE = Attachment(
    id=AttachmentId("f1"), ticket=TicketId("t1"), message=MessageId("m1"), name="x", size=1
)


@pytest.mark.parametrize(
    ("before", "after", "takes"),
    [
        (SHARED, OWN, True),
        (SHARED, None, True),
        (SHARED, msgspec.structs.replace(SHARED, name="Other"), False),
        (OWN, SHARED, True),
        (OWN, None, False),
        (MARK, None, False),
        (FILE, None, True),
        (None, SHARED, False),
    ],
)
def test_a_row_whose_home_changes_or_that_others_held_and_is_gone_takes_sight(
    batch: Batch, before: Entity | None, after: Entity | None, takes: bool
) -> None:
    adopt(batch, TICKET, MESSAGE)
    row = before or after
    assert row is not None
    key = (row.kind, row.id)
    batch.adopt({key: before}, command="c", actor=DESK)
    assert batch.adopt({key: after}, command="c", actor=DESK)[1] is takes


@pytest.mark.parametrize("other", [True, 1.0, "1", None])
def test_values_that_only_python_takes_for_equal_differ(batch: Batch, other: object) -> None:
    adopt(batch, msgspec.structs.replace(TICKET, custom={"vip": 1, "plan": "gold"}))
    changed = msgspec.structs.replace(TICKET, custom={"plan": "gold", "vip": other})
    assert adopt(batch, changed)[0] == 2
    stored = batch.load("ticket", "t1")
    assert stored is not None
    assert stored.field_seq == {"custom.vip": 2}


def test_the_order_of_custom_fields_is_no_difference(batch: Batch) -> None:
    adopt(batch, msgspec.structs.replace(TICKET, custom={"vip": 1, "plan": "gold"}))
    assert adopt(batch, msgspec.structs.replace(TICKET, custom={"plan": "gold", "vip": 1}))[0] is (
        None
    )


def test_writes_of_which_one_cannot_be_adopted_leave_the_batch_as_it_was(batch: Batch) -> None:
    adopt(batch, TICKET, MESSAGE)
    unsound = msgspec.structs.replace(SHARED, conditions={"priority": object()})
    moved = msgspec.structs.replace(TICKET, team=TeamId("b"))
    edited = msgspec.structs.replace(MESSAGE, text="Other")
    orphan = msgspec.structs.replace(MESSAGE, id=MessageId("m2"), ticket=TicketId("t2"))
    for fault, kind in ((unsound, TypeError), (orphan, LookupError)):
        with pytest.raises(kind):
            adopt(batch, moved, edited, fault)
    assert (batch.seq, len(batch.entries)) == (2, 2)
    batch.finish()
    assert digests(batch) == {
        ("team:a", "ticket"): expected(("ticket", "t1", 1)),
        ("team:a", "message"): expected(("message", "m1", 2)),
    }
    assert batch.writer.run("SELECT team, version FROM ticket") == [("a", 1)]
    assert batch.writer.run("SELECT count(*) FROM view") == [(0,)]


def test_digests_follow_rows_and_children_follow_their_ticket(batch: Batch) -> None:
    adopt(batch, TICKET, MESSAGE)
    adopt(batch, msgspec.structs.replace(TICKET, team=TeamId("b")))
    batch.finish()
    assert digests(batch) == {
        ("team:a", "ticket"): 0,
        ("team:a", "message"): 0,
        ("team:b", "ticket"): expected(("ticket", "t1", 3)),
        ("team:b", "message"): expected(("message", "m1", 2)),
    }


def test_an_archived_ticket_leaves_the_digests_with_its_children(batch: Batch) -> None:
    adopt(batch, TICKET, MESSAGE)
    adopt(batch, msgspec.structs.replace(TICKET, archived=True))
    late = Message(id=MessageId("m2"), ticket=TicketId("t1"), type="note")
    adopt(batch, late)
    batch.finish()
    assert set(digests(batch).values()) <= {0}


def test_a_row_changed_twice_is_written_once_as_it_ended(batch: Batch) -> None:
    adopt(batch, TICKET)
    adopt(batch, msgspec.structs.replace(TICKET, subject="Second"))
    adopt(batch, msgspec.structs.replace(TICKET, subject="Third"))
    batch.finish()
    assert batch.writer.run("SELECT subject, version FROM ticket") == [("Third", 3)]


def test_a_row_deleted_within_its_batch_never_reaches_the_table(batch: Batch) -> None:
    adopt(batch, TICKET)
    batch.adopt({("ticket", "t1"): None}, command="c", actor=DESK)
    batch.finish()
    assert batch.writer.run("SELECT count(*) FROM ticket") == [(0,)]
    assert [entry.op for entry in batch.entries] == ["insert", "delete"]


def test_a_deleted_row_may_come_back(batch: Batch) -> None:
    adopt(batch, TICKET)
    batch.flush_rows()
    batch.adopt({("ticket", "t1"): None}, command="c", actor=DESK)
    batch.flush_rows()
    adopt(batch, TICKET)
    batch.finish()
    assert batch.writer.run("SELECT version FROM ticket") == [(3,)]


def test_the_head_moves_to_the_last_entry(batch: Batch) -> None:
    adopt(batch, TICKET, MESSAGE)
    batch.finish()
    assert batch.writer.run("SELECT seq, next_number FROM head") == [(2, 1)]
