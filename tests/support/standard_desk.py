# SPDX-License-Identifier: Apache-2.0
"""The standard desk: a small company with one of everything, made by commands alone.

| who | role | teams |
|---|---|---|
| ada | administrator | |
| lea | supervisor | support (work) |
| ann | agent | support (work) |
| rob | agent | support (read) |
| ola | agent | support (overview) |
| ben | agent | billing (work) |
| eve | agent | none; follows the ticket `guested` |
| lux | light agent | support (read) |
| aud, dis | auditor, display | |
| gon | agent, disabled | support (work) |

Tickets are named after their state; all are in support except `billed` and `guested` (billing) and
`triaged` (no team). Ids are the names. `ancient` was deleted 31 days ago. Mail comes to the mailbox
`post`; `parked` is held mail, and `pended-reply` was refused. Only `triaged` is promised anything,
by the policy `gold` in the hours of `office`; both have a draft, as has the rule `refunding`, which
nothing meets. The rule `loud` has told `ada` of `queued`; the moment of `waking` has come for
`held`. The first point of the agent work of `triaged` was told, that of its first reply is due, and
so is the waking of `held`. `settled` could be closed; `merged` went into `twin`, to which `settled`
is related. These three never held a message, and `twin` has no team. Eve went off shift a minute
ago.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final, TypeVar, cast

from msgspec import Raw
from sqlalchemy import insert

from sync_server.contract.codec import encode
from sync_server.contract.commands import Command
from sync_server.contract.entities import Entity, Ticket
from sync_server.contract.frames import Answer, Envelope
from sync_server.contract.ids import CommandId
from sync_server.desk.actor import AGENT, CHANNEL, OPERATOR, SYSTEM, Actor
from sync_server.desk.desk import Desk
from sync_server.store import tables
from sync_server.store.engines import Database, Writer
from sync_server.store.rows import AllRows
from tests.support.plain import Need, c
from tests.support.still_environment import START, StillEnvironment
from tests.support.stored_secrets import store_secret

E = TypeVar("E", bound=Entity)

OPERATOR_ACTOR: Final = Actor(kind=OPERATOR, id="console", via="console", device="console")
CHANNEL_ACTOR: Final = Actor(kind=CHANNEL, id="mail", via="mail", device="mail")
HUB_ACTOR: Final = Actor(kind=SYSTEM, id="hub", via="hub", device="hub")

ROLES: Final = {
    "ada": "administrator",
    "lea": "supervisor",
    "ann": "agent",
    "rob": "agent",
    "ola": "agent",
    "ben": "agent",
    "eve": "agent",
    "lux": "light",
    "aud": "auditor",
    "dis": "display",
    "gon": "agent",
}
LEVELS: Final = {
    ("lea", "support"): "work",
    ("ann", "support"): "work",
    ("rob", "support"): "read",
    ("ola", "support"): "overview",
    ("lux", "support"): "read",
    ("gon", "support"): "work",
    ("ben", "billing"): "work",
}
VIEWERS: Final = tuple(name for name in ROLES if name != "gon")
"""Everybody who can sign in."""

TEAMS: Final = ("support", "billing", "shut")
TICKETS: Final = (
    "fresh",
    "opened",
    "pended",
    "held",
    "solved",
    "closed",
    "archived",
    "spammed",
    "deleted",
    "billed",
    "guested",
    "triaged",
)
INVOICE: Final = "Ask for the invoice"
"""On the checklist of every ticket of a team."""

OFFICE_HOURS: Final[dict[str, object]] = {
    "timezone": "Europe/Berlin",
    "hours": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
}
GOLD: Final[dict[str, object]] = {
    "conditions": {"subject": "About triaged"},
    "calendar": "office",
    "targets": {
        "first_reply": {"urgent": "1h", "normal": "4h"},
        "resolution": "3 business days",
        "agent_work": "1h",
    },
    "alerts": [1, 75, 90],
}
REFUNDING: Final[dict[str, object]] = {
    "rule": "Refunding",
    "conditions": {"category": "refunds", "custom.refund": "yes"},
    "actions": {"tags": "refund"},
}
WAKING: Final[dict[str, object]] = {
    "rule": "Waking",
    "triggers": {"on": "time", "of": "wake_at", "before": "1s", "hours": "calendar"},
    "actions": {"tags": "waking"},
}
BY_HAND: Final[dict[str, object]] = {
    "rule": "By hand",
    "triggers": {"on": "manual"},
    "actions": {"tags": "asked"},
}
LOUD: Final[dict[str, object]] = {
    "rule": "Loud",
    "conditions": {"custom.alarm": "yes"},
    "actions": {"notify": {"person": "ada"}},
}
MONTH: Final = 30 * 86_400_000_000
"""In microseconds."""
FILES: Final = tuple(f"file{number}" for number in range(8))
"""Complete uploads of every agent's device: `<agent>.<file>`."""


def agent_actor(name: str) -> Actor:
    """An agent at their own device, whose id is `<name>-pc`."""
    return Actor(kind=AGENT, id=name, via="socket", device=f"{name}-pc", source="127.0.0.1")


class StandardDesk:
    """A running desk and ways to send it commands. Refusals are answers, not exceptions."""

    def __init__(self, desk: Desk, environment: StillEnvironment) -> None:
        self.desk = desk
        self.environment = environment

    @property
    def database(self) -> Database:
        """Where the desk keeps everything."""
        return self.desk.database

    async def ask(self, actor: Actor | str, command: Command, *, id: str | None = None) -> Answer:
        """Execute a command as an agent (by name) or another actor."""
        who = agent_actor(actor) if isinstance(actor, str) else actor
        return await self.desk.execute(command, who, id=id)

    async def do(self, actor: Actor | str, *several: Command) -> Answer:
        """Execute commands that must succeed; the last answer."""
        answers = [await self.ask(actor, command) for command in several]
        for command, answer in zip(several, answers, strict=True):
            assert answer.ok, (command, answer.refusal)
        return answers[-1]

    async def row(self, kind: type[E], id_: str) -> E:
        """A row as the database has it."""
        rows = AllRows(self.database)[kind.kind]
        with self.database.read() as reader:
            stored = rows.load(reader, id_)
        assert stored is not None, f"no {kind.kind} {id_}"
        return cast(E, stored.entity)

    async def ticket(self, id_: str) -> Ticket:
        """A ticket as the database has it."""
        return await self.row(Ticket, id_)

    async def version(self, ticket: str) -> int:
        """The version of a ticket, which a client would take as base."""
        rows = AllRows(self.database)["ticket"]
        with self.database.read() as reader:
            stored = rows.load(reader, ticket)
        assert stored is not None
        return stored.version

    async def submit(self, agent: str, envelopes: Iterable[Envelope]) -> list[Answer]:
        """Execute what arrives on an agent's socket in one frame."""
        return await self.desk.submit(list(envelopes), agent_actor(agent))

    async def upload(self, device: str, file: str, *, complete: bool = True) -> None:
        """Put a file of 5 bytes under an id, as the file port does."""
        values = {
            "id": file,
            "owner": device,
            "size": 5,
            "received": 5,
            "sha256": "ab" * 32,
            "complete": int(complete),
            "created_at": self.environment.now_us(),
        }
        statement = self.database.compile(insert(tables.blob).values(values))

        def write(writer: Writer) -> None:
            writer.write(statement, statement.bind(values))

        await self.desk.transact(write)

    async def furnish(self) -> None:
        """Make the standard desk in an empty one."""
        await self.do(OPERATOR_ACTOR, *_people(), *_furniture(), *_promises())
        await self.do("ada", _ticket("ancient"), c.DeleteTicket(ticket="ancient"))
        self.environment.advance(days=31)
        await store_secret(self.desk, "sealed")
        await store_secret(self.desk, "spare")
        await self.do(OPERATOR_ACTOR, *_mail())
        for name in ROLES:
            for file in FILES:
                await self.upload(f"{name}-pc", f"{name}.{file}")
        await self.do("ada", *map(_ticket, TICKETS))
        self.environment.advance(minutes=1)
        await self.do("ada", *_states(wake_at=self.environment.now_us() + 1))
        self.environment.advance(minutes=1)
        await self.do("ann", *_writings())
        refused = c.RecordDelivery(message="pended-reply", delivery="refused", note="Mailbox full")
        await self.do(HUB_ACTOR, refused, c.TellClocks(tickets=("triaged",)))
        await self.do("ben", c.AddNote(ticket="billed", message="billed-note", text="Owed twice"))
        await self.do("ada", c.DisableAgent(agent="gon"))
        now = self.environment.now_us()
        await self.do(HUB_ACTOR, *(_settled(name, now) for name in ("settled", "twin", "merged")))
        await self.do("ada", *_joined())
        await self.do("ada", *_queued())
        await self.do(HUB_ACTOR, c.SetReachable(agent="ada", reachable=True))
        for state in ("available", "off_shift"):
            await self.do("eve", c.SetAvailability(state=state))
        self.environment.advance(minutes=1)


def envelope(command: Command, *, id: str, counter: int) -> Envelope:
    """A command as a client sends it."""
    return Envelope(id=CommandId(id), counter=counter, command=Raw(encode(command)))


def _people() -> Iterable[Command]:
    for name, role in ROLES.items():
        yield c.CreateAgent(agent=name, name=name.title(), email=f"{name}@desk.test", role=role)
    for team in TEAMS:
        yield c.CreateTeam(team=team, name=team.title())
    for (agent, team), level in LEVELS.items():
        yield c.SetMembership(membership=f"{agent}-{team}", agent=agent, team=team, level=level)
    yield c.ChangeTeam(team="shut", disabled=True)


def _furniture() -> Iterable[Command]:
    yield c.CreateCategory(category="refunds", name="Refunds")
    yield c.CreateCategory(category="returns", name="Returns", parent="refunds")
    yield c.CreateCategory(category="retired", name="Retired")
    yield c.ChangeCategory(category="retired", disabled=True)
    yield c.SaveSkill(skill="french", name="French")
    yield c.SetSkill(agent="ann", skill="french", level=1)
    yield c.CreateOrganisation(organisation="acme", name="Acme", domains=("acme.test",))
    yield c.CreateOrganisation(organisation="globex", name="Globex", domains=("globex.test",))
    yield c.CreateContact(
        contact="kim", name="Kim", emails=("kim@acme.test", "kim@home.test"), organisation="acme"
    )
    yield c.CreateContact(contact="sam", name="Sam", emails=("sam@globex.test",))
    yield c.CreateContact(contact="old", name="Old Kim", emails=("kim@old.test",))
    yield c.MergeContacts(source="old", target="kim")
    yield c.SaveView(
        view="everyones", name="Urgent", conditions={"priority": "urgent"}, shared=True
    )


def _promises() -> Iterable[Command]:
    yield c.SaveCalendar(calendar="office", name="Office", document=OFFICE_HOURS)
    yield c.PublishCalendar(calendar="office")
    yield c.SaveCalendar(calendar="office", document={**OFFICE_HOURS, "holidays": ["2026-12-25"]})
    yield c.SavePolicy(policy="gold", name="Gold", document=GOLD)
    yield c.PublishPolicy(policy="gold")
    yield c.SavePolicy(policy="gold", document={**GOLD, "alerts": [50]})
    yield c.SaveRule(rule="refunding", document=REFUNDING)
    yield c.PublishRule(rule="refunding")
    yield c.SaveRule(rule="refunding", document={**REFUNDING, "repeats": True})
    yield c.SaveRule(rule="loud", document=LOUD)
    yield c.PublishRule(rule="loud")
    yield c.SaveRule(rule="by-hand", document=BY_HAND)
    yield c.PublishRule(rule="by-hand")
    yield c.SaveRule(rule="waking", document=WAKING)
    yield c.PublishRule(rule="waking")
    for team in ("support", "billing"):
        yield c.SaveGate(gate=f"team.{team}", document={"checklist": [{"text": INVOICE}]})
        yield c.PublishGate(gate=f"team.{team}")
    yield c.SaveGate(gate="category.refunds", document={"require": ["checklist"]})


def _mail() -> Iterable[Command]:
    yield c.ConnectMailbox(
        mailbox="post",
        address="help@desk.test",
        name="Help",
        team="support",
        imap_host="mail.desk.test",
        smtp_host="mail.desk.test",
        user="help",
        secret="sealed",
    )
    yield c.HoldMail(held="parked", reason="unverified", sender="who@evil.test", subject="Hello")
    yield c.BlockSender(block="bad@evil.test")
    yield c.SaveCanned(canned="everyones", name="Hello", text="Hello {{name}}", shared=True)
    yield c.CreateApiKey(
        key="key",
        name="Shop",
        rights=("tickets:read",),
        digest="ab" * 32,
        expires_at=in_a_year(),
    )


def in_a_year() -> int:
    """When a key ends that is made at the standard desk, in microseconds."""
    return int((START + timedelta(days=365)).timestamp()) * 1_000_000


def _ticket(name: str) -> Command:
    team = {"billed": "billing", "guested": "billing", "triaged": None}.get(name, "support")
    return c.OpenTicket(
        ticket=name,
        message=f"{name}-1",
        subject=f"About {name}",
        text=f"Please help with {name}",
        requester="kim",
        team=team,
        tags=("first",),
    )


def _states(*, wake_at: int) -> Iterable[Command]:
    yield c.SetAssignee(ticket="opened", assignee="ann")
    yield c.SetStatus(ticket="pended", status="pending")
    yield c.SetStatus(ticket="held", status="on_hold", wake_at=wake_at)
    for name in ("solved", "closed", "archived"):
        yield c.SetAssignee(ticket=name, assignee="ann")
        yield c.SetStatus(ticket=name, status="solved")
    for name in ("closed", "archived"):
        yield c.SetStatus(ticket=name, status="closed")
    yield c.ArchiveTicket(ticket="archived")
    yield c.SetStatus(ticket="spammed", status="spam")
    yield c.SetStatus(ticket="deleted", status="deleted")
    yield c.FollowTicket(ticket="guested", agent="eve")


def _queued() -> Iterable[Command]:
    """A ticket that waits for a skill, which it gives up in a minute, and one that does not."""
    yield c.CreateTeam(team="night", name="Night")
    yield c.ChangeTeam(team="night", routing="balanced", relax_minutes=1, accept_s=600)
    yield c.SetMembership(membership="ada-night", agent="ada", team="night")
    yield c.OpenTicket(ticket="queued", message="queued-1", subject="x", text="x", team="night")
    yield c.OpenTicket(ticket="offered", message="offered-1", subject="x", text="x", team="night")
    yield c.SetNeeds(ticket="queued", needs=(Need("french", 3, True),))
    yield c.SetCustomField(ticket="queued", name="alarm", value="yes")


def _settled(name: str, now: int) -> Command:
    """A ticket that was solved so long ago that it could be closed."""
    return c.ImportTicket(
        ticket=name,
        contact="made-contact",
        requester="kim@acme.test",
        subject=f"About {name}",
        status="solved",
        team=None if name == "twin" else "support",
        assignee="ann",
        opened_at=now - 2 * MONTH,
        solved_at=now - MONTH,
    )


def _joined() -> Iterable[Command]:
    yield c.MergeTicket(ticket="merged", into="twin")
    yield c.LinkTickets(ticket="settled", to="twin", kind="related")


def _writings() -> Iterable[Command]:
    yield c.AddNote(ticket="opened", message="opened-note", text="A private remark")
    yield c.Reply(ticket="opened", message="opened-reply", text="We look into it", hold_s=120)
    yield c.Reply(ticket="pended", message="pended-reply", text="Which order is it?")
    yield c.Attach(
        message="opened-note",
        files=(c.File(id="ann.file0", name="remark.txt", media_type="text/plain"),),
    )
    yield c.SaveView(view="anns", name="Mine", conditions={"assignee": "@me"})
    yield c.MarkRead(ticket="opened", read_at=1)
    yield c.SetAvailability(state="available")
