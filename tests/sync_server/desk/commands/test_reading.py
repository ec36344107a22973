# SPDX-License-Identifier: Apache-2.0
"""Commands on read marks."""

import pytest

from sync_server.contract.entities import ReadMark
from sync_server.contract.refusals import Code
from tests.support.plain import c


async def test_a_read_mark_moves_forward_only(standard):
    await standard.do("ann", c.MarkRead(ticket="opened", read_at=50))
    assert (await standard.do("ann", c.MarkRead(ticket="opened", read_at=40))).seq is None
    assert (await standard.row(ReadMark, "ann.opened")).read_at == 50


async def test_each_agent_has_a_mark_of_their_own(standard):
    await standard.do("rob", c.MarkRead(ticket="opened", read_at=7))
    mark = await standard.row(ReadMark, "rob.opened")
    assert (mark.agent, mark.ticket, mark.read_at) == ("rob", "opened", 7)


async def test_a_ticket_is_unread_without_a_mark(standard):
    await standard.do("ann", c.MarkUnread(ticket="opened"))
    with pytest.raises(AssertionError, match="no read_mark"):
        await standard.row(ReadMark, "ann.opened")
    assert (await standard.do("ann", c.MarkUnread(ticket="opened"))).seq is None


@pytest.mark.parametrize(
    "command", [c.MarkRead(ticket="opened", read_at=1), c.MarkUnread(ticket="opened")]
)
async def test_a_hidden_ticket_is_neither_read_nor_unread(standard, command):
    assert (await standard.ask("ben", command)).refusal.code == Code.NOT_FOUND
