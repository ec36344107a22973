# SPDX-License-Identifier: Apache-2.0
"""The page of people: their roles, who loses access and what becomes of their tickets."""

import pytest
from msgspec.structs import replace

from sync_server.contract import commands as c
from sync_server.contract.entities import Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import an_agent, changes, insert, update
from tests.support.window_client import T1, pending


@pytest.fixture
async def page(client, admin):
    kim = an_agent("kim2", name="Kim Vale")
    client.bench.apply(changes(insert(96, kim, scope="desk")))
    await settle()
    admin.show_entry("people")
    await settle()
    return admin._page.people


async def test_a_role_is_given_but_the_last_administrator_stays_one(client, page):
    page.lines.changed.emit("kim2", "role", ("supervisor",))
    page.lines.changed.emit("maya", "role", ("agent",))
    await settle()
    (command,) = pending(client)
    assert (type(command), command.agent, command.role) == (c.ChangeAgent, "kim2", "supervisor")
    assert "make somebody else administrator first" in page.lines.lines["maya"].value.problem
    page.lines.lines["maya"].controls["access"].click()
    assert "administrator first" in page.lines.lines["maya"].value.problem


async def test_before_somebody_loses_access_it_is_said_what_becomes_of_their_tickets(
    client, admin, page
):
    page.lines.lines["kim2"].controls["access"].click()
    assert admin.people.menu.labels() == ("Leave it as it is", "Take the access away")
    assert pending(client) == []
    ticket = client.workspace.get(Ticket, T1)
    held = replace(ticket, assignee="kim2")
    client.bench.apply(changes(update(97, held, scope="team:billing", assignee="kim2")))
    await settle()
    page.lines.lines["kim2"].controls["access"].click()
    assert admin.people.menu.labels()[-1] == "Take it away, and give the tickets to others"
    admin.people.menu.chosen.emit("share")
    await settle()
    shared, barred = pending(client)
    assert (type(shared), shared.agent, shared.tickets) == (c.Redistribute, "kim2", (T1,))
    assert (type(barred), barred.agent) == (c.DisableAgent, "kim2")


async def test_somebody_is_invited_here_too(client, page):
    fields = page.form.fields
    fields["name"].set_text("Lee")
    fields["email"].set_text("lee")
    page.form.invite.click()
    assert pending(client) == []
    fields["email"].set_text("lee@desk.example")
    page.form.invite.click()
    await settle()
    made = pending(client)[0]
    assert (type(made), made.name, made.role) == (c.CreateAgent, "Lee", "agent")
    assert made.agent in page.lines.lines
