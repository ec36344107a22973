# SPDX-License-Identifier: Apache-2.0
"""The address that the window shows is the one from which a message leaves."""

from typing import Any

import pytest

from sync_server.contract.entities import Mailbox
from tests.support.client_environment import settle
from tests.support.client_frames import changes, insert
from ui.windows.agent.senders import senders_for

BOXES: Any = (
    ("m1", "zoo@brightwater.example", None),
    ("m2", "noc@brightwater.example", "platform"),
    ("m3", "help@brightwater.example", "platform"),
    ("m4", "gone@brightwater.example", "platform"),
)


@pytest.fixture
async def workspace(client):
    rows = [
        Mailbox(id=id, address=address, team=team, disabled=id == "m4")
        for id, address, team in BOXES
    ]
    client.bench.apply(changes(*(insert(80 + n, row, scope="desk") for n, row in enumerate(rows))))
    await settle()
    return client.workspace


@pytest.mark.parametrize(
    ("team", "mailbox", "offered"),
    [
        ("platform", None, ["m2", "m3"]),
        ("platform", "m3", ["m3", "m2"]),
        ("platform", "m1", ["m1", "m3", "m2"]),
        ("platform", "m4", ["m2", "m3"]),
        ("billing", None, ["m1"]),
        (None, None, ["m1"]),
        (None, "m3", ["m3", "m1"]),
    ],
)
async def test_the_usual_one_is_first_and_the_server_would_take_it(
    workspace, team, mailbox, offered
):
    found = senders_for(workspace, team=team, mailbox=mailbox)
    assert [each.key for each in found.choices] == offered
    assert found.usual == offered[0]
