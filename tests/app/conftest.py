# SPDX-License-Identifier: Apache-2.0
"""A workspace that holds a small desk, signed in as the agent "me"."""

import pytest

from sync_server.contract.ids import AgentId
from tests.support.client_environment import settle
from tests.support.client_frames import a_message, a_team, a_ticket, an_agent
from tests.support.client_workspace import Bench


@pytest.fixture
async def bench():
    bench = Bench()
    bench.workspace.sign_in(AgentId("me"))
    bench.hold("desk", (1, an_agent("me", name="Maya")), (1, a_team("billing", name="Billing")))
    bench.hold(
        "team:billing",
        (5, a_ticket("t1", number=101, last_message_at=50, messages=1, status="new")),
        (4, a_message("m1", ticket="t1", at=50)),
        (7, a_ticket("t2", number=102, assignee="me", last_message_at=60, status="open")),
    )
    bench.hold("triage")
    await settle()
    bench.changes.clear()
    yield bench
    await bench.close()
