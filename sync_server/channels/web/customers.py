# SPDX-License-Identifier: Apache-2.0
"""Puts together what customers find at the web port."""

from pathlib import Path

from starlette.routing import Route

from sync_server.channels.attachments import FileKeeper
from sync_server.channels.web.docs import Docs
from sync_server.channels.web.form import FormPages
from sync_server.channels.web.form_tokens import FormTokens
from sync_server.channels.web.incoming import DEVICE, Incoming
from sync_server.channels.web.pages import Pages
from sync_server.channels.web.sending import Sending
from sync_server.channels.web.site import Part
from sync_server.channels.web.ticket_page import TicketPages
from sync_server.config import Language, Limits
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.security.signing import Signer
from sync_server.store.blobs import BlobFolder


def customer_parts(
    desk: Desk,
    environment: Environment,
    *,
    name: str,
    language: Language,
    files: Path,
    signer: Signer,
    limits: Limits,
) -> tuple[Part, ...]:
    """The parts for people: forms, ticket pages, help, and the rest. `name` is the desk's."""
    pages = Pages(name, language)
    keeper = FileKeeper(desk, environment, files, owner=DEVICE)
    tokens = FormTokens(signer.key_for("forms"), environment.random_bytes)
    folder = BlobFolder(files, random_bytes=environment.random_bytes)
    incoming = Incoming(desk, environment, keeper, folder=folder)
    sending = Sending(incoming, tokens, environment, limits=limits, words=pages.words)
    forms = FormPages(desk, pages, sending)
    tickets = TicketPages(
        desk,
        pages,
        sending,
        signer=signer,
        environment=environment,
        folder=folder,
    )
    elsewhere = [Route("/", forms.show_all, methods=["GET"]), *pages.routes]
    return (forms.part, tickets.part, Docs(pages).part, Part("", elsewhere, pages.problem))
