# SPDX-License-Identifier: Apache-2.0
"""From a row of a table to the command that makes a ticket of it. Pure."""

from hashlib import sha256
from typing import Any, Final, cast

from sync_server.channels.attachments import text_of
from sync_server.channels.derived_ids import derived_id
from sync_server.contract.addresses import address_key
from sync_server.contract.commands import File, ImportTicket, PastMessage
from sync_server.contract.entities import CustomValue
from sync_server.contract.ids import (
    AttachmentId,
    CategoryId,
    CommandId,
    ContactId,
    MessageId,
    TagId,
    TeamId,
    TicketId,
)
from sync_server.operations.archive_items import ArchivedRow
from sync_server.operations.import_mail import Step, instant

_MAX_SUBJECT: Final = 500
_MAX_CUSTOM: Final = 100
_MAX_NAME: Final = 64
_MAX_VALUE: Final = 10_000
"""Characters of a column that Deskbell does not know; the rest of a longer one is left out."""


def row_ticket(row: ArchivedRow) -> TicketId:
    """The ticket that a row makes, in every run."""
    return TicketId(derived_id("ticket", "row", row.identity))


def row_message(row: ArchivedRow) -> MessageId:
    """The first message of that ticket. It depends on what the row says, so a changed row shows."""
    said = sha256(f"{row.subject}\0{row.body}".encode()).hexdigest()
    return MessageId(derived_id("message", "row", row.identity, said))


def row_step(row: ArchivedRow, *, team: TeamId | None, category: CategoryId | None) -> Step:
    """What takes this row in. Without a date it counts as written at the moment of the import."""
    message = row_message(row)
    text, whole = text_of(row.body or row.subject)
    files: dict[str, bytes] = {}
    listed: tuple[File, ...] = ()
    full_text = None
    if whole is not None:
        full_text = AttachmentId(derived_id("attachment", message))
        files[full_text] = whole
        listed = (File(id=full_text, name="message.txt", media_type="text/plain"),)
    values: dict[str, Any] = {}
    if row.status is not None:
        values["status"] = row.status
    if row.priority is not None:
        values["priority"] = row.priority
    at = None if row.created_at is None else instant(row.created_at)
    command = ImportTicket(
        ticket=row_ticket(row),
        contact=ContactId(derived_id("contact", address_key(row.requester_email))),
        requester=row.requester_email,
        requester_name=row.requester_name,
        subject=(row.subject or row.body.partition("\n")[0])[:_MAX_SUBJECT],
        channel="api",
        team=team,
        category=category,
        tags=tuple(TagId("-".join(tag.split())) for tag in row.tags if tag),
        custom=_custom(row),
        opened_at=at,
        messages=(
            PastMessage(
                id=message,
                type="customer",
                at=FUTURE if at is None else at,
                channel="api",
                text=text,
                files=listed,
                full_text=full_text,
            ),
        ),
        **values,
    )
    return Step(CommandId(derived_id("import", "row", row.identity)), command, files, opens=True)


FUTURE: Final = 2**53
"""Stands for the moment of the import: instants in the future are not believed."""


def _custom(row: ArchivedRow) -> dict[str, CustomValue]:
    """What the desk has no field for, under the columns' own names."""
    values = dict(row.extra)
    if row.external_id is not None:
        values["external_id"] = row.external_id
    kept = list(values.items())[-_MAX_CUSTOM:]
    return cast(
        dict[str, CustomValue], {name[:_MAX_NAME]: value[:_MAX_VALUE] for name, value in kept}
    )
