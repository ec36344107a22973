# SPDX-License-Identifier: Apache-2.0
"""Turmoil from a seed: tickets move, people come and go, connections break in mid-frame."""

import random
from collections.abc import Callable
from typing import Any

from sync_server.contract.commands import Command
from tests.support.hub_peers import HubRoom, Peer
from tests.support.plain import c
from tests.support.standard_desk import OPERATOR_ACTOR

AGENTS = ("lea", "ann", "rob", "ola", "ben", "eve", "lux")
TEAMS = ("support", "billing", "shut")
TICKETS = ("fresh", "opened", "pended", "held", "billed", "guested", "triaged")


class Turmoil:
    """Draws one step after the other. Refusals are part of it."""

    def __init__(self, room: HubRoom, peers: list[Peer], seed: int) -> None:
        self._room = room
        self._peers = peers
        self._random = random.Random(seed)
        self._made: list[str] = list(TICKETS)
        self._count = 0
        self._steps: list[tuple[int, Callable[[], Any]]] = [
            (30, self._command),
            (6, self._read),
            (3, self._cut),
            (8, self._connect),
            (3, self._stall),
            (4, self._drain),
        ]

    async def step(self) -> None:
        weights = [weight for weight, _ in self._steps]
        _, act = self._random.choices(self._steps, weights)[0]
        await act()

    async def heal(self) -> None:
        """Everybody is connected, reads, and has everything."""
        for peer in self._peers:
            if self._is_connected(peer):
                peer.line.drain()
                await peer.sync()
            if not self._is_connected(peer):
                await self._reconnect(peer)
        for peer in self._peers:
            await peer.sync()

    # -- steps ---------------------------------------------------------------------------------

    async def _command(self) -> None:
        await self._room.standard.ask(OPERATOR_ACTOR, self._draw())

    async def _read(self) -> None:
        if self._random.random() < 0.5:
            await self._room.environment.settle()
        for peer in self._peers:
            if self._is_connected(peer):
                peer.read()

    async def _cut(self) -> None:
        peer = self._random.choice(self._peers)
        if self._is_connected(peer):
            if self._random.random() < 0.5:
                await self._room.environment.settle()
            peer.cut(read=self._random.randrange(6))

    async def _connect(self) -> None:
        peer = self._random.choice(self._peers)
        if not self._is_connected(peer):
            await self._reconnect(peer, sync=self._random.random() < 0.5)

    async def _reconnect(self, peer: Peer, *, sync: bool = True) -> None:
        if peer.seat is not None:
            peer.cut()
        await peer.connect(resume=False)
        await peer.resume()
        if sync:
            await peer.sync()

    async def _stall(self) -> None:
        peer = self._random.choice(self._peers)
        if self._is_connected(peer):
            peer.line.stalled = True

    async def _drain(self) -> None:
        peer = self._random.choice(self._peers)
        if self._is_connected(peer):
            peer.line.drain()

    @staticmethod
    def _is_connected(peer: Peer) -> bool:
        return peer.seat is not None and peer.line.open and peer.seat.slot >= 0

    # -- commands ------------------------------------------------------------------------------

    def _draw(self) -> Command:
        pick = self._random.choice
        ticket = pick(self._made)
        agent = pick(AGENTS)
        team = pick((*TEAMS[:2], None))
        self._count += 1
        n = self._count
        kind = self._random.randrange(18)
        if kind <= 2:
            return c.SetTeam(ticket=ticket, team=team)
        if kind == 3:
            return c.SetAssignee(ticket=ticket, assignee=pick((*AGENTS, None)))
        if kind in (4, 5):
            return pick((c.FollowTicket, c.UnfollowTicket))(ticket=ticket, agent=agent)
        if kind in (6, 7):
            note = f"note-{n}"
            return c.AddNote(ticket=ticket, message=note, text="x" * pick((3, 300)))
        if kind == 8:
            priority = pick(("low", "normal", "high", "urgent"))
            return c.SetPriority(ticket=ticket, priority=priority)
        if kind == 9:
            return c.SetMembership(
                membership=f"{agent}-{pick(TEAMS[:2])}-{n}",
                agent=agent,
                team=pick(TEAMS[:2]),
                level=pick(("overview", "read", "work")),
            )
        if kind == 10:
            return c.EndMembership(agent=agent, team=pick(TEAMS[:2]))
        if kind == 11:
            return c.ChangeAgent(agent=agent, role=pick(("agent", "supervisor", "auditor")))
        if kind == 12:
            return pick(
                (
                    c.SetStatus(ticket=ticket, status="solved"),
                    c.SetStatus(ticket=ticket, status="closed"),
                    c.ArchiveTicket(ticket=ticket),
                )
            )
        if kind >= 15:
            return self._joined(ticket, n)
        self._made.append(f"made-{n}")
        if kind == 13 and n % 3 == 0:
            return c.ImportTicket(
                ticket=f"made-{n}",
                contact=f"made-{n}-by",
                requester=f"old{n}@home.test",
                subject="Long ago",
                status="closed",
                team=team,
                archived=True,
                messages=(c.PastMessage(id=f"made-{n}-1", type="customer", at=0, text="Old"),),
            )
        return c.OpenTicket(
            ticket=f"made-{n}",
            message=f"made-{n}-1",
            subject=f"Made {n}",
            text="Please",
            team=team,
            assignee=None,
        )

    def _joined(self, ticket: str, n: int) -> Command:
        """One ticket of two, or two of one."""
        self._made.append(f"made-{n}")
        note = f"note-{self._random.randrange(n)}"
        return self._random.choice(
            (
                c.MergeTicket(ticket=ticket, into=self._random.choice(self._made), confirmed=True),
                c.UnmergeTicket(ticket=ticket),
                c.SplitTicket(ticket=ticket, into=f"made-{n}", subject="x", messages=(note,)),
            )
        )
