# SPDX-License-Identifier: Apache-2.0
"""The page of organisations: found, named, and given domains that no other has."""

from typing import Any

import pytest

from sync_server.contract import commands as c
from sync_server.contract.entities import Organisation
from tests.support.client_environment import settle
from tests.support.client_frames import changes, insert
from tests.support.window_client import pending

ALDER: Any = "alder"
BIRCH: Any = "birch"


@pytest.fixture
async def page(client, admin):
    rows = (
        Organisation(id=ALDER, name="Alder Ltd", domains=("alder.example",)),
        Organisation(id=BIRCH, name="Birch Ltd"),
    )
    client.bench.apply(
        changes(*(insert(90 + n, row, scope="directory") for n, row in enumerate(rows)))
    )
    await settle()
    admin.show_entry("organisations")
    await settle()
    return admin._page.organisations


async def test_they_are_found_by_name_and_domain(page):
    page.finder.setText("alder.ex")
    page.finder.textEdited.emit("alder.ex")
    assert [*page.lines.lines] == ["alder"]
    page.finder.setText("nobody")
    page.finder.textEdited.emit("nobody")
    assert page.more.text() == "No organisation has this name or domain."


async def test_a_domain_belongs_to_one_and_is_none_without_a_dot(client, page):
    for text, told in (
        ("birch, alder.example", "birch is no domain"),
        ("birch.example alder.example", "alder.example belongs to Alder Ltd"),
    ):
        page.lines.changed.emit("birch", "domains", (text,))
        assert told in page.lines.lines["birch"].value.problem
    assert pending(client) == []
    page.lines.changed.emit("birch", "domains", ("Birch.example, birch.example",))
    await settle()
    (command,) = pending(client)
    assert (type(command), command.domains) == (c.ChangeOrganisation, ("birch.example",))


async def test_one_is_added_under_a_name_of_its_own(client, page):
    page.add.click()
    page.lines.changed.emit("new", "name", ("birch ltd",))
    assert "of this name already" in page.lines.lines["new"].value.problem
    page.lines.changed.emit("new", "name", ("Cedar",))
    await settle()
    (command,) = pending(client)
    assert (type(command), command.name) == (c.CreateOrganisation, "Cedar")
    assert command.organisation in page.lines.lines
