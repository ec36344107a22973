# SPDX-License-Identifier: Apache-2.0
"""Makes a ticket out of what stands in the panel, or says beside its fields what is missing."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget

from app import intents
from app.client import Client
from app.outbox.texts import check_text
from sync_server.contract.commands import LONGEST_TEXT, File
from sync_server.contract.entities import PRIORITIES, Agent, Ticket
from sync_server.contract.ids import AgentId, CategoryId, MessageId, TagId, TeamId, TicketId
from ui.models.words import translate
from ui.windows.agent.canned import beginning_values
from ui.windows.agent.choices import NOBODY
from ui.windows.agent.drafts import Written
from ui.windows.agent.mentions import mentions_in
from ui.windows.agent.new_ticket import CALL, NEXT, TEAM, WRITE, NewTicketPanel
from ui.windows.agent.new_ticket_customer import TicketCustomer
from ui.windows.agent.new_ticket_mail import TicketMail
from ui.windows.agent.new_ticket_phone import TicketCall
from ui.windows.agent.next_status import NextStatus, statuses_of
from ui.windows.agent.send_checks import Asked
from ui.windows.agent.signature import signed


class Made(NamedTuple):
    """A ticket, and of a new one its first message and how it was before it was moved on."""

    id: TicketId
    message: MessageId | None = None
    before: Ticket | None = None


class TicketMaker:
    """What stands in the panel becomes commands. Ask `is_complete` first."""

    def __init__(
        self,
        client: Client,
        panel: NewTicketPanel,
        *,
        customer: TicketCustomer,
        call: TicketCall,
        mail: TicketMail,
    ) -> None:
        self._client = client
        self._workspace = client.workspace
        self._panel = panel
        self._customer = customer
        self._call = call
        self._mail = mail

    @property
    def values(self) -> dict[str, str]:
        """What the fields of a prepared reply and of a signature stand for."""
        team = self._panel.fields["team"].key.replace(NOBODY, "")
        return beginning_values(
            self._workspace,
            contact=self._customer.contact,
            team=TeamId(team) if team else None,
            subject=self._panel.subject.text().strip(),
        )

    @property
    def leaving(self) -> Asked | None:
        """What the customer is about to read, if anything."""
        kind, text = self._panel.kind.key, self._panel.text.editor.toPlainText()
        if kind == WRITE:
            mail = self._mail
            written = Written("reply", text, to=mail.to, cc=mail.cc, bcc=mail.bcc)
            return Asked(news=0, written=written, to=mail.to)
        if kind == CALL and self._mails:
            return Asked(news=0, written=Written("reply", text), to=())
        return None

    def is_complete(self, *, on_ticket: bool) -> bool:
        """Whether nothing is missing; else the first field that misses something has the focus."""
        panel, kind = self._panel, self._panel.kind.key
        missing: list[QWidget] = []
        if kind != TEAM and not on_ticket:
            missing += self._customer.missing()
        if kind == CALL:
            missing += self._call.missing()
        if not on_ticket and not panel.subject.text().strip():
            panel.subject.set_error(translate("new_ticket", "Enter a subject."))
            missing.append(panel.subject.input)
        if kind == WRITE and not missing:
            missing += self._mail.wrong()
        told = self._wrong_text()
        panel.text.set_error(told)
        if told:
            missing.append(panel.text.editor)
        if missing:
            missing[0].setFocus()
        return not missing

    def make(self, *, files: Sequence[File]) -> Made:
        """A ticket that begins with what is written; what was said may be mailed as well.

        Raises ClientError, and nothing is made then.
        """
        panel, kind = self._panel, self._panel.kind.key
        subject, text = panel.subject.text().strip(), panel.text.editor.toPlainText()
        mails = kind == CALL and self._mails
        sent = signed(text, self._client.settings, self.values) if mails or kind == WRITE else ""
        check_text("text", text + sent)  # before anything: a ticket without its reply is no use
        check_text("subject", subject)
        leaves = self._leaves() if kind == WRITE else {}
        opened = intents.open_ticket(
            self._workspace,
            subject=subject,
            text=sent if kind == WRITE else text if text.strip() else subject,
            requester=None if kind == TEAM else self._customer.known(),
            files=tuple(files),
            **leaves,
            note=kind == TEAM,
            mentions=() if kind == WRITE else self._mentioned,
            **_chosen(panel),
            **self._spoken(),
        )
        if mails:
            self._reply(opened.ticket, sent)
        made = Made(opened.ticket, opened.message, self._workspace.get(Ticket, opened.ticket))
        self._move_on(opened.ticket, replied=mails)
        return made

    def add_call(self, ticket: Ticket, *, files: Sequence[File]) -> None:
        """The call becomes a message of a ticket that is there. Raises ClientError."""
        panel = self._panel
        logged = intents.log_call(
            self._workspace,
            ticket=ticket.id,
            call=self._call.call,
            text=panel.text.editor.toPlainText().strip(),
            counts=panel.counts.isChecked(),
            walk_in=self._call.is_visit,
            mentions=self._mentioned,
        )
        if files:
            intents.attach(self._workspace, message=logged.message, files=tuple(files))

    @property
    def _mails(self) -> bool:
        mails = self._panel.mails
        has_text = bool(self._panel.text.editor.toPlainText().strip())
        return mails.isChecked() and not mails.isHidden() and has_text

    @property
    def _mentioned(self) -> tuple[AgentId, ...]:
        """Which colleagues what only the team sees names."""
        return mentions_in(self._panel.text.editor.toPlainText(), self._workspace.all(Agent))

    def _wrong_text(self) -> str:
        """What is wrong with the text; of a call that nobody took there may be nothing to say."""
        text = self._panel.text.editor.toPlainText()
        if len(text) > LONGEST_TEXT:
            return translate("new_ticket", "This text is too long to be sent at once.")
        silent = self._panel.kind.key == CALL and self._call.call.outcome != "spoke"
        return "" if text.strip() or silent else translate("new_ticket", "Write something first.")

    def _spoken(self) -> dict[str, Any]:
        if self._panel.kind.key != CALL:
            return {}
        channel = "walk_in" if self._call.is_visit else "phone"
        return {"call": self._call.call, "channel": channel}

    def _leaves(self) -> dict[str, Any]:
        """To whom, from where and when the first message goes out."""
        hold_s = self._client.settings.number("undo_send_s")
        return {"outgoing": True, "hold_s": hold_s, **self._mail.sends}

    def _reply(self, ticket: TicketId, text: str) -> None:
        intents.reply(
            self._workspace,
            ticket=ticket,
            text=text,
            hold_s=self._client.settings.number("undo_send_s"),
            status=self._after(ticket).status,
        )

    def _after(self, ticket: TicketId) -> NextStatus:
        return statuses_of(self._workspace, ticket).of(self._panel.fields[NEXT].key)

    def _move_on(self, ticket: TicketId, *, replied: bool) -> None:
        """A reply sets the status itself, but for the day on which the ticket wakes."""
        after = self._after(ticket)
        if after.status is not None and (not replied or after.wake_at is not None):
            intents.set_status(
                self._workspace, ticket=ticket, status=after.status, wake_at=after.wake_at
            )


def _chosen(panel: NewTicketPanel) -> dict[str, Any]:
    fields = panel.fields
    set_ = {name: button.key for name, button in fields.items() if button.key not in ("", NOBODY)}
    return {
        "team": TeamId(set_["team"]) if "team" in set_ else None,
        "assignee": AgentId(set_["assignee"]) if "assignee" in set_ else None,
        "priority": next(each for each in PRIORITIES if each == fields["priority"].key),
        "category": CategoryId(set_["category"]) if "category" in set_ else None,
        "tags": tuple(TagId(_word(tag)) for tag in fields["tags"].keys if _word(tag)),
    }


def _word(tag: str) -> str:
    """A tag as it is written: small letters and hyphens."""
    return "-".join(tag.lower().replace(",", " ").replace("/", " ").split())
