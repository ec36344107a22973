# SPDX-License-Identifier: Apache-2.0
"""What tickets are to each other, in words."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.workspace.workspace import Workspace
from sync_server.contract.entities import MERGED, Ticket
from sync_server.contract.ids import TicketId
from ui.models.words import number_words, translate
from ui.widgets import plural

LINK_WORDS: Final[dict[str, str]] = {
    "related": str(QT_TRANSLATE_NOOP("links", "Related")),
    "parent": str(QT_TRANSLATE_NOOP("links", "Parent")),
    "child": str(QT_TRANSLATE_NOOP("links", "Child")),
    "duplicate_of": str(QT_TRANSLATE_NOOP("links", "Duplicate of")),
    "duplicated_by": str(QT_TRANSLATE_NOOP("links", "Has a duplicate")),
    "problem": str(QT_TRANSLATE_NOOP("links", "Caused by problem")),
    "incident": str(QT_TRANSLATE_NOOP("links", "Causes incident")),
    "follow_up_of": str(QT_TRANSLATE_NOOP("links", "Follow-up of")),
    "followed_up_by": str(QT_TRANSLATE_NOOP("links", "Followed up by")),
}
"""What the other ticket is, in the order in which it is offered."""


def link_words(kind: str) -> str:
    """What another ticket is to the one at hand."""
    return translate("links", LINK_WORDS.get(kind, kind))


def short_words(workspace: Workspace, id: TicketId) -> str:
    """A ticket by its number, or that it is somebody else's to see."""
    ticket = workspace.get(Ticket, id)
    if ticket is None:
        return translate("links", "a ticket of others")
    return number_words(ticket.number)


def linked_words(workspace: Workspace, ticket: Ticket) -> str:
    """What a ticket is linked to, where room is short."""
    if ticket.merged_into is not None:
        told = translate("links", "Merged into {ticket}")
        return told.format(ticket=short_words(workspace, ticket.merged_into))
    if len(ticket.links) == 1:
        (link,) = ticket.links
        return f"{_what(link.kind)} {short_words(workspace, link.ticket)}"
    return plural.tr("%n tickets", "1 ticket", len(ticket.links))


def ticket_words(ticket: Ticket) -> str:
    """A ticket by its number and subject."""
    return f"{number_words(ticket.number)} {ticket.subject or translate('rows', 'No subject')}"


def logged_words(workspace: Workspace, value: object) -> str:
    """What a ticket was linked to, or merged into, as the log has it."""
    if isinstance(value, str):
        return short_words(workspace, TicketId(value))
    words = [f"{_what(kind)} {short_words(workspace, other)}" for kind, other in _links(value)]
    return ", ".join(words) or translate("words", "None")


def joined_sentence(workspace: Workspace, before: object, after: object) -> str:
    """What somebody did when a ticket was linked or merged, or when that was taken back."""
    if isinstance(before, str) or isinstance(after, str):
        told = translate("history", "merged this into {ticket}")
        if not after:
            told = translate("history", "took this out of {ticket} again")
        return told.format(ticket=logged_words(workspace, after or before))
    was, now = _links(before), _links(after)
    come = [_come(workspace, *each) for each in now if each not in was]
    gone = [_gone(workspace, *each) for each in was if each not in now]
    return ", ".join((*come, *gone))


def _come(workspace: Workspace, kind: str, other: TicketId) -> str:
    if kind == MERGED:
        told = translate("history", "merged {ticket} into this one")
    else:
        told = translate("history", "linked {ticket}: {what}")
    return told.format(ticket=short_words(workspace, other), what=link_words(kind))


def _gone(workspace: Workspace, kind: str, other: TicketId) -> str:
    if kind == MERGED:
        told = translate("history", "took {ticket} out again")
    else:
        told = translate("history", "unlinked {ticket}: {what}")
    return told.format(ticket=short_words(workspace, other), what=link_words(kind))


def _what(kind: str) -> str:
    return translate("links", "Holds") if kind == MERGED else link_words(kind)


def _links(value: object) -> list[tuple[str, TicketId]]:
    """Links as the log has them: each a mapping."""
    rows = value if isinstance(value, list | tuple) else ()
    found = (row for row in rows if isinstance(row, dict))
    return [(str(row.get("kind")), TicketId(str(row.get("ticket")))) for row in found]
