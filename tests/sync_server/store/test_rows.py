# SPDX-License-Identifier: Apache-2.0

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.contract.entities import KINDS, Contact, SavedView, Ticket
from sync_server.contract.ids import AgentId, ContactId, TagId, TicketId, ViewId
from sync_server.store.engines import Database
from sync_server.store.rows import AllRows, Stored, signed, unsigned


def save(database: Database, rows: AllRows, stored: Stored) -> None:
    assert stored.entity is not None
    kind = rows[stored.entity.kind]
    writer = database.writer()
    writer.begin()
    writer.write(kind.insert, kind.insert_parameters(stored))
    writer.commit()


@given(st.integers(min_value=0, max_value=2**64 - 1))
def test_every_digest_fits_a_signed_column_and_comes_back(value: int) -> None:
    assert -(2**63) <= signed(value) < 2**63
    assert unsigned(signed(value)) == value


def test_a_ticket_comes_back_as_it_was_stored(database: Database) -> None:
    rows = AllRows(database)
    ticket = Ticket(
        id=TicketId("t1"),
        number=7,
        subject="Ünïcode ✓ 漢字",
        tags=(TagId("a"), TagId("b")),
        followers=(AgentId("maya"),),
        custom={"plan": "gold", "seats": 3, "trial": False, "ratio": 0.5, "none": None},
        opened_at=2**52,
        archived=True,
    )
    digests = {"message": 2**63 + 5, "attachment": 1}
    stored = Stored(
        ticket, version=3, field_seq={"subject": 3}, home="triage", child_digests=digests
    )
    save(database, rows, stored)
    found = rows["ticket"].load(database.writer(), "t1")
    assert found is not None
    assert found.entity == found.saved == ticket
    assert (found.version, found.field_seq, found.home) == (3, {"subject": 3}, "triage")
    assert found.child_digests == digests


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_keeps_its_defaults(database: Database, kind: str) -> None:
    rows = AllRows(database)
    required = {
        field.name: f"{field.name}-1"
        for field in msgspec.structs.fields(KINDS[kind])
        if field.required
    }
    entity = KINDS[kind](**required)
    stored = Stored(entity, version=1, home="triage", child_digests={"message": 0, "attachment": 0})
    save(database, rows, stored)
    found = rows[kind].load(database.writer(), entity.id)
    assert found is not None
    assert found.entity == entity
    assert rows[kind].every(database.writer()) == [entity]


def test_an_update_writes_the_named_fields_and_the_version(database: Database) -> None:
    rows = AllRows(database)
    stored = Stored(Contact(id=ContactId("c"), name="Hana", vip=False), version=1)
    save(database, rows, stored)
    stored.entity = Contact(id=ContactId("c"), name="Hana Ito", vip=True)
    stored.version = 2
    statement = rows["contact"].update_statement(["name"])
    writer = database.writer()
    writer.write(statement, rows["contact"].update_parameters(stored, statement))
    found = rows["contact"].load(writer, "c")
    assert found is not None
    assert found.version == 2
    assert found.entity == Contact(id=ContactId("c"), name="Hana Ito", vip=False)


def test_a_view_keeps_its_conditions_document(database: Database) -> None:
    rows = AllRows(database)
    view = SavedView(id=ViewId("v"), conditions={"all": [{"field": "tags", "has": "vip"}]})
    save(database, rows, Stored(view, version=1))
    found = rows["view"].load(database.writer(), "v")
    assert found is not None
    assert found.entity == view
