# SPDX-License-Identifier: Apache-2.0
"""The agent's window with mail that waits for a decision, and what the server says of it."""

from typing import Any

import pytest

from sync_server.contract.entities import Held, Mailbox
from sync_server.contract.queries import HeldCheck, HeldContent, ReadHeld
from tests.support.client_environment import settle
from tests.support.window_client import MINUTE
from tests.ui.windows.agent.conftest import client, controller, faults, opened, window

__all__ = ["client", "controller", "faults", "opened", "window"]

SUPPORT: Any = "support"


def held(id: Any, **fields: Any) -> Held:
    return Held(id=id, **fields)


@pytest.fixture
async def waiting(client):
    """Four mails: one that claims Hana's ticket, one of a blocked sender, a flood, a virus."""
    now = client.workspace.now_us()
    rows = (
        held(
            id="h1",
            reason="unverified",
            detail="It names a ticket that its sender is not on",
            ticket="t1",
            mailbox="support",
            sender="hana@kestre1.example",
            sender_name="Hana Ito",
            subject="New bank details",
            at=now - 1 * MINUTE,
        ),
        held(
            id="h2",
            reason="blocked",
            sender="win@cash.example",
            sender_name="Prize Desk",
            subject="You have been selected",
            at=now - 2 * MINUTE,
        ),
        held(id="h3", reason="flood", sender="a@packwell.example", at=now - 3 * MINUTE),
        held(
            id="h4",
            reason="scanner",
            sender="hana@kestrel.example",
            subject="FW: documents.zip",
            at=now - 4 * MINUTE,
            files=1,
        ),
    )
    client.bench.hold("held", *((40 + place, row) for place, row in enumerate(rows)))
    client.bench.hold("mail", (39, Mailbox(id=SUPPORT, address="support@brightwater.example")))
    client.answers[ReadHeld] = lambda query: HeldContent(
        held=query.held,
        text="Pay here:\nhttps://kestre1.example/form\n<b>now</b>",
        cut=False,
        checks=(HeldCheck(what="Sender", result="Nobody whom this desk knows", passed=False),),
        from_sender=3,
    )
    await settle()
