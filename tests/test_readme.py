# SPDX-License-Identifier: Apache-2.0
"""The README leads from a bare machine to the first customer; its commands are the real ones."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.support.dovecot import Dovecot, dovecot_server
from tests.support.handbook import commands_of, free_ports, machine_of_paper, section_of
from tests.support.relay import Relay, relay
from tests.support.source import ROOT

HELP, CUSTOMER = "help@desk.example", "hana@kestrel.example"
SECTION = "From a bare machine to the first customer"
README = (ROOT / "README.md").read_text(encoding="utf-8")
PATIENCE_S = 60.0

MAIL = f"""\
From: Hana Ito <{CUSTOMER}>
To: {HELP}
Subject: The lamp flickers
Message-ID: <first@kestrel.example>
Date: Thu, 26 Nov 2026 08:00:00 +0000

Hello, the lamp of order 4711 flickers. Can you help?
""".replace("\n", "\r\n").encode()


@pytest.fixture
def store():
    with dovecot_server(HELP, CUSTOMER) as server:
        yield server


@pytest.fixture
async def outgoing(store: Dovecot, tmp_path: Path):
    (port,) = free_ports(1)
    async with relay(store, tmp_path / "relay", port=port) as running:
        yield running


@pytest.fixture
async def machine(store: Dovecot, outgoing: Relay):
    async with machine_of_paper(store, outgoing) as machine:
        yield machine


async def tickets(machine) -> int:
    return json.loads(await machine.run("deskbell-server status --json"))["counts"]["ticket"]


async def test_its_commands_lead_to_the_first_customer(machine, store):
    commands = commands_of(section_of(README, SECTION))
    assert commands.count("deskbell-server agent add") == 2  # and the administrator is the third
    said = await machine.run(commands)
    assert "make server" in list(machine.requests())
    assert said.count("deskbell://desk.example:") == 3
    assert f"{HELP}: " in said
    assert "tickets for Support" in said
    assert "Verified by unpacking it" in said
    assert "0 errors" in said
    store.append(HELP, MAIL)
    here = {"PATH": f"{machine.checkout}/.venv/bin:{machine.variables['PATH']}"}
    machine.variables |= here
    async with asyncio.timeout(PATIENCE_S):
        while await tickets(machine) == 0:
            pass
    assert await tickets(machine) == 1


def test_every_file_that_it_names_is_there():
    named = [part.split(")")[0] for part in README.split("](")[1:]]
    assert [path for path in named if not (ROOT / path).exists()] == []
