# SPDX-License-Identifier: Apache-2.0
"""The history of a ticket: what it says, and to whom."""

import pytest

from sync_server.contract.refusals import Code
from tests.support.asking import ask, refusal_code
from tests.support.plain import c, q


async def test_the_history_says_who_changed_what(standard):
    await standard.do("ann", c.SetPriority(ticket="opened", priority="high"))
    history = ask(standard, "ann", q.TicketHistory(ticket="opened"))
    newest = history.entries[0]
    assert (newest.actor, newest.via, newest.kind, newest.op) == (
        "ann",
        "socket",
        "ticket",
        "update",
    )
    assert newest.values["priority"] == ("normal", "high")
    assert [entry.seq for entry in history.entries] == sorted(
        (entry.seq for entry in history.entries), reverse=True
    )
    assert {entry.kind for entry in history.entries} == {"ticket", "message", "attachment"}


async def test_the_history_leaves_bodies_out(standard):
    history = ask(standard, "ann", q.TicketHistory(ticket="opened"))
    assert not any({"text", "html"} & set(entry.values) for entry in history.entries)


async def test_the_history_comes_in_pages(standard):
    first = ask(standard, "ann", q.TicketHistory(ticket="opened", limit=2))
    assert (len(first.entries), first.more) == (2, True)
    seq = first.entries[-1].seq
    rest = ask(standard, "ann", q.TicketHistory(ticket="opened", before=seq, limit=200))
    assert (rest.entries[0].seq < seq, rest.more) == (True, False)


async def test_every_entry_of_the_ticket_comes_once(standard):
    for text in ("one", "two"):
        assert (await standard.do("ann", c.AddNote(ticket="opened", message=text, text=text))).ok
        assert (await standard.do("ann", c.SetSubject(ticket="fresh", subject=text))).ok
    with standard.database.read() as reader:
        rows = reader.run("SELECT seq FROM log WHERE ticket = 'opened' ORDER BY seq DESC")
    page = ask(standard, "ann", q.TicketHistory(ticket="opened", limit=1))
    seqs = [page.entries[0].seq]
    while page.more:
        page = ask(standard, "ann", q.TicketHistory(ticket="opened", before=seqs[-1], limit=1))
        seqs.append(page.entries[0].seq)
    assert seqs == [seq for (seq,) in rows]


async def test_a_page_may_begin_before_an_entry_of_another_ticket(standard):
    whole = ask(standard, "ann", q.TicketHistory(ticket="opened"))
    assert (await standard.do("ann", c.SetSubject(ticket="fresh", subject="Rain"))).ok
    elsewhere = await standard.version("fresh")
    page = ask(standard, "ann", q.TicketHistory(ticket="opened", before=elsewhere))
    assert page == whole


async def test_an_overview_member_sees_changes_of_the_row_alone(standard):
    history = ask(standard, "ola", q.TicketHistory(ticket="opened"))
    assert {entry.kind for entry in history.entries} == {"ticket"}


async def test_a_blanked_entry_still_says_that_something_happened(standard):
    await standard.desk.transact(lambda writer: writer.run("UPDATE log SET payload = NULL"))
    history = ask(standard, "ann", q.TicketHistory(ticket="opened"))
    assert history.entries
    assert not any(entry.values for entry in history.entries)


@pytest.mark.parametrize("id_", ["opened", "nowhere"])
async def test_27_what_is_hidden_looks_like_nothing(standard, id_):
    """Bad inputs 26 and 27: the same answer as for an id that does not exist."""
    assert refusal_code(standard, "ben", q.TicketHistory(ticket=id_)) == Code.NOT_FOUND


@pytest.mark.parametrize("agent", ["aud", "dis"])
async def test_auditors_and_displays_ask_for_no_history(standard, agent):
    assert refusal_code(standard, agent, q.TicketHistory(ticket="opened")) == Code.FORBIDDEN
