# SPDX-License-Identifier: Apache-2.0
"""A program, a real server and a real client: what the program sends is a row in the client."""

import asyncio
from collections import deque
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
import pytest

from app import intents
from app.link.trust import client_context
from sync_server.contract.entities import Ticket
from sync_server.security.tls import AUTHORITY_FILE
from tests.end_to_end.computers import MAYA, SUPPORT, found_company, holds_ticket, joined
from tests.support.live_client import Desk, until

RIGHTS = ("tickets:read", "tickets:write", "changes:read")
ORDERS = 60
WORKERS = 4
KILLS = 3
LAMP = {
    "subject": "No light",
    "text": "The lamp is dark",
    "requester": {"email": "kim@acme.example", "name": "Kim"},
}


async def made_key(server, *arguments):
    """A key that the command at the console made while the server runs."""
    rights = [f"--right={right}" for right in RIGHTS]
    made = await server.console.run("api-key", "add", "Shop", *rights, *arguments)
    return made["key"]


@asynccontextmanager
async def program(server, key):
    """A program with a key that trusts the desk's authority alone."""
    pem = (server.data / "tls" / AUTHORITY_FILE).read_text(encoding="ascii")
    async with httpx.AsyncClient(
        base_url=f"https://127.0.0.1:{server.web_port}/api/v1",
        verify=client_context(pem),
        headers={"Authorization": f"Bearer {key}"},
        trust_env=False,
    ) as client:
        yield client


@pytest.fixture
async def codes(server):
    return await found_company(server)


def row_of(client, ticket) -> Any:
    return client.workspace.get(Ticket, ticket)


async def texts_of(client, ticket):
    with await client.workspace.open_conversation(ticket) as conversation:
        return [entry.message.text for entry in conversation.entries]


async def test_what_a_program_sends_is_seen_by_an_agent(server, codes, tmp_path):
    key = await made_key(server, "--team", SUPPORT)
    async with (
        joined(Desk(tmp_path / "maya"), MAYA, codes[MAYA]) as maya,
        program(server, key) as shop,
    ):
        opened = (await shop.post("/tickets", json=LAMP)).json()
        ticket = opened["ticket"]
        await until(maya, lambda: holds_ticket(ticket)(maya.workspace))
        row = row_of(maya, ticket)
        assert (row.number, row.subject, row.channel) == (opened["number"], "No light", "api")
        await shop.post(f"/tickets/{ticket}/messages", json={"text": "Still dark"})
        await until(maya, lambda: row_of(maya, ticket).messages == 2)
        assert await texts_of(maya, ticket) == ["The lamp is dark", "Still dark"]


@pytest.mark.long
async def test_a_program_follows_what_an_agent_does(server, codes, tmp_path):
    key = await made_key(server)
    async with (
        joined(Desk(tmp_path / "maya"), MAYA, codes[MAYA]) as maya,
        program(server, key) as shop,
    ):
        ticket = (await shop.post("/tickets", json=LAMP)).json()["ticket"]
        page = (await shop.get("/changes", params={"limit": 200})).json()
        await until(maya, lambda: holds_ticket(ticket)(maya.workspace))
        intents.take(maya.workspace, ticket=ticket)
        told = (await shop.get("/changes", params={"after": page["through"], "wait": 25})).json()
        assert [(each["op"], each["id"]) for each in told["changes"]] == [("update", ticket)]
        assert told["changes"][0]["data"]["assignee"] == maya.me


async def test_a_revoked_key_opens_nothing_any_more(server):
    key = await made_key(server)
    async with program(server, key) as shop:
        assert (await shop.get("/changes")).status_code == 200
        await server.console.run("api-key", "revoke", "Shop")
        assert (await shop.get("/changes")).status_code == 401


@pytest.mark.long
async def test_a_kill_between_request_and_answer_doubles_nothing(server):
    """Done when 2, for programs: sent again under its key, a request is done once."""
    key = await made_key(server)
    once = {"Idempotency-Key": "order-1"}
    async with program(server, key) as shop:
        first = await shop.post("/tickets", json=LAMP, headers=once)
    await server.kill()
    await server.start()
    async with program(server, key) as shop:
        again = await shop.post("/tickets", json=LAMP, headers=once)
        assert (again.status_code, again.content) == (201, first.content)
        changes = (await shop.get("/changes", params={"limit": 200})).json()["changes"]
        opened = [each["id"] for each in changes if each["kind"] == "ticket"]
        assert opened == [first.json()["ticket"]]


@pytest.mark.long
async def test_kills_at_any_moment_lose_and_double_nothing(server):
    """Done when 2, for programs: each order is one ticket, and all its answers are the same."""
    key = await made_key(server)
    orders = [f"order-{number}" for number in range(ORDERS)]
    waiting, told = deque(orders), asyncio.Queue[str]()
    answered: dict[str, set[bytes]] = {}

    async def work():
        while waiting:
            order = waiting.popleft()
            with suppress(httpx.TransportError):
                async with program(server, key) as shop:
                    body = {**LAMP, "subject": order}
                    headers = {"Idempotency-Key": order}
                    answer = await shop.post("/tickets", json=body, headers=headers)
                    assert answer.status_code == 201
                    answered.setdefault(order, set()).add(answer.content)
                    told.put_nowait(order)
            waiting.extend({order} - answered.keys())

    async def kill():
        for _ in range(KILLS):
            for _ in range(ORDERS // (KILLS + 1)):
                await told.get()
            await server.kill()
            await server.start()

    async with asyncio.TaskGroup() as group:
        group.create_task(kill())
        for _ in range(WORKERS):
            group.create_task(work())
    async with program(server, key) as shop:
        for order in orders:
            body = {**LAMP, "subject": order}
            again = await shop.post("/tickets", json=body, headers={"Idempotency-Key": order})
            answered[order].add(again.content)
        page = (await shop.get("/changes", params={"limit": 200})).json()
    assert not page["more"]
    opened = [each["data"]["subject"] for each in page["changes"] if each["kind"] == "ticket"]
    assert sorted(opened) == sorted(orders)
    assert {len(answers) for answers in answered.values()} == {1}


@pytest.mark.long
async def test_a_body_in_two_lengths_or_chunks_is_refused(server):
    """Bad input 68."""
    key = await made_key(server)
    both = [("Content-Length", "5"), ("Transfer-Encoding", "chunked")]
    async with program(server, key) as shop:
        for headers in (both, [("Transfer-Encoding", "chunked")]):
            answer = await shop.post("/tickets", content=b"0\r\n\r\n", headers=headers)
            assert answer.status_code == 400
