# SPDX-License-Identifier: Apache-2.0
"""Replies that are kept ready."""

import pytest

from sync_server.contract.entities import Canned
from sync_server.contract.refusals import Code
from tests.support.plain import c


def canned(name="mine", **more):
    return c.SaveCanned(**{"canned": name, "name": "Name", "text": "Text", **more})


async def test_a_reply_is_ones_own(standard):
    await standard.do("ann", canned(), canned(text="Other"))
    kept = await standard.row(Canned, "mine")
    assert (kept.owner, kept.text) == ("ann", "Other")
    assert (await standard.ask("lea", canned())).refusal.code == Code.NOT_FOUND
    await standard.do("lea", c.DeleteCanned(canned="mine"))
    await standard.row(Canned, "mine")
    await standard.do("ann", c.DeleteCanned(canned="mine"), c.DeleteCanned(canned="mine"))


async def test_those_who_lead_share_replies_with_a_team(standard):
    await standard.do("lea", canned(shared=True, team="support"))
    kept = await standard.row(Canned, "mine")
    assert (kept.owner, kept.team) == (None, "support")


@pytest.mark.parametrize(
    "command", [canned(shared=True), canned("everyones"), c.DeleteCanned(canned="everyones")]
)
async def test_shared_replies_are_not_for_everybody_to_change(standard, command):
    assert (await standard.ask("ann", command)).refusal.code == Code.FORBIDDEN


@pytest.mark.parametrize("more", [{"team": "support"}, {"team": "shut", "shared": True}])
async def test_a_team_has_shared_replies_only(standard, more):
    answer = await standard.ask("lea", canned(**more))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, "team")
