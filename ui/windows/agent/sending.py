# SPDX-License-Identifier: Apache-2.0
"""What is written goes out as commands, with the signature and the status that go with it."""

from dataclasses import replace

from app import intents
from app.client import Client
from sync_server.contract.entities import Agent
from sync_server.contract.ids import AttachmentId, MailboxId, MessageId, TicketId
from ui.windows.agent.canned import field_values
from ui.windows.agent.drafts import Written
from ui.windows.agent.forwarding import WHOLE
from ui.windows.agent.mentions import mentions_in
from ui.windows.agent.next_status import AS_IT_IS, NextStatus, statuses_of
from ui.windows.agent.signature import signed, unsigned


class Sending:
    """Sends for the ticket that it is told; a ClientError says that nothing has happened."""

    def __init__(self, client: Client) -> None:
        self._settings = client.settings
        self._workspace = client.workspace

    @property
    def hold_s(self) -> int:
        """For how long what is sent can be taken back."""
        return self._settings.number("undo_send_s")

    def reply(
        self,
        ticket: TicketId,
        written: Written,
        *,
        to: tuple[str, ...],
        quotes: bool,
        anyway: bool,
    ) -> intents.Written:
        """Answer the customer; `to` and `quotes` are for what the text leaves open."""
        after = self._after(ticket, written)
        sent = intents.reply(
            self._workspace,
            ticket=ticket,
            text=self.signed(ticket, written.text),
            to=written.to or to,
            cc=written.cc,
            status=after.status,
            hold_s=self.hold_s,
            anyway=anyway,
            files=written.files,
            bcc=written.bcc,
            mailbox=_mailbox(written),
            quote=quotes if written.quote is None else written.quote,
        )
        self._wake(ticket, after)
        return sent

    def forward(self, ticket: TicketId, written: Written) -> intents.Written:
        """Write to somebody else about the ticket."""
        after = self._after(ticket, written)
        sent = intents.forward(
            self._workspace,
            ticket=ticket,
            to=written.to,
            text=self.signed(ticket, written.text) if written.text.strip() else "",
            about=MessageId(written.about) if written.about not in ("", WHOLE) else None,
            cc=written.cc,
            bcc=written.bcc,
            mailbox=_mailbox(written),
            attachments=tuple(map(AttachmentId, written.attachments)),
            files=written.files,
            hold_s=self.hold_s,
            status=after.status,
        )
        self._wake(ticket, after)
        return sent

    def add_note(self, ticket: TicketId, written: Written) -> None:
        """Tell the team."""
        mentions = mentions_in(written.text, self._workspace.all(Agent))
        intents.add_note(
            self._workspace,
            ticket=ticket,
            text=written.text,
            mentions=mentions,
            files=written.files,
        )

    def signed(self, ticket: TicketId, text: str) -> str:
        """As it reaches the customer."""
        return signed(text, self._settings, field_values(self._workspace, ticket))

    def unsigned(self, ticket: TicketId | None, written: Written) -> Written:
        """As it was written: a note had no signature."""
        if written.mode == "note":
            return written
        values = field_values(self._workspace, ticket)
        return replace(written, text=unsigned(written.text, self._settings, values))

    def moves(self, ticket: TicketId, written: Written) -> bool:
        """Whether what is written sets a status when it is sent."""
        return self._after(ticket, written).status is not None

    def _after(self, ticket: TicketId, written: Written) -> NextStatus:
        statuses = statuses_of(self._workspace, ticket)
        usual = statuses.usual if written.mode == "reply" else AS_IT_IS
        return statuses.of(written.status or usual)

    def _wake(self, ticket: TicketId, after: NextStatus) -> None:
        """A status that waits comes back by itself."""
        if after.status is not None and after.wake_at is not None:
            intents.set_status(
                self._workspace, ticket=ticket, status=after.status, wake_at=after.wake_at
            )


def _mailbox(written: Written) -> MailboxId | None:
    return MailboxId(written.mailbox) if written.mailbox else None
