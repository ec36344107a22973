# SPDX-License-Identifier: Apache-2.0
"""Who may try a mailbox and invite agents."""

import pytest

from sync_server.contract.refusals import Code
from tests.support.asking import ask, refusal_code
from tests.support.plain import q

TRIAL = q.TestMailbox(address="a@b.test", imap_host="a.test", smtp_host="a.test", user="a")
INVITATION = q.InviteAgent(agent="ann")


@pytest.mark.parametrize("query", [TRIAL, INVITATION], ids=lambda query: type(query).__name__)
@pytest.mark.parametrize("agent", ["lea", "ann", "lux", "aud", "dis"])
async def test_nobody_sets_the_desk_up_but_administrators(standard, agent, query):
    assert refusal_code(standard, agent, query) == Code.FORBIDDEN


async def test_nothing_is_told_before_it_was_done(standard):
    assert ask(standard, "ada", TRIAL).steps == ()
    assert ask(standard, "ada", INVITATION).join_code == ""
