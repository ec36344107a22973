# SPDX-License-Identifier: Apache-2.0
"""A look at what a colleague is writing."""

from sync_server.contract.refusals import Code
from tests.support.asking import ask, refusal_code
from tests.support.plain import c, q

ANNS = q.ReadDraft(ticket="opened", agent="ann")


async def test_who_reads_the_ticket_may_look(standard):
    kept = c.KeepDraft(ticket="opened", mode="reply", text="Dear Kim")
    await standard.do("ann", kept)
    seen = ask(standard, "rob", ANNS)
    assert (seen.text, seen.at > 0) == ("Dear Kim", True)


async def test_without_a_draft_there_is_nothing_to_see(standard):
    await standard.do("ann", c.KeepDraft(ticket="opened", mode="note", text="For us"))
    assert ask(standard, "rob", ANNS) == q.DraftText()


async def test_a_hidden_ticket_hides_its_drafts(standard):
    await standard.do("ann", c.KeepDraft(ticket="opened", mode="reply", text="Dear Kim"))
    assert refusal_code(standard, "ben", ANNS) == Code.NOT_FOUND


async def test_who_sees_no_bodies_sees_no_draft(standard):
    assert refusal_code(standard, "ola", ANNS) == Code.NOT_FOUND
