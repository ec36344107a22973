# SPDX-License-Identifier: Apache-2.0

import pytest

from sync_server.contract.digests import row_digest
from sync_server.contract.entities import Contact, Entity, Message, Organisation, Ticket
from sync_server.contract.ids import AgentId, ContactId, MessageId, OrganisationId, TicketId
from sync_server.store.engines import Database
from sync_server.store.ledger import Ledger, Outcome, Sender


@pytest.fixture
def ledger(database: Database) -> Ledger:
    """A ledger in an open transaction."""
    database.writer().begin()
    return Ledger(database)


def outcome(id_: str, *, counter: int | None, at: int) -> Outcome:
    return Outcome("dev", id_, counter, b"body", b"answer", at)


def test_an_outcome_is_found_under_its_device_alone(database: Database, ledger: Ledger) -> None:
    writer = database.writer()
    ledger.add_outcomes(writer, [outcome("c1", counter=1, at=5)])
    assert ledger.outcomes(writer, "dev", ["c0", "c1"]) == [("c1", b"body", b"answer")]
    assert ledger.outcomes(writer, "other", ["c1"]) == []


def test_pruning_remembers_up_to_which_counter(database: Database, ledger: Ledger) -> None:
    writer = database.writer()
    ledger.put_sender(writer, "dev", Sender(4, 0))
    outcomes = [outcome(f"c{n}", counter=n, at=n * 10) for n in (1, 2, 3)]
    ledger.add_outcomes(writer, [*outcomes, outcome("machine", counter=None, at=1)])
    ledger.prune_outcomes(writer, before=25)
    assert ledger.sender(writer, "dev") == Sender(4, 2)
    left = ledger.outcomes(writer, "dev", ["c1", "c2", "machine", "c3"])
    assert left == [("c3", b"body", b"answer")]


def test_a_device_that_never_sent_starts_at_one(database: Database, ledger: Ledger) -> None:
    assert ledger.sender(database.writer(), "new") == Sender(1, 0)


def test_folding_a_digest_twice_takes_it_out_again(database: Database, ledger: Ledger) -> None:
    writer = database.writer()
    flip = {("triage", "ticket"): row_digest("ticket", "t1", 2**40)}
    for _ in range(2):
        ledger.fold_digests(writer, flip)
    assert writer.run("SELECT value FROM digest") == [(0,)]


@pytest.mark.parametrize(
    ("before", "after", "table", "rows"),
    [
        (
            None,
            Ticket(id=TicketId("t"), assignee=AgentId("a"), followers=(AgentId("a"), AgentId("b"))),
            "guest",
            {("t", "a"), ("t", "b")},
        ),
        (
            Contact(id=ContactId("c"), emails=("Old@x.example", "kept@x.example")),
            Contact(id=ContactId("c"), emails=("kept@x.example", "NEW@x.example")),
            "contact_address",
            {("kept@x.example", "c"), ("new@x.example", "c")},
        ),
        (
            Organisation(id=OrganisationId("o"), domains=("x.example",)),
            None,
            "organisation_domain",
            set(),
        ),
        (
            None,
            Message(id=MessageId("m"), ticket=TicketId("t"), type="customer", message_id="<1@x>"),
            "mail_id",
            {("<1@x>", "m", "t")},
        ),
        (None, Message(id=MessageId("m"), ticket=TicketId("t"), type="note"), "mail_id", set()),
    ],
)
def test_derived_rows_follow_their_entity(
    database: Database,
    ledger: Ledger,
    before: Entity | None,
    after: Entity | None,
    table: str,
    rows: set[tuple[str, ...]],
) -> None:
    writer = database.writer()
    kind = (after or before or Ticket(id=TicketId("t"))).kind
    ledger.derive(writer, kind, None, before)
    ledger.derive(writer, kind, before, after)
    assert set(writer.run(f"SELECT * FROM {table}")) == rows
