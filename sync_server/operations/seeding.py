# SPDX-License-Identifier: Apache-2.0
"""Fills a desk with a sample company, by the same commands that everything else goes through.

Ids follow from names, so the same sample makes the same rows, and once.
"""

import asyncio
from collections import deque
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct, structs

from resources.sample.files import file_bytes
from resources.sample.model import (
    SampleAgent,
    SampleAttachment,
    SampleCalendar,
    SampleCategory,
    SampleContact,
    SampleDesk,
    SampleMessage,
    SampleOrganisation,
    SamplePolicy,
    SampleTeam,
    SampleTicket,
    Status,
)
from resources.sample.reference import ReferenceDesk
from sync_server.channels.attachments import FileKeeper
from sync_server.channels.derived_ids import derived_id, derived_place_id
from sync_server.channels.email.entering import MAIL_DESK
from sync_server.contract.commands import (
    Command,
    CreateAgent,
    CreateCategory,
    CreateContact,
    CreateOrganisation,
    CreateTeam,
    File,
    ImportMessage,
    ImportTicket,
    MarkRead,
    PastMessage,
    SaveCanned,
    SetAvailability,
    SetMembership,
    SetStatus,
)
from sync_server.contract.frames import Answer
from sync_server.contract.ids import (
    AgentId,
    AttachmentId,
    CannedId,
    CategoryId,
    ContactId,
    Instant,
    MembershipId,
    MessageId,
    OrganisationId,
    TagId,
    TeamId,
    TicketId,
)
from sync_server.contract.refusals import Code
from sync_server.desk.actor import AGENT, OPERATOR, Actor
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.operations.failed import Failed
from sync_server.operations.import_mail import instant
from sync_server.operations.past import PastEnvironment
from sync_server.operations.progress import Progress
from sync_server.operations.promising import promises
from sync_server.security.passwords import hash_password
from sync_server.store.accounts import Accounts
from sync_server.store.engines import Writer

SEEDER: Final = Actor(kind=OPERATOR, id="import", via="import", device="sample")

ARCHIVED_AFTER: Final = timedelta(days=90)
"""How long after its end a ticket leaves the caches."""

FRESH: Final = timedelta(minutes=40)
"""What a customer wrote within this time nobody has read yet."""

PROMISED_BEFORE: Final = timedelta(days=61)
"""How long before the moment of the sample its promises came into force: before all tickets."""

WAITS: Final = timedelta(days=3)
"""How long an agent waits for an answer of the customer."""

IN_FLIGHT: Final = 512
"""Commands that the desk has not answered yet."""

_CHUNK: Final = 64
_MICROSECOND: Final = timedelta(microseconds=1)


class Seeded(Struct, frozen=True, kw_only=True):
    """How much was entered. What was there before counts as well."""

    agents: int
    contacts: int
    tickets: int
    messages: int


def team_id(name: str) -> TeamId:
    """The id of a sample team."""
    return TeamId(derived_id("team", name))


def contact_id(email: str) -> ContactId:
    """The id of a sample customer."""
    return ContactId(derived_id("contact", email))


def category_id(path: tuple[str, ...]) -> CategoryId:
    """The id of a sample category."""
    return CategoryId(derived_id("category", *path))


def message_id(ticket: SampleTicket, place: int, number: int) -> MessageId:
    """The id of a message by its number in the sample ticket at `place`."""
    return MessageId(derived_id("message", f"{place}.{number}", ticket.requester))


def organisation_id(name: str) -> OrganisationId:
    """The id of a sample company."""
    return OrganisationId(derived_id("organisation", name))


class Seeder:
    """Enters one sample company into a running desk. Belongs to the event loop.

    Agents that the desk has already, by their address, stay who they are. With `marks_read` teams
    have read what they could have read; that is a row for each agent and ticket. With a `domain`
    mails have Message-IDs, so that customers can answer them. With `past`, the environment of the
    desk, what is known step by step is entered in its time; else all at once.
    """

    def __init__(
        self,
        desk: Desk,
        keeper: FileKeeper,
        *,
        as_of: datetime,
        marks_read: bool = True,
        domain: str | None = None,
        past: PastEnvironment | None = None,
    ) -> None:
        self._desk = desk
        self._keeper = keeper
        self._as_of = as_of
        self._marks_read = marks_read
        self._domain = domain
        self._past = past
        self._agents: dict[str, AgentId] = {
            agent.email: agent.id for agent in desk.roster.agents.values()
        }
        self._readers: dict[str, list[AgentId]] = {}
        self._sent: deque[tuple[Command, asyncio.Future[Answer]]] = deque()
        self._contacts = self._tickets = self._messages = 0

    @property
    def agents(self) -> Mapping[str, AgentId]:
        """The desk's agents by address."""
        return self._agents

    @property
    def seeded(self) -> Seeded:
        """How much was entered so far."""
        return Seeded(
            agents=len(self._agents),
            contacts=self._contacts,
            tickets=self._tickets,
            messages=self._messages,
        )

    async def enter_company(
        self,
        *,
        teams: Iterable[SampleTeam],
        agents: Iterable[SampleAgent],
        categories: Iterable[SampleCategory],
        organisations: Iterable[SampleOrganisation],
        contacts: Iterable[SampleContact],
    ) -> None:
        """Enter everything but tickets; parents of categories come first."""
        for team in teams:
            await self._send(
                CreateTeam(team=team_id(team.name), name=team.name, colour=team.colour)
            )
        for agent in agents:
            await self._enter_agent(agent)
        for category in categories:
            *parents, name = category.path
            parent = category_id(tuple(parents)) if parents else None
            await self._send(
                CreateCategory(category=category_id(category.path), name=name, parent=parent)
            )
        for organisation in organisations:
            await self._send(
                CreateOrganisation(
                    organisation=organisation_id(organisation.name),
                    name=organisation.name,
                    domains=organisation.domains,
                    notes=f"Account {organisation.account}",
                )
            )
        for contact in contacts:
            self._contacts += 1
            await self._send(_contact(contact))
        await self._settle(down_to=0)

    async def enter_promises(
        self,
        *,
        calendars: Iterable[SampleCalendar],
        policies: Iterable[SamplePolicy],
        organisations: Iterable[SampleOrganisation],
    ) -> None:
        """Enter what was promised to whom before the first ticket came."""
        owners: dict[str, list[OrganisationId]] = {}
        for each in organisations:
            owners.setdefault(each.plan, []).append(organisation_id(each.name))
        commands = promises(calendars, policies, owners)
        with self._at(instant(self._as_of) - PROMISED_BEFORE // _MICROSECOND):
            for place, command in enumerate(commands):
                await self._send(command, id=derived_id("sample promise", str(place)))
            await self._settle(down_to=0)

    async def enter_tickets(self, tickets: Iterable[SampleTicket], progress: Progress) -> None:
        """Enter tickets with their conversations, and what has been read of them."""
        chunk: list[SampleTicket] = []
        for ticket in tickets:
            chunk.append(ticket)
            if len(chunk) == _CHUNK:
                await self._enter(chunk)
                chunk.clear()
                progress(self._tickets, 0)
        await self._enter(chunk)
        await self._settle(down_to=0)

    async def _enter_agent(self, agent: SampleAgent) -> None:
        known = self._agents.get(agent.email)
        if known is None:
            known = self._agents[agent.email] = AgentId(derived_id("agent", agent.email))
            await self._send(
                CreateAgent(agent=known, name=agent.name, email=agent.email, role=agent.role)
            )
        for place in agent.teams:
            if place.level != "overview":
                self._readers.setdefault(place.team, []).append(known)
            await self._send(
                SetMembership(
                    membership=MembershipId(derived_id("membership", agent.email, place.team)),
                    agent=known,
                    team=team_id(place.team),
                    level=place.level,
                )
            )
        await self._send(SetAvailability(state="available"), _as(known))
        for reply in agent.replies:
            canned = CannedId(derived_id("canned", agent.email, reply.name))
            saved = SaveCanned(canned=canned, name=reply.name, text=reply.text)
            await self._send(saved, _as(known))

    async def _enter(self, tickets: list[SampleTicket]) -> None:
        files: dict[str, bytes] = {}
        commands = [
            self._ticket(ticket, self._tickets + place, files)
            for place, ticket in enumerate(tickets)
        ]
        await self._keeper.keep(files)
        for ticket, command in zip(tickets, commands, strict=True):
            if self._past is not None and ticket.stepwise:
                await self._enter_stepwise(self._past, ticket, command)
            else:
                await self._send(command)
            for reader in self._read_by(ticket):
                read = MarkRead(ticket=command.ticket, read_at=instant(ticket.messages[-1].at))
                await self._send(read, _as(reader))
            self._messages += len(ticket.messages)
        self._tickets += len(tickets)

    async def _enter_stepwise(
        self, past: PastEnvironment, ticket: SampleTicket, whole: ImportTicket
    ) -> None:
        """Enter each message of a ticket when it was written, and what it did to the status."""
        await self._settle(down_to=0)
        first, *later = whole.messages
        status: Status = "new" if ticket.status == "new" else "open"
        with past.at(first.at):
            await self._send(structs.replace(whole, status=status, messages=(first,)))
            await self._settle(down_to=0)
        for message, sample in zip(later, ticket.messages[1:], strict=True):
            with past.at(message.at):
                if message.agent is None:  # what a customer writes has opened the ticket
                    await self._move(whole.ticket, message, sample.moves_to)
                await self._send(ImportMessage(ticket=whole.ticket, message=message))
                if message.agent is not None:
                    await self._move(whole.ticket, message, sample.moves_to)
                await self._settle(down_to=0)

    async def _move(self, ticket: TicketId, message: PastMessage, status: Status | None) -> None:
        """A message moves its ticket, if it does: an agent said so, or it opens by itself."""
        if status is None:
            return
        wakes = message.at + WAITS // _MICROSECOND
        while wakes <= instant(self._as_of):  # nothing came, and it was put off again
            wakes += WAITS // _MICROSECOND
        await self._send(
            SetStatus(ticket=ticket, status=status, wake_at=wakes if status == "pending" else None),
            MAIL_DESK if message.agent is None else _as(message.agent),
            id=derived_id("sample move", message.id),
        )

    def _ticket(self, ticket: SampleTicket, place: int, files: dict[str, bytes]) -> ImportTicket:
        closed_at = ticket.closed_at
        return ImportTicket(
            ticket=TicketId(derived_id("ticket", str(place), ticket.requester)),
            contact=contact_id(ticket.requester),
            requester=ticket.requester,
            subject=ticket.subject,
            status=ticket.status,
            priority=ticket.priority,
            channel=ticket.channel,
            team=team_id(ticket.team),
            assignee=None if ticket.assignee is None else self._agents[ticket.assignee],
            category=category_id(ticket.category),
            tags=tuple(TagId(tag) for tag in ticket.tags),
            opened_at=instant(ticket.opened_at),
            solved_at=_instant(ticket.solved_at),
            closed_at=_instant(closed_at),
            archived=closed_at is not None and closed_at < self._as_of - ARCHIVED_AFTER,
            messages=tuple(
                self._message(ticket, message, message_id(ticket, place, number), files)
                for number, message in enumerate(ticket.messages)
            ),
        )

    def _message(
        self, ticket: SampleTicket, message: SampleMessage, id_: MessageId, files: dict[str, bytes]
    ) -> PastMessage:
        by_customer = message.kind == "customer"
        is_mail = self._domain is not None and ticket.channel == "email" and message.kind != "note"
        return PastMessage(
            id=id_,
            type=message.kind,
            at=instant(message.at),
            agent=None if by_customer else self._agents[message.author],
            contact=contact_id(message.author) if by_customer else None,
            channel=ticket.channel,
            text=message.text,
            html=message.html,
            to=(ticket.requester,) if message.kind == "reply" else (),
            cc=message.cc,
            mentions=tuple(self._agents[email] for email in message.mentions),
            message_id=f"{id_}@{self._domain}" if is_mail else None,
            files=tuple(
                _file(attachment, id_, place, files)
                for place, attachment in enumerate(message.attachments)
            ),
        )

    def _read_by(self, ticket: SampleTicket) -> list[AgentId]:
        """Who has read all of a ticket: its team, but for what has just come, or ended long ago."""
        last = ticket.messages[-1]
        fresh = last.kind == "customer" and last.at > self._as_of - FRESH
        if fresh or ticket.status == "closed" or not self._marks_read:
            return []
        return self._readers[ticket.team]

    def _at(self, at: Instant) -> AbstractContextManager[None]:
        """It is another time for the desk, if that can be."""
        return nullcontext() if self._past is None else self._past.at(at)

    # -- sending -------------------------------------------------------------------------------

    async def _send(
        self, command: Command, actor: Actor = SEEDER, *, id: str | None = None
    ) -> None:
        self._sent.append((command, self._desk.send(command, actor, id=id)))
        if len(self._sent) > IN_FLIGHT:
            await self._settle(down_to=IN_FLIGHT // 2)

    async def _settle(self, *, down_to: int) -> None:
        while len(self._sent) > down_to:
            command, future = self._sent.popleft()
            refusal = (await future).refusal
            if refusal is not None and refusal.code != Code.EXISTS:
                what = type(command).__name__
                raise Failed(f"The sample does not fit this desk: {what} was refused ({refusal})")


async def seed(
    desk: Desk,
    sample: SampleDesk,
    keeper: FileKeeper,
    progress: Progress,
    *,
    past: PastEnvironment | None = None,
) -> Seeder:
    """Enter a whole sample desk. Raises `Failed` when this desk holds something else."""
    seeder = Seeder(desk, keeper, as_of=sample.as_of, domain=sample.domain, past=past)
    await seeder.enter_company(
        teams=sample.teams,
        agents=sample.agents,
        categories=sample.categories,
        organisations=sample.organisations,
        contacts=sample.contacts,
    )
    await seeder.enter_promises(
        calendars=sample.calendars, policies=sample.policies, organisations=sample.organisations
    )
    total = len(sample.tickets)
    await seeder.enter_tickets(sample.tickets, lambda done, _: progress(done, total))
    return seeder


async def seed_reference(
    desk: Desk, reference: ReferenceDesk, keeper: FileKeeper, progress: Progress
) -> Seeder:
    """Enter the reference desk of the benchmarks."""
    seeder = Seeder(desk, keeper, as_of=reference.as_of, marks_read=False)
    await seeder.enter_company(
        teams=reference.teams(),
        agents=reference.agents(),
        categories=reference.categories(),
        organisations=reference.organisations(),
        contacts=reference.contacts(),
    )
    await seeder.enter_tickets(reference.tickets(), lambda done, _: progress(done, reference.count))
    return seeder


async def set_password(
    desk: Desk, environment: Environment, agents: Iterable[AgentId], password: str
) -> None:
    """Let these agents sign in with this password. For samples: it is hashed once for all."""
    hashed = await environment.lane("passwords").run(hash_password, password)
    accounts, now = Accounts(desk.database), environment.now_us()
    chosen = tuple(agents)

    def store(writer: Writer) -> None:
        for agent in chosen:
            accounts.put_password(writer, agent, hashed, at=now)

    await desk.transact(store)


def _as(agent: AgentId) -> Actor:
    return Actor(kind=AGENT, id=agent, via=SEEDER.via, device=SEEDER.device)


def _contact(contact: SampleContact) -> CreateContact:
    return CreateContact(
        contact=contact_id(contact.email),
        name=contact.name,
        emails=(contact.email,),
        phones=(contact.phone,),
        organisation=organisation_id(contact.organisation),
        vip=contact.vip,
        language=contact.language,
        timezone=contact.timezone,
    )


def _file(
    attachment: SampleAttachment, message: MessageId, place: int, files: dict[str, bytes]
) -> File:
    id_ = AttachmentId(derived_place_id("attachment", message, place))
    files[id_] = file_bytes(attachment)
    return File(id=id_, name=attachment.name, media_type=attachment.media_type)


def _instant(at: datetime | None) -> Instant | None:
    return None if at is None else instant(at)
