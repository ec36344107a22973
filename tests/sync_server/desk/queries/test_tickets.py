# SPDX-License-Identifier: Apache-2.0
"""A ticket with its conversation: what is told, and to whom."""

import pytest

from sync_server.contract.codec import encode
from sync_server.contract.refusals import Code
from tests.support.asking import ask, refusal_code
from tests.support.plain import c, q
from tests.support.standard_desk import OPERATOR_ACTOR


async def test_an_archived_ticket_is_fetched_whole(standard):
    whole = ask(standard, "ann", q.FetchTicket(ticket="archived"))
    assert (whole.ticket.entity.id, whole.ticket.version) == (
        "archived",
        await standard.version("archived"),
    )
    assert [message.id for message in whole.messages] == ["archived-1"]


async def test_a_conversation_comes_oldest_first_with_its_files(standard):
    whole = ask(standard, "ann", q.FetchTicket(ticket="opened"))
    assert whole.messages[0].id == "opened-1"
    assert len(whole.messages) == 3
    assert [attachment.id for attachment in whole.attachments] == ["ann.file0"]


async def test_an_overview_member_fetches_the_row_alone(standard):
    whole = ask(standard, "ola", q.FetchTicket(ticket="opened"))
    assert (whole.messages, whole.attachments) == ((), ())


@pytest.mark.parametrize("id_", ["opened", "nowhere"])
async def test_27_what_is_hidden_looks_like_nothing(standard, id_):
    """Bad inputs 26 and 27: the same answer as for an id that does not exist."""
    assert refusal_code(standard, "ben", q.FetchTicket(ticket=id_)) == Code.NOT_FOUND


@pytest.mark.parametrize("agent", ["aud", "dis"])
async def test_auditors_and_displays_fetch_no_tickets(standard, agent):
    assert refusal_code(standard, agent, q.FetchTicket(ticket="opened")) == Code.FORBIDDEN


async def test_who_loses_the_team_loses_the_answers(standard):
    await standard.do(OPERATOR_ACTOR, c.EndMembership(agent="rob", team="support"))
    assert refusal_code(standard, "rob", q.FetchTicket(ticket="opened")) == Code.NOT_FOUND


async def test_a_long_conversation_comes_in_pages_that_fit_a_frame(standard):
    text = "x" * 60_000
    for n in range(16):
        note = c.AddNote(ticket="opened", message=f"long-{n:02}", text=text)
        assert (await standard.do("ann", note)).ok
    found: list[str] = []
    before = whole = None
    for _ in range(5):
        whole = ask(standard, "ann", q.FetchTicket(ticket="opened", before=before))
        assert len(encode(whole)) <= 512 * 1024
        found = [message.id for message in whole.messages] + found
        before = found[0]
    assert whole is not None
    assert not whole.more
    assert found[-16:] == [f"long-{n:02}" for n in range(16)]
    assert len(found) == len(set(found))
