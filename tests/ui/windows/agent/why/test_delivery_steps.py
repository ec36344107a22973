# SPDX-License-Identifier: Apache-2.0
"""Whom a ticket concerns, and what of it reached them."""

from sync_server.contract.queries import DeliveryTrace, Recipient, ToldByMail
from tests.support.window_client import MAYA, MINUTE, PRIYA, TOMAS
from ui.windows.agent.why.delivery_steps import delivery_step


def a_mail(**fields):
    return ToldByMail(reason="assigned", seq=4, next_at=0, **fields)


async def test_everybody_is_told_of_with_what_reached_them(client, now):
    step = delivery_step(
        client.workspace,
        DeliveryTrace(
            recipients=(
                Recipient(agent=MAYA, concern="owner", reachable=True),
                Recipient(agent=TOMAS, concern="team", seen_at=now - 60 * MINUTE,
                          mails=(a_mail(sent_at=now, dropped=True), a_mail(attempts=2))),
                Recipient(agent=PRIYA, concern="follower", silenced=("mail_mentioned",)),
            )
        ),
    )  # fmt: skip
    assert step.table is not None
    rows = [row.cells for row in step.table.rows]
    assert rows[0] == ("Maya Okafor", "has it", "connected")
    assert rows[1][2].startswith("last connected ")
    assert rows[2] == ("Priya Nair", "follows it", "never connected")
    assert step.lines[1] == "Mail to Tomas Reuter about the assignment was not sent: seen before."
    assert step.lines[2].startswith("Mail to Tomas Reuter about the assignment failed; next try at")
    assert step.lines[3] == "Priya Nair wants no mail of mentions."


async def test_who_concerns_nobody_says_so(client):
    step = delivery_step(client.workspace, DeliveryTrace())
    assert step.lines == ("It concerns nobody at the moment: it has no team and no owner.",)
    assert step.table is None
