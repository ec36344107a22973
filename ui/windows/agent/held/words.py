# SPDX-License-Identifier: Apache-2.0
"""One held mail as the view shows it, as far as it is known."""

from collections.abc import Iterator

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Held, Ticket
from sync_server.contract.queries import HeldContent
from ui.models.held_mail import (
    KINDS,
    detail_words,
    kind_of,
    mailbox_address,
    sender_name,
    title_words,
)
from ui.models.server_words import server_words
from ui.models.words import listed_words, number_words, time_words, translate
from ui.widgets.held_value import CheckValue, HeldMailValue
from ui.windows.agent.held.senders import amount_words


def mail_value(
    workspace: Workspace, held: Held, content: HeldContent | str | None
) -> HeldMailValue:
    """`content` is what the server has told of it, or why it could not."""
    known = content if isinstance(content, HeldContent) else None
    to = mailbox_address(workspace, held)
    claims = _claims(workspace, held, known)
    note = translate("held", "Adding it there asks once more, and marks it as unverified")
    return HeldMailValue(
        id=held.id,
        subject=held.subject or translate("rows", "No subject"),
        name=sender_name(held),
        address=held.sender,
        to=translate("held", "to {address}").format(address=to) if to else "",
        time=time_words(held.at, workspace.now_us()),
        title=title_words(held),
        checks=tuple(_checks(workspace, held, known)),
        text=None if known is None else _text(known),
        problem=content if isinstance(content, str) else "",
        claims=claims,
        claims_note=note if claims else "",
        tone=KINDS[kind_of(held)][1],
    )


def _text(known: HeldContent) -> str:
    cut = translate("held", "The mail is longer. Only its beginning is shown.")
    return f"{known.text}\n\n[{cut}]" if known.cut else server_words(known.text)


def _claims(workspace: Workspace, held: Held, known: HeldContent | None) -> str:
    ticket = workspace.get(Ticket, held.ticket)
    if ticket is not None:
        return f"{number_words(ticket.number)} {ticket.subject}"
    if known is not None and known.number is not None:
        return f"{number_words(known.number)} {known.subject_of_ticket or ''}".strip()
    return ""


def _checks(workspace: Workspace, held: Held, known: HeldContent | None) -> Iterator[CheckValue]:
    """Why it is held first, then what was looked at, then what comes with it."""
    detail = detail_words(workspace, held)
    if detail:
        yield CheckValue(translate("held", "Reason"), detail)
    if known is None:
        if held.files:
            told = translate("held", "{count}, none was opened").format(count=held.files)
            yield CheckValue(translate("held", "Attachments"), told, "warning")
        return
    for check in known.checks:
        if check.result not in (held.detail, held.reason):
            state = "passed" if check.passed else "failed"
            yield CheckValue(server_words(check.what), server_words(check.result), state)  # type: ignore[arg-type]
    first = translate("held", "this address has never written to you")
    amount = amount_words(known.from_sender) if known.from_sender else first
    yield CheckValue(
        translate("held", "Mail so far"), amount, "passed" if known.from_sender else "warning"
    )
    if known.files:
        told = translate("held", "{names}. None was opened")
        told = told.format(names=listed_words(known.files))
        yield CheckValue(translate("held", "Attachments"), told, "warning")
    else:
        yield CheckValue(translate("held", "Attachments"), translate("held", "none"), "passed")
