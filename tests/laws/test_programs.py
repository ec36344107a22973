# SPDX-License-Identifier: Apache-2.0
"""A program that follows the changes holds what its key sees, whatever happened in between.

The other side of the comparison does not know the feed: it looks at all rows of the database and
says in its own words which a program may have.
"""

import random
from typing import Any

import pytest

from sync_server.contract.entities import Message, Ticket
from sync_server.store.rows import AllRows
from tests.support.plain import c
from tests.support.rest_api import Api, new_ticket, rest_api

STEPS = 120
TICKETS = ("opened", "pended", "billed", "guested", "triaged", "solved")
TEAMS = ("support", "billing", None)


class Follower:
    """A program that keeps what it is told, and reads the conversation of what it is told anew."""

    def __init__(self, api: Api, key: str, team: str | None) -> None:
        self._api = api
        self._key = key
        self.team = team
        self._through = 0
        self.tickets: dict[str, Any] = {}
        self.messages: dict[str, Any] = {}

    async def follow(self, *, limit: int, pages: int) -> None:
        """Read some pages, and keep them."""
        for _ in range(pages):
            page = await self._api.get("/changes", self._key, after=self._through, limit=limit)
            answer = page.json()
            tickets, _ = seen(self._api, self.team)
            for change in answer["changes"]:
                told = change.get("data", {}).get("ticket", change["id"])
                assert change["op"] != "insert" or told in tickets
                await self._keep(change)
            self._through = answer["through"]

    async def _keep(self, change: Any) -> None:
        kept = {"ticket": self.tickets, "message": self.messages}.get(change["kind"], {})
        match change["op"]:
            case "insert":
                kept[change["id"]] = change["data"]
            case "update" if change["id"] in kept:
                kept[change["id"]] |= change["data"]
            case "delete":
                kept.pop(change["id"], None)
        if change["kind"] == "ticket" and change["op"] != "update":
            await self._begin_again(change["id"])

    async def _begin_again(self, ticket: str) -> None:
        """Drop what a ticket said; read it anew where it may be read."""
        self.messages = {
            id_: each for id_, each in self.messages.items() if each["ticket"] != ticket
        }
        answer = await self._api.get(f"/tickets/{ticket}", self._key, limit=200)
        if answer.status_code == 200:
            self.messages |= {each["id"]: each for each in answer.json()["messages"]}


async def gesture(api: Api, chance: random.Random, number: int) -> None:
    """Something that somebody does; what is refused changes nothing."""
    ticket, team = chance.choice(TICKETS), chance.choice(TEAMS)
    commands = [
        c.SetTeam(ticket=ticket, team=team),
        c.SetSubject(ticket=ticket, subject=f"Subject {number}"),
        c.SetPriority(ticket=ticket, priority=chance.choice(["low", "high", "urgent"])),
        c.MarkSpam(ticket=ticket),
        c.DeleteTicket(ticket=ticket),
        c.RestoreTicket(ticket=ticket),
        c.RestoreTicket(ticket=ticket),
        c.AddNote(ticket=ticket, message=f"note{number}", text="Ours alone"),
        c.Reply(ticket=ticket, message=f"reply{number}", text="Ours", anyway=True),
        *(
            c.Reply(ticket=ticket, message=f"held{number}", text="Ours", anyway=True, hold_s=120)
            for _ in range(3)
        ),
        *(c.RetractReply(message=f"held{number - before}") for before in range(1, 6)),
        c.LogCall(
            ticket=ticket, message=f"call{number}", call=c.Call(minutes=3), text="Ours alone"
        ),
    ]
    what = chance.randrange(len(commands) + 2)
    if what < len(commands):
        await api.standard.ask("ada", commands[what])
    elif what == len(commands):
        await api.post("/tickets", new_ticket(subject=f"New {number}", team=team))
    else:
        await api.post(f"/tickets/{ticket}/messages", {"text": f"More {number}"})
    api.standard.environment.advance(seconds=chance.choice([0, 1, 30]))


def rows(api: Api, kind: type[Any]) -> list[Any]:
    """All rows of a kind."""
    with api.standard.database.read() as reader:
        return AllRows(api.standard.database)[kind.kind].every(reader)


def seen(api: Api, team: str | None) -> tuple[dict[str, Any], set[str]]:
    """What a program may have: subject, priority and team of tickets, and ids of messages."""
    tickets = {
        each.id: (each.subject, each.priority, each.team)
        for each in rows(api, Ticket)
        if each.status not in ("spam", "deleted", "merged") and team in (None, each.team)
    }
    messages = {
        each.id
        for each in rows(api, Message)
        if each.ticket in tickets and each.type in ("customer", "reply") and not each.retracted
    }
    return tickets, messages


@pytest.mark.parametrize("seed", range(6))
async def test_a_program_that_follows_holds_what_its_key_sees(templates, tmp_path, seed):
    chance = random.Random(seed)
    database = templates.take("sqlite", tmp_path, furnished=True)
    async with rest_api(database, command_burst=10**6) as api:
        followers = [
            Follower(api, await api.make_key(team=team), team)
            for team in (None, "support", "billing")
        ]
        for number in range(STEPS):
            await gesture(api, chance, number)
            follower = chance.choice(followers)
            await follower.follow(limit=chance.choice([1, 3, 200]), pages=chance.choice([0, 1, 2]))
        api.standard.environment.advance(minutes=3)
        for follower in followers:
            await follower.follow(limit=200, pages=20)
            tickets, messages = seen(api, follower.team)
            held = {
                id_: (each["subject"], each["priority"], each["team"])
                for id_, each in follower.tickets.items()
            }
            assert held == tickets
            assert set(follower.messages) == messages
            assert "Ours alone" not in str(follower.messages)
    database.close()
