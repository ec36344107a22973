# SPDX-License-Identifier: Apache-2.0
"""Every command of the help pages is run, word for word, in the order in which one reads them."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from resources import resource
from sync_server.channels.web.docs import NAMES
from tests.support.dovecot import Dovecot, dovecot_server
from tests.support.handbook import Machine, commands_of, free_ports, machine_of_paper
from tests.support.relay import relay

HELP = "help@desk.example"


@pytest.fixture
def store():
    with dovecot_server(HELP) as server:
        yield server


@pytest.fixture
async def machine(store: Dovecot, tmp_path):
    async with (
        relay(store, tmp_path / "relay", port=free_ports(1)[0]) as outgoing,
        machine_of_paper(store, outgoing) as machine,
    ):
        _give_certificate(machine)
        machine.variables["DESKBELL_DATA"] = f"{machine.home}/desk"
        yield machine


def _give_certificate(machine: Machine) -> None:
    """What a company's own authority issued for the name of the desk."""
    issued = trustme.CA().issue_cert(
        "desk.example", not_after=datetime.now(UTC) + timedelta(days=90)
    )
    (machine.checkout / "fullchain.pem").write_bytes(issued.cert_chain_pems[0].bytes())
    (machine.checkout / "key.pem").write_bytes(issued.private_key_pem.bytes())


def page(name: str) -> str:
    return resource("help", f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.long
async def test_the_pages_are_done_one_after_the_other(machine):
    programs = 'export PATH="$PWD/.venv/bin:$PATH"\n'
    said = {
        name: await machine.run(programs + commands_of(page(name)))
        for name in ("install", "mailbox", "agents", "backup", "restore")
    }
    asked = " ".join(machine.requests())
    assert "useradd" in asked
    assert "systemctl enable --now deskbell-server" in asked
    assert "does not trust" not in said["install"]
    assert "Customers write to it at https://desk.example" in said["mailbox"]
    assert said["mailbox"].count("returns: Its own mail came back") == 6
    assert "removed" in said["mailbox"]
    assert said["agents"].count("deskbell://desk.example") == 5
    assert "Sealed under the key" in said["backup"]
    assert "Its state hash is equal" in said["restore"]
    status = json.loads(await machine.run(programs + "deskbell-server status --json"))
    assert status["counts"]["agent"] == 3
    assert status["server"] is None


async def test_the_first_page_stands_alone(machine):
    first = 'export PATH="$PWD/.venv/bin:$PATH"\n' + commands_of(page("install"))
    await machine.run(first)
    assert "Served on" in await machine.run(
        'export PATH="$PWD/.venv/bin:$PATH"\n' + commands_of(page("index"))
    )


def test_there_is_a_page_for_each_name_and_no_other():
    help_, folder = resource("help"), resource("help", "helpdesk")
    there = {entry.name for entry in help_.iterdir()} - {folder.name}
    there |= {f"{folder.name}/{entry.name}" for entry in folder.iterdir()}
    assert there == {f"{name}.md" for name in NAMES} | {"help.css"}
