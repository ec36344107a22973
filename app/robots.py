# SPDX-License-Identifier: Apache-2.0
"""Simulated agents: they work through intents like a person, for the demo and for load."""

from collections.abc import Sequence
from typing import Final, Protocol, TypeVar

from app import intents
from app.client import Client
from app.environment import Environment
from app.errors import ClientError
from sync_server.contract.commands import Priority, Status
from sync_server.contract.entities import Membership, Ticket
from sync_server.contract.ids import TeamId, TicketId

T = TypeVar("T")

LIVE: Final = frozenset({"new", "open", "pending", "on_hold"})
PRIORITIES: Final[tuple[Priority, ...]] = ("low", "normal", "high", "urgent")
AFTER_REPLY: Final[tuple[Status | None, ...]] = (None, None, "pending", "solved")
LOOK_AHEAD: Final = 30
"""Robots work at the head of a queue, as people do."""


class Chance(Protocol):
    """The part of `random.Random` that a robot uses."""

    def random(self) -> float: ...

    def choice(self, seq: Sequence[T], /) -> T: ...

    def expovariate(self, lambd: float, /) -> float: ...


class Chatter(Protocol):
    """What robots say."""

    def reply(self, ticket: Ticket) -> str:
        """An answer to the customer."""
        ...

    def note(self, ticket: Ticket) -> str:
        """A word to colleagues."""
        ...

    def call(self) -> tuple[str, str]:
        """Subject and text of a customer's call."""
        ...


class Robot:
    """One simulated agent at a signed-in client.

    `act` does one thing and says what it was; `run` goes on until cancelled, with pauses of
    `pace_s` seconds on average. What a person could not do now (the queue is full, the ticket is
    closed) a robot leaves.
    """

    def __init__(
        self, client: Client, chatter: Chatter, chance: Chance, *, environment: Environment
    ) -> None:
        self._client = client
        self._chatter = chatter
        self._chance = chance
        self._environment = environment

    async def run(self, *, pace_s: float) -> None:
        """Work until cancelled."""
        while True:
            await self._environment.sleep(self._chance.expovariate(1 / pace_s))
            await self.act()

    async def act(self) -> str:
        """Do one thing; its name, "wait" when there was nothing to do."""
        try:
            ticket = self._choose()
            if ticket is None or self._chance.random() < 0.04:
                return self._take_call()
            return await self._work_on(ticket)
        except ClientError:
            return "wait"

    def _choose(self) -> Ticket | None:
        """A ticket near the head of one's own queue, or of everybody's."""
        views = self._client.views
        for key in ("my_queue", "unassigned", "all_open"):
            head = views.open(key)[:LOOK_AHEAD]
            if head and (key == "all_open" or self._chance.random() < 0.6):
                return self._client.workspace.get(Ticket, self._chance.choice(head))
        return None

    async def _work_on(self, ticket: Ticket) -> str:
        workspace = self._client.workspace
        self._client.here(ticket=ticket.id)
        with await workspace.open_conversation(ticket.id):
            if workspace.is_unread(ticket.id):
                intents.mark_read(workspace, ticket=ticket.id)
            await self._environment.sleep(self._chance.random())
            done = self._do(ticket)
            if done in ("reply", "note"):
                await self._type(ticket.id)
                done = self._write(ticket, done)
        self._client.here(ticket=None)
        return done

    def _do(self, ticket: Ticket) -> str:
        """The next step of a ticket, as a person would take it."""
        workspace = self._client.workspace
        dice = self._chance.random()
        if ticket.status not in LIVE:
            return "look"
        if ticket.assignee is None and dice < 0.7:
            intents.take(workspace, ticket=ticket.id)
            return "take"
        if ticket.waiting_since is not None and dice < 0.6:
            return "reply"
        if dice < 0.75:
            return "note"
        if dice < 0.85:
            priority = self._chance.choice(PRIORITIES)
            intents.set_priority(workspace, ticket=ticket.id, priority=priority)
            return "set_priority"
        if ticket.waiting_since is None and ticket.status != "new":
            intents.set_status(workspace, ticket=ticket.id, status="solved")
            return "set_status"
        return "look"

    async def _type(self, ticket: TicketId) -> None:
        """Colleagues see that somebody writes."""
        self._client.here(ticket=ticket, mode="replying", typing=True)
        await self._environment.sleep(0.5 + 2 * self._chance.random())

    def _write(self, ticket: Ticket, what: str) -> str:
        workspace = self._client.workspace
        if what == "note":
            intents.add_note(workspace, ticket=ticket.id, text=self._chatter.note(ticket))
            return "note"
        status = self._chance.choice(AFTER_REPLY)
        text = self._chatter.reply(ticket)
        intents.reply(workspace, ticket=ticket.id, text=text, status=status)
        return "reply"

    def _take_call(self) -> str:
        subject, text = self._chatter.call()
        team = self._chance.choice((None, *self._teams()))
        intents.open_ticket(
            self._client.workspace, subject=subject, text=text, team=team, channel="phone"
        )
        return "open_ticket"

    def _teams(self) -> list[TeamId]:
        workspace = self._client.workspace
        return [each.team for each in workspace.all(Membership) if each.agent == workspace.me]
