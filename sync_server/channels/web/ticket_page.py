# SPDX-License-Identifier: Apache-2.0
"""A customer's page of one ticket: `/r/<signed link>`. They read there, answer and send files.

The link, which only ever went to the customer's own address, is the right to the page, looked up
with every request: it names ticket and contact, and ends. A link that is wrong or over, a ticket
that is unwanted or somebody else's, and a file of another message all get the same answer.
"""

from collections.abc import AsyncIterator
from functools import partial
from http import HTTPStatus
from typing import Final, cast
from urllib.parse import quote
from zoneinfo import ZoneInfo

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from sync_server.channels.entered import Entered
from sync_server.channels.web import fields
from sync_server.channels.web.conversation import Conversation, conversation, has_page, sent_since
from sync_server.channels.web.pages import Pages, zone_of
from sync_server.channels.web.sending import BODY_BYTES, Outcome, Sending, Target
from sync_server.channels.web.site import Part
from sync_server.config import MIB
from sync_server.contract.entities import WORKSPACE, Contact, Ticket, Workspace
from sync_server.contract.ids import ContactId, TicketId
from sync_server.desk.desk import Desk
from sync_server.domain.merges import living
from sync_server.environment import Environment
from sync_server.security.signing import PageLink, Signer
from sync_server.store.blobs import BlobFolder
from sync_server.store.dossier import attachments_of, messages_of, ticket_row
from sync_server.store.engines import Connection
from sync_server.store.rows import AllRows

PREFIX: Final = "/r/"
SENT: Final = "sent"
SHOWN_AT_ONCE: Final = 50
"""Messages of a long conversation; the others are one link away."""

DAY_US: Final = 86_400 * 1_000_000
FILE_BYTES_A_DAY: Final = 100 * MIB
LINK_LIFE_US: Final = 90 * DAY_US
"""Of the link to a follow-up that an answer has opened."""


class _Opened(Struct, frozen=True):
    """A page that its link has opened."""

    link: PageLink
    reader: Contact
    page: Conversation
    zone: ZoneInfo


class TicketPages:
    """The pages of all tickets."""

    def __init__(
        self,
        desk: Desk,
        pages: Pages,
        sending: Sending,
        *,
        signer: Signer,
        environment: Environment,
        folder: BlobFolder,
    ) -> None:
        self._desk = desk
        self._pages = pages
        self._sending = sending
        self._signer = signer
        self._environment = environment
        self._folder = folder
        self._lane = environment.lane("web", workers=2)
        self._rows = AllRows(desk.database)

    @property
    def part(self) -> Part:
        """The part of the site below `/r/`."""
        routes: list[BaseRoute] = [
            Route(f"{PREFIX}{{link}}", self._show, methods=["GET"]),
            Route(f"{PREFIX}{{link}}", self._answer, methods=["POST"]),
            Route(f"{PREFIX}{{link}}/files/{{file}}", self._download, methods=["GET"]),
        ]
        return Part(PREFIX, routes, self._pages.problem, BODY_BYTES)

    # -- requests ------------------------------------------------------------------------------

    async def _show(self, request: Request) -> Response:
        return self._page(await self._open(request), request)

    async def _answer(self, request: Request) -> Response:
        opened = await self._open(request)
        since = self._environment.now_us() - DAY_US
        target = Target(
            place=_address(request),
            names=fields.ANSWER,
            thread=opened.link.ticket,
            sender=Entered(name=opened.reader.name, address=opened.reader.emails[0]),
            room_bytes=FILE_BYTES_A_DAY - sent_since(opened.page, since),
        )
        outcome = await self._sending.take(request, target)
        if outcome.ticket is None:
            return self._page(opened, request, outcome)
        address = await self._address_after(request, opened, outcome.ticket)
        return RedirectResponse(f"{address}?{SENT}=1#answered", HTTPStatus.SEE_OTHER)

    async def _download(self, request: Request) -> Response:
        opened = await self._open(request)
        file = opened.page.file(request.path_params["file"])
        if file is None or not await self._lane.run(self._folder.is_whole, file.id):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        name = quote(file.name, safe="", errors="replace")
        return StreamingResponse(
            self._stream(file.id),
            media_type="application/octet-stream",
            headers={
                "Content-Length": str(file.size),
                "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
                "Content-Security-Policy": "sandbox; default-src 'none'",
            },
        )

    async def _stream(self, id_: str) -> AsyncIterator[bytes]:
        pieces = self._folder.read(id_)
        while piece := await self._lane.run(next, pieces, b""):
            yield piece

    async def _address_after(self, request: Request, opened: _Opened, new: TicketId) -> str:
        """Where the answer is to be seen: on this page, or on that of the ticket that it opened."""
        if not await self._lane.run(self._is_there, new):
            return _address(request)
        until = self._environment.now_us() + LINK_LIFE_US
        token = self._signer.page_token(new, opened.reader.id, expires_at=until)
        return f"{PREFIX}{token}"

    # -- pages ---------------------------------------------------------------------------------

    def _page(self, opened: _Opened, request: Request, outcome: Outcome | None = None) -> Response:
        entries = opened.page.entries
        everything = "all" in request.query_params
        return self._pages.render(
            "ticket.html",
            request,
            page=opened.page,
            entries=entries if everything else entries[-SHOWN_AT_ONCE:],
            zone=opened.zone,
            action=_address(request),
            sent=outcome is None and SENT in request.query_params,
            **self._sending.shown(_address(request), outcome),
        )

    async def _open(self, request: Request) -> _Opened:
        """The page that a request's link opens. Raises the same 404 for each that opens none."""
        now = self._environment.now_us()
        link = self._signer.read_page_token(request.path_params["link"], now=now)
        opened = None if link is None else await self._lane.run(self._load, link)
        if opened is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return opened

    def _load(self, link: PageLink) -> _Opened | None:
        with self._desk.database.read() as reader:
            contact = self._living(reader, link.contact)
            if contact is None or not contact.emails:
                return None
            ticket = _shown(reader, link.ticket, contact)
            if ticket is None:
                return None
            messages = messages_of(reader, ticket.id)
            living = partial(self._living, reader)
            authors = {message.contact for message in messages} - {None}
            contacts = {id_: now for id_ in authors if id_ and (now := living(id_)) is not None}
            page = conversation(
                ticket,
                messages,
                attachments_of(reader, ticket.id),
                reader=contact,
                contacts=contacts,
                now=self._environment.now_us(),
            )
            stored = self._rows["workspace"].load(reader, WORKSPACE)
        workspace = Workspace(id=WORKSPACE) if stored is None else cast(Workspace, stored.entity)
        return _Opened(link, contact, page, zone_of(workspace.timezone))

    def _living(self, reader: Connection, id_: ContactId) -> Contact | None:
        """Who a contact is today, after the merges since."""

        def find(wanted: ContactId) -> Contact | None:
            stored = self._rows["contact"].load(reader, wanted)
            return None if stored is None else cast(Contact, stored.entity)

        return living(find, id_)

    def _is_there(self, ticket: TicketId) -> bool:
        with self._desk.database.read() as reader:
            return ticket_row(reader, ticket) is not None


def _address(request: Request) -> str:
    return f"{PREFIX}{request.path_params['link']}"


def _shown(reader: Connection, id_: TicketId, contact: Contact) -> Ticket | None:
    """The ticket whose page somebody gets: what was merged leads on, if that is theirs too."""

    def find(wanted: TicketId) -> Ticket | None:
        found = ticket_row(reader, wanted)
        return None if found is None else found[1]

    both = (living(find, id_), find(id_))
    return next((each for each in both if each is not None and has_page(each, contact)), None)
