# SPDX-License-Identifier: Apache-2.0
"""Opening tickets, reading them, adding to them, for programs.

What a program writes is what a customer says: it is read by the rules of the form, waits where the
form would, and can do no more than a customer's mail. So it moves no ticket, names no colleague and
writes no note.
"""

from collections.abc import Sequence
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from sync_server.channels.api.rest.idempotency import Idempotency, Ids
from sync_server.channels.api.rest.inputs import (
    DEFAULT_ROWS,
    ROWS,
    Parameters,
    decode,
    path_id,
    read_body,
)
from sync_server.channels.api.rest.keys import Gate, actor_of, source_of
from sync_server.channels.api.rest.problems import Problem, of_refusal
from sync_server.channels.api.rest.shapes import (
    LONGEST_SUBJECT,
    Added,
    AttachmentView,
    Conversation,
    MessageView,
    NewMessage,
    NewTicket,
    Opened,
    Person,
    TicketView,
    Waiting,
    is_held,
    is_shown,
    may_see,
    requester_of,
    shown,
)
from sync_server.channels.entered import Entered, read_entered
from sync_server.channels.setting_aside import Place, SettingAside
from sync_server.contract import codec
from sync_server.contract.commands import ReceiveMessage
from sync_server.contract.entities import ApiKey, Contact, Message, Ticket
from sync_server.contract.frames import Answer
from sync_server.contract.ids import ContactId, MessageId, Seq, TeamId, TicketId
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.security.signing import plain_address
from sync_server.store.dossier import attachments_of, messages_of, ticket_row
from sync_server.store.engines import Connection
from sync_server.store.rows import AllRows

PATH: Final = "/api/v1/tickets"
CHANNEL_NAME: Final = "api"


class Tickets:
    """The requests on tickets. Belongs to the event loop."""

    def __init__(
        self,
        desk: Desk,
        environment: Environment,
        gate: Gate,
        *,
        idempotency: Idempotency,
        aside: SettingAside,
    ) -> None:
        self._desk = desk
        self._environment = environment
        self._gate = gate
        self._idempotency = idempotency
        self._aside = aside
        self._lane = environment.lane("rest", workers=4)
        self._contacts = AllRows(desk.database)[Contact.kind]

    async def open(self, request: Request, key: ApiKey) -> Response:
        """`POST /tickets`: a customer's request becomes a ticket."""
        body = await read_body(request)
        wanted = await self._lane.run(decode, NewTicket, body)
        entered = self._entered(wanted.text, wanted.requester, "requester", subject=wanted.subject)

        async def do(ids: Ids) -> Response:
            team = self._team_of(key, wanted)
            if await self._aside.is_blocked(entered.address):
                return await self._hold(entered, key, request, ids, team=team)
            command = ReceiveMessage(
                ticket=TicketId(ids.ticket),
                message=MessageId(ids.message),
                contact=ContactId(ids.contact),
                sender=entered.address,
                sender_name=entered.name,
                channel=CHANNEL_NAME,
                subject=entered.subject,
                text=entered.text,
                team=team,
            )
            answer = await self._execute(command, key, request, ids)
            assert answer.number is not None  # without a thread a ticket is opened
            return _created(
                Opened(ticket=ids.ticket, number=answer.number, message=ids.message), ids.ticket
            )

        return await self._idempotency.once(request, key, body, do=do)

    async def add(self, request: Request, key: ApiKey) -> Response:
        """`POST /tickets/{ticket}/messages`: a customer says something more."""
        body = await read_body(request)
        wanted = await self._lane.run(decode, NewMessage, body)
        thread = TicketId(path_id(request, "ticket", TicketId))

        async def do(ids: Ids) -> Response:
            requester = await self._lane.run(self._requester, key, thread)
            author = wanted.author or _person(requester)
            entered = self._entered(wanted.text, author, "author")
            if await self._aside.is_blocked(entered.address):
                return await self._hold(entered, key, request, ids, team=key.team, thread=thread)
            command = ReceiveMessage(
                ticket=TicketId(ids.ticket),
                message=MessageId(ids.message),
                contact=ContactId(ids.contact),
                thread=thread,
                sender=entered.address,
                sender_name=entered.name,
                channel=CHANNEL_NAME,
                text=entered.text,
                team=key.team,
            )
            answer = await self._execute(command, key, request, ids)
            where = thread if answer.number is None else ids.ticket
            added = Added(ticket=where, message=ids.message, number=answer.number)
            return _created(added, where)

        return await self._idempotency.once(request, key, body, do=do)

    async def read(self, request: Request, key: ApiKey) -> Response:
        """`GET /tickets/{ticket}`: the ticket with a page of its conversation."""
        parameters = Parameters(request, ("after", "limit"))
        limit = parameters.number("limit", least=1, most=ROWS, default=DEFAULT_ROWS)
        after = parameters.text("after", MessageId)
        id_ = TicketId(path_id(request, "ticket", TicketId))
        found = await self._lane.run(self._conversation, key, id_, after, limit)
        await self._gate.note("api_read", key.id, source_of(request), detail=id_)
        return _json(found, 200)

    async def _execute(
        self, command: ReceiveMessage, key: ApiKey, request: Request, ids: Ids
    ) -> Answer:
        """The desk's answer to a command. Raises `Problem`."""
        try:
            checked = codec.decode_command(codec.encode(command))
        except Refused as refused:
            raise of_refusal(refused.refusal) from None
        answer = await self._desk.execute(checked, actor_of(key, request), id=ids.command)
        if answer.refusal is not None:
            raise of_refusal(answer.refusal)
        return answer

    async def _hold(
        self,
        entered: Entered,
        key: ApiKey,
        request: Request,
        ids: Ids,
        *,
        team: TeamId | None,
        thread: TicketId | None = None,
    ) -> Response:
        """Keep what a blocked sender says for a person to decide. Raises `Problem`."""
        mailbox = self._desk.roster.mailbox_for(Ticket(id=TicketId(ids.ticket), team=team))
        place = Place(
            way=f"by the API, from the program “{key.name}”",
            team=team,
            thread=thread,
            mailbox=None if mailbox is None else mailbox.id,
        )
        actor = actor_of(key, request)
        try:
            held, answer = await self._aside.hold(ids.command, entered, (), place, actor=actor)
        except OSError:
            raise of_refusal(Refused(Code.STORAGE_FULL).refusal) from None
        if answer.refusal is not None:
            raise of_refusal(answer.refusal)
        return _json(Waiting(held=held), 202)

    def _entered(
        self, text: str, person: Person, whose: str, *, subject: str | None = None
    ) -> Entered:
        """What a request says, by the rules of the form. Raises `Problem`."""
        entered = read_entered(
            name=person.name,
            address=person.email,
            subject=subject or "",
            text=text,
            longest_subject=LONGEST_SUBJECT,
        )
        if not entered.address or self._desk.roster.is_ours(plain_address(entered.address)):
            raise Problem("bad-field", f"{whose}.email")
        if subject is not None and not entered.subject:
            raise Problem("bad-field", "subject")
        if not entered.text:
            raise Problem("bad-field", "text")
        return entered

    def _team_of(self, key: ApiKey, wanted: NewTicket) -> TeamId | None:
        """Where a new ticket goes. Raises `Problem`: another team looks as if there were none."""
        if key.team is not None and wanted.team not in (None, key.team):
            raise Problem("not-found")
        id_ = key.team if key.team is not None else wanted.team
        if id_ is None:
            return None
        team = self._desk.roster.teams.get(id_)
        if team is None:
            raise Problem("not-found")
        if team.disabled:
            raise Problem("bad-field", "team")
        return id_

    # -- on the lane ---------------------------------------------------------------------------

    def _visible(self, reader: Connection, key: ApiKey, id_: TicketId) -> tuple[Seq, Ticket]:
        now = self._gate.check(reader, key)
        found = ticket_row(reader, id_)
        if found is None or not may_see(now.team, found[1]):
            raise Problem("not-found")
        return found

    def _requester(self, key: ApiKey, id_: TicketId) -> Contact | None:
        """Whose ticket it is to which a message goes."""
        with self._desk.database.read() as reader:
            _, ticket = self._visible(reader, key, id_)
            return self._contact(reader, ticket)

    def _conversation(
        self, key: ApiKey, id_: TicketId, after: str | None, limit: int
    ) -> Conversation:
        with self._desk.database.read() as reader:
            version, ticket = self._visible(reader, key, id_)
            now = self._environment.now_us()
            every = [
                message
                for message in messages_of(reader, id_)
                if is_shown(message) and not is_held(message, now)
            ]
            page, more = _page(every, after, limit)
            there = {message.id for message in page}
            return Conversation(
                ticket=shown(TicketView, ticket),
                version=version,
                requester=requester_of(self._contact(reader, ticket)),
                messages=tuple(shown(MessageView, message) for message in page),
                attachments=tuple(
                    shown(AttachmentView, file)
                    for file in attachments_of(reader, id_)
                    if file.message in there
                ),
                next=page[-1].id if more else None,
            )

    def _contact(self, reader: Connection, ticket: Ticket) -> Contact | None:
        stored = None
        if ticket.requester is not None:
            stored = self._contacts.load(reader, ticket.requester)
        return stored.entity if stored and isinstance(stored.entity, Contact) else None


def _page(
    messages: Sequence[Message], after: str | None, limit: int
) -> tuple[Sequence[Message], bool]:
    """The messages that follow `after`, and whether there are more. Raises `Problem`."""
    begin = 0
    if after is not None:
        places = [place for place, message in enumerate(messages) if message.id == after]
        if not places:
            raise Problem("bad-parameter", "after")
        begin = places[0] + 1
    page = messages[begin : begin + limit]
    return page, begin + len(page) < len(messages)


def _person(requester: Contact | None) -> Person:
    """Who writes when the request does not say. Raises `Problem`."""
    if requester is None or not requester.emails:
        raise Problem("bad-field", "author")
    return Person(email=requester.emails[0], name=requester.name)


def _created(made: msgspec.Struct, ticket: str) -> Response:
    return _json(made, 201, Location=f"{PATH}/{ticket}")


def _json(made: msgspec.Struct, status: int, **headers: str) -> Response:
    headers = {"Cache-Control": "no-store", **headers}
    return Response(codec.encode(made), status, headers, media_type="application/json")
