# SPDX-License-Identifier: Apache-2.0
"""Computers of a desk's people: real clients that joined a real server by code, over TLS."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from app import intents
from app.cache.apply import Position, position
from app.cache.reads import differing_scopes
from app.client import Client
from sync_server.contract import frames
from sync_server.contract.entities import Membership, Team, Ticket
from sync_server.contract.ids import TeamId, TicketId
from sync_server.domain.sight import Viewer, scopes_of
from tests.support.live_client import Desk, live, until
from tests.support.server_process import ADA, ServerProcess
from tests.support.wire_probe import PASSWORD, Probe, enter

SUPPORT = "Support"
MAYA = "maya@desk.example"
THEO = "theo@desk.example"

ROUNDS = 10
"""How often digests are compared anew because something happened in between."""


async def found_company(server: ServerProcess) -> dict[str, str]:
    """Two agents in the team that every desk begins with, and the administrator beside it.

    Everybody's join code by address.
    """
    hired = [await server.hire(name, teams=[SUPPORT]) for name in ("Maya", "Theo")]
    return {
        ADA: await server.invite(),
        **{agent.email: agent.join_code for agent in hired if agent.join_code},
    }


@asynccontextmanager
async def joined(desk: Desk, email: str, code: str) -> AsyncIterator[Client]:
    """A new computer of somebody, which holds everything."""
    async with desk.client() as client:
        await client.sign_in(join_code=code, email=email, password=PASSWORD)
        await settled(client)
        yield client


async def settled(client: Client) -> None:
    """Wait until a client is live, has nothing to send, and holds all that it may."""
    await live(client)
    await until(client, lambda: _owed(client) <= set(_held(client)))


def _owed(client: Client) -> set[str]:
    assert client.me is not None
    levels = {
        each.team: each.level
        for each in client.workspace.all(Membership)
        if each.agent == client.me
    }
    viewer = Viewer(client.me, client.role, levels)
    return set(scopes_of(viewer, [team.id for team in client.workspace.all(Team)]))


def _held(client: Client) -> Mapping[str, str]:
    session = client.opened.sync._session
    return {} if session is None else session.held


async def both(clients: Iterable[Client], holds: Callable[[Any], Any]) -> None:
    """Wait until something is so in every workspace."""
    waits = [until(client, lambda client=client: holds(client.workspace)) for client in clients]
    await asyncio.gather(*waits)


async def check_digests(server: ServerProcess, client: Client, email: str) -> None:
    """Hold the client's cache against the digests that the server gives the same account.

    The client compares too; what differs it would tell as a notice.
    """
    await settled(client)
    async with enter(server, email) as probe:
        theirs, at = await _at_rest(probe, client)
        assert set(at.scopes) == set(theirs.scopes)
        stores = client.opened.stores
        assert await stores.worker.run(differing_scopes, stores.cache, theirs.scopes) == ()


async def _at_rest(probe: Probe, client: Client) -> tuple[frames.Digests, Position]:
    """The server's digests and where the client's cache is, once both are of the same moment."""
    for _ in range(ROUNDS):
        await probe.settle()
        theirs = probe.replica.digests[-1]
        at = await _compare(client, theirs.through)
        if at.cursor == theirs.through:
            return theirs, at
    raise AssertionError("the desk does not come to rest")


async def _compare(client: Client, through: int) -> Position:
    """Let the client ask for digests, which brings it to the head; where its cache is then."""
    sync, stores = client.opened.sync, client.opened.stores
    session, wire = sync._session, sync.wire
    assert session is not None
    assert wire is not None
    await wire.send(session.compare_digests())
    await until(client, lambda: session.cursor >= through)
    return await stores.worker.run(position, stores.cache)


# -- at work -----------------------------------------------------------------------------------


def support_of(client: Client) -> TeamId:
    """The team that everybody but the administrator is in."""
    (team,) = [team.id for team in client.workspace.all(Team) if team.name == SUPPORT]
    return team


def open_one(client: Client, subject: str = "The lift is stuck") -> TicketId:
    """A new ticket of that team."""
    return intents.open_ticket(
        client.workspace, subject=subject, text="Since noon", team=support_of(client)
    ).ticket


def holds_ticket(ticket: TicketId) -> Callable[[Any], bool]:
    """Whether a workspace has a ticket as the server confirmed it."""
    return lambda workspace: getattr(workspace.get(Ticket, ticket), "number", 0) > 0
