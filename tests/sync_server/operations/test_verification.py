# SPDX-License-Identifier: Apache-2.0

import pytest
from sqlalchemy import delete, insert, update

from sync_server.contract.commands import AddNote
from sync_server.contract.ids import MessageId, TicketId
from sync_server.desk.desk import Desk
from sync_server.operations.verification import accept_log, verify, verify_tail
from sync_server.store import tables

TICKET = tables.ticket
LATER_NOTE = AddNote(ticket=TicketId("fresh"), message=MessageId("later"), text="Go on")
LOG = tables.log


def all_files_there(attachment, sha256):
    return True


def tamper(desk, *statements):
    """Change the database by hand, past the desk."""
    writer = desk.database.writer()
    writer.begin()
    for statement in statements:
        compiled = desk.database.compile(statement)
        writer.write(compiled, compiled.bind({}))
    writer.commit()


def findings(desk, is_there=all_files_there):
    report = verify(desk.database, is_there)
    return [(finding.check, finding.subject, finding.problem) for finding in report.findings]


def broken_entry(desk):
    """The entry that a starting server finds broken."""
    finding = verify_tail(desk.database)
    assert finding is not None
    return finding.seq


async def test_a_desk_that_nobody_touched_is_whole(standard):
    report = verify(standard.database, all_files_there)
    assert report.findings == ()
    assert report.is_whole
    assert report.entries > 50
    assert report.rows > 50


async def test_an_empty_desk_is_whole(database, environment):
    desk = Desk(database, environment)
    await desk.start()
    assert verify(database, all_files_there).is_whole
    assert verify_tail(database) is None
    await desk.close()


async def test_5_61_a_log_entry_edited_by_hand_is_named(standard):
    tamper(standard, update(LOG).where(LOG.c.seq == 7).values(payload=b"{}"))
    assert broken_entry(standard) == 7
    report = verify(standard.database, all_files_there)
    assert report.findings[0].check == "log"
    assert report.findings[0].seq == 7
    assert "Log entry 7" in report.findings[0].problem


@pytest.mark.parametrize(
    "edit",
    [
        update(LOG).where(LOG.c.seq == 9).values(actor="somebody-else"),
        update(LOG).where(LOG.c.seq == 9).values(at=0),
        update(LOG).where(LOG.c.seq == 9).values(scope_after="team:other"),
        delete(LOG).where(LOG.c.seq == 9),
    ],
)
async def test_5_61_no_column_of_an_entry_can_be_changed_unnoticed(standard, edit):
    tamper(standard, edit)
    assert broken_entry(standard) == 9


async def test_an_entry_cut_off_the_end_is_missed(standard):
    with standard.database.read() as reader:
        rows = reader.rows(standard.database.compile(LOG.select().order_by(LOG.c.seq.desc())))
    last = rows[0][0]
    tamper(standard, delete(LOG).where(LOG.c.seq == last))
    assert broken_entry(standard) == last


async def test_an_erased_payload_is_no_fault(standard):
    tamper(standard, update(LOG).where(LOG.c.seq == 7).values(payload=None, salt=None))
    assert verify(standard.database, all_files_there).findings == ()


async def test_5_61_a_row_edited_by_hand_is_named_with_the_entry_that_says_otherwise(standard):
    version = await standard.version("fresh")
    tamper(standard, update(TICKET).where(TICKET.c.id == "fresh").values(subject="Not mine"))
    (found,) = verify(standard.database, all_files_there).findings
    assert (found.check, found.subject, found.seq) == ("rows", "ticket fresh", version)
    assert "subject" in found.problem


async def test_a_row_with_another_version_is_found_by_log_and_digest(standard):
    tamper(standard, update(TICKET).where(TICKET.c.id == "fresh").values(version=1))
    checks = {check for check, _, _ in findings(standard)}
    assert checks == {"rows", "digests"}


async def test_a_row_removed_by_hand_is_missed(standard):
    tamper(standard, delete(tables.category).where(tables.category.c.id == "retired"))
    found = findings(standard)
    assert ("rows", "category retired", "the row is missing") in found
    assert {check for check, _, _ in found} == {"rows", "digests"}


async def test_a_row_added_by_hand_is_unknown_to_the_log(standard):
    tamper(standard, insert(tables.tag).values(id="sneaky", version=3, field_seq="{}"))
    assert ("rows", "tag sneaky", "the log does not know this row") in findings(standard)


async def test_a_digest_that_does_not_fit_its_rows_is_found(standard):
    tamper(standard, update(tables.digest).where(tables.digest.c.scope == "desk").values(value=1))
    assert {check for check, _, _ in findings(standard)} == {"digests"}
    assert all(subject.startswith("desk, ") for _, subject, _ in findings(standard))


async def test_a_tickets_digest_of_its_messages_is_checked(standard):
    tamper(standard, update(TICKET).where(TICKET.c.id == "fresh").values(message_digest=1))
    assert [subject for _, subject, _ in findings(standard)] == ["ticket fresh"]


@pytest.mark.parametrize(
    "edit",
    [
        update(LOG).where(LOG.c.ticket == "fresh").values(previous=None),
        update(LOG).where(LOG.c.ticket == "fresh").values(previous=1),
        update(TICKET).where(TICKET.c.id == "fresh").values(last_entry=0),
    ],
)
async def test_a_history_that_leaves_entries_out_is_found(standard, edit):
    assert (await standard.do("ann", LATER_NOTE)).ok
    tamper(standard, edit)
    found = findings(standard)
    assert {(check, subject) for check, subject, _ in found} == {("threads", "ticket fresh")}


@pytest.mark.parametrize(
    "table", [tables.guest, tables.contact_address, tables.organisation_domain]
)
async def test_derived_rows_follow_from_their_entities(standard, table):
    tamper(standard, delete(table))
    assert [(check, subject) for check, subject, _ in findings(standard)] == [
        ("derived", table.name)
    ]


async def test_a_file_that_is_gone_is_missed(standard):
    (found,) = findings(standard, is_there=lambda attachment, sha256: False)
    assert found == ("files", "attachment ann.file0", "its file is missing or damaged")


async def test_a_file_exchanged_or_never_uploaded_is_found(standard):
    blob = tables.blob
    tamper(standard, update(blob).where(blob.c.id == "ann.file0").values(sha256="cd" * 32))
    assert "another" in findings(standard)[0][2]
    tamper(standard, update(blob).where(blob.c.id == "ann.file0").values(complete=0))
    assert "never uploaded" in findings(standard)[0][2]


async def test_an_accepted_fault_is_still_reported_and_no_longer_counts(standard):
    tamper(standard, update(LOG).where(LOG.c.seq == 7).values(payload=b"{}"))
    database = standard.database
    await standard.desk.transact(lambda writer: accept_log(database, writer, now=1))
    assert verify_tail(database) is None
    report = verify(database, all_files_there)
    assert report.findings[0].seq == 7
    assert report.findings[0].accepted
    await standard.do("ann", LATER_NOTE)
    assert verify_tail(database) is None


async def test_what_is_wrong_after_an_accepted_fault_is_a_fault_again(standard):
    database = standard.database
    accepted = await standard.desk.transact(lambda writer: accept_log(database, writer, now=1))
    await standard.do("ann", LATER_NOTE)
    tamper(standard, update(LOG).where(LOG.c.seq == accepted + 1).values(actor="ben"))
    assert broken_entry(standard) == accepted + 1
    assert not verify(database, all_files_there).is_whole


async def test_a_log_without_its_last_entry_goes_on_once_that_is_accepted(standard):
    database = standard.database
    with database.read() as reader:
        ((last,),) = reader.run("SELECT seq FROM head")
    tamper(standard, delete(LOG).where(LOG.c.seq == last))
    await standard.desk.transact(lambda writer: accept_log(database, writer, now=1))
    assert verify_tail(database) is None
    await standard.do("ann", LATER_NOTE)
    assert verify_tail(database) is None
