# SPDX-License-Identifier: Apache-2.0
"""The pages for customers on a real port with TLS, over the standard desk, and a client of them."""

import re
import ssl
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from html import unescape
from pathlib import Path
from typing import Any, Final, NamedTuple

import httpx
import trustme

from sync_server.channels.web.customers import customer_parts
from sync_server.channels.web.port import WebPort
from sync_server.channels.web.site import Part, make_site
from sync_server.config import Language, Limits
from sync_server.contract.entities import Attachment, Message, Ticket
from sync_server.contract.ids import ContactId, TicketId
from sync_server.security.signing import Signer
from sync_server.store.blobs import BlobFolder
from sync_server.store.dossier import attachments_of, messages_of
from sync_server.store.engines import Database
from sync_server.store.rows import AllRows
from tests.support.desks import running_desk
from tests.support.plain import c
from tests.support.standard_desk import StandardDesk
from tests.support.still_environment import StillEnvironment

TYPED: Final = {
    "name": "Hana Ito",
    "address": "hana@kestrel.example",
    "subject": "The invoice of March",
    "text": "It has the wrong address.\nCan you send a new one?",
}
_TOKEN: Final = re.compile(r'name="token" value="([^"]+)"')

File = tuple[str, bytes, str]
"""Name, content and media type."""


async def post_form(
    client: httpx.AsyncClient,
    path: str,
    entered: Mapping[str, str],
    *,
    files: Iterable[File] = (),
    token: str | None = None,
) -> httpx.Response:
    """Fill in and send the form at a path, as a browser does; what the server answers.

    A token makes it the form that was fetched before, not a new one.
    """
    if token is None:
        token = token_of(await client.get(path))
    parts: list[tuple[str, Any]] = [("token", (None, token))]
    parts += [(name, (None, value)) for name, value in entered.items()]
    parts += [("files", file) for file in files]
    return await client.post(path, files=parts)


def token_of(page: httpx.Response) -> str:
    """The mark in a page's form."""
    found = _TOKEN.search(page.text)
    assert found is not None, page.text
    return unescape(found[1])


class Site(NamedTuple):
    """A served site and its parts. `address` has no path."""

    standard: StandardDesk
    signer: Signer
    client: httpx.AsyncClient
    address: str
    port: int
    context: ssl.SSLContext
    files: BlobFolder

    def link(self, ticket: str, contact: str = "kim", *, days: float = 30) -> str:
        """The path of somebody's page of a ticket."""
        until = self.standard.environment.now_us() + int(days * 86_400_000_000)
        token = self.signer.page_token(TicketId(ticket), ContactId(contact), expires_at=until)
        return f"/r/{token}"

    async def send(self, path: str = "/t/support", **options: Any) -> httpx.Response:
        """Send the form at a path; what is not given is as in `TYPED`."""
        entered = {**TYPED, **options.pop("entered", {})}
        return await post_form(self.client, path, entered, **options)

    async def answer(self, path: str, text: str = "Order 17", **options: Any) -> httpx.Response:
        """Answer on a ticket's page."""
        return await post_form(self.client, path, {"text": text}, **options)

    def tickets(self) -> list[Ticket]:
        """Every ticket that customers opened, in their order."""
        rows = AllRows(self.standard.database)["ticket"]
        with self.standard.database.read() as reader:
            found = rows.every(reader)
        return sorted(
            (ticket for ticket in found if ticket.channel == "form"), key=lambda each: each.number
        )

    def messages(self, ticket: str) -> tuple[Message, ...]:
        """A ticket's conversation."""
        with self.standard.database.read() as reader:
            return messages_of(reader, TicketId(ticket))

    def attachments(self, ticket: str) -> tuple[Attachment, ...]:
        """A ticket's files."""
        with self.standard.database.read() as reader:
            return attachments_of(reader, TicketId(ticket))

    def head(self) -> object:
        """What has changed so far: equal as long as nothing did."""
        with self.standard.database.read() as reader:
            log = reader.run("SELECT seq FROM head")
            return log, reader.run("SELECT id FROM blob ORDER BY id")


@asynccontextmanager
async def web_site(
    database: Database,
    folder: Path,
    *,
    name: str = "Brightwater Support",
    language: Language = "en",
    more: tuple[Part, ...] = (),
    trusted_proxies: tuple[str, ...] = (),
    **limits: float,
) -> AsyncIterator[Site]:
    """A site with forms of the teams Support and Billing, until the block ends."""
    environment = StillEnvironment(seed=4)
    environment.advance(days=31, minutes=13)
    authority = trustme.CA()
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(serving)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # knows nobody else: reading all takes long
    authority.configure_trust(context)
    async with running_desk(database, environment) as desk:
        standard = StandardDesk(desk, environment)
        await standard.do("ada", *(c.ChangeTeam(team=team, form=True) for team in FORMS))
        signer = Signer(b"s" * 32)
        parts = customer_parts(
            desk,
            environment,
            name=name,
            language=language,
            files=folder,
            signer=signer,
            limits=Limits(**limits),  # type: ignore[arg-type]
        )
        site = make_site(
            *parts,
            *more,
            limits=Limits(**limits),  # type: ignore[arg-type]
            secure=True,
            trusted_proxies=trusted_proxies,
        )
        port = WebPort(site, limits=Limits(**limits), context=serving)  # type: ignore[arg-type]
        await port.start("127.0.0.1", 0)
        address = f"https://localhost:{port.port}"
        try:
            async with httpx.AsyncClient(
                base_url=address, verify=context, trust_env=False, timeout=30
            ) as client:
                yield Site(
                    standard,
                    signer,
                    client,
                    address,
                    port.port,
                    context,
                    BlobFolder(folder, random_bytes=environment.random_bytes),
                )
        finally:
            await port.close()


FORMS: Final = ("support", "billing")
