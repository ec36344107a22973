# SPDX-License-Identifier: Apache-2.0
"""A fresh desk is set up in a real window, with a real mail store and a real mail server."""

import asyncio
from typing import Any

import pytest

from sync_server.contract.entities import Mailbox, Ticket
from tests.end_to_end.computers import settled
from tests.end_to_end.windows import shown, window_of
from tests.support.dovecot import PASSWORD as MAIL_PASSWORD
from tests.support.live_client import Desk
from tests.support.post_office import HELP, letter, post_office
from tests.support.server_process import ADA, ServerProcess
from tests.support.wire_probe import PASSWORD

pytestmark = pytest.mark.long

SUBJECT = "Where is my order?"


@pytest.fixture
async def office(tmp_path):
    async with post_office(tmp_path / "office") as opened:
        yield opened


def fill(form, office, *, password):
    """What an administrator types: an address, a password, and where the servers are."""
    typed = {
        "address": HELP,
        "password": password,
        "imap_host": f"localhost:{office.store.tls_port}",
        "smtp_host": f"https://localhost:{office.carrier.port}/",
    }
    for name, text in typed.items():
        field = form.fields[name]
        field.set_text(text)
        field.edited.emit(text)
        form.left.emit(name)


async def tried(client, form):
    """The lines of a trial that has come to its end."""
    form.test_requested.emit()
    await shown(client, form.test_button.isEnabled)
    return {line.what: line.state for line in form.trial.lines.checks}


async def test_the_page_connects_a_mailbox_and_the_first_ticket_arrives(
    desk_templates, tmp_path, office, theme
):
    console = await desk_templates.copy(tmp_path / "served")
    computer = tmp_path / "ada"
    async with ServerProcess(console, variables=office.variables) as server:
        async with Desk(computer).client() as client:
            await client.sign_in(join_code=await server.invite(), email=ADA, password=PASSWORD)
            await settled(client)
            async with window_of(client, theme) as controller:
                controller.do("go:setup")
                pages: Any = controller.pages
                page = pages.setup._page
                form = page.mailbox
                fill(form, office, password="wrong")
                assert (await tried(client, form))["Reads mail"] == "failed"
                assert form.fields["password"].input.accessibleDescription()
                assert not form.connect_button.isEnabled()
                fill(form, office, password=MAIL_PASSWORD)
                lines = await tried(client, form)
                assert {lines[name] for name in ("Reads mail", "Sends mail", "Round trip")} == {
                    "passed"
                }
                form.connect_requested.emit()
                await shown(client, lambda: page.steps["mailbox"]._value.done)
                assert [each.state for each in client.workspace.all(Mailbox)] == ["connected"]
                await asyncio.to_thread(office.post, letter("Where is it?", subject=SUBJECT))
                await shown(client, lambda: SUBJECT in page.first._title.text())
                assert [each.subject for each in client.workspace.all(Ticket)] == [SUBJECT]
        assert not [line for line in server.log if MAIL_PASSWORD in line]
    kept = [file for file in computer.rglob("*") if file.is_file()]
    assert kept
    assert not [file for file in kept if MAIL_PASSWORD.encode() in file.read_bytes()]
