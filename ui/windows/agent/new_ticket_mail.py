# SPDX-License-Identifier: Apache-2.0
"""To whom the first message of a new ticket goes, who gets copies, and from where it leaves."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Contact
from sync_server.contract.ids import MailboxId, TeamId
from ui.widgets.composer_recipients import Recipients
from ui.windows.agent.recipients import Directory
from ui.windows.agent.senders import Senders, senders_for


class TicketMail(QObject):
    """Everything behind the recipients in the panel. Emits `edited()` for what the person does."""

    edited = Signal()

    def __init__(
        self, workspace: Workspace, recipients: Recipients, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._recipients = recipients
        self._directory = Directory(workspace)
        self._customer: Contact | None = None
        self._senders = Senders()
        recipients.set_book(self._directory)
        recipients.set_quote(False, offered=False)  # there is nothing to quote yet
        recipients.changed.connect(self.edited)

    @property
    def to(self) -> tuple[str, ...]:
        """Everybody to whom it goes."""
        return self._recipients.to.addresses

    @property
    def cc(self) -> tuple[str, ...]:
        return self._recipients.cc.addresses

    @property
    def bcc(self) -> tuple[str, ...]:
        return self._recipients.bcc.addresses

    @property
    def sends(self) -> dict[str, Any]:
        """What of it a command has to say: what is as usual is left to the server."""
        return {
            "to": () if self.to == self._usual else self.to,
            "cc": self.cc,
            "bcc": self.bcc,
            "mailbox": MailboxId(self._mailbox) if self._mailbox else None,
        }

    def set_customer(self, customer: Contact | None) -> None:
        """Somebody else is written to: it goes to them, and the copies stay."""
        if customer == self._customer:
            return
        before, self._customer = self._usual, customer
        self._directory.look_for(customer)
        to = self.to if self._usual == before and customer is not None else self._usual
        self._show(to or self._usual, self.cc, self.bcc)

    def set_team(self, team: TeamId | None) -> None:
        """Another team has other addresses; one that was chosen stays where it is offered."""
        chosen = self._mailbox
        self._senders = senders_for(self._workspace, team=team)
        self._show_sender(chosen)

    def wrong(self) -> list[QWidget]:
        """Where nothing can be sent like this, with the reason told there."""
        self._recipients.commit()
        if not self._recipients.problem:
            return []
        self._recipients.point_out()
        return [self._recipients.to.input]

    def details(self) -> dict[str, str]:
        """What a draft keeps of it; what is as usual is left out."""
        return {
            "to": "" if self.to == self._usual else "\n".join(self.to),
            "cc": "\n".join(self.cc),
            "bcc": "\n".join(self.bcc),
            "mailbox": self._mailbox,
        }

    def show(self, details: dict[str, str]) -> None:
        """What a draft has kept, for the customer and the team that are known already."""
        to, cc, bcc = (tuple(details.get(name, "").split()) for name in ("to", "cc", "bcc"))
        self._recipients.fold()
        self._show(to or self._usual, cc, bcc)
        self._show_sender(details.get("mailbox", ""))

    @property
    def _usual(self) -> tuple[str, ...]:
        return () if self._customer is None else self._customer.emails[:1]

    @property
    def _mailbox(self) -> str:
        """The address that was chosen, where it is not the usual one."""
        key = self._recipients.leaves.key
        return "" if key == self._senders.usual else key

    def _show(self, to: tuple[str, ...], cc: tuple[str, ...], bcc: tuple[str, ...]) -> None:
        needs_to = self._customer is not None
        self._recipients.set_recipients(to, cc, bcc=bcc, needs_to=needs_to)

    def _show_sender(self, chosen: str) -> None:
        known = {each.key for each in self._senders.choices}
        key = chosen if chosen in known else self._senders.usual
        self._recipients.set_senders(self._senders.choices, key)
