# SPDX-License-Identifier: Apache-2.0
"""Makes a ticket out of what stands in the panel, or says beside its fields what is missing."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app import intents
from app.client import Client
from app.outbox.texts import check_text
from sync_server.contract.commands import File
from sync_server.contract.entities import PRIORITIES
from sync_server.contract.ids import AgentId, CategoryId, TagId, TeamId, TicketId
from ui.models.words import translate
from ui.windows.agent.choices import NOBODY
from ui.windows.agent.new_ticket import NEXT, WRITE, NewTicketPanel
from ui.windows.agent.new_ticket_customer import TicketCustomer
from ui.windows.agent.next_status import next_status
from ui.windows.agent.signature import signed

LONGEST_TEXT: Final = 65_536


def is_complete(panel: NewTicketPanel, customer: TicketCustomer) -> bool:
    """Whether nothing is missing; else the first field that misses something has the focus."""
    missing: list[QWidget] = customer.missing() if panel.kind.key == WRITE else []
    if not panel.subject.text().strip():
        panel.subject.set_error(translate("new_ticket", "Enter a subject."))
        missing.append(panel.subject.input)
    text = panel.text.editor.toPlainText()
    told = "" if text.strip() else translate("new_ticket", "Write something first.")
    if len(text) > LONGEST_TEXT:
        told = translate("new_ticket", "This text is too long to be sent at once.")
    panel.text.set_error(told)
    if told:
        missing.append(panel.text.editor)
    if missing:
        missing[0].setFocus()
    return not missing


def make_ticket(
    client: Client, panel: NewTicketPanel, customer: TicketCustomer, *, files: Sequence[File]
) -> TicketId:
    """What is written goes to the customer; the ticket itself begins with its subject.

    Raises ClientError, and nothing is made then.
    """
    workspace, writes = client.workspace, panel.kind.key == WRITE
    subject, text = panel.subject.text().strip(), panel.text.editor.toPlainText()
    text = signed(text, client.settings) if writes else text
    check_text("text", text)  # before anything is made: a ticket without its reply is no use
    opened = intents.open_ticket(
        workspace,
        subject=subject,
        text=subject if writes else text,
        requester=customer.known() if writes else None,
        files=() if writes else tuple(files),
        **_chosen(panel),
    )
    after = next_status(panel.fields[NEXT].key, workspace.now_us())
    if writes:
        intents.reply(
            workspace,
            ticket=opened.ticket,
            text=text,
            hold_s=client.settings.number("undo_send_s"),
            status=after.status,
            files=tuple(files),
        )
    if after.status is not None and (not writes or after.wake_at is not None):
        intents.set_status(
            workspace, ticket=opened.ticket, status=after.status, wake_at=after.wake_at
        )
    return opened.ticket


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
