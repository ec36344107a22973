# SPDX-License-Identifier: Apache-2.0
"""A computer without a secure storage: the way in offers both ways on, and each keeps its word."""

from contextlib import asynccontextmanager

import pytest

from sync_server.contract.entities import Ticket
from tests.end_to_end.computers import found_company
from tests.end_to_end.windows import open_ticket, shown
from tests.support.client_environment import settle
from tests.support.live_client import Desk, live, until
from tests.support.server_process import ADA
from tests.support.wire_probe import PASSWORD
from ui.faults import Faults
from ui.windows.signin.controller import SignInController

pytestmark = pytest.mark.long

PASSPHRASE = "four lanterns in the fog"
SUBJECT = "The lift in the quay house is stuck"


@pytest.fixture
async def codes(server):
    return await found_company(server)


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path / "ada")
    desk.keyring.failing = OSError("no bus")
    return desk


@asynccontextmanager
async def way_in(client, theme):
    controller = SignInController(client, theme, faults=Faults())
    controller.window.show()
    controller.refresh()
    await settle()
    yield controller.window
    controller.close()
    controller.deleteLater()
    await settle()


async def enter(client, window, code, passphrase=""):
    window.join_code.set_text(code)
    window.email.set_text(ADA)
    window.password.set_text(PASSWORD)
    window.passphrase.set_text(passphrase)
    await shown(client, window.primary.isEnabled)
    window.primary.click()
    await until(client, lambda: client.state.kind == "live")
    await live(client)
    await settle()


def everything_in(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_a_passphrase_keeps_things_here_under_lock(codes, desk, theme):
    async with desk.client() as client, way_in(client, theme) as window:
        assert window.passphrase.isVisible()
        told = (
            "No secure storage found. Set a passphrase, or leave this empty and work online only."
        )
        assert told in window.passphrase.input.accessibleDescription()
        await enter(client, window, codes[ADA], PASSPHRASE)
        assert client.vault.kind == "passphrase"
        await open_ticket(client, subject=SUBJECT)
    kept = everything_in(desk.folder)
    assert b"quay house" not in kept
    assert PASSWORD.encode() not in kept
    async with desk.client() as client, way_in(client, theme) as window:
        assert client.state.kind == "locked"
        window.passphrase.set_text("another one")
        window.primary.click()
        await shown(
            client, lambda: "not the passphrase" in window.passphrase.input.accessibleDescription()
        )
        window.passphrase.set_text(PASSPHRASE)
        window.primary.click()
        await shown(client, lambda: client.state.kind == "live")
        assert SUBJECT in [hit.subject for hit in client.workspace.all(Ticket)]


async def test_without_one_nothing_is_kept(codes, desk, theme):
    async with desk.client() as client, way_in(client, theme) as window:
        await enter(client, window, codes[ADA])
        assert client.vault.kind == "memory"
        await open_ticket(client, subject=SUBJECT)
    assert [path.name for path in desk.folder.iterdir()] == ["server.json"]
    async with desk.client() as client:
        assert client.state.kind == "signed_out"
