# SPDX-License-Identifier: Apache-2.0
"""Opens what a link names, in the window that is there."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.client import Client
from app.errors import AskRefused, ClientError
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId
from sync_server.contract.queries import FetchTicket
from ui.models.links import Link, read_link, ticket_link
from ui.models.words import translate
from ui.slots import Spawn
from ui.widgets.toast import Toast
from ui.windows.agent.navigation import DRAFTS


class Links(QObject):
    """A link that names what is not here yet waits until everything has come; a ticket that has
    not come then is asked for, because the archive is at the server only.

    `show_view(key)`, `open_ticket(id)` and `show_archived(subject)` do it; `tell(sentence)` says
    why not.
    """

    def __init__(
        self,
        client: Client,
        *,
        show_view: Callable[[str], object],
        open_ticket: Callable[[str], object],
        show_archived: Callable[[str], object],
        spawn: Spawn,
        tell: Callable[[str], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._show_view = show_view
        self._open_ticket = open_ticket
        self._show_archived = show_archived
        self._spawn = spawn
        self._tell = tell
        self._waiting: Link | None = None

    def open(self, text: str) -> None:
        """Go to what a link names."""
        link = read_link(text)
        if link is None:
            self._tell(translate("window", "This link names nothing that Deskbell knows."))
            return
        self._waiting = link
        self.look_again()

    def look_again(self) -> None:
        """More may be here than before. What a live desk does not have is not coming."""
        link = self._waiting
        if link is None or self._go(link):
            self._waiting = None
        elif self._client.state.kind in ("live", "offline"):
            self._waiting = None
            if link.kind == "ticket" and self._client.state.kind == "live":
                self._spawn(self._ask_for(link), name="look for the ticket of a link")
            else:
                self._tell(_missing(link, online=self._client.state.kind == "live"))

    async def _ask_for(self, link: Link) -> None:
        """The server has more tickets than this computer; it does not say which it hides."""
        try:
            whole = await self._client.ask(FetchTicket(ticket=TicketId(link.key)))
        except AskRefused:
            self._tell(_missing(link, online=True))
        except ClientError:
            self._tell(_missing(link, online=False))
        else:
            if not self._go(link) and isinstance(whole.ticket.entity, Ticket):
                self._show_archived(whole.ticket.entity.subject)

    def _go(self, link: Link) -> bool:
        if link.kind == "view":
            known = {info.key for info in self._client.views.all} | {DRAFTS}
            if link.key in known:
                self._show_view(link.key)
            return link.key in known
        ticket = self._find(link.key)
        if ticket is not None:
            self._open_ticket(ticket)
        return ticket is not None

    def _find(self, key: str) -> TicketId | None:
        workspace = self._client.workspace
        if workspace.get(Ticket, TicketId(key)) is not None:
            return TicketId(key)
        number = int(key) if key.isdecimal() and len(key) < 16 else 0
        if not number:
            return None
        return next((row.id for row in workspace.all(Ticket) if row.number == number), None)


def copy_link(toast: Toast, ticket: TicketId) -> None:
    """Put the link of a ticket on the clipboard, and say so."""
    QGuiApplication.clipboard().setText(ticket_link(ticket))
    toast.say(translate("window", "Link copied"), undo=False)


def _missing(link: Link, *, online: bool) -> str:
    if link.kind == "view":
        return translate("window", "The view of this link is not there, or not yours to see.")
    if online:
        return translate("window", "The ticket of this link is not there, or not yours to see.")
    return translate(
        "window",
        "The ticket of this link is not on this computer. Press the link again once you are"
        " online.",
    )
